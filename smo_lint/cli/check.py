"""`smo-lint check`: the main job."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from smo_lint.cli.checking import check_options, named
from smo_lint.cli.configured import Part, languages, parts
from smo_lint.cli.flags import Verb
from smo_lint.cli.formats import write, write_file
from smo_lint.cli.gate import Gate
from smo_lint.cli.profile import profiled
from smo_lint.cli.run import NoArticleError
from smo_lint.cli.screen import coloured, note, say
from smo_lint.cli.sieve import FAILS
from smo_lint.model import SEVERITIES, Finding
from smo_lint.phases import phase

if TYPE_CHECKING:
    from smo_lint.cli.run import Repair, Run
    from smo_lint.cli.watch import Recall
    from smo_lint.options import Config
    from smo_lint.outside.baseline import Accepted
    from smo_lint.reports import Report

FOUND, FAILED = 1, 2


class Judged(NamedTuple):
    """What came of a project.

    findings  those that count; hidden: how many do not, and why
    fixed     whether files were repaired
    diff      what would be, where that was asked for
    failed    whether a rule has failed
    against   what findings must be newer than; gone: what there was then and is not there now
    """

    config: Config
    run: Run
    findings: list[Finding]
    hidden: tuple[str, ...]
    fixed: bool = False
    diff: tuple[Repair, ...] = ()
    failed: bool = False
    against: str = ""
    gone: tuple[Accepted, ...] = ()


@click.command(cls=Verb, short_help="Report where the editions of articles disagree (the default).")
@click.argument("paths", nargs=-1, type=click.Path())
@check_options
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Compare the editions of articles and report where they disagree (the default command).

    A path selects the whole article: all its editions are read, whichever the path names.
    """
    if given["watch"]:
        from smo_lint.cli.watch import Recall, watch

        recall = Recall()
        return watch(given, recall, lambda: _checked(paths, {**given, "recall": recall}))
    with profiled(given["profile"]):
        return _checked(paths, given)


def _checked(paths: tuple[str, ...], given: dict[str, Any]) -> int:
    start = time.perf_counter()
    given["quiet"] = given["quiet"] or given["silent"]
    judged = list(_all_judged(paths, given))
    if given["diff"]:
        repairs = [repair for one in judged for repair in one.diff]
        return _exit(given, _show_diff(repairs, failed=any(one.failed for one in judged)))
    if not judged:
        return 0
    report = _report(judged, given, time.perf_counter() - start)
    buffered = bool(given["fix"] and given["stdin_filename"])
    with phase("report"):
        if not given["silent"]:
            # The text of a repaired buffer takes the place of the report, as editors expect.
            write(report, given["format_"], to_stderr=buffered)
        for name, file in given["output"]:
            write_file(replace(report, coloured=False), name, file)
    code = max(exit_code(one.findings, one.config) for one in judged)
    fixed = given["exit_non_zero_on_fix"] and any(one.fixed for one in judged)
    return _exit(given, max(code, FOUND if fixed else 0))


def _exit(given: dict[str, Any], code: int) -> int:
    return 0 if code == FOUND and given["exit_zero"] else code


def _all_judged(paths: tuple[str, ...], given: dict[str, Any]) -> Iterator[Judged]:
    """Yield what comes of each project that the paths stand for."""
    try:
        paths = named(paths, given)
    except NoArticleError as error:
        return _pass(error, given)
    stdin = given["stdin_filename"]
    where = [*paths, *(given["pair"] or ()), *((stdin,) if stdin else ())]
    found = parts(where, given)
    if len(found) > 1 and given["baseline"]:
        raise click.UsageError("--baseline names one file, and these are several projects: name one of them")
    for part in found:
        try:
            yield _judged(part._replace(paths=tuple(p for p in part.paths if p in paths)), given)
        except NoArticleError as error:
            if not part.aside:
                _pass(error, given)


def _pass(error: NoArticleError, given: dict[str, Any]) -> None:
    """Let it pass that there is nothing to check, where that is allowed."""
    if not given["allow_empty"]:
        raise error
    say(str(error).partition("\n")[0])


def _judged(part: Part, given: dict[str, Any]) -> Judged:
    gate = Gate(given, part.paths, part.config, part.file)
    run = gate.run(stdin=given["stdin_filename"], jobs=given["jobs"], quiet=given["quiet"])
    _note_articles(run)
    langs = languages(given["lang"])
    recall: Recall | None = given.get("recall")
    found = recall.lint(run) if recall else run.lint()
    note(f"{_count(len(found), 'finding')} before anything is hidden")
    sieve = gate.sieve(run, found)
    findings, hidden = sieve.sifted(run, _told(found, langs))
    counted = {finding.fingerprint for finding in findings} if hidden else None
    wanted = _wanted(langs, counted, unsafe=given["unsafe_fixes"])
    if given["diff"]:
        repairs = tuple(run.repaired(findings, wanted))
        return Judged(part.config, run, findings, hidden, diff=repairs, failed=_failed(found))
    fixed = given["fix"] and _repair(run, findings, wanted, given["stdin_filename"])
    if fixed:
        first, run = run, run.with_texts(fixed)
        found = run.lint_again(first, found)
        findings, hidden = sieve.sifted(run, _told(found, langs))
    if not given["quiet"]:
        gate.tell(sieve, run, found, hidden)
    gone = tuple(entry for entry in gate.gone(sieve, run, found) if not langs or entry.lang in langs)
    return Judged(part.config, run, findings, hidden, bool(fixed), against=gate.against, gone=gone)


def _note_articles(run: Run) -> None:
    discovery = run.discovery
    note(discovery.looked.partition(";")[0])
    note(f"{_count(len(discovery.bundles), 'article')} of {len(discovery.every)} in {discovery.root}")
    for bundle in discovery.bundles:
        note(f"{bundle.key}: {', '.join(member.lang for member in bundle.members)}", level=2)


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


def _report(judged: Sequence[Judged], given: dict[str, Any], elapsed: float) -> Report:
    from smo_lint.reports import Gone, Report

    findings, hidden = _shown(judged)
    runs = [one.run for one in judged]
    return Report(
        tuple(findings),
        tuple(bundle for run in runs for bundle in run.discovery.bundles),
        _reader(runs),
        runs[0].discovery.source if len({run.discovery.source for run in runs}) == 1 else "",
        elapsed,
        terse=given["quiet"],
        tallied=given["statistics"],
        hidden=hidden,
        fail_on=max(
            (one.config.fail_on for one in judged if one.config.fail_on in SEVERITIES),
            key=SEVERITIES.index,
            default="never",
        ),
        coloured=coloured(given["color"]),
        limit=given["max_output"],
        against=next((one.against for one in judged if one.against), ""),
        gone=tuple(Gone(*entry[1:]) for one in judged for entry in one.gone),
    )


def _shown(judged: Sequence[Judged]) -> tuple[list[Finding], tuple[str, ...]]:
    """Return the findings that are severe enough to be shown, and how many are not or do not count."""
    findings: list[Finding] = []
    hidden: list[str] = []
    for one in judged:
        levels = SEVERITIES[: SEVERITIES.index(one.config.min_severity) + 1]
        seen = [finding for finding in one.findings if finding.severity in levels]
        findings += seen
        hidden += one.hidden
        if len(seen) < len(one.findings):
            hidden.append(f"{len(one.findings) - len(seen)} not shown, below {one.config.min_severity}")
    return findings, tuple(hidden)


def _reader(runs: Sequence[Run]) -> Callable[[str], str]:
    """Return path -> text, each from the run that knows the file."""
    readers = {
        member.path: run.reader()
        for run in runs
        for bundle in run.discovery.every
        for member in bundle.members
    }
    first = runs[0].reader()
    return lambda path: readers.get(path, first)(path)


def exit_code(findings: Sequence[Finding], config: Config) -> int:
    """Return 2 where a rule has failed, 1 where a finding is as severe as the configuration says, else 0.

    1 as well where there are more findings than it allows.
    """
    if _failed(findings):
        return FAILED
    failing = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1] if config.fail_on in SEVERITIES else ()
    if 0 <= config.max_findings < len(findings):
        return FOUND
    return FOUND if any(finding.severity in failing for finding in findings) else 0


def _failed(findings: Sequence[Finding]) -> bool:
    return any(finding.code.startswith(FAILS) for finding in findings)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
