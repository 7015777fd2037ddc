"""JSON that any log, terminal and reader can take, and a finding as an object."""

from __future__ import annotations

import json
from typing import Any

from smo_lint.model import Finding, Fix, Location, Span
from smo_lint.regexes import regex
from smo_lint.reports import Report

# JSON itself escapes only what stands below U+0020. The log of a CI service obeys `##vso[…]`.
_CONTROL = regex(
    "[\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]" r"|\#(?=\#(?:vso|teamcity)?\[)"
)


def dumped(value: object, *, indent: int | None = None) -> str:
    """Return a value as JSON; what a terminal would obey is written as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def described(report: Report, finding: Finding) -> dict[str, Any]:
    """Return a finding as an object: lines and columns from 1, columns in code points, ends not included."""
    problem = finding.problem
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": problem.message,
        "article": finding.article,
        "lang": finding.lang,
        **_place(report, problem.at.path, problem.at.span),
        "note": problem.at.note,
        "topic": problem.topic,
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
