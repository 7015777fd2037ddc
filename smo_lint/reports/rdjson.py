"""Diagnostics for reviewdog, as one object."""

from __future__ import annotations

from typing import TextIO

from smo_lint.reports import Report
from smo_lint.reports._json import dumped
from smo_lint.reports._rdf import SOURCE, diagnostic


def render(report: Report, out: TextIO) -> None:
    """Write the object: columns are bytes of UTF-8."""
    diagnostics = [diagnostic(report, finding) for finding in report.findings]
    out.write(dumped({"source": SOURCE, "diagnostics": diagnostics}, indent=2) + "\n")
