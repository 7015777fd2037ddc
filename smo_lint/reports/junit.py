"""Test results: a suite for each article, in it a case for each language, those without findings too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO
from xml.etree.ElementTree import Element

from smo_lint.model import SEVERITIES, Finding
from smo_lint.reports import Report, counted, shown
from smo_lint.reports._xml import element, write


def render(report: Report, out: TextIO) -> None:
    """Write the suites: a case has failed where a finding is as severe as what fails the run."""
    found: dict[str, dict[str, list[Finding]]] = {}
    for finding in report.findings:
        found.setdefault(finding.article, {}).setdefault(finding.problem.at.path, []).append(finding)
    root = element(None, "testsuites", {"name": "smo-lint"})
    failing = SEVERITIES[: SEVERITIES.index(report.fail_on) + 1] if report.fail_on in SEVERITIES else ()
    tests = failures = 0
    for article, paths in _articles(report, found):
        suite = element(root, "testsuite", {"name": article})
        failed = sum(
            _case(report, suite, (article, path), found.get(article, {}).get(path, ()), failing)
            for path in paths
        )
        _count(suite, len(paths), failed)
        tests, failures = tests + len(paths), failures + failed
    _count(root, tests, failures)
    write(root, out)


def _articles(
    report: Report, found: Mapping[str, Mapping[str, object]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (article, its files): every edition, and what a finding names beside them."""
    known = {bundle.key: tuple(member.path for member in bundle.members) for bundle in report.bundles}
    for article in dict.fromkeys([*known, *found]):
        yield article, tuple(dict.fromkeys([*known.get(article, ()), *found.get(article, ())]))


def _case(
    report: Report,
    suite: Element,
    names: tuple[str, str],
    findings: Sequence[Finding],
    failing: Sequence[str],
) -> bool:
    """Add a case; return whether it has failed."""
    article, path = names
    lang = report.langs.get(path) or path
    case = element(suite, "testcase", {"classname": article, "name": lang, "file": path})
    if not findings:
        return False
    failed = any(finding.severity in failing for finding in findings)
    text = "\n".join(_line(report, finding) for finding in findings)
    if failed:
        # One failure with all of them: most readers show the first of a case only.
        worst = min(findings, key=lambda finding: SEVERITIES.index(finding.severity))
        more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
        message = f"{worst.code} {worst.problem.message}{more}"
        element(case, "failure", {"type": worst.code, "message": message}, text)
    else:
        element(case, "system-out", {}, f"{counted(len(findings), 'finding')}\n{text}")
    return failed


def _line(report: Report, finding: Finding) -> str:
    at = finding.problem.at
    place = report.place(at.path, at.span)
    where = f"{at.path}:{place.line}:{place.column}"
    return shown(f"{where}: {finding.severity} {finding.code} {finding.problem.message}")


def _count(element: Element, tests: int, failures: int) -> None:
    for name, number in (("tests", tests), ("failures", failures), ("errors", 0), ("skipped", 0)):
        element.set(name, str(number))
