"""One line for each finding: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TextIO

from smo_lint.reports import Report, shown


def render(report: Report, out: TextIO) -> None:
    """Write the findings; a line more where not all are shown."""
    for finding in report.seen:
        at = finding.problem.at
        place = report.place(at.path, at.span)
        line = f"{at.path}:{place.line}:{place.column}: {finding.code} {finding.problem.message}"
        out.write(shown(line) + "\n")
    if report.cut:
        out.write(f"… {report.cut}\n")
