"""`smo-lint report`: the report of an earlier run in another format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from smo_lint.cli.flags import Verb, flag
from smo_lint.cli.formats import Format, Output, write, write_file
from smo_lint.model import Fault, LoadError, SmoLintError

if TYPE_CHECKING:
    from smo_lint.reports import Report

# Formats that show whole documents: a saved report holds only the lines that findings are about.
WHOLE = ("html",)
# Bytes of a report that are read.
LIMIT = 2_000_000_000


@click.command("report", cls=Verb)
@click.argument("saved", type=click.Path())
@flag(
    "Output",
    "--format",
    "format_",
    type=Format(),
    default="text",
    metavar="FORMAT",
    help="How to report:",
    choices=Format().told,
)
@flag("Output", "-o", "--output", multiple=True, type=Output(), help="Write a report to a file as well.")
@flag("Output", "--statistics", is_flag=True, help="Count findings by rule and language.")
@flag("Output", "-q", "--quiet", is_flag=True, help="Findings only.")
def report(
    saved: str, format_: str, output: tuple[tuple[str, str], ...], statistics: bool, quiet: bool
) -> int:
    """Write the report of an earlier run, saved with `-o json:FILE`, in another format; - is stdin.

    Nothing is judged and no document is read: the exit code is 0 where everything was written. How long
    the run took is not told again.
    """
    for name in (format_, *(name for name, _ in output)):
        if name in WHOLE:
            raise SmoLintError(
                f"{name} shows whole documents, which a saved report does not hold: "
                f"`smo-lint check -o {name}:FILE` writes it"
            )
    found = _restored(saved, terse=quiet, tallied=statistics)
    write(found, format_)
    for name, file in output:
        write_file(found, name, file)
    return 0


def _restored(path: str, *, terse: bool, tallied: bool) -> Report:
    import json

    from smo_lint.outside.load import decode, read
    from smo_lint.reports._saved import restored

    content = decode(sys.stdin.buffer.read()) if path == "-" else read(path, LIMIT)
    try:
        if isinstance(content, Fault):
            raise LoadError(f"it {content.reason}")
        return restored(json.loads(content.removeprefix("\ufeff")), terse=terse, tallied=tallied)
    except ValueError:
        raise SmoLintError(f"{path}: this is no JSON") from None
    except RecursionError:
        raise SmoLintError(f"{path}: it is no report: it is nested too deeply") from None
    except LoadError as error:
        raise SmoLintError(f"{path}: {error}") from None
