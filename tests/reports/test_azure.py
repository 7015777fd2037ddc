"""Logging commands, read as the agent of Azure Pipelines reads them."""

from __future__ import annotations

import re
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("severity", "kind", "said"),
    [("error", "error", ""), ("warning", "warning", ""), ("hint", "warning", "hint: ")],
)
def test_an_issue(severity: str, kind: str, said: str, case: Any, rendered: Any) -> None:
    one = case("docs/ja/100%;[a].md", severity=severity)
    line, end = rendered("azure", one.report(one.finding())).split("\n")
    match = re.fullmatch(r"##vso\[(\S+) (.*?)\](.*)", line)
    assert match
    assert end == ""
    assert match[1] == "task.logissue"
    assert match[2].split(";") == [
        f"type={kind}",
        "sourcepath=docs/ja/100%AZP25%3B[a%5D.md",
        "linenumber=3",
        "columnnumber=9",
        "code=LK103",
        "",
    ]
    assert match[3] == said + one.message


def test_no_findings(case: Any, rendered: Any) -> None:
    assert rendered("azure", case().report()) == ""
