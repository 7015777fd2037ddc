"""Damage to lists, tables and what frameworks add."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from page import CODE_SPAN, ITEM, Change, Page, cut, kind, rewrite, swap

DELIMITER = re.compile(r"^\s*\|(\s*:?-+:?\s*\|)+\s*$")
CONTAINER = re.compile(r"^(?P<mark>\s*(?::::|!!!|\?\?\?|///)\s*)(?P<word>[a-z]+)(?P<rest>.*)$")
ALERT = re.compile(r"^(?P<mark>>\s*\[!)(?P<word>[A-Z]+)(?P<rest>\]\s*)$")
SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<word>/?[\w/-]+)|\{%-?\s*(?P<tag>\w+)|^\{\*\s*(?P<path>\S+)")
TAG = re.compile(r"</(?P<name>[A-Za-z][\w.-]*)>")
QUIET = re.compile(r"(?:assign|capture|comment|set|import|youtube|vimeo|bilibili|tweet)$")
OPTIONAL = ("p", "li", "td", "th", "tr", "dt", "dd", "tbody", "thead", "option")
CELL = re.compile(r"(?<!\\)\|")


@kind("LS", "TX", "LK")
def dropped_list_item(page: Page) -> Iterator[Change]:
    """An item of a list disappears."""
    return (cut(number, number + 1) for number in _single_items(page))


@kind("LS", "TX")
def added_list_item(page: Page) -> Iterator[Change]:
    """An item is put behind another."""
    for number in _single_items(page):
        item = ITEM.match(page.lines[number])
        if item:
            words = re.sub(r"[^\w\s]", "", item["text"])[:30].strip()
            new = f"{item['indent']}{item['marker']}{item['space']}{words}"
            yield Change(number + 1, number + 1, (new,))


@kind("LS")
def bullets_to_numbers(page: Page) -> Iterator[Change]:
    """A bullet list becomes a numbered one."""
    return _relisted(page, "-*+", lambda at: f"{at}.")


@kind("LS")
def numbers_to_bullets(page: Page) -> Iterator[Change]:
    """A numbered list becomes a bullet one."""
    return _relisted(page, "0123456789", lambda at: "-")


@kind("LS")
def merged_items(page: Page) -> Iterator[Change]:
    """Two items stand on one line."""
    for one, two in pairwise(_single_items(page)):
        item = ITEM.match(page.lines[two])
        if two == one + 1 and item:
            yield Change(one, two + 1, (f"{page.lines[one]} {item['text']}",))


@kind("LS")
def nested_item(page: Page) -> Iterator[Change]:
    """An item slips one level deeper."""
    for one, two in pairwise(_single_items(page)):
        if two == one + 1 and page.lines[one][:1].strip():
            yield swap(two, "    " + page.lines[two])


@kind("LS")
def foreign_bullet(page: Page) -> Iterator[Change]:
    """A bullet becomes one that Markdown does not know."""
    for number in _single_items(page):
        item = ITEM.match(page.lines[number])
        if item and item["marker"] in "-*+" and not item["indent"]:
            yield swap(number, f"• {item['text']}")


@kind("LS")
def unspaced_bullet(page: Page) -> Iterator[Change]:
    """The space behind a bullet is lost."""
    for number in _single_items(page):
        item = ITEM.match(page.lines[number])
        if item and item["marker"] == "-" and item["text"][0].isalpha():
            yield swap(number, f"{item['indent']}-{item['text']}")


@kind("LS")
def changed_task_state(page: Page) -> Iterator[Change]:
    """A task is ticked."""
    for number, line in page.of("item"):
        if "[ ]" in line[:12]:
            yield swap(number, line.replace("[ ]", "[x]", 1))


@kind("TB")
def dropped_table_row(page: Page) -> Iterator[Change]:
    """A row of a table disappears."""
    return (cut(number, number + 1) for number in _body_rows(page))


@kind("TB")
def added_table_row(page: Page) -> Iterator[Change]:
    """A row stands there twice."""
    return (Change(n + 1, n + 1, (page.lines[n],), (n + 1, n + 2)) for n in _body_rows(page))


@kind("TB")
def extra_table_cell(page: Page) -> Iterator[Change]:
    """A row has a cell too many."""
    return (swap(number, page.lines[number].rstrip() + " x |") for number in _body_rows(page))


@kind("TB")
def lost_table_cell(page: Page) -> Iterator[Change]:
    """A bar between two cells is lost."""
    for number in _body_rows(page):
        line = page.lines[number]
        bars = [match.start() for match in CELL.finditer(line)]
        if len(bars) > 2 and "`" not in line:
            yield swap(number, line[: bars[1]] + line[bars[1] + 1 :])


@kind("TB")
def blank_line_in_table(page: Page) -> Iterator[Change]:
    """A blank line stands between the header and the rest of a table."""
    return (Change(number, number, ("",), (number, number + 2)) for number in _delimiters(page))


@kind("TB")
def lost_delimiter_row(page: Page) -> Iterator[Change]:
    """The row that makes a table is lost."""
    return (cut(number, number + 1) for number in _delimiters(page))


@kind("MK")
def translated_admonition(page: Page) -> Iterator[Change]:
    """The keyword of an admonition is translated."""
    for number, line in _outside(page):
        if found := CONTAINER.match(line) or ALERT.match(line):
            yield swap(
                number, f"{found['mark']}{'HINWEIS' if found['word'].isupper() else 'hinweis'}{found['rest']}"
            )


@kind("MK")
def dropped_admonition(page: Page) -> Iterator[Change]:
    """The marks of an admonition disappear, its text stays."""
    for number, line in _outside(page):
        found = CONTAINER.match(line)
        if found and found["mark"].strip() in (":::", "///"):
            mark = found["mark"].strip()
            end = next((n for n, s in _outside(page) if n > number and s.strip() == mark), None)
            if end is not None:
                yield Change(number, end + 1, page.lines[number + 1 : end])


@kind("MK", "CD")
def renamed_shortcode(page: Page) -> Iterator[Change]:
    """The name, or the path, in a shortcode, a template tag or an include changes."""
    for number, line in _outside(page):
        for found in SHORTCODE.finditer(line):
            at = found.end()
            yield swap(number, f"{line[:at]}x{line[at:]}")


@kind("MK", "CD")
def dropped_shortcode(page: Page) -> Iterator[Change]:
    """A line that is one shortcode, template tag or include disappears.

    Not one that shows nothing (`assign`), nor a video: it speaks one language.
    """
    for number, line in _outside(page):
        found = SHORTCODE.match(line)
        if found and not QUIET.search(found.group()):
            yield cut(number, number + 1)


@kind("MK")
def lost_closing_tag(page: Page) -> Iterator[Change]:
    """The closing tag of an element disappears; a report is right where it opened.

    Not one that HTML closes by itself, as `</p>`.
    """
    for number, line in _outside(page):
        for found in TAG.finditer(re.sub(r"`[^`]*`|\{%.*?%\}", lambda m: " " * len(m.group()), line)):
            if found["name"].lower() in OPTIONAL:
                continue
            above = "\n".join((*page.lines[:number], line[: found.start()]))
            if above.count(f"<{found['name']}") <= above.count(f"</{found['name']}"):
                continue  # it closes nothing as it is
            opens = range(number, -1, -1)
            start = next((n for n in opens if f"<{found['name']}" in page.lines[n]), number)
            lines = (line[: found.start()] + line[found.end() :],)
            yield Change(number, number + 1, lines, (start + 1, number + 1))


@kind("MK")
def renamed_tag(page: Page) -> Iterator[Change]:
    """The name of an element is translated at both ends; not one that is shown as code."""
    for number, line in page.of("text", "item", "row", "mark"):
        spans = [match.span() for match in CODE_SPAN.finditer(line)]
        for found in re.finditer(r"<([A-Za-z][\w]{1,})((?: [^<>`]*)?)>([^<>`]*)</\1>", line):
            if any(start < found.start() < end for start, end in spans):
                continue
            new = f"<{found[1]}os{found[2]}>{found[3]}</{found[1]}os>"
            yield swap(number, line[: found.start()] + new + line[found.end() :])


@kind("MK")
def spaced_emphasis(page: Page) -> Iterator[Change]:
    """Spaces stand inside the marks of strong emphasis, so that they stay marks."""
    pattern = re.compile(r"(?<![*\w])\*\*(?=[^\s*])([^*`\[\]]+)(?<=\S)\*\*(?!\*)")
    return rewrite(page, pattern, lambda m: f"** {m[1]} **")


@kind("MK")
def half_emphasis(page: Page) -> Iterator[Change]:
    """The closing marks of strong emphasis are lost."""
    pattern = re.compile(r"(?<![*\w])\*\*(?=[^\s*])([^*`\[\]]+)(?<=\S)\*\*(?!\*)")
    return rewrite(page, pattern, lambda m: f"**{m[1]}")


def _outside(page: Page) -> Iterator[tuple[int, str]]:
    return page.of("heading", "text", "item", "row", "mark")


def _single_items(page: Page) -> tuple[int, ...]:
    """The items of one line, in lists of two or more."""
    kinds = (*page.kinds, "blank", "blank")
    return tuple(
        number
        for number, kind in enumerate(page.kinds)
        if kind == "item"
        and kinds[number + 1] in ("item", "blank")
        and "item" in (kinds[number - 1], kinds[number + 1])
        if not page.lines[number + 1 : number + 3]
        or not any(line.startswith(("  ", "\t")) for line in page.lines[number + 1 : number + 3])
    )


def _relisted(page: Page, markers: str, new: object) -> Iterator[Change]:
    singles = _single_items(page)
    start = 0
    while start < len(singles):
        stop = start + 1
        while stop < len(singles) and singles[stop] == singles[stop - 1] + 1:
            stop += 1
        first, last = singles[start], singles[stop - 1] + 1
        items = [ITEM.match(line) for line in page.lines[first:last]]
        before = page.kinds[first - 1] if first else "blank"
        whole = before == "blank" and (last >= len(page.kinds) or page.kinds[last] == "blank")
        if whole and all(item and item["marker"][0] in markers and not item["indent"] for item in items):
            assert callable(new)
            yield Change(
                first, last, tuple(f"{new(at)} {item['text']}" for at, item in enumerate(items, 1) if item)
            )
        start = stop


def _delimiters(page: Page) -> Iterator[int]:
    return (number for number, line in page.of("row") if DELIMITER.match(line))


def _body_rows(page: Page) -> Iterator[int]:
    for number, _ in page.of("row"):
        above = number
        while above and page.kinds[above] == "row" and not DELIMITER.match(page.lines[above]):
            above -= 1
        if above < number and page.kinds[above] == "row":
            yield number
