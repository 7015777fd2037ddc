"""Formats as the command line names them, and where they are written to."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from smo_lint.model import SmoLintError

if TYPE_CHECKING:
    from smo_lint.reports import Report


class Format(click.ParamType):  # type: ignore[type-arg]
    """The name of a report format; a file beside the others is one."""

    name = "format"

    def told(self) -> str:
        """Return the names, for the help of an option."""
        from smo_lint.reports import formats

        return ", ".join(formats())

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        from smo_lint.reports import formats

        return "|".join(formats())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from smo_lint.reports import formats

        if value not in formats():
            self.fail(f"“{value}” is none of {', '.join(formats())}{_near(value, formats())}", param, ctx)
        return str(value)


class Output(Format):
    """NAME:FILE."""

    name = "name:file"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        return "FORMAT:FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, tuple):
            return value
        name, colon, file = str(value).partition(":")
        if not colon or not file:
            self.fail(f"“{value}” is not of the form NAME:FILE", param, ctx)
        return super().convert(name, param, ctx), file


def write(report: Report, name: str, *, to_stderr: bool = False) -> None:
    """Write a report in a format to a standard stream."""
    from smo_lint.reports import renderer

    out = sys.stderr if to_stderr else sys.stdout
    renderer(name)(report, out)
    out.flush()


def write_file(report: Report, name: str, file: str) -> None:
    """Write a report in a format to a file. Raises SmoLintError."""
    from smo_lint.reports import renderer

    try:
        with open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            renderer(name)(report, out)
    except OSError as error:
        raise SmoLintError(f"{file}: {error.strerror}") from None


def _near(word: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, names, n=1)
    return f", did you mean “{near[0]}”?" if near else ""
