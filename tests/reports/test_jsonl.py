"""Each line is a finding of the `json` report."""

from __future__ import annotations

import json
from typing import Any


def test_lines_are_the_findings_of_json(case: Any, rendered: Any) -> None:
    report = case().report(case().finding(), case(severity="hint").finding(fixed=False))
    lines = rendered("jsonl", report).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(rendered("json", report))["findings"]


def test_no_findings(case: Any, rendered: Any) -> None:
    assert rendered("jsonl", case().report()) == ""
