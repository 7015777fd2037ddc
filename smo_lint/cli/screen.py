"""What is said beside the findings: on the standard error stream."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

# A run that is over sooner than this shows no progress, in seconds.
PATIENCE = 1.0

LINKS = ("auto", "always", "never")

T = TypeVar("T")


def say(sentence: str, *lines: str) -> None:
    """Print a line, and others below it, to the standard error stream; controls in names are escaped."""
    from smo_lint.reports import fitting, shown

    for line in (f"smo-lint: {sentence}", *lines):
        print(fitting(shown(line), sys.stderr), file=sys.stderr)  # noqa: T201


def linked(choice: str) -> bool:
    """Return whether paths on the standard output are links; `choice` is one of LINKS."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def watched(steps: Iterable[T], total: int) -> Iterator[T]:
    """Yield the steps; on a terminal, show how many of the total are done once it takes long."""
    if not sys.stderr.isatty():
        yield from steps
        return
    start = time.monotonic()
    rest = iter(steps)
    for done, step in enumerate(rest, start=1):
        yield step
        if time.monotonic() - start > PATIENCE:
            yield from _with_bar(rest, done, total)


def _with_bar(rest: Iterator[T], done: int, total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TextColumn("articles"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, completed=done)
        for step in rest:
            yield step
            progress.advance(task)
