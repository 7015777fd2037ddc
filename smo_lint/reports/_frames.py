"""Lines of documents with a place marked, for terminals: widths are cells, not code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from smo_lint.model import Span
from smo_lint.reports import Place, Sheet, shown
from smo_lint.reports._rows import ISOLATE, POP, Part, Row

# Lines of a marked place that are shown before the rest is left out, and lines around it.
LINES = 3
AROUND = 1


class View(NamedTuple):
    """A place of a document to be framed.

    gap  whether something is missing at this place, so that an empty span means "between these lines"
    """

    sheet: Sheet
    path: str
    span: Span
    note: str = ""
    gap: bool = False
    style: str = "bold red"


def frame(view: View, width: int) -> list[Row]:
    """Return the rows of a frame, none wider than `width` cells."""
    place = view.sheet.place(view.span)
    rows = list(_body(view, place))
    gutter = max([2, *(len(number) for number, *_ in rows)])
    room = width - gutter - 3
    title = shown(f"{view.path}:{place.line}:{place.column}")
    framed = [Row(((" " * gutter + " ╭─ ", "blue"), (_tail(title, room - 1), "bold")))]
    for number, text, mark in rows:
        framed += _framed(f"{number:>{gutter}} │ ", text, mark, room, view.style)
    note = [(" " + _head(shown(view.note), room - 1), "dim")] if view.note else []
    return [*framed, Row(((" " * gutter + " ╰─", "blue"), *note))]


def beside(left: list[Row], right: list[Row], width: int) -> list[Row]:
    """Return two frames side by side, `width` cells to the left one, carets beside nothing."""
    rows: list[Row] = []
    one, other = left[:-1], right[:-1]
    while one or other:
        marks = [bool(side) and side[0].mark for side in (one, other)]
        first = one.pop(0) if one and (marks[0] or not marks[1]) else _blank(left[0])
        second = other.pop(0) if other and (marks[1] or not marks[0]) else _blank(right[0])
        rows.append(_joined(first, second, width))
    return [*rows, _joined(left[-1], right[-1], width)]


def _body(view: View, place: Place) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    """Yield (number, text, marked code points or None) of a frame's lines; a gap has "┆" for a number."""
    lines = view.sheet.lines
    last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
    if view.gap and view.span.start == view.span.end:
        hole = ("┆", "‹missing here›", (0, 14))
        if place.column == 1 and not lines[place.line - 1]:
            yield hole
        for number in range(max(1, place.line - AROUND), min(len(lines), place.line + 1 + AROUND) + 1):
            yield str(number), lines[number - 1], None
            if number == place.line and lines[number - 1]:
                yield hole
        return
    for number in range(max(1, place.line - AROUND), min(len(lines), last + AROUND) + 1):
        text = lines[number - 1]
        if place.line + LINES <= number <= last:
            if number == last:
                yield "┆", "", None
            continue
        start = place.column - 1 if number == place.line else 0
        end = place.end_column - 1 if number == place.end_line else len(text)
        inside = place.line <= number <= last and start < end
        yield str(number), text, (start, end) if inside else None


def _framed(gutter: str, text: str, mark: tuple[int, int] | None, room: int, style: str) -> Iterator[Row]:
    if mark is None:
        yield Row(((gutter, "blue"), *_isolated(((_head(shown(text[: 4 * room]), room), ""),))))
        return
    before, inside, after = _window(text, *mark, room)
    yield Row(((gutter, "blue"), *_isolated(((before, ""), (inside, style), (after, "")))))
    if not gutter.lstrip().startswith("┆"):
        carets = " " * cell_len(before), "^" * max(1, cell_len(inside))
        blank = " " * (len(gutter) - 2) + "│ "
        yield Row(((blank, "blue"), (carets[0], ""), (carets[1], style)), mark=True)


def _isolated(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Keep what is written from right to left from turning the numbers and marks around it."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for text, _ in parts for letter in text):
        return ((ISOLATE, ""), *parts, (POP, ""))
    return parts


def _window(text: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """What fits of a line, around the marked code points: before, marked, after."""
    before, inside, after = shown(text[:start]), shown(text[start:end]), shown(text[end : end + room])
    if cell_len(before[-room:] + inside[:room] + after) <= room and len(before) < room and len(inside) < room:
        return before, inside, after
    inside = _head(inside[: 4 * room], max(room // 2, room - cell_len(before[-room:]) - cell_len(after)))
    rest = room - cell_len(inside)
    before = _tail(before, max(rest // 2, rest - cell_len(after)))
    return before, inside, _head(after, rest - cell_len(before))


def _head(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, room - 1).rstrip() + "…" if room > 0 else ""


def _tail(text: str, room: int) -> str:
    if len(text) <= room and cell_len(text) <= room:
        return text
    kept, cells = "", 1
    for letter in reversed(text):
        cells += cell_len(letter)
        if cells > room:
            break
        kept = letter + kept
    return "…" + kept if room > 0 else ""


def _blank(row: Row) -> Row:
    """An empty line of the frame that starts with this row."""
    return Row(((row.parts[0][0].replace("╭─ ", "│"), "blue"),))


def _joined(left: Row, right: Row, width: int) -> Row:
    return Row((*left.parts, (" " * max(0, width - left.width) + "   ", ""), *right.parts))
