"""Diagnostics of reviewdog: columns count bytes of UTF-8, a suggestion applied gives the fixed text."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from smo_lint.model import Edit, Finding, Fix, Location, Problem, Span

POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
RANGE = {
    "type": "object",
    "required": ["start", "end"],
    "additionalProperties": False,
    "properties": {"start": POSITION, "end": POSITION},
}
LOCATION = {
    "type": "object",
    "required": ["path"],
    "additionalProperties": False,
    "properties": {"path": {"type": "string"}, "range": RANGE},
}
TEXT = {"type": "string"}
# The part of the Reviewdog Diagnostic Format that we write, stricter than it is: nothing else is written.
DIAGNOSTIC = {
    "type": "object",
    "required": ["message", "location", "severity", "code"],
    "additionalProperties": False,
    "properties": {
        "message": TEXT,
        "location": LOCATION,
        "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
        "source": {"type": "object", "required": ["name"], "properties": {"name": TEXT, "url": TEXT}},
        "code": {"type": "object", "required": ["value"], "properties": {"value": TEXT, "url": TEXT}},
        "suggestions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["range", "text"],
                "properties": {"range": RANGE, "text": TEXT},
            },
        },
        "related_locations": {
            "type": "array",
            "items": {"type": "object", "properties": {"message": TEXT, "location": LOCATION}},
        },
    },
}
SCHEMA = Draft202012Validator(
    {
        "type": "object",
        "required": ["source", "diagnostics"],
        "properties": {"diagnostics": {"type": "array", "items": DIAGNOSTIC}},
    }
)


def diagnostics(said: str) -> Any:
    whole = json.loads(said)
    SCHEMA.validate(whole)
    return whole["diagnostics"]


def part(text: str, place: Any) -> tuple[int, int]:
    """Bytes of the text that a range covers, as reviewdog counts."""
    lines = text.encode().split(b"\n")

    def offset(at: Any) -> int:
        return sum(len(line) + 1 for line in lines[: at["line"] - 1]) + at["column"] - 1

    return offset(place["start"]), offset(place["end"])


def test_columns_are_bytes(case: Any, rendered: Any) -> None:
    one = case()
    report = one.report(one.finding())
    (found,) = diagnostics(rendered("rdjson", report))
    text = report.text(one.path)
    start, end = part(text, found["location"]["range"])
    assert text.encode()[start:end].decode() == "/start#linux-2"
    assert found["location"]["range"]["start"] == {"line": 3, "column": 20}
    assert found["code"] == {"value": "LK103"}
    (related,) = found["related_locations"]
    assert related["message"] == "the link there"


def test_all_edits_are_one_suggestion(case: Any, rendered: Any) -> None:
    one = case()
    text = "é語 a\n🙂 b\nc\n"
    fix = Fix("Do", (Edit(Span(7, 8), "B"), Edit(Span(1, 2), "<")))
    problem = Problem(Location(one.path, Span(0, 1)), "made up", fix=fix)
    finding = Finding("ZZ001", "made-up", "hint", "ja", one.article, problem, "")
    (found,) = diagnostics(rendered("rdjson", one.report(finding, texts={one.path: text})))
    (suggestion,) = found["suggestions"]
    start, end = part(text, suggestion["range"])
    whole = text.encode()
    assert (whole[:start] + suggestion["text"].encode() + whole[end:]).decode() == "é< a\n🙂 B\nc\n"


def test_severities(case: Any, rendered: Any) -> None:
    findings = [case(severity=s).finding(fixed=False, related=False) for s in ("error", "warning", "hint")]
    found = diagnostics(rendered("rdjson", case().report(*findings)))
    assert [one["severity"] for one in found] == ["ERROR", "WARNING", "INFO"]
    assert not any("suggestions" in one or "related_locations" in one for one in found)


def test_no_findings(case: Any, rendered: Any) -> None:
    assert diagnostics(rendered("rdjson", case().report())) == []
