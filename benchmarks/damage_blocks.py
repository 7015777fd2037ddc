"""Damage to headings, sections, paragraphs, code and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from page import FENCE, Change, Page, cut, kind, swap

# What fences of plain text say.
PLAIN = ("txt", "text", "plaintext", "plain")
ID = re.compile(r"\s*\{\s*#(?P<id>[^\s}]+)[^}]*\}\s*$")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
# What stays in a translation: code, addresses, ids, lists, tables.
TELLING = re.compile(r"`|\]\(|\{\s*#|^\s*(?:[-*+|]|\d+\.) ", re.MULTILINE)
LONG = 60
SESSIONS = ("console", "shell-session", "pycon")


@kind("HD")
def dropped_heading(page: Page) -> Iterator[Change]:
    """A heading disappears, what it headed stays."""
    return (cut(line, line + 1) for line, level in page.headings if level > 1)


@kind("HD")
def raised_heading(page: Page) -> Iterator[Change]:
    """A heading is one level higher."""
    return (swap(line, page.lines[line][1:]) for line, level in page.headings if level > 2)


@kind("HD")
def lowered_heading(page: Page) -> Iterator[Change]:
    """A heading is one level deeper."""
    return (swap(line, "#" + page.lines[line]) for line, level in page.headings if level < 6)


@kind("HD")
def unspaced_heading(page: Page) -> Iterator[Change]:
    """The space behind the marks of a heading is lost."""
    return (swap(n, "#" * level + page.lines[n][level:].lstrip()) for n, level in page.headings if level > 1)


@kind("HD")
def lone_heading_marker(page: Page) -> Iterator[Change]:
    """The text of a heading falls to the next line."""
    for line, level in page.headings:
        yield Change(line, line + 1, ("#" * level, page.lines[line][level:].strip()))


@kind("HD")
def extra_heading(page: Page) -> Iterator[Change]:
    """A heading stands where there is none."""
    for start, _ in page.blocks:
        yield Change(start, start, ("## " + page.lines[start].split(" ")[0][:12].strip("*_[]`#"), ""))


@kind("HD")
def untranslated_heading(page: Page) -> Iterator[Change]:
    """A heading is the source's."""
    theirs = page.source.headings if page.source else ()
    if page.source and len(theirs) == len(page.headings):
        for (line, level), (other, its) in zip(page.headings, theirs, strict=True):
            words = ID.sub("", page.source.lines[other]).split()[1:]
            own = ID.search(page.lines[line])
            plain = [word for word in words if word.isalpha() and word.islower()]
            if level == its and page.source.lines[other] != page.lines[line] and len(plain) > 1:
                yield swap(line, "#" * level + " " + " ".join(words) + (own.group() if own else ""))


@kind("HD")
def dropped_heading_id(page: Page) -> Iterator[Change]:
    """The explicit id of a heading disappears; not one that a generator makes of the heading itself."""
    for number, _ in page.headings:
        line = page.lines[number]
        if (found := ID.search(line)) and found["id"] != _slug(line[: found.start()]):
            yield swap(number, line[: found.start()])


@kind("HD")
def changed_heading_id(page: Page) -> Iterator[Change]:
    """The explicit id of a heading is another."""
    for line, _ in page.headings:
        if found := ID.search(page.lines[line]):
            text, at = page.lines[line], found.start("id")
            yield swap(line, f"{text[:at]}x-{text[at:]}")


@kind("HD")
def unclosed_heading_id(page: Page) -> Iterator[Change]:
    """The closing brace of an explicit id is lost."""
    return (swap(n, page.lines[n].rstrip()[:-1]) for n, _ in page.headings if ID.search(page.lines[n]))


@kind("HD", "PG")
def dropped_section(page: Page) -> Iterator[Change]:
    """A section disappears with all below it."""
    return (cut(start, stop) for start, stop in page.sections if stop < len(page.lines))


@kind("HD")
def moved_section(page: Page) -> Iterator[Change]:
    """Two neighbouring sections change places; they hold more than sentences, which only meaning tells."""
    levels = dict(page.headings)
    for (start, middle), (again, stop) in pairwise(page.sections):
        if middle == again and levels[start] == levels[again] and stop < len(page.lines):
            lines = (*page.lines[middle:stop], *page.lines[start:middle])
            if not TELLING.search("\n".join(lines)):
                continue
            yield Change(start, stop, lines, (start + 1, start + stop - middle + 1))


@kind("HD", "TX")
def repeated_section(page: Page) -> Iterator[Change]:
    """A section stands there twice; either may be called the one too many."""
    for start, stop in page.sections:
        if stop < len(page.lines):
            yield Change(stop, stop, page.lines[start:stop], tuple(range(start + 1, 2 * stop - start + 1)))


@kind("PG", "HD", "TX", "LS", "TB", "CD")
def truncated_tail(page: Page) -> Iterator[Change]:
    """The last third of the page is missing."""
    for start, _ in page.blocks:
        if len(page.lines) * 0.5 < start < len(page.lines) * 0.75 and len(page.lines) > 30:
            yield cut(start, len(page.lines))


@kind("PG", "CD", "TX", "HD", "LS", "LK")
def ends_in_sentence(page: Page) -> Iterator[Change]:
    """The page breaks off in the middle of a paragraph."""
    for start, _ in page.blocks:
        if len(page.lines) * 0.4 < start < len(page.lines) * 0.8 and len(page.lines[start]) > LONG:
            line = page.lines[start]
            yield Change(start, len(page.lines), (line[: len(line) // 2],))


@kind("TX", "PG")
def dropped_paragraph(page: Page) -> Iterator[Change]:
    """A paragraph disappears."""
    return (cut(start, stop + 1) for start, stop in page.blocks if _long(page, start, stop))


@kind("TX")
def duplicated_paragraph(page: Page) -> Iterator[Change]:
    """A paragraph stands there twice."""
    for start, stop in page.blocks:
        if _long(page, start, stop):
            first = range(start + 1, stop + 1)
            again = range(stop + 2, 2 * stop - start + 2)
            yield Change(stop, stop, ("", *page.lines[start:stop]), (*first, *again))


@kind("TX", "PG")
def untranslated_paragraph(page: Page) -> Iterator[Change]:
    """A paragraph is the source's."""
    theirs = page.source.blocks if page.source else ()
    if page.source and len(theirs) == len(page.blocks):
        for (start, stop), (other, end) in zip(page.blocks, theirs, strict=True):
            if _long(page, start, stop) and _long(page.source, other, end):
                if (lines := page.source.lines[other:end]) != page.lines[start:stop]:
                    yield Change(start, stop, lines)


@kind("TX", "LK", "CD", "PG", "PN")
def halved_paragraph(page: Page) -> Iterator[Change]:
    """The second half of a long paragraph is missing."""
    for start, stop in page.blocks:
        line = page.lines[start]
        if stop == start + 1 and len(line) > 3 * LONG:
            yield swap(start, line[: len(line) // 2].rsplit(" ", 1)[0])


@kind("CD")
def dropped_code_block(page: Page) -> Iterator[Change]:
    """A code block disappears."""
    return (cut(start, stop) for start, stop in page.fences)


@kind("CD")
def changed_code(page: Page) -> Iterator[Change]:
    """A word of code is another."""
    for number, line in _program(page):
        if not re.match(r"\s*(#|//|<!--|\*|--|;|%)", line) and not re.search(r"[\"'<]", line):
            found = re.search(r"[A-Za-z_]{4,}", line)
            if found and line.isascii():
                yield swap(number, f"{line[: found.end()]}x{line[found.end() :]}")


@kind("CD")
def dropped_code_line(page: Page) -> Iterator[Change]:
    """A line of code disappears."""
    for number, line in _program(page):
        if len(line.strip()) > 8 and re.match(r"\s*[A-Za-z]", line):
            yield cut(number, number + 1)


@kind("CD", "MK")
def changed_fence_language(page: Page) -> Iterator[Change]:
    """A fence names another language; one of plain text is shown as before."""
    for start, _ in page.fences:
        found = FENCE.match(page.lines[start])
        if found and re.match(r"[a-z]+$", found["info"].strip()) and found["info"].strip() not in PLAIN:
            yield swap(start, page.lines[start].replace(found["info"].strip(), "kod"))


@kind("CD", "PG")
def unclosed_fence(page: Page) -> Iterator[Change]:
    """The closing fence is lost; a report is right where it opens, closed, or ends."""
    for start, stop in page.fences:
        last = len(page.lines) - 1
        yield Change(stop - 1, stop, (), (*range(start + 1, stop + 1), last))


@kind("CD", "PG")
def extra_code_block(page: Page) -> Iterator[Change]:
    """A code block stands there twice; either may be called the one too many."""
    for start, stop in page.fences:
        lines = ("", *page.lines[start:stop])
        yield Change(stop, stop, lines, tuple(range(start + 1, stop + len(lines) + 1)))


def _slug(heading: str) -> str:
    """The id that generators make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lstrip("# ").casefold()).strip().replace(" ", "-")


def _long(page: Page, start: int, stop: int) -> bool:
    text = IMAGE.sub("", " ".join(page.lines[start:stop])).strip()
    return len(text) * (2.5 if ord(max(text, default=" ")) > 0x2E80 else 1) > LONG


def _program(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of code that the source has, without text, diagrams and output, which are translated.

    Of a console session, what stands behind a prompt.
    """
    info = ""
    known = frozenset(page.source.lines) if page.source else frozenset(page.lines)
    for number, (line, kind_of) in enumerate(zip(page.lines, page.kinds, strict=True)):
        if kind_of == "fence":
            found = FENCE.match(line)
            info = found["info"].strip().lower() if found else ""
        elif kind_of == "code" and info.partition(" ")[0] not in ("", *PLAIN, "output", "mermaid"):
            if line in known and (info.partition(" ")[0] not in SESSIONS or line.startswith("$ ")):
                yield number, line
