"""The options of `smo-lint check`, and the paths that it is given in other ways than as arguments."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from smo_lint.cli.configured import NO_CACHE, judging_options, reading_options
from smo_lint.cli.fixing import FIXING
from smo_lint.cli.flags import Command, flag, from_table, given_options
from smo_lint.cli.formats import Format, Output
from smo_lint.cli.gate import gate_options
from smo_lint.cli.kinds import Jobs
from smo_lint.cli.screen import LINKS, VERBOSE
from smo_lint.model import SmoLintError

_INPUT = (
    flag(
        "Input", "--files-from", type=click.Path(), metavar="FILE|-", help="Read paths from a file, or stdin."
    ),
    flag("Input", "-0", "--null", is_flag=True, help="With it: paths end with NUL."),
    flag("Input", "--stdin-filename", type=click.Path(), default="", help="The file that stdin stands for."),
    flag("Input", "--allow-empty", is_flag=True, help="Exit 0 where no article is found."),
    # What other linters need to be told in a hook, and what always holds here.
    flag("Input", "--force-exclude", is_flag=True, hidden=True, expose_value=False),
)
_EXIT = (
    flag("Gate", "--exit-zero", is_flag=True, help="Exit 0 despite findings, not despite errors."),
    flag("Gate", "--exit-non-zero-on-fix", is_flag=True, help="Exit 1 where a file was repaired."),
)


def _verbose(ctx: click.Context, param: click.Parameter, count: int) -> None:
    ctx.meta[VERBOSE] = count


_OUTPUT = (
    flag(
        "Output",
        "--format",
        "format_",
        type=Format(),
        default="text",
        metavar="FORMAT",
        help="How to report:",
        choices=Format().told,
    ),
    flag("Output", "-o", "--output", multiple=True, type=Output(), help="Write a report to a file as well."),
    flag("Output", "--max-output", type=click.IntRange(min=0), metavar="N", help="Print at most N findings."),
    flag("Output", "--statistics", is_flag=True, help="Count findings by rule and language."),
    flag(
        "Output",
        "--color",
        type=click.Choice(("auto", "always", "never")),
        default="auto",
        metavar="WHEN",
        help="auto, always or never.",
    ),
    flag(
        "Output",
        "--hyperlinks",
        type=click.Choice(LINKS),
        default="auto",
        metavar="WHEN",
        help="Paths that open: auto, always, never.",
    ),
    flag(
        "Output",
        "-v",
        "--verbose",
        count=True,
        expose_value=False,
        callback=_verbose,
        help="Say what is done; -vv: all.",
    ),
    flag("Output", "-q", "--quiet", is_flag=True, help="Findings only."),
    flag("Output", "-s", "--silent", is_flag=True, help="Nothing but the exit code, and errors."),
)
_RUN = (
    flag("Run", "--watch", is_flag=True, help="Check again when files change, until Ctrl-C."),
    flag("Run", "-j", "--jobs", type=Jobs(), default="auto", metavar="N|auto", help="Number of processes."),
    NO_CACHE,
    flag("Run", "--profile", is_flag=True, help="Print where the time went."),
)


def check_options(command: Command) -> Command:
    """Give a command all options of a check."""
    own = given_options(
        command, (*from_table("Fixing", "Gate", "Output", "Run"), *_INPUT, *FIXING, *_EXIT, *_OUTPUT, *_RUN)
    )
    return reading_options(judging_options(gate_options(own)))


def named(paths: tuple[str, ...], given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the paths that were given, those that a list holds too. Raises SmoLintError."""
    from smo_lint.cli.run import NoArticleError

    if not given["files_from"]:
        if given["null"]:
            raise click.UsageError("-0 needs --files-from")
        return paths
    if given["files_from"] == "-" and given["stdin_filename"]:
        raise click.UsageError("the standard input is a list of paths or a text, not both")
    listed = _listed(given["files_from"], "\0" if given["null"] else "\n")
    if not listed and not paths:
        raise NoArticleError(f"{given['files_from']} names no path")
    return (*paths, *listed)


def _listed(file: str, end: str) -> list[str]:
    try:
        if file == "-":
            content = sys.stdin.buffer.read()
        else:
            with open(file, "rb") as stream:
                content = stream.read()
    except OSError as error:
        raise SmoLintError(f"{file}: {(error.strerror or '').lower()}") from None
    text = content.decode("utf-8", errors="surrogateescape")
    return [line.rstrip("\r") if end == "\n" else line for line in text.split(end) if line.strip()]
