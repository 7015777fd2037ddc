"""Offsets and the positions of the protocol: lines, and units of an encoding that was agreed upon."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import pairwise

from lsprotocol.types import Position, PositionEncodingKind, Range, TextEdit

from smo_lint.model import Fault, Span
from smo_lint.regexes import regex

_ASTRAL = regex("[\U00010000-\U0010ffff]")
_NEWLINE = regex("\r\n|\r|\n")


def plain(content: str | Fault) -> str:
    """Return a text as offsets count in it: newlines as one, no byte order mark."""
    if isinstance(content, Fault):
        return ""
    text = content.removeprefix("\ufeff")
    return _NEWLINE.sub("\n", text) if "\r" in text else text


class Places:
    """The places of a text: offsets count its code points, positions count lines and units."""

    def __init__(self, content: str | Fault, encoding: str) -> None:
        self.text = plain(content)
        self.encoding = encoding
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        offset = min(offset, len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return Position(line, _units(self.text[self._starts[line] : offset], self.encoding))

    def range(self, span: Span) -> Range:
        """Return the range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position, of one beyond the end of a line or of the text that end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        end = self.text.find("\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        return start + _points(line, position.character, self.encoding)


def edits(before: str, after: str, encoding: str) -> list[TextEdit]:
    """Return what turns one text into the other, line by line: what does not change stays untouched."""
    places = Places(before, encoding)
    old, new = _lines(before), _lines(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        TextEdit(Range(_line(places, old, a), _line(places, old, b)), "".join(new[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _line(places: Places, lines: list[str], number: int) -> Position:
    """The beginning of a line; behind the last one the end of the text."""
    return Position(number, 0) if number < len(lines) else places.position(len(places.text))


def _lines(text: str) -> list[str]:
    """Lines with their ends as they are."""
    text = text.removeprefix("\ufeff")
    ends = [0, *(match.end() for match in _NEWLINE.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]


def _units(text: str, encoding: str) -> int:
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    if encoding == PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    return len(text) + len(_ASTRAL.findall(text))


def _points(line: str, units: int, encoding: str) -> int:
    """How many code points so many units are; a unit inside of one stands for its beginning."""
    if encoding == PositionEncodingKind.Utf32 or line.isascii():
        return min(units, len(line))
    done = 0
    for number, char in enumerate(line):
        done += _units(char, encoding)
        if done > units:
            return number
    return len(line)
