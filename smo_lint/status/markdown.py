"""The status as Markdown, for a page, an issue or the summary of a job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from smo_lint.reports import counted
from smo_lint.reports._markdown import escaped
from smo_lint.status import Progress, Row, Status
from smo_lint.status._marks import LEGEND, mark, share

# Articles in the table: services refuse very long texts.
MOST = 500


def render(status: Status, out: TextIO) -> None:
    """Write a table of languages, and one of the articles that are not complete."""
    out.write(f"## Translations: {status.total.percent} % complete\n\n")
    head = ("Language", "Complete", "", "Missing", "Stale", "Errors", "Warnings")
    out.write(_table(head, [_progress(one) for one in (*status.progress, status.total)]))
    open_ = [row for row in status.rows if not all(s.complete for s in row.states if not s.source)]
    kept = status.rows if status.whole else open_[:MOST]
    if kept:
        out.write("\n" + _table(("", *status.langs), [_row(row) for row in kept]))
    out.write("\n" + "".join(f"{line}\n\n" for line in _foot(status, len(open_), len(kept))))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (head, ("---", *("--:" for _ in head[1:])), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _progress(one: Progress) -> list[str]:
    numbers = (one.missing, one.stale, one.errors, one.warnings)
    return [escaped(one.lang or "all"), f"{one.percent} %", share(one), *map(str, numbers)]


def _row(row: Row) -> list[str]:
    return [escaped(row.key), *(escaped(mark(state)) for state in row.states)]


def _foot(status: Status, incomplete: int, told: int) -> Iterator[str]:
    if incomplete > told:
        yield f"{counted(incomplete - told, 'more article')} not complete."
    yield f"<sub>{escaped(' · '.join(LEGEND))}</sub>"
