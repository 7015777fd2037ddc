"""`smo-lint check`: the main job."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.configured import configured_by, judging_options, languages, reading_options
from smo_lint.cli.fixing import (
    FixingCommand,
    agreed,
    asked,
    changes,
    fixing_options,
    show_diff,
    written,
)
from smo_lint.cli.gate import Gate, gate_options
from smo_lint.cli.run import NoArticleError, Stopped
from smo_lint.cli.screen import LINKS, linked, say
from smo_lint.cli.sieve import FAILS
from smo_lint.model import SEVERITIES, Finding, SmoLintError

if TYPE_CHECKING:
    from smo_lint.cli.run import Run
    from smo_lint.options import Config
    from smo_lint.reports import Report

FOUND, FAILED = 1, 2


class _Format(click.ParamType):  # type: ignore[type-arg]
    """The name of a report format; a file beside the others is one."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        from smo_lint.reports import formats

        return "|".join(formats())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from smo_lint.reports import formats

        if value not in formats():
            self.fail(f"“{value}” is none of {', '.join(formats())}{_near(value, formats())}", param, ctx)
        return str(value)


class _Output(_Format):
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


class _Jobs(click.ParamType):  # type: ignore[type-arg]
    """A number of processes, 0 for "auto"."""

    name = "number|auto"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if value == "auto":
            return 0
        if not str(value).isascii() or not str(value).isdigit() or not int(value):
            self.fail(f"“{value}” is neither a number from 1 nor “auto”", param, ctx)
        return int(value)


@click.command(cls=FixingCommand, short_help="Report where the editions of articles disagree (the default).")
@click.argument("paths", nargs=-1, type=click.Path())
@reading_options
@judging_options
@gate_options
@click.option("--format", "format_", type=_Format(), default="text", show_default=True, help="How to report.")
@click.option("--hyperlinks", type=click.Choice(LINKS), default="auto", help="Paths that can be clicked.")
@click.option("-o", "--output", multiple=True, type=_Output(), help="Write a report to a file as well.")
@fixing_options
@click.option("--stdin-filename", type=click.Path(), default="", help="The file that stdin stands for.")
@click.option("--jobs", "-j", type=_Jobs(), default="auto", show_default=True, help="Number of processes.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write a cache.")
@click.option("--statistics", is_flag=True, help="Count findings by rule and language.")
@click.option("--allow-empty", is_flag=True, help="Exit 0 where no article is found.")
@click.option("--quiet", "-q", is_flag=True, help="Findings only.")
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Compare the editions of articles and report where they disagree (the default command).

    A path selects the whole article: all its editions are read, whichever the path names.
    """
    start = time.perf_counter()
    given = agreed(given)
    try:
        gate, run = _run(paths, given)
    except NoArticleError as error:
        if not given["allow_empty"]:
            raise
        say(str(error).partition("\n")[0])
        return 0
    try:
        return _judged(gate, run, given, start)
    except Stopped as stop:
        if not given["new_since"]:  # what is new is only known in the end
            findings = gate.sieve(run, ()).sifted(run, _told(stop.findings, languages(given["lang"])))[0]
            _write(_report(run, findings, (), {**given, "quiet": True}, 0), given["format_"], to_stderr=False)
        raise


def _judged(gate: Gate, run: Run, given: dict[str, Any], start: float) -> int:
    """Report and repair; return the exit code. Raises Stopped."""
    langs = languages(given["lang"])
    if asked(given):
        run = run.held()
    found = run.lint()
    sieve = gate.sieve(run, found)
    findings, hidden = sieve.sifted(run, _told(found, langs))
    lost = False
    if asked(given):
        counted = {finding.fingerprint for finding in findings} if hidden else None
        before = run
        try:
            repairs, run, found = changes(run, found, given, _spoken_of(langs, counted))
        except KeyboardInterrupt:
            raise Stopped(findings) from None  # nothing is written by now
        if given["diff"]:
            show_diff(repairs, given)
            return FAILED if _failed(found) else FOUND if repairs else 0
        done = written(repairs, before, given)
        if lost := len(done) < len(repairs):
            after, run = run, before.with_texts(done)
            found = run.lint_again(after, found)
        if given["fix_only"]:
            return FAILED if lost or _failed(found) else 0
        findings, hidden = sieve.sifted(run, _told(found, langs))
    if not given["quiet"]:
        gate.tell(sieve, run, found, hidden)
    report = _report(run, findings, hidden, given, time.perf_counter() - start)
    # The text of a repaired buffer takes the place of the report, as editors expect.
    _write(report, given["format_"], to_stderr=bool(asked(given) and given["stdin_filename"]))
    for name, file in given["output"]:
        _write_file(report, name, file)
    return FAILED if lost else exit_code(findings, gate.config)


def _run(paths: tuple[str, ...], given: dict[str, Any]) -> tuple[Gate, Run]:
    stdin = given["stdin_filename"]
    where = [*paths, *(given["pair"] or ()), *((stdin,) if stdin else ())]
    config, file = configured_by(where, given)
    gate = Gate(given, paths, config, file)
    return gate, gate.run(stdin=stdin, jobs=given["jobs"], quiet=given["quiet"])


def _told(findings: Sequence[Finding], langs: Collection[str]) -> list[Finding]:
    return [finding for finding in findings if not langs or finding.lang in langs]


def _spoken_of(langs: Collection[str], counted: Collection[str] | None) -> Callable[[Finding], bool]:
    """Which findings are reported; `counted`: the fingerprints of those that count, None for all."""

    def told(finding: Finding) -> bool:
        return (not langs or finding.lang in langs) and (counted is None or finding.fingerprint in counted)

    return told


def _report(
    run: Run, findings: list[Finding], hidden: tuple[str, ...], given: dict[str, Any], elapsed: float
) -> Report:
    from smo_lint.reports import Report

    return Report(
        tuple(findings),
        run.discovery.bundles,
        run.reader(),
        run.discovery.source,
        elapsed,
        terse=given["quiet"],
        tallied=given["statistics"],
        hidden=hidden,
        fail_on=run.task.config.fail_on,
        fix_source=given["fix_source"],
        linked=linked(given["hyperlinks"]),
    )


def _write(report: Report, name: str, *, to_stderr: bool) -> None:
    from smo_lint.reports import renderer

    out = sys.stderr if to_stderr else sys.stdout
    renderer(name)(report, out)
    out.flush()


def _write_file(report: Report, name: str, file: str) -> None:
    from smo_lint.reports import renderer

    try:
        with open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            renderer(name)(report, out)
    except OSError as error:
        raise SmoLintError(f"{file}: {error.strerror}") from None


def exit_code(findings: Sequence[Finding], config: Config) -> int:
    """Return 2 where a rule has failed, 1 where a finding is as severe as the configuration says, else 0."""
    if _failed(findings):
        return FAILED
    failing = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1] if config.fail_on in SEVERITIES else ()
    return FOUND if any(finding.severity in failing for finding in findings) else 0


def _failed(findings: Sequence[Finding]) -> bool:
    return any(finding.code.startswith(FAILS) for finding in findings)


def _near(word: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, names, n=1)
    return f", did you mean “{near[0]}”?" if near else ""
