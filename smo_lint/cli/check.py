"""`smo-lint check`: the main job."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.configured import configured_by, judging_options, languages, reading_options
from smo_lint.cli.gate import Gate, gate_options
from smo_lint.cli.run import NoArticleError
from smo_lint.cli.screen import say
from smo_lint.cli.sieve import FAILS
from smo_lint.model import SEVERITIES, Finding, SmoLintError

if TYPE_CHECKING:
    from smo_lint.cli.run import Repair, Run
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


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@reading_options
@judging_options
@gate_options
@click.option("--format", "format_", type=_Format(), default="text", show_default=True, help="How to report.")
@click.option("-o", "--output", multiple=True, type=_Output(), help="Write a report to a file as well.")
@click.option("--fix", is_flag=True, help="Repair what has one right answer.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix: also what is only likely right.")
@click.option("--diff", is_flag=True, help="Print what --fix would change; change nothing.")
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
    try:
        gate, run = _run(paths, given)
    except NoArticleError as error:
        if not given["allow_empty"]:
            raise
        say(str(error).partition("\n")[0])
        return 0
    langs = languages(given["lang"])
    found = run.lint()
    sieve = gate.sieve(run, found)
    findings, hidden = sieve.sifted(run, _told(found, langs))
    counted = {finding.fingerprint for finding in findings} if hidden else None
    wanted = _wanted(langs, counted, unsafe=given["unsafe_fixes"])
    if given["diff"]:
        return _show_diff(list(run.repaired(findings, wanted)), failed=_failed(found))
    fixed = given["fix"] and _repair(run, findings, wanted, given["stdin_filename"])
    if fixed:
        first, run = run, run.with_texts(fixed)
        found = run.lint_again(first, found)
        findings, hidden = sieve.sifted(run, _told(found, langs))
    if not given["quiet"]:
        gate.tell(sieve, run, found, hidden)
    report = _report(run, findings, hidden, given, time.perf_counter() - start)
    # The text of a repaired buffer takes the place of the report, as editors expect.
    _write(report, given["format_"], to_stderr=bool(given["fix"] and given["stdin_filename"]))
    for name, file in given["output"]:
        _write_file(report, name, file)
    return exit_code(findings, gate.config)


def _run(paths: tuple[str, ...], given: dict[str, Any]) -> tuple[Gate, Run]:
    stdin = given["stdin_filename"]
    where = [*paths, *(given["pair"] or ()), *((stdin,) if stdin else ())]
    config, file = configured_by(where, given)
    gate = Gate(given, paths, config, file)
    return gate, gate.run(stdin=stdin, jobs=given["jobs"], quiet=given["quiet"])


def _told(findings: list[Finding], langs: Collection[str]) -> list[Finding]:
    return [finding for finding in findings if not langs or finding.lang in langs]


def _wanted(
    langs: Collection[str], counted: Collection[str] | None, *, unsafe: bool
) -> Callable[[Finding], bool]:
    """Which findings are repaired; `counted`: the fingerprints of those that count, None for all."""

    def wanted(finding: Finding) -> bool:
        fix = finding.problem.fix
        told = (not langs or finding.lang in langs) and (counted is None or finding.fingerprint in counted)
        return fix is not None and (fix.safe or unsafe) and told

    return wanted


def _repair(
    run: Run, findings: list[Finding], wanted: Callable[[Finding], bool], stdin: str
) -> dict[str, str]:
    """Write the repaired files; return their new texts."""
    from smo_lint.cli.run import member_path
    from smo_lint.outside.load import write

    buffer = member_path(stdin) if stdin else ""
    fixed: dict[str, str] = {}
    count = 0
    for repair in run.repaired(findings, wanted):
        fixed[repair.path] = repair.after
        count += len(repair.findings)
        if repair.path != buffer:
            write(repair.path, repair.after)
    if buffer:
        text = fixed.get(buffer, run.task.read(buffer))
        sys.stdout.buffer.write(text.encode() if isinstance(text, str) else b"")
    if fixed:
        say(f"fixed {_count(count, 'finding')} in {_count(len(fixed), 'file')}")
    return fixed


def _show_diff(repairs: Sequence[Repair], *, failed: bool) -> int:
    from smo_lint.reports import shown

    for repair in repairs:
        for line in repair.diff().split("\n")[:-1]:
            # A terminal must not obey a document; a patch must hold it byte for byte.
            click.echo(shown(line) if sys.stdout.isatty() else line)
    count = sum(len(repair.findings) for repair in repairs)
    say(f"would fix {_count(count, 'finding')} in {_count(len(repairs), 'file')}")
    return FAILED if failed else FOUND if repairs else 0


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


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _near(word: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, names, n=1)
    return f", did you mean “{near[0]}”?" if near else ""
