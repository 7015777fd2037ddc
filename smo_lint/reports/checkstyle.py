"""Findings by file, as Checkstyle writes them: many services read it."""

from __future__ import annotations

from typing import TextIO

from smo_lint.reports import Report
from smo_lint.reports._xml import element, write

SEVERITY = {"error": "error", "warning": "warning", "hint": "info"}
# Of the form, not of the program: readers ask for it.
VERSION = "4.3"


def render(report: Report, out: TextIO) -> None:
    """Write the files that have findings, each once, in the order of their first finding."""
    root = element(None, "checkstyle", {"version": VERSION})
    files = {}
    for finding in report.findings:
        at = finding.problem.at
        if at.path not in files:
            files[at.path] = element(root, "file", {"name": at.path})
        place = report.place(at.path, at.span)
        attributes = {
            "line": place.line,
            "column": place.column,
            "severity": SEVERITY[finding.severity],
            "message": finding.problem.message,
            "source": f"smo-lint.{finding.code}",
        }
        element(files[at.path], "error", attributes)
    write(root, out)
