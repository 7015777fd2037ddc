"""`smo-lint status`: how far the translations of a project are."""

from __future__ import annotations

import sys
from typing import Any

import click

from smo_lint.cli.configured import keeping_options, languages, parts, reading_options
from smo_lint.cli.flags import Verb
from smo_lint.cli.screen import say
from smo_lint.cli.sieve import FAILS

FORMATS = ("text", "json", "markdown", "svg")


@click.command("status", cls=Verb)
@click.argument("paths", nargs=-1, type=click.Path())
@reading_options
@keeping_options
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--all", "whole", is_flag=True, help="A row for each article, however many there are.")
def status(paths: tuple[str, ...], format_: str, whole: bool, **given: Any) -> int:
    """Show which translations are missing, stale or faulty, and how much of each language is complete.

    Complete is an edition that is there, does not lag behind its source, and has no error; a percentage is
    the share of such editions among all that there should be: one for each article and each language that
    any article is translated to. A page that only the source language has is an article as well. Findings
    that a baseline accepts count. svg is a badge; with --lang, of that language.

    The exit code does not depend on what is found.
    """
    from smo_lint.cli.kept import cache_of
    from smo_lint.cli.prepare import prepare
    from smo_lint.status import renderer
    from smo_lint.status import status as counted

    pair = given["pair"] or ()
    runs = [
        prepare(
            tuple(path for path in part.paths if path not in pair),
            part.config,
            pair=given["pair"],
            jobs=0,
            cache=cache_of(part.paths, part.config, given),
            fresh=True,
        )
        for part in parts([*paths, *pair], given)
    ]
    found = [finding for run in runs for finding in run.lint()]
    sources = {run.discovery.source for run in runs}
    standing = counted(
        [bundle for run in runs for bundle in run.discovery.bundles],
        [member for run in runs for member in run.discovery.alone],
        found,
        sources.pop() if len(sources) == 1 else "",
        languages(given["lang"]),
        whole=whole,
    )
    renderer(format_)(standing, sys.stdout)
    if any(finding.code.startswith(FAILS) for finding in found):
        say("a rule has failed, what it would have found is not counted: see `smo-lint check`")
        return 2
    return 0
