"""`smo-lint check`: the main job."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.checking import check_options, named
from smo_lint.cli.configured import Part, languages, parts
from smo_lint.cli.fixing import FixingCommand, agreed, asked, changes, show_diff, written
from smo_lint.cli.formats import write, write_file
from smo_lint.cli.gate import Gate
from smo_lint.cli.kept import cache_of
from smo_lint.cli.outcome import FAILED, FOUND, Judged, exit_code, failed, repaired, report_of
from smo_lint.cli.profile import profiled
from smo_lint.cli.run import NoArticleError, Stopped
from smo_lint.cli.screen import note, say
from smo_lint.cli.sieve import Sieve
from smo_lint.model import Finding
from smo_lint.phases import phase

if TYPE_CHECKING:
    from smo_lint.cli.run import Run


@click.command(cls=FixingCommand)
@click.argument("paths", nargs=-1, type=click.Path())
@check_options
def check(paths: tuple[str, ...], **given: Any) -> int:
    """Compare the editions of articles and report where they disagree (the default command).

    A path selects the whole article: all its editions are read, whichever the path names.
    """
    if given["watch"]:
        from smo_lint.cli.watch import watch

        folders: dict[str, None] = {}
        return watch(given, folders, lambda: _checked(paths, {**given, "folders": folders}))
    with profiled(given["profile"]):
        return _checked(paths, given)


def _checked(paths: tuple[str, ...], given: dict[str, Any]) -> int:
    start = time.perf_counter()
    given = {**agreed(given), "quiet": given["quiet"] or given["silent"]}
    judged = list(_all_judged(paths, given))
    stopped = any(one.stopped for one in judged)
    if not stopped and (given["diff"] or given["fix_only"] or not judged):
        repairs = [repair for one in judged for repair in one.diff]
        if given["diff"] and judged:
            show_diff(repairs, given)
        lost = any(one.failed or failed(one.findings) for one in judged)
        return _exit(given, FAILED if lost else FOUND if repairs or repaired(judged, given) else 0)
    given["quiet"] = given["quiet"] or stopped
    report = report_of(judged, given, time.perf_counter() - start)
    buffered = bool(asked(given) and given["stdin_filename"])
    with phase("report"):
        if not given["silent"]:
            # The text of a repaired buffer takes the place of the report, as editors expect.
            write(report, given["format_"], to_stderr=buffered)
        if stopped:
            raise KeyboardInterrupt
        for name, file in given["output"]:
            write_file(replace(report, coloured=False, linked=False), name, file)
    code = max(FAILED if one.failed else exit_code(one.findings, one.config) for one in judged)
    return _exit(given, max(code, FOUND if repaired(judged, given) else 0))


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
            one = _judged(part._replace(paths=tuple(p for p in part.paths if p in paths)), given)
            yield one
            if one.stopped:
                return
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
    cache = cache_of(part.paths, part.config, given)
    run = gate.run(stdin=given["stdin_filename"], jobs=given["jobs"], quiet=given["quiet"], cache=cache)
    _note_articles(run)
    given.get("folders", {})[run.discovery.root] = None
    langs = languages(given["lang"])
    try:
        found = run.lint()
        if not asked(given):
            run, found = _of_one_moment(run, found)
    except Stopped as stop:  # what is new is only known in the end
        told = () if given["new_since"] else _told(stop.findings, langs)
        return Judged(part.config, run, *gate.sieve(run, ()).sifted(run, told), stopped=True)
    for notice in cache.notices if cache else ():
        note(notice)
    note(f"{_count(len(found), 'finding')} before anything is hidden")
    sieve = gate.sieve(run, found)
    findings, hidden = sieve.sifted(run, _told(found, langs))
    if not asked(given):
        return _compared(Judged(part.config, run, findings, hidden), gate, sieve, found, given)
    counted = {finding.fingerprint for finding in findings} if hidden else None
    try:
        repairs, after, found = changes(run, found, given, _spoken_of(langs, counted))
    except KeyboardInterrupt:  # nothing is written by now
        return Judged(part.config, run, findings, hidden, stopped=True)
    if given["diff"]:
        return Judged(part.config, run, findings, hidden, diff=repairs, failed=failed(found))
    done = written(repairs, run, given)
    if lost := len(done) < len(repairs):
        repaired, after = after, run.with_texts(done)
        found = after.lint_again(repaired, found)
    findings, hidden = sieve.sifted(after, _told(found, langs))
    judged = Judged(part.config, after, findings, hidden, fixed=bool(done), failed=lost)
    return _compared(judged, gate, sieve, found, given)


def _of_one_moment(run: Run, found: list[Finding]) -> tuple[Run, list[Finding]]:
    """The run and what it has found, once more where somebody has written files meanwhile."""
    if (shown := run.shown(found)) is not None:
        return shown, found
    from smo_lint.cli.prepare import anew

    held = anew(run)
    return held, held.lint()


def _compared(
    judged: Judged, gate: Gate, sieve: Sieve, found: Sequence[Finding], given: dict[str, Any]
) -> Judged:
    """The same with what was there at another revision, or in the baseline, and is gone."""
    if not given["quiet"] and not given["fix_only"]:
        gate.tell(sieve, judged.run, found, judged.hidden)
    langs = languages(given["lang"])
    gone = (e for e in gate.gone(sieve, judged.run, found) if not langs or e.lang in langs)
    return judged._replace(against=gate.against, gone=tuple(gone))


def _note_articles(run: Run) -> None:
    discovery = run.discovery
    note(discovery.looked.partition(";")[0])
    note(f"{_count(len(discovery.bundles), 'article')} of {len(discovery.every)} in {discovery.root}")
    for bundle in discovery.bundles:
        note(f"{bundle.key}: {', '.join(member.lang for member in bundle.members)}", level=2)


def _told(findings: Sequence[Finding], langs: Collection[str]) -> list[Finding]:
    return [finding for finding in findings if not langs or finding.lang in langs]


def _spoken_of(langs: Collection[str], counted: Collection[str] | None) -> Callable[[Finding], bool]:
    """Which findings are reported; `counted`: the fingerprints of those that count, None for all."""

    def told(finding: Finding) -> bool:
        return (not langs or finding.lang in langs) and (counted is None or finding.fingerprint in counted)

    return told


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
