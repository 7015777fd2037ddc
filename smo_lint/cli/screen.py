"""What is said beside the findings: on the standard error stream."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from smo_lint.model import SmoLintError

if TYPE_CHECKING:
    from smo_lint.outside.configuration.mistakes import Told

# A run that is over sooner than this shows no progress, in seconds.
PATIENCE = 1.0

LINKS = ("auto", "always", "never")
# Where the context of a command holds how often -v was given.
VERBOSE = "smo_lint.verbose"

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


def note(sentence: str, level: int = 1) -> None:
    """Print a line for those who asked how things go; `level`: how many -v it takes."""
    context = click.get_current_context(silent=True)
    if context and context.meta.get(VERBOSE, 0) >= level:
        say(sentence)


def tell(error: SmoLintError) -> None:
    """Print what is wrong, a line each; what is wrong in a file, with the lines around it."""
    mistakes: Iterable[Told] = getattr(error, "told", ())
    if not mistakes:
        for line in str(error).split("\n"):
            say(f"error: {line}")
    for mistake in mistakes:
        _tell_one(mistake)


def _tell_one(mistake: Told) -> None:
    from smo_lint.reports import Sheet, fitting
    from smo_lint.reports._frames import View, frame

    if mistake.span is None:
        say(f"error: {mistake}")
    else:
        say(f"error: {mistake.message}")
        view = View(Sheet(mistake.text), mistake.name, mistake.span)
        for row in frame(view, _width(sys.stderr)):
            line = "".join(text for text, _ in row.parts)
            print(fitting(line, sys.stderr).rstrip(), file=sys.stderr)  # noqa: T201


def coloured(when: str) -> bool | None:
    """Return whether "always", "never" or "auto" is in colours; None where that is up to the stream.

    What the environment says otherwise (NO_COLOR, FORCE_COLOR, TERM) is known to those who write to it.
    """
    if when == "auto":
        forced = os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0")
        return True if forced and not os.environ.get("NO_COLOR") else None
    return when == "always"


def _width(stream: TextIO) -> int:
    from shutil import get_terminal_size

    return get_terminal_size((100, 24)).columns if stream.isatty() or "COLUMNS" in os.environ else 100


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
