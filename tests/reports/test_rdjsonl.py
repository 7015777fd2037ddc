"""Each line is a diagnostic of the `rdjson` report."""

from __future__ import annotations

import json
from typing import Any


def test_lines_are_the_diagnostics_of_rdjson(case: Any, rendered: Any) -> None:
    report = case().report(case().finding(), case(severity="hint").finding(fixed=False))
    lines = rendered("rdjsonl", report).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(rendered("rdjson", report))["diagnostics"]
