"""Damage to front matter and to the page as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from page import Change, Page, cut, kind, swap

KEY = re.compile(r"^(?P<key>[A-Za-z][\w-]*):(?P<space>\s+)(?P<value>\S.*)$")
OWN = ("aliases", "redirect_from", "redirects")
TEXT_KEYS = ("title", "linkTitle", "description", "subtitle", "summary", "sidebar_label")


@kind("FM")
def dropped_front_matter(page: Page) -> Iterator[Change]:
    """The front matter disappears."""
    if page.meta_end > 2 and page.source and page.source.meta_end:
        yield cut(0, page.meta_end)


@kind("FM")
def dropped_key(page: Page) -> Iterator[Change]:
    """A key that the source has disappears; not former addresses, which every edition has of its own."""
    return (cut(number, number + 1) for number, found in _shared(page) if found["key"] not in OWN)


@kind("FM")
def translated_key(page: Page) -> Iterator[Change]:
    """A key that the source has is translated."""
    return (swap(n, f"ключ_{found['key']}:{found['space']}{found['value']}") for n, found in _shared(page))


@kind("FM")
def duplicate_key(page: Page) -> Iterator[Change]:
    """A key stands there twice."""
    for number, _ in _shared(page):
        yield Change(number + 1, number + 1, (page.lines[number],), (number + 1, number + 2))


@kind("FM", "PG")
def unclosed_quote(page: Page) -> Iterator[Change]:
    """The quotation mark that closes a value is lost; a report is right anywhere in the front matter."""
    for number, found in _shared(page):
        if found["value"][0] in "\"'" and found["value"].rstrip()[-1] == found["value"][0]:
            yield Change(number, number + 1, (page.lines[number].rstrip()[:-1],), _meta_lines(page))


@kind("FM", "PG")
def fullwidth_colon(page: Page) -> Iterator[Change]:
    """The colon behind a key becomes full-width; a report is right anywhere in the front matter."""
    for number, found in _shared(page):
        yield Change(number, number + 1, (f"{found['key']}：{found['value']}",), _meta_lines(page))


@kind("FM")
def changed_value(page: Page) -> Iterator[Change]:
    """A value that is the source's, and no text, changes; a capitalised word may be a label."""
    source = dict(_pairs(page.source)) if page.source else {}
    for number, found in _shared(page):
        value = found["value"].strip()
        if (
            found["key"] not in TEXT_KEYS
            and source.get(found["key"]) == value
            and re.fullmatch(r"[\w./:-]+", value)
            and value.isascii()
            and not value.istitle()
        ):
            yield swap(number, f"{found['key']}: {'7' + value if value[0].isdigit() else value + '-x'}")


@kind("FM")
def untranslated_title(page: Page) -> Iterator[Change]:
    """A title or description is the source's."""
    source = dict(_pairs(page.source)) if page.source else {}
    for number, found in _shared(page):
        theirs = source.get(found["key"], "")
        plain = [word for word in theirs.split() if word.isalpha() and word.islower()]
        if found["key"] in TEXT_KEYS and theirs != found["value"] and len(plain) > 1:
            yield swap(number, f"{found['key']}: {theirs}")


@kind("PG")
def empty_page(page: Page) -> Iterator[Change]:
    """Nothing is left but the front matter."""
    if len(page.lines) > page.meta_end + 8:
        yield Change(page.meta_end, len(page.lines), ("",), tuple(range(1, page.meta_end + 2)))


@kind("PG")
def untranslated_page(page: Page) -> Iterator[Change]:
    """The whole body, which is another text, is the source's."""
    source = page.source
    body = source.lines[source.meta_end :] if source else ()
    if source and sum(len(line) for line in body) > 800 and body != page.lines[page.meta_end :]:
        yield Change(page.meta_end, len(page.lines), source.lines[source.meta_end :])


@kind("PG", "HD", "TX")
def half_untranslated_page(page: Page) -> Iterator[Change]:
    """All sections but the first are the source's; most of their lines were translated."""
    source = page.source
    if source and len(source.sections) == len(page.sections) > 3:
        start, other = page.sections[1][0], source.sections[1][0]
        lines = [line for line in page.lines[start:] if line.strip()]
        if 2 * sum(line in source.lines for line in lines) > len(lines):
            return
        yield Change(start, len(page.lines), source.lines[other:], tuple(range(1, len(page.lines))))


@kind("PG", "CD")
def fenced_page(page: Page) -> Iterator[Change]:
    """The body stands inside one code fence."""
    body = page.lines[page.meta_end :]
    if not any(line.startswith("````") for line in body):
        yield Change(page.meta_end, len(page.lines), ("````markdown", *body, "````"))


def _pairs(page: Page) -> Iterator[tuple[str, str]]:
    for _, line in page.of("meta"):
        if found := KEY.match(line):
            yield found["key"], found["value"].strip()


def _shared(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    """The keys with a value on their own line that the source has too."""
    known = {key for key, _ in _pairs(page.source)} if page.source else set()
    for number, line in page.of("meta"):
        found = KEY.match(line)
        below = page.lines[number + 1][:1]
        if found and found["key"] in known and not below.isspace() and found["value"][0] not in "|>&":
            yield number, found


def _meta_lines(page: Page) -> tuple[int, ...]:
    return tuple(range(1, page.meta_end + 1))
