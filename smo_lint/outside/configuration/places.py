"""Where the keys and values of a TOML document stand: the standard library reads values only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smo_lint.model import Span
from smo_lint.regexes import regex

Key = tuple[str, ...]

_PART = regex(r"""[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_DOTTED = regex(rf"(?:{_PART.pattern})(?:[ \t]*\.[ \t]*(?:{_PART.pattern}))*")
_HEADER = regex(rf"\[(\[?)[ \t]*({_DOTTED.pattern})[ \t]*\]\]?")
_STRING = regex(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|\'\'\'(?:.|\n)*?\'{3,5}(?!\')|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
)
_BARE = regex(r"[^\s,\]}#][^,\]}#\n]*")
_BLANK = regex(r"(?:[ \t\r\n]|#[^\n]*)*")


class Place(NamedTuple):
    """Where a key stands, and its value; of an item of a list both are the item."""

    key: Span
    value: Span


def places(text: str) -> dict[Key, Place]:
    """Return key path -> place of all tables, keys and items of a valid TOML document.

    An item of a list goes by its number, from "0": ("select", "1").
    """
    found: dict[Key, Place] = {}
    table: Key = ()
    counts: dict[Key, int] = {}
    offset = _blank(text, 0)
    while offset < len(text):
        if header := _HEADER.match(text, offset):
            table = _within(_parts(header[2]), counts)
            if header[1]:
                number = counts[table] = counts.get(table, -1) + 1
                table = (*table, str(number))
            span = Span(header.start(), header.end())
            found.setdefault(table, Place(span, span))
            offset = _blank(text, header.end())
        else:
            after = offset
            for key, place in _entry(text, offset, table):
                found.setdefault(key, place)
                after = max(after, place.value.end)
            offset = _blank(text, max(after, offset + 1))
    return found


def nearest(known: dict[Key, Place], key: Key) -> Place:
    """Return the place of a key, else of the nearest table around it, else of the beginning."""
    while key and key not in known:
        key = key[:-1]
    return known.get(key, Place(Span(0, 0), Span(0, 0)))


def _within(key: Key, counts: dict[Key, int]) -> Key:
    """Return a key below the last item of each list of tables that it passes."""
    whole: Key = ()
    for part in key[:-1]:
        whole = (*whole, part)
        if whole in counts:
            whole = (*whole, str(counts[whole]))
    return (*whole, key[-1])


def _entry(text: str, offset: int, table: Key) -> Iterator[tuple[Key, Place]]:
    """Yield a `key = value`, and what is in the value; all tables are within a valid document."""
    name = _DOTTED.match(text, offset)
    if name is None:
        return
    key = (*table, *_parts(name[0]))
    start = _blank(text, text.index("=", name.end()) + 1)
    inside = list(_inside(text, start, key))
    yield key, Place(Span(name.start(), name.end()), Span(start, _end(text, start, inside)))
    yield from inside


def _inside(text: str, offset: int, key: Key) -> Iterator[tuple[Key, Place]]:
    """Yield what is in a list or in an inline table that begins here."""
    opening = text[offset : offset + 1]
    if opening not in ("[", "{"):
        return
    offset = _blank(text, offset + 1)
    number = 0
    while offset < len(text) and text[offset] not in "]}":
        if opening == "[":
            item = (*key, str(number))
            deeper = list(_inside(text, offset, item))
            span = Span(offset, _end(text, offset, deeper))
            steps = [(item, Place(span, span)), *deeper]
        else:
            steps = list(_entry(text, offset, key))
        if not steps:
            return
        yield from steps
        number += 1
        offset = _blank(text, steps[0][1].value.end)
        if text[offset : offset + 1] == ",":
            offset = _blank(text, offset + 1)


def _end(text: str, start: int, inside: list[tuple[Key, Place]]) -> int:
    """Return where a value ends; `inside`: what is in it."""
    if text[start : start + 1] in ("[", "{"):
        last = max((place.value.end for _, place in inside), default=start + 1)
        offset = _blank(text, last)
        if text[offset : offset + 1] == ",":
            offset = _blank(text, offset + 1)
        return offset + 1
    if string := _STRING.match(text, start):
        return string.end()
    bare = _BARE.match(text, start)
    return start + len(bare[0].rstrip()) if bare else start + 1


def _blank(text: str, offset: int) -> int:
    """Return where something stands again: behind spaces, newlines and comments."""
    match = _BLANK.match(text, offset)
    return match.end() if match else offset


def _parts(key: str) -> Key:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in _PART.findall(key))
