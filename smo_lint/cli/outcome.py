"""What came of a run: which findings count, the report of them, and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from smo_lint.cli.screen import coloured, linked
from smo_lint.cli.sieve import FAILS
from smo_lint.model import SEVERITIES, Finding

if TYPE_CHECKING:
    from smo_lint.cli.repairs import Repair
    from smo_lint.cli.run import Run
    from smo_lint.options import Config
    from smo_lint.outside.baseline import Accepted
    from smo_lint.reports import Report

FOUND, FAILED = 1, 2


class Judged(NamedTuple):
    """What came of a project.

    findings  those that count; hidden: how many do not, and why
    fixed     whether files were repaired
    diff      what would be, where that was asked for
    failed    whether a rule has failed, or a file could not be written
    stopped   whether the user has ended it before its end
    against   what findings must be newer than; gone: what there was then and is not there now
    """

    config: Config
    run: Run
    findings: list[Finding]
    hidden: tuple[str, ...]
    fixed: bool = False
    diff: tuple[Repair, ...] = ()
    failed: bool = False
    stopped: bool = False
    against: str = ""
    gone: tuple[Accepted, ...] = ()


def report_of(judged: Sequence[Judged], given: dict[str, Any], elapsed: float) -> Report:
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
        fix_source=given["fix_source"],
        linked=linked(given["hyperlinks"]),
        against=next((one.against for one in judged if one.against), ""),
        nodes=max(one.config.max_nodes for one in judged),
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
    readers: dict[str, Callable[[str], str]] = {}
    for run in runs:
        members = (member.path for bundle in run.discovery.every for member in bundle.members)
        readers |= dict.fromkeys(members, run.reader())
    first = runs[0].reader()
    return lambda path: readers.get(path, first)(path)


def exit_code(findings: Sequence[Finding], config: Config) -> int:
    """Return 2 where a rule has failed, 1 where a finding is as severe as the configuration says, else 0.

    1 as well where there are more findings than it allows.
    """
    if failed(findings):
        return FAILED
    failing = SEVERITIES[: SEVERITIES.index(config.fail_on) + 1] if config.fail_on in SEVERITIES else ()
    if 0 <= config.max_findings < len(findings):
        return FOUND
    return FOUND if any(finding.severity in failing for finding in findings) else 0


def failed(findings: Sequence[Finding]) -> bool:
    return any(finding.code.startswith(FAILS) for finding in findings)


def repaired(judged: Sequence[Judged], given: dict[str, Any]) -> bool:
    """Whether files were repaired, where that makes a run fail."""
    return given["exit_non_zero_on_fix"] and any(one.fixed for one in judged)
