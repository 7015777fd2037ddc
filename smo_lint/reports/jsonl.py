"""One JSON object for each finding, on a line of its own: the findings of the `json` report."""

from __future__ import annotations

from typing import TextIO

from smo_lint.reports import Report
from smo_lint.reports._json import described, dumped


def render(report: Report, out: TextIO) -> None:
    """Write the findings; nothing where there is none."""
    for finding in report.findings:
        out.write(dumped(described(report, finding)) + "\n")
