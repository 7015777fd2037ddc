"""The text of a block as its readers see it, and the way back to the file."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from smo_lint.markdown.destinations import decoded
from smo_lint.model import Edition, Node, Span

# What stands for each thing that is not text. Masked, never deleted: a deleted code span would
# leave double spaces and join what it parts.
MASK = "\ufffc"

_HOLDERS = frozenset(("heading", "paragraph", "title", "cell", "link", "strong", "emphasis", "strike"))
_OPEN = frozenset(("strong", "emphasis", "strike", "link"))
_CODED = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


Part = tuple[str, int, int]  # what is shown, and where in the file that stands


class Piece(NamedTuple):
    """Characters of the text that came from one place: as many there, or one thing as a whole."""

    at: int
    length: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """The text of a block.

    text    what a reader sees: MASK for each code span, image, tag, formula, template, bare URL,
            attribute list, footnote mark and comment; a space for a line break, "\\n" for a hard one
    pieces  where each part of it stands in the file, in the order of the text
    """

    text: str
    pieces: tuple[Piece, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return where `text[start:end]` stands in the file, exact where its ends are not masked.

        Markup within is covered, markup at its ends is not. An empty slice gives an empty span.
        """
        if not self.pieces:
            return Span(0, 0)
        first = self._start(start)
        return Span(first, max(self._end(end), first)) if end > start else Span(first, first)

    def _start(self, pos: int) -> int:
        piece = self._piece(pos)
        offset = pos - piece.at
        if offset >= piece.length:
            return piece.end
        return piece.start + offset if piece.length == piece.end - piece.start else piece.start

    def _end(self, pos: int) -> int:
        piece = self._piece(pos - 1)
        if piece.length != piece.end - piece.start:
            return piece.end
        return min(piece.start + pos - piece.at, piece.end)

    def _piece(self, pos: int) -> Piece:
        return self.pieces[max(bisect_right(self.pieces, pos, key=_at) - 1, 0)]


def _at(piece: Piece) -> int:
    return piece.at


def prose(edition: Edition, node: Node) -> Prose:
    """Return the text of a heading, paragraph, title, cell or link; of a row, its cells' by lines.

    Anything else has none. Kept in the edition's memo.
    """
    key = ("prose", node)
    found: Prose | None = edition.memo.get(key)
    if found is None:
        found = edition.memo[key] = _prose(node, edition.text)
    return found


@lru_cache(maxsize=16_384)
def letters(text: str) -> int:
    """Return how many letters and marks (Unicode L and M) a text has."""
    plain = text.encode("ascii", "ignore")
    if 2 * len(plain) < len(text):
        return sum(map(_IS_LETTER.__getitem__, text))
    count = len(plain.translate(None, _NO_LETTERS))
    if len(plain) < len(text):
        count += sum(map(_IS_LETTER.__getitem__, "".join(_BEYOND.findall(text))))
    return count


class _Letters(dict[str, bool]):
    """Whether a character is a letter or a mark; worked out once for each that is met."""

    def __missing__(self, char: str) -> bool:
        self[char] = unicodedata.category(char)[0] in "LM"
        return self[char]


_IS_LETTER = _Letters()
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_BEYOND = re.compile(r"[^\x00-\x7f]+")


def _prose(node: Node, text: str) -> Prose:
    if node.kind == "row":
        parts: list[Part] = []
        for cell in node.children:
            parts += (*_parts(cell, text), ("\n", cell.span.end, cell.span.end))
        parts = parts[:-1]
    elif node.kind in _HOLDERS:
        parts = [*_parts(node, text)]
    else:
        return Prose("")
    pieces, at = [], 0
    for shown, start, end in parts:
        pieces.append(Piece(at, len(shown), start, end))
        at += len(shown)
    return Prose("".join(shown for shown, _, _ in parts), tuple(pieces))


def _parts(node: Node, text: str) -> Iterator[Part]:
    if node.kind == "link" and node.name == "auto":
        yield MASK, *node.span
    else:
        yield from _inside(node, Lines(node, text))


def _inside(node: Node, lines: Lines) -> Iterator[Part]:
    cursor, stop = node.inner
    for child in node.children:
        if child.span.start < cursor or child.span.end > stop:
            continue  # an attribute list behind the text of a heading, a tag around that of a link
        yield from lines.plain(cursor, child.span.start)
        cursor = child.span.end
        if child.kind == "break":
            yield ("\n" if child.name == "hard" else " "), *child.span
        elif child.kind in _OPEN and child.name != "auto":
            yield from _inside(child, lines)
        elif child.kind == "wiki_link":
            yield from lines.plain(child.inner.end - len(child.text.rpartition("|")[2]), child.inner.end)
        else:
            yield MASK, *child.span
    yield from lines.plain(cursor, stop)


class Lines:
    """Where the lines of a block's own text stand, the prefixes of quotes and lists left out."""

    def __init__(self, node: Node, text: str) -> None:
        self.text = text
        self.starts, self.ends = [node.inner.start], [node.inner.end]
        lines = node.text.split("\n")
        if len(lines) > 1:
            pos, last = node.inner
            starts, ends = [], []
            for line in lines:
                end = text.find("\n", pos, last)
                end = last if end < 0 else end
                # A line of a block ends where the line of the file ends; it can be longer than that,
                # with spaces for a tab.
                starts.append(max(end - len(line), pos))
                ends.append(end)
                pos = end + 1
            self.starts, self.ends = starts, ends

    def plain(self, start: int, end: int) -> Iterator[Part]:
        """Yield the text of this part of a line, escapes and entities decoded."""
        if start >= end:
            return
        i = max(bisect_right(self.starts, end - 1) - 1, 0)
        start, end = max(start, self.starts[i]), min(end, self.ends[i])
        if start >= end:
            return
        text = self.text
        for m in _CODED.finditer(text, start, end):
            if m.start() > start:
                yield text[start : m.start()], start, m.start()
            shown = decoded(m[0])
            yield shown, *m.span()
            start = m.end()
        if start < end:
            yield text[start:end], start, end
