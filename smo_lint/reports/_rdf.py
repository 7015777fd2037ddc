"""A finding as a diagnostic of reviewdog: columns are bytes of UTF-8, ends not included."""

from __future__ import annotations

from typing import Any

from smo_lint.model import Finding, Fix, Span
from smo_lint.reports import Report, shown

SOURCE = {"name": "smo-lint"}
SEVERITY = {"error": "ERROR", "warning": "WARNING", "hint": "INFO"}


def diagnostic(report: Report, finding: Finding) -> dict[str, Any]:
    """Return the object; what another edition has instead is a related location."""
    problem = finding.problem
    made: dict[str, Any] = {
        "message": shown(problem.message),
        "location": _location(report, problem.at.path, problem.at.span),
        "severity": SEVERITY[finding.severity],
        "source": SOURCE,
        "code": {"value": finding.code},
    }
    if problem.fix:
        made["suggestions"] = [_suggestion(report, problem.at.path, problem.fix)]
    if problem.related:
        made["related_locations"] = [
            {"message": shown(there.note), "location": _location(report, there.path, there.span)}
            for there in problem.related
        ]
    return made


def _suggestion(report: Report, path: str, fix: Fix) -> dict[str, Any]:
    """All edits as one: each suggestion is offered alone, and half a fix would do harm."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    text = report.text(path)
    whole = Span(edits[0].span.start, max(edit.span.end for edit in edits))
    parts: list[str] = []
    done = whole.start
    for edit in edits:
        parts += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    return {"range": _range(report, path, whole), "text": "".join(parts)}


def _location(report: Report, path: str, span: Span) -> dict[str, Any]:
    return {"path": shown(path), "range": _range(report, path, span)}


def _range(report: Report, path: str, span: Span) -> dict[str, Any]:
    place = report.place(path, span)
    lines = report.sheet(path).lines
    return {
        "start": {"line": place.line, "column": _bytes(lines[place.line - 1], place.column)},
        "end": {"line": place.end_line, "column": _bytes(lines[place.end_line - 1], place.end_column)},
    }


def _bytes(line: str, column: int) -> int:
    return len(line[: column - 1].encode("utf-8", "surrogatepass")) + 1
