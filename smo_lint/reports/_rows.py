"""A line of the report for people before it is written."""

from __future__ import annotations

from typing import NamedTuple

ISOLATE, POP = "\u2068", "\u2069"

Part = tuple[str, str]


class Row(NamedTuple):
    """A line of a frame: text and style of its parts; `mark` for a line of carets."""

    parts: tuple[Part, ...]
    mark: bool = False

    @property
    def width(self) -> int:
        from smo_lint.reports._frames import cells

        return sum(cells(text) for text, _ in self.parts if text not in (ISOLATE, POP))
