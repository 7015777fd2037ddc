"""What tables say of an edition in a few letters, and articles put together by their folders."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from smo_lint.status import Progress, Row, State

LEGEND = (
    "✓ complete · – missing · ~3 stale by 3 commits · 2e 1w errors, warnings",
    "complete: is there, not stale, no error",
)
# With more articles than this, a table has a row for each folder; so many at most.
ROWS = 40

Group = tuple[str, tuple[Row, ...]]


def mark(state: State) -> str:
    """Return "✓", "–", or what is wrong: "~3 2e 1w"."""
    if not state.path:
        return "–"
    words = [f"~{state.behind or ''}"] if state.stale else []
    words += [
        f"{number}{letter}" for number, letter in ((state.errors, "e"), (state.warnings, "w")) if number
    ]
    if state.complete and not state.source:
        words.insert(0, "✓")
    return " ".join(words) or ("✓" if not state.source else "source")


def share(one: Progress) -> str:
    """Return "3/4": how many of how many are complete."""
    return f"{one.complete}/{len(one.states)}" if one.states else ""


def folders(rows: Sequence[Row]) -> list[Group]:
    """Return the articles by folder, the upper folders where there would be more than ROWS."""
    parts = [(posixpath.dirname(row.key).split("/"), row) for row in rows]
    deepest = max((len(names) for names, _ in parts), default=1)
    for depth in range(deepest, 0, -1):
        groups: dict[str, list[Row]] = {}
        for names, row in parts:
            groups.setdefault("/".join(names[:depth]) or ".", []).append(row)
        if len(groups) <= ROWS:
            break
    return [(name, tuple(found)) for name, found in sorted(groups.items())]


def cells(group: Sequence[Row], langs: Sequence[str]) -> list[str]:
    """Return the share of each language in the articles of a folder, "" of the source."""
    states = [state for row in group for state in row.states if not state.source]
    return [share(Progress(lang, tuple(s for s in states if s.lang == lang))) for lang in langs]
