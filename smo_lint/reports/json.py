"""The report that other programs build on: one JSON object."""

from __future__ import annotations

from typing import TextIO

from smo_lint import __version__
from smo_lint.reports import Report
from smo_lint.reports._json import described, dumped
from smo_lint.reports._saved import saved


def render(report: Report, out: TextIO) -> None:
    """Write the object: lines and columns from 1, columns in code points, ends not included.

    Its last key is what `smo-lint report` makes any other format of.
    """
    whole = {
        "version": __version__,
        "source": report.source or None,
        "articles": len(report.bundles),
        "editions": len(report.langs),
        "findings": [described(report, finding) for finding in report.findings],
        "report": saved(report),
    }
    out.write(dumped(whole, indent=2) + "\n")
