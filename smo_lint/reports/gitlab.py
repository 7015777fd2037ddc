"""Code quality for GitLab: the array that merge requests show."""

from __future__ import annotations

from collections import Counter
from typing import Any, TextIO

from smo_lint.model import Finding
from smo_lint.reports import Report, shown
from smo_lint.reports._json import dumped

SEVERITY = {"error": "major", "warning": "minor", "hint": "info"}


def render(report: Report, out: TextIO) -> None:
    """Write the array; a fingerprint occurs once, as GitLab drops what it believes to know."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.findings:
        seen[finding.fingerprint] += 1
        again = seen[finding.fingerprint]
        issues.append(_issue(report, finding, f"{finding.fingerprint}{f'-{again}' if again > 1 else ''}"))
    out.write(dumped(issues, indent=2) + "\n")


def _issue(report: Report, finding: Finding, fingerprint: str) -> dict[str, Any]:
    at = finding.problem.at
    place = report.place(at.path, at.span)
    return {
        "description": shown(f"{finding.code}: {finding.problem.message}"),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": SEVERITY[finding.severity],
        "location": {
            "path": shown(at.path.removeprefix("./")),
            "positions": {
                "begin": {"line": place.line, "column": place.column},
                "end": {"line": place.end_line, "column": place.end_column},
            },
        },
    }
