"""Annotations for GitHub Actions: workflow commands, the worst ten of each severity, then a count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from smo_lint.model import SEVERITIES, Finding
from smo_lint.reports import Report, counted, shown

# GitHub keeps ten of each for each step, the first that it is given, and drops the others in silence.
KEPT = 10
COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}


def render(report: Report, out: TextIO) -> None:
    """Write the annotations, errors first, and how many findings have none."""
    rest = []
    for severity in SEVERITIES:
        findings = [finding for finding in report.findings if finding.severity == severity]
        for finding in findings[:KEPT]:
            out.write(_command(report, finding) + "\n")
        if len(findings) > KEPT:
            rest.append(counted(len(findings) - KEPT, f"more {severity}"))
    if rest:
        out.write(f"smo-lint found {', '.join(rest)} (GitHub shows {KEPT} of each for each step)\n")


def _command(report: Report, finding: Finding) -> str:
    title = f"smo-lint {finding.code} {finding.name}"
    properties = {"title": title, "file": finding.problem.at.path, **_place(report, finding)}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = "\n".join(map(shown, _message(report, finding)))
    return f"::{COMMANDS[finding.severity]} {given}::{_data(message)}"


def _place(report: Report, finding: Finding) -> dict[str, int]:
    place = report.place(finding.problem.at.path, finding.problem.at.span)
    # A place that ends with a line reaches column 1 of the next; GitHub would show it there.
    last = place.end_line - (place.end_column == 1 and place.end_line > place.line)
    if last > place.line:
        return {"line": place.line, "endLine": last}  # columns are refused where lines differ
    if place.end_line > place.line:
        return {"line": place.line, "endLine": last, "col": place.column}
    return {"line": place.line, "endLine": last, "col": place.column, "endColumn": place.end_column}


def _message(report: Report, finding: Finding) -> Iterator[str]:
    """Yield the lines of an annotation: what it says, and the first other place."""
    yield finding.problem.message
    for there in finding.problem.related[:1]:
        note = f"{there.note}: " if there.note else ""
        yield f"{note}{there.path}:{report.place(there.path, there.span).line}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(shown(text)).replace(":", "%3A").replace(",", "%2C")
