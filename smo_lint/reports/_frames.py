"""Lines of documents with a place marked, for terminals: widths are cells, not code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.cells import cell_len

from smo_lint.model import Span
from smo_lint.reports import Place, Sheet, shown
from smo_lint.reports._rows import ISOLATE, POP, Part, Row

# Lines of a marked place that are shown before the rest is left out, and lines around it.
LINES = 3
AROUND = 1


def cells(text: str) -> int:
    """Return how wide a text is: vowels beside their letters, as in Hindi, take a cell in most terminals."""
    if text.isascii():
        return len(text)
    beside = sum(unicodedata.category(letter) == "Mc" and not cell_len(letter) for letter in text)
    return cell_len(text) + beside


class View(NamedTuple):
    """A place of a document to be framed.

    gap   whether something is missing at this place, so that an empty span means "between these lines"
    show  a text of the document -> what the stream can show of it
    link  address of the document, "" where its path is no link
    """

    sheet: Sheet
    path: str
    span: Span
    note: str = ""
    gap: bool = False
    style: str = "bold red"
    show: Callable[[str], str] = shown
    link: str = ""


def with_link(style: str, url: str) -> str:
    """Return a style with a link, in the words that rich has for it."""
    return f"{style} link {url}" if url else style


def frame(view: View, width: int) -> list[Row]:
    """Return the rows of a frame, none wider than `width` cells."""
    place = view.sheet.place(view.span)
    rows = list(_body(view, place))
    gutter = max([2, *(len(number) for number, *_ in rows)])
    room = width - gutter - 3
    title = shown(f"{view.path}:{place.line}:{place.column}")
    framed = [Row(((" " * gutter + " ╭─ ", "blue"), (_tail(title, room - 1), with_link("bold", view.link))))]
    for number, text, mark in rows:
        framed += _framed(f"{number:>{gutter}} │ ", text, mark, room, view)
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


def _framed(gutter: str, text: str, mark: tuple[int, int] | None, room: int, view: View) -> Iterator[Row]:
    if mark is None:
        yield Row(((gutter, "blue"), *_isolated(((_head(view.show(text[: 4 * room]), room), ""),))))
        return
    parts = (
        view.show(text[: mark[0]]),
        view.show(text[slice(*mark)]),
        view.show(text[mark[1] : mark[1] + room]),
    )
    before, inside, after = _window(*parts, room)
    yield Row(((gutter, "blue"), *_isolated(((before, ""), (inside, view.style), (after, "")))))
    if not gutter.lstrip().startswith("┆"):
        carets = " " * cells(before), "^" * max(1, cells(inside))
        blank = " " * (len(gutter) - 2) + "│ "
        yield Row(((blank, "blue"), (carets[0], ""), (carets[1], view.style)), mark=True)


def _isolated(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Keep what is written from right to left from turning the numbers and marks around it."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for text, _ in parts for letter in text):
        return ((ISOLATE, ""), *parts, (POP, ""))
    return parts


def _window(before: str, inside: str, after: str, room: int) -> tuple[str, str, str]:
    """What fits of a line: before the mark, marked, after it."""
    if cells(before[-room:] + inside[:room] + after) <= room and len(before) < room and len(inside) < room:
        return before, inside, after
    inside = _head(inside[: 4 * room], max(room // 2, room - cells(before[-room:]) - cells(after)))
    rest = room - cells(inside)
    before = _tail(before, max(rest // 2, rest - cells(after)))
    return before, inside, _head(after, rest - cells(before))


def _head(text: str, room: int) -> str:
    if cells(text) <= room:
        return text
    kept, used = 0, 1
    for letter in text:
        used += cells(letter)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip() + "…" if room > 0 else ""


def _tail(text: str, room: int) -> str:
    if len(text) <= room and cells(text) <= room:
        return text
    kept, used = len(text), 1
    for letter in reversed(text):
        used += cells(letter)
        if used > room:
            break
        kept -= 1
    # A mark without its letter would sit on the dots.
    while kept < len(text) and unicodedata.category(text[kept]).startswith("M"):
        kept += 1
    return "…" + text[kept:] if room > 0 else ""


def _blank(row: Row) -> Row:
    """An empty line of the frame that starts with this row."""
    return Row(((row.parts[0][0].replace("╭─ ", "│"), "blue"),))


def _joined(left: Row, right: Row, width: int) -> Row:
    return Row((*left.parts, (" " * max(0, width - left.width) + "   ", ""), *right.parts))
