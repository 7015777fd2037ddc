"""`smo-lint baseline`: accept today's findings, so that only new ones count."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from smo_lint.cli.configured import (
    configured_by,
    judging_options,
    keeping_options,
    languages,
    reading_options,
)
from smo_lint.cli.flags import Command, Verb
from smo_lint.cli.screen import say
from smo_lint.cli.sieve import FAILS, baseline_path, scope
from smo_lint.model import Finding, SmoLintError

if TYPE_CHECKING:
    from smo_lint.outside.baseline import Accepted, Scope


class Now(NamedTuple):
    """A baseline and what there is today.

    file      absolute path of the baseline
    content   its text, "" where there is none
    entries   its lines
    findings  what was found
    scope     what that covers
    """

    file: str
    content: str
    entries: tuple[Accepted, ...]
    findings: list[Finding]
    scope: Scope


@click.group()
def baseline() -> None:
    """Accept today's findings, so that `check` reports only new ones.

    They stand in smo-lint.baseline.jsonl beside the configuration, one line each, in an order that
    lets branches be merged. A finding keeps its line when text around it moves or is wrapped anew.
    """


baseline.command_class = Verb


def _options(command: Command) -> Command:
    file = click.option("--baseline", type=click.Path(), metavar="FILE", help="Another file than the usual.")
    paths = click.argument("paths", nargs=-1, type=click.Path())
    return paths(reading_options(keeping_options(judging_options(file(command)))))


@baseline.command(short_help="Accept all that is found now.")
@_options
def write(paths: tuple[str, ...], **given: Any) -> int:
    """Accept all that is found now: of these paths, or of the whole project.

    Lines about articles, rules and languages that are not looked at stay.
    """
    accept(paths, given)
    return 0


def accept(paths: Sequence[str], given: Mapping[str, Any]) -> None:
    """Write what is found now into the baseline, and say how much that is. Raises SmoLintError."""
    from smo_lint.outside.baseline import accepted, save

    now = _now(paths, given, new=True)
    kept = tuple(entry for entry in now.entries if not now.scope.covers(entry))
    found = [accepted(finding) for finding in now.findings]
    save(now.file, (*kept, *found), was=now.content)
    known = {entry.fingerprint for entry in now.entries}
    new = sum(entry.fingerprint not in known for entry in found)
    there = {entry.fingerprint for entry in (*kept, *found)}
    gone = len(known - there)
    say(f"{_shown(now.file)} accepts {_count(len(there))}: {new} new, {gone} gone")


@baseline.command(short_help="Drop what is repaired; follow what moved.")
@_options
def update(paths: tuple[str, ...], **given: Any) -> int:
    """Drop what is repaired, and follow findings whose text was edited or whose article was renamed.

    Nothing is added: what was repaired once counts when it comes back.
    """
    from smo_lint.outside.baseline import renewed

    return _rewrite(_now(paths, given), renewed)


@baseline.command(short_help="Drop what is repaired.")
@_options
def prune(paths: tuple[str, ...], **given: Any) -> int:
    """Drop what is repaired, and change nothing else."""
    from smo_lint.outside.baseline import repaired

    def left(entries: Sequence[Accepted], findings: Sequence[Finding], scope: Scope) -> tuple[Accepted, ...]:
        gone = set(repaired(entries, findings, scope))
        return tuple(entry for entry in entries if entry not in gone)

    return _rewrite(_now(paths, given), left)


@baseline.command(short_help="Print what is accepted, and what of it is repaired.")
@_options
@click.option("--repaired", "only", is_flag=True, help="Only what is repaired.")
def show(paths: tuple[str, ...], only: bool, **given: Any) -> int:
    """Print what is accepted, by article, and what of it is repaired."""
    from smo_lint.outside.baseline import repaired
    from smo_lint.reports import shown

    now = _now(paths, given)
    gone = set(repaired(now.entries, now.findings, now.scope))
    for entry in sorted(now.entries, key=lambda entry: entry[2:4] + entry[1:2] + entry[4:]):
        if entry in gone or not only:
            mark = "  (repaired)" if entry in gone else ""
            click.echo(shown(f"{entry.article}  {entry.lang}  {entry.code}  {entry.message}{mark}"))
    say(f"{_shown(now.file)} accepts {_count(len(now.entries))}, {len(gone)} of them repaired")
    return 0


def _rewrite(now: Now, change: Callable[..., tuple[Accepted, ...]]) -> int:
    from smo_lint.outside.baseline import save

    left = change(now.entries, now.findings, now.scope)
    if left != now.entries:
        save(now.file, left, was=now.content)
    say(f"{_shown(now.file)} accepts {_count(len(left))}: {len(now.entries) - len(left)} gone")
    return 0


def _now(paths: Sequence[str], given: Mapping[str, Any], *, new: bool = False) -> Now:
    """Read the baseline and judge what it is about; `new`: it need not be there. Raises SmoLintError."""
    from smo_lint.cli.kept import cache_of
    from smo_lint.cli.prepare import prepare
    from smo_lint.outside.baseline import content_of, read_from

    named = [*paths, *(given["pair"] or ())]
    config, source = configured_by(named, given)
    run = prepare(paths, config, pair=given["pair"], jobs=0, cache=cache_of(named, config, given))
    file = baseline_path(given, source, run.discovery.root)
    there = os.path.lexists(file)
    if not there and not new:
        raise SmoLintError(f"there is no {_shown(file)}: `smo-lint baseline write` makes it")
    langs = languages(given["lang"])
    found = run.lint()
    if any(finding.code.startswith(FAILS) for finding in found):
        raise SmoLintError("a rule has failed, what it would have found is not known: see `smo-lint check`")
    told = [finding for finding in found if not langs or finding.lang in langs]
    content = content_of(file) if there else ""
    entries = read_from(content, file)
    return Now(file, content, entries, told, scope(run, whole=not paths, langs=langs))


def _shown(path: str) -> str:
    from smo_lint.cli.prepare import member_path

    return member_path(path)


def _count(number: int) -> str:
    return f"{number} finding{'' if number == 1 else 's'}"
