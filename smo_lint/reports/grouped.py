"""Findings by article and file, a line each: for people who read many at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from smo_lint.model import SEVERITIES, Finding
from smo_lint.reports import Report, counted, shown


def render(report: Report, out: TextIO) -> None:
    """Write articles, in each its files, in each its findings; a count at the end."""
    for article, findings in groupby(report.seen, key=lambda finding: finding.article):
        out.write(shown(article) + "\n")
        for path, group in groupby(findings, key=lambda finding: finding.problem.at.path):
            lang = report.langs.get(path, "")
            out.write("  " + shown(f"{path} ({lang})" if lang else path) + "\n")
            for line in _lines(report, list(group)):
                out.write("    " + line + "\n")
        out.write("\n")
    if report.cut:
        out.write(f"… {report.cut}\n\n")
    if not report.terse:
        out.write(_total(report) + "\n")


def _lines(report: Report, findings: Sequence[Finding]) -> list[str]:
    """The findings of one file as a table."""
    places = [report.place(finding.problem.at.path, finding.problem.at.span) for finding in findings]
    wheres = [f"{place.line}:{place.column}" for place in places]
    width = max(map(len, wheres))
    level = max(len(finding.severity) for finding in findings)
    lines = []
    for where, finding in zip(wheres, findings, strict=True):
        mark = "  [*]" if report.remedy(finding) == "--fix" else ""
        message = shown(finding.problem.message)
        lines.append(f"{where:>{width}}  {finding.severity:{level}}  {finding.code}  {message}{mark}")
    return lines


def _total(report: Report) -> str:
    hidden = "".join(f", {shown(what)}" for what in report.hidden)
    if not report.findings:
        return f"No findings in {counted(len(report.bundles), 'article')}{hidden}"
    kinds = ", ".join(counted(report.severities[s], s) for s in SEVERITIES if report.severities[s])
    articles = len({finding.article for finding in report.findings})
    fixable = f", {safe} fixable with --fix [*]" if (safe := report.remedies["--fix"]) else ""
    found = counted(len(report.findings), "finding")
    return f"{found} ({kinds}) in {articles} of {counted(len(report.bundles), 'article')}{fixable}{hidden}"
