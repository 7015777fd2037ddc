"""The status for people: a table of languages, and one of articles, or of folders where there are many."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from smo_lint.reports import counted, shown
from smo_lint.status import Progress, Status
from smo_lint.status._marks import LEGEND, ROWS, cells, folders, mark, share

# Cells that the name of an article has at least; languages that find no room stand in a table of their own.
NAME = 30
# Wider than any table: a pipe and a file get every column whole.
ENDLESS = 10_000
_ASCII = str.maketrans("✓–·…", "x-|.")
_STYLES = {"✓": "green", "–": "dim", "~": "yellow"}


def render(status: Status, out: TextIO) -> None:
    """Write the tables, and what their signs mean."""
    console = Console(file=out, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = ENDLESS
    legend = Text("\n".join((*LEGEND, *_rest(status))), "dim")
    parts: list[Table | Text] = [_languages(status), *_articles(status, console.width), legend]
    plain = not _encodes(out)
    for number, part in enumerate(parts):
        out.write("\n" if number else "")
        for line in _lines(console, part):
            out.write((line.translate(_ASCII) if plain else line) + "\n")


def _lines(console: Console, part: Table | Text) -> Iterator[str]:
    with console.capture() as captured:
        console.print(part)
    yield from (line.rstrip() for line in captured.get().split("\n")[:-1])


def _encodes(out: TextIO) -> bool:
    try:
        "✓–·".encode(getattr(out, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table whose first column alone may be broken into lines."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    first = min(NAME, max(cell_len(row[0]) for row in (head, *rows)))
    for number, name in enumerate(head):
        least = max(cell_len(row[number]) for row in (head, *rows)) if number else 0
        table.add_column(Text(name), no_wrap=number > 0, overflow="fold", min_width=least or first)
    for row in rows:
        table.add_row(*(Text(cell, _STYLES.get(cell[:1], "") if at else "") for at, cell in enumerate(row)))
    return table


def _languages(status: Status) -> Table:
    head = ("language", "complete", "", "missing", "stale", "errors", "warnings")
    return _table(head, [_progress(one) for one in (*status.progress, status.total)])


def _progress(one: Progress) -> list[str]:
    numbers = (one.missing, one.stale, one.errors, one.warnings)
    return [one.lang or "all", f"{one.percent} %", share(one), *map(str, numbers)]


def _articles(status: Status, width: int) -> Iterator[Table]:
    rows = _rows(status)
    widths = [max(cell_len(row[at]) for row in (*rows, ["", *status.langs])) + 2 for at in _columns(status)]
    first = min(NAME, max((cell_len(row[0]) for row in rows), default=0)) + 2
    kind = "folder" if _folded(status) else "article"
    for group in _fitting(widths, width - first):
        head = [kind, *(status.langs[at] for at in group)]
        yield _table(head, [[row[0], *(row[at + 1] for at in group)] for row in rows])


def _columns(status: Status) -> range:
    return range(1, len(status.langs) + 1)


def _folded(status: Status) -> bool:
    return len(status.rows) > ROWS and not status.whole


def _rows(status: Status) -> list[list[str]]:
    if _folded(status):
        groups = folders(status.rows)
        return [[f"{shown(name)}/ ({len(group)})", *cells(group, status.langs)] for name, group in groups]
    return [[shown(row.key), *map(mark, row.states)] for row in status.rows]


def _fitting(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Yield columns that stand beside each other."""
    group: list[int] = []
    used = 0
    for at, width in enumerate(widths):
        if group and used + width > room:
            yield group
            group, used = [], 0
        group.append(at)
        used += width
    if group:
        yield group


def _rest(status: Status) -> Iterator[str]:
    if status.alone:
        yield f"{counted(status.alone, 'file')} in no article, not counted: smo-lint list --why"
    if _folded(status):
        yield "--all lists every article"
