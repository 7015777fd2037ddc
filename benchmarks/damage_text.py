"""Damage to text, punctuation and inline code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from page import CODE_SPAN, Change, Page, kind, reword, rewrite, swap

# A comma, with what follows it, by script.
STOPS = re.compile(r"(?<=\w)(?P<mark>[.。])(?=\s|$)")
COMMA = re.compile(r"(?<=[^\W\d])(?P<mark>[,，、])(?=\s?[^\W\d])")
WORD = re.compile(r"[^\W\d_]{5,}")
NUMBER = re.compile(r"(?<![\w.,/#-])(?P<number>[1-9]\d(?:\d|\.\d+)?)(?![\w.,/%-]|[.,:]\d)")
PLACEHOLDER = re.compile(r"(?<![\\$#{])(\{\{\s*[\w.$]+\s*\}\}|%[sd]\b|\$[A-Z_]{3,})")
SIMPLE = re.compile(r"(?<!`)`(?!`)(?P<code>[^`\n]+)`(?!`)")


@kind("CD")
def changed_inline_code(page: Page) -> Iterator[Change]:
    """A letter of inline code is another."""
    return _recoded(page, lambda code: f"`{code[:-1]}x`" if code[-1:].isalpha() and code[-1] != "x" else None)


@kind("CD")
def translated_inline_code(page: Page) -> Iterator[Change]:
    """Inline code is translated; not a capitalised word, which may name a button."""
    return _recoded(
        page,
        lambda code: "`значение`" if code.isascii() and code.isidentifier() and not code.istitle() else None,
    )


@kind("CD")
def uncoded_text(page: Page) -> Iterator[Change]:
    """The backticks of inline code disappear."""
    return _recoded(page, lambda code: code if not re.search(r"[<>{}*_\[\]|\\]", code) else None)


@kind("CD", "TX", "PN", "LK")
def dropped_inline_code(page: Page) -> Iterator[Change]:
    """Inline code disappears that the page has nowhere else; the mark before the gap may tell it, too."""
    text = "\n".join(page.lines)
    return _recoded(page, lambda code: "" if text.count(code) == 1 else None)


@kind("CD")
def lost_backtick(page: Page) -> Iterator[Change]:
    """The closing backtick of inline code is lost."""
    return _recoded(page, lambda code: f"`{code}")


@kind("CD")
def spaced_inline_code(page: Page) -> Iterator[Change]:
    """A space falls into inline code, not before a bracket, where it is a matter of style."""
    spaced = re.compile(r"(?<=\w)(?=[._/])")
    return _recoded(page, lambda code: f"`{spaced.sub(' ', code, count=1)}`")


@kind("TX")
def changed_number(page: Page) -> Iterator[Change]:
    """A number that the source has is another."""
    theirs = "\n".join(page.source.lines) if page.source else None
    known = set(re.findall(r"\d+(?:\.\d+)?", theirs)) if theirs is not None else None
    return reword(
        page,
        NUMBER,
        lambda m: (
            str(int(m["number"][0]) % 9 + 1) + m["number"][1:]
            if known is None or m["number"] in known
            else None
        ),
    )


@kind("PN")
def clashing_punctuation(page: Page) -> Iterator[Change]:
    """A comma stands before a full stop."""
    return reword(page, STOPS, lambda m: "," + m["mark"] if m["mark"] == "." else "，" + m["mark"])


@kind("PN")
def clash_behind_link(page: Page) -> Iterator[Change]:
    """A full stop stands behind a link and its comma; not glued to a word: `.net` may be meant."""
    return rewrite(
        page, re.compile(r"\),(?=\s\w)|\)，"), lambda m: m.group() + "." if m.group()[1] == "," else ")，。"
    )


@kind("PN")
def doubled_comma(page: Page) -> Iterator[Change]:
    """A comma stands twice."""
    return reword(page, COMMA, lambda m: m["mark"] * 2)


@kind("PN")
def doubled_stop(page: Page) -> Iterator[Change]:
    """A full stop stands twice."""
    return reword(page, STOPS, lambda m: m["mark"] * 2)


@kind("PN")
def space_before_comma(page: Page) -> Iterator[Change]:
    """A space stands before a comma."""
    return reword(page, COMMA, lambda m: " " + m["mark"])


@kind("PN")
def lost_bracket(page: Page) -> Iterator[Change]:
    """The closing bracket of a parenthesis is lost."""
    for number, line in page.of("text"):
        for found in re.finditer(r"(?<![\]\w])[(（][^()（）\[\]`<>\ufffc]{4,}(?P<close>[)）])", line):
            if not CODE_SPAN.search(line) and "](" not in line:
                yield swap(number, line[: found.end() - 1] + line[found.end() :])


@kind("TX")
def broken_sentence(page: Page) -> Iterator[Change]:
    """A full stop cuts a sentence in two."""
    middle = re.compile(r"(?<=[^\W\d_A-Z]{4}) (?=[^\W\d_]{4,} [^\W\d_]{4,} )")
    return reword(page, middle, lambda m: ". " if m.string[m.end()].islower() and _cased(m.string) else None)


@kind("CD", "MK", "LK")
def changed_placeholder(page: Page) -> Iterator[Change]:
    """A placeholder in prose changes its name."""
    return rewrite(page, PLACEHOLDER, lambda m: re.sub(r"(\w)(\W*)$", r"\1X\2", m.group()))


@kind("PG", "TX", "PN")
def zero_width_character(page: Page) -> Iterator[Change]:
    """An invisible character falls into a word, in scripts that have no use for it."""
    plain = ("LATIN", "CYRILLIC", "GREEK", "CJK", "HIRAGANA", "KATAKANA", "HANGUL")
    for change in reword(page, WORD, lambda m: m.group()[:2] + "\u200b" + m.group()[2:]):
        at = change.lines[0].index("\u200b")
        if unicodedata.name(change.lines[0][at - 1], "").startswith(plain):
            yield change


@kind("PG", "TX")
def foreign_letter(page: Page) -> Iterator[Change]:
    """A letter of a Latin word is its Cyrillic double."""
    return reword(page, re.compile(r"(?<=[a-z])a(?=[a-z])"), lambda m: "\u0430")


@kind("PG")
def mojibake(page: Page) -> Iterator[Change]:
    """A line was read in another encoding."""
    for number, line in page.of("text", "item", "heading"):
        wrong = line.encode().decode("cp1252", errors="replace")
        if sum(not char.isascii() for char in line) > 2:
            yield swap(number, wrong)


@kind("PG")
def replacement_character(page: Page) -> Iterator[Change]:
    """A letter was lost in decoding."""
    return reword(page, WORD, lambda m: m.group()[:2] + "\ufffd" + m.group()[3:])


@kind("PG")
def machine_residue(page: Page) -> Iterator[Change]:
    """The mark that ends a model's output stays behind a paragraph."""
    return (swap(stop - 1, page.lines[stop - 1] + "<|endoftext|>") for _, stop in page.blocks)


@kind("PG", "CD", "TX")
def leaked_placeholder(page: Page) -> Iterator[Change]:
    """Inline code is left as the placeholder that protected it."""
    return _recoded(page, lambda code: f"{{code1}}{code}{{/code1}}" if code.isalnum() else None)


@kind("PG")
def conflict_marker(page: Page) -> Iterator[Change]:
    """A paragraph stands there in two versions between the markers of a merge."""
    for start, stop in page.blocks:
        text = page.lines[start:stop]
        yield Change(start, stop, ("<<<<<<< HEAD", *text, "=======", *text, ">>>>>>> main"))


def _cased(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char.lower() != char.upper() for char in letters) > 0.8 * len(letters)


def _recoded(page: Page, new: object) -> Iterator[Change]:
    assert callable(new)
    for number, line in page.of("item", "row", "text"):
        for found in SIMPLE.finditer(line):
            text = new(found["code"])
            if text is not None and text != found.group():
                yield swap(number, line[: found.start()] + text + line[found.end() :])
