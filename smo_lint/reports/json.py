"""The report that other programs build on: one JSON object."""

from __future__ import annotations

import json
import re
from typing import Any, TextIO

from smo_lint import __version__
from smo_lint.model import Finding, Fix, Location, Span
from smo_lint.reports import Report

# JSON itself escapes only what stands below U+0020.
_CONTROL = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")


def render(report: Report, out: TextIO) -> None:
    """Write the object: lines and columns from 1, columns in code points, ends not included."""
    whole = {
        "version": __version__,
        "source": report.source or None,
        "articles": len(report.bundles),
        "editions": len(report.langs),
        "findings": [_finding(report, finding) for finding in report.findings],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    out.write(_CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n")


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": problem.message,
        "article": finding.article,
        "lang": finding.lang,
        **_place(report, problem.at.path, problem.at.span),
        "related": [_related(report, location) for location in problem.related],
        "fix": _fix(report, problem.at.path, problem.fix) if problem.fix else None,
        "fingerprint": finding.fingerprint,
    }


def _related(report: Report, location: Location) -> dict[str, Any]:
    place = _place(report, location.path, location.span)
    lang = report.langs.get(location.path, "")
    return {"path": place.pop("path"), "lang": lang, **place, "message": location.note}


def _fix(report: Report, path: str, fix: Fix) -> dict[str, Any]:
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{**_place(report, path, edit.span), "text": edit.text} for edit in edits],
    }


def _place(report: Report, path: str, span: Span) -> dict[str, Any]:
    return {"path": path, **report.place(path, span)._asdict()}
