"""The text of a block as its readers see it, and the way back to the file."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from smo_lint.earlier import Earlier, known
from smo_lint.markdown.destinations import decoded
from smo_lint.model import Edition, Node, Span
from smo_lint.model.frozen import frozen
from smo_lint.regexes import regex

# What stands for each thing that is not text. Masked, never deleted: a deleted code span would
# leave double spaces and join what it parts.
MASK = "\ufffc"

_HOLDERS = frozenset(("heading", "paragraph", "title", "cell", "link", "strong", "emphasis", "strike"))
_OPEN = frozenset(("strong", "emphasis", "strike", "link"))
_CODED = regex(r"\\[!-/:-@\[-`{-~]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@frozen(eq=False, slots=True)
class Prose:
    """The text of a block.

    text   what a reader sees: MASK for each code span, image, tag, formula, template, bare URL,
           attribute list, footnote mark and comment; a space for a line break, "\n" for a hard one
    parts  three numbers for each part that came from one place of the file, as many characters there or one
           thing as a whole: where it begins in the text, and that place; in order
    by     how many characters further on in the file the parts stand than they say
    """

    text: str
    parts: Sequence[int] = ()
    by: int = 0

    def span(self, start: int, end: int) -> Span:
        """Return where `text[start:end]` stands in the file, exact where its ends are not masked.

        Markup within is covered, markup at its ends is not. An empty slice gives an empty span.
        """
        if not self.parts:
            return Span(0, 0)
        first = self._start(start) + self.by
        return Span(first, max(self._end(end) + self.by, first)) if end > start else Span(first, first)

    def _start(self, pos: int) -> int:
        length, start, end, offset = self._part(pos)
        if offset >= length:
            return end
        return start + offset if length == end - start else start

    def _end(self, pos: int) -> int:
        length, start, end, offset = self._part(pos - 1)
        return min(start + offset + 1, end) if length == end - start else end

    def _part(self, pos: int) -> tuple[int, int, int, int]:
        """The length and the place of the part that holds a character, and how many it has before that."""
        numbers = range(0, len(self.parts), 3)
        first = numbers[max(bisect_right(numbers, pos, key=self.parts.__getitem__) - 1, 0)]
        at, start, end = self.parts[first : first + 3]
        after = self.parts[first + 3] if first != numbers[-1] else len(self.text)
        return after - at, start, end, pos - at


def prose(edition: Edition, node: Node) -> Prose:
    """Return the text of a heading, paragraph, title, cell or link; of a row, its cells' by lines.

    Anything else has none. Kept in the edition's memo.
    """
    texts: dict[Node, Prose] | None = edition.memo.get("prose")
    if texts is None:
        texts = edition.memo["prose"] = {}
    found = texts.get(node)
    if found is None:
        again = Earlier in edition.memo and _prose_again(edition, node)
        found = texts[node] = again or _prose(node, edition.text)
    return found


def _prose_again(edition: Edition, node: Node) -> Prose | None:
    """What was made of a node before an edit elsewhere."""
    before: tuple[Prose, int] | None = known(edition, "prose", node)
    if before is None or not before[1]:
        return before and before[0]
    found, by = before
    return Prose(found.text, found.parts, found.by + by)


def letters(text: str) -> int:
    """Return how many letters and marks (Unicode L and M) a text has."""
    return _letters(text) if len(text) <= _PAGE else _letters.__wrapped__(text)


@lru_cache(maxsize=16_384)
def _letters(text: str) -> int:
    # What is ASCII is counted and dropped as bytes: many times faster than character by character.
    written = text.encode("utf-8", "surrogatepass")
    count = len(written.translate(None, _NO_LETTERS))
    if len(written) == len(text):
        return count
    rest = written.translate(None, _ASCII).decode("utf-8", "surrogatepass").replace(MASK, "")
    return count + (len(rest) if rest.isalpha() else sum(map(_IS_LETTER.__getitem__, rest)))


class _IsLetter(dict[str, bool]):
    """Whether a character is a letter or a mark; worked out once for each that is met."""

    def __missing__(self, char: str) -> bool:
        self[char] = unicodedata.category(char)[0] in "LM"
        return self[char]


_PAGE = 1_000  # letters of a text that is asked about once: remembering it would keep it
_IS_LETTER = _IsLetter()
_ASCII = bytes(range(128))
# The bytes of UTF-8 that stand for no letter by themselves.
_NO_LETTERS = bytes(code for code in range(256) if code > 127 or not chr(code).isalpha())


def _prose(node: Node, text: str) -> Prose:
    parts: list[tuple[str, int, int]] = []
    if node.kind == "row":
        for cell in node.children:
            _add(parts, cell, text)
            parts.append(("\n", cell.span.end, cell.span.end))
        parts = parts[:-1]
    elif node.kind in _HOLDERS:
        shown = text[node.inner.start : node.inner.end]
        plain = "\n" not in node.text and "\\" not in shown and "&" not in shown
        if plain and not node.children and node.kind != "link":  # as many are
            return Prose(shown, (0, *node.inner) if shown else ())
        _add(parts, node, text)
    numbers: list[int] = []
    begin = 0
    for shown, start, end in parts:
        numbers += (begin, start, end)
        begin += len(shown)
    return Prose("".join([shown for shown, _, _ in parts]), tuple(numbers))


def _add(parts: list[tuple[str, int, int]], node: Node, text: str) -> None:
    if node.kind == "link" and node.name == "auto":
        parts.append((MASK, *node.span))
    else:
        _inside(parts, node, Lines(node, text))


def _inside(parts: list[tuple[str, int, int]], node: Node, lines: Lines) -> None:
    cursor, stop = node.inner
    for child in node.children:
        if child.span.start < cursor or child.span.end > stop:
            continue  # an attribute list behind the text of a heading, a tag around that of a link
        if cursor < child.span.start:
            lines.plain(parts, cursor, child.span.start)
        cursor = child.span.end
        if child.kind == "break":
            parts.append(("\n" if child.name == "hard" else " ", *child.span))
        elif child.kind in _OPEN and child.name != "auto":
            _inside(parts, child, lines)
        elif child.kind == "wiki_link":
            lines.plain(parts, child.inner.end - len(child.text.rpartition("|")[2]), child.inner.end)
        else:
            parts.append((MASK, *child.span))
    if cursor < stop:
        lines.plain(parts, cursor, stop)


class Lines:
    """Where the lines of a block's own text stand, the prefixes of quotes and lists left out."""

    def __init__(self, node: Node, text: str) -> None:
        self.text = text
        self.starts, self.ends = [node.inner.start], [node.inner.end]
        if "\n" in node.text:
            lines = node.text.split("\n")
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

    def plain(self, parts: list[tuple[str, int, int]], start: int, end: int) -> None:
        """Add the text of this part of a line, escapes and entities decoded."""
        if len(self.starts) > 1:
            i = max(bisect_right(self.starts, end - 1) - 1, 0)
            start, end = max(start, self.starts[i]), min(end, self.ends[i])
        if start >= end:
            return
        shown = self.text[start:end]
        if "\\" in shown or "&" in shown:
            for m in _CODED.finditer(self.text, start, end):
                if m.start() > start:
                    parts.append((self.text[start : m.start()], start, m.start()))
                parts.append((decoded(m[0]), *m.span()))
                start = m.end()
            shown = self.text[start:end]
        if shown:
            parts.append((shown, start, end))
