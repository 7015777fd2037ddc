"""Diagnostics for reviewdog, one on each line."""

from __future__ import annotations

from typing import TextIO

from smo_lint.reports import Report
from smo_lint.reports._json import dumped
from smo_lint.reports._rdf import diagnostic


def render(report: Report, out: TextIO) -> None:
    """Write the lines: columns are bytes of UTF-8."""
    for finding in report.findings:
        out.write(dumped(diagnostic(report, finding)) + "\n")
