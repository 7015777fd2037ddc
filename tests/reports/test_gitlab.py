"""Code quality under what GitLab says that it reads."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

POSITION = {
    "type": "object",
    "required": ["line", "column"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
# What the handbook of GitLab asks of a report of its own making.
SCHEMA = Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "positions"],
                    "properties": {
                        "path": {"type": "string", "pattern": r"^(?!\./)"},
                        "positions": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": POSITION, "end": POSITION},
                        },
                    },
                },
            },
        },
    }
)


def issues(said: str) -> Any:
    whole = json.loads(said)
    SCHEMA.validate(whole)
    return whole


def test_an_issue(case: Any, rendered: Any) -> None:
    one = case("./docs/ja/a.md")
    (issue,) = issues(rendered("gitlab", one.report(one.finding())))
    assert issue == {
        "description": f"LK103: {one.message}",
        "check_name": "LK103",
        "fingerprint": "0123456789abcdef",
        "severity": "major",
        "location": {
            "path": "docs/ja/a.md",
            "positions": {"begin": {"line": 3, "column": 9}, "end": {"line": 3, "column": 23}},
        },
    }


def test_severities_and_fingerprints(case: Any, rendered: Any) -> None:
    findings = [case(severity=severity).finding() for severity in ("error", "warning", "hint")]
    found = issues(rendered("gitlab", case().report(*findings)))
    assert [issue["severity"] for issue in found] == ["major", "minor", "info"]
    assert len({issue["fingerprint"] for issue in found}) == 3


def test_no_findings(case: Any, rendered: Any) -> None:
    assert issues(rendered("gitlab", case().report())) == []
