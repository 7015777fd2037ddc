"""Static analysis results (SARIF 2.1.0, OASIS): for code scanning and viewers in editors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from smo_lint import __version__
from smo_lint.manual import page, readable
from smo_lint.model import SEVERITIES, Finding, Fix, Location, Rule, Span
from smo_lint.regexes import regex
from smo_lint.reports import Report, counted, shown
from smo_lint.reports._json import dumped
from smo_lint.reports._uris import relative
from smo_lint.rules import rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
LEVEL = {"error": "error", "warning": "warning", "hint": "note"}
# GitHub refuses a run that has more results.
MOST = 25_000
# A program that has met a fault of its own says so in findings with such codes.
_FAILED = "XX"
# In a message, `[text](target)` is a link: documents must not make any.
_LINK = regex(r"\[(?=[^\[\]]*\]\()")


def render(report: Report, out: TextIO) -> None:
    """Write one run; where there are too many results, the most severe, and a notification."""
    kept = _kept(report.findings)
    codes = dict.fromkeys(finding.code for finding in kept)
    positions = {code: index for index, code in enumerate(sorted(codes))}
    names = {finding.code: finding for finding in kept}
    known = {rule.code: rule for rule in rules()}
    driver = {
        "name": "smo-lint",
        "version": __version__,
        "rules": [_rule(names[code], known.get(code)) for code in positions],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that the run started in."}}},
        "invocations": [_invocation(report, len(report.findings) - len(kept))],
        "results": [_result(report, finding, positions) for finding in kept],
    }
    out.write(dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n")


def _kept(findings: Sequence[Finding]) -> Sequence[Finding]:
    if len(findings) <= MOST:
        return findings
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))[:MOST]


def _invocation(report: Report, left_out: int) -> dict[str, Any]:
    failed = any(finding.code.startswith(_FAILED) for finding in report.findings)
    made: dict[str, Any] = {"executionSuccessful": not failed}
    if left_out:
        text = f"{counted(left_out, 'finding')} left out: a run holds {MOST}, the most severe come first"
        made["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return made


def _rule(finding: Finding, rule: Rule | None) -> dict[str, Any]:
    made: dict[str, Any] = {"id": finding.code, "name": finding.name}
    if rule is None:
        return made
    about = page(rule)
    return made | {
        "shortDescription": {"text": about.summary},
        "fullDescription": {"text": about.body.partition("\n\n")[0].replace("\n", " ") or about.summary},
        "help": {"text": f"{about.summary}\n\n{about.body}".strip(), "markdown": readable(rule.doc)},
        "defaultConfiguration": {"level": LEVEL[rule.severity]},
        "properties": {"tags": ["translation", rule.family]},
    }


def _result(report: Report, finding: Finding, positions: Mapping[str, int]) -> dict[str, Any]:
    problem = finding.problem
    made: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": positions[finding.code],
        "level": LEVEL[finding.severity],
        "message": {"text": _message(report, finding)},
        "locations": [{"physicalLocation": _physical(report, problem.at)}],
        "partialFingerprints": {"smoLint/v1": finding.fingerprint},
        "properties": {"article": shown(finding.article), "lang": finding.lang},
    }
    if problem.related:
        made["relatedLocations"] = [
            _related(report, index, there) for index, there in enumerate(problem.related, start=1)
        ]
    if problem.fix:
        made["fixes"] = [_fix(report, problem.at.path, problem.fix)]
    return made


def _message(report: Report, finding: Finding) -> str:
    """What it says; a link shows the first other place, as viewers list only those that one leads to."""
    text = _LINK.sub(r"\\[", shown(finding.problem.message))
    related = finding.problem.related
    return f"{text} ([{report.langs.get(related[0].path) or 'see'}](1))" if related else text


def _related(report: Report, index: int, there: Location) -> dict[str, Any]:
    made: dict[str, Any] = {"id": index, "physicalLocation": _physical(report, there)}
    note = there.note or report.langs.get(there.path, "")
    return made | ({"message": {"text": _LINK.sub(r"\\[", shown(note))}} if note else {})


def _fix(report: Report, path: str, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(report, path, edit.span), "insertedContent": {"text": edit.text}}
        for edit in sorted(fix.edits, key=lambda edit: edit.span)
    ]
    unsafe = "" if fix.safe else " (unsafe)"
    return {
        "description": {"text": _LINK.sub(r"\\[", shown(fix.title)) + unsafe},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
    }


def _physical(report: Report, location: Location) -> dict[str, Any]:
    region = _region(report, location.path, location.span)
    return {"artifactLocation": _artifact(location.path), "region": region}


def _region(report: Report, path: str, span: Span) -> dict[str, int]:
    place = report.place(path, span)
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, place, strict=True))


def _artifact(path: str) -> dict[str, str]:
    """Return where a file is: relative to the root, unless its path is absolute."""
    if re.match(r"[A-Za-z]:[\\/]", path):
        return {"uri": f"file:///{path[:2]}{relative(path[2:])}"}
    if path.startswith("/"):
        return {"uri": f"file://{relative(path)}"}
    return {"uri": relative(path), "uriBaseId": ROOT}
