"""Annotations, read as the runner of GitHub Actions reads them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from smo_lint.model import Span


def commands(said: str) -> list[tuple[str, dict[str, str], str]]:
    """(command, properties, data) of each line: split at the first `::`, then at `,` and `=`, then decoded."""
    found = []
    for line in said.split("\n"):
        if match := re.fullmatch(r"::(\w+) (.*?)::(.*)", line):
            properties = dict(part.split("=", 1) for part in match[2].split(","))
            found.append((match[1], {k: decoded(v) for k, v in properties.items()}, decoded(match[3])))
    return found


def decoded(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text


def test_an_annotation(case: Any, rendered: Any) -> None:
    one = case()
    (command,) = commands(rendered("github", one.report(one.finding())))
    place = {"line": "3", "endLine": "3", "col": "9", "endColumn": "23"}
    assert command == (
        "error",
        {"title": "smo-lint LK103 changed-link-target", "file": "docs/ja/a.md", **place},
        f"{one.message}\nthe link there: docs/en/a.md:3",
    )


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param((0, 4), {"line": "1", "endLine": "1", "col": "1", "endColumn": "5"}, id="one line"),
        pytest.param((2, 9), {"line": "1", "endLine": "3"}, id="lines have no columns"),
        pytest.param((0, 6), {"line": "1", "endLine": "1", "col": "1"}, id="with its newline"),
        pytest.param((0, 7), {"line": "1", "endLine": "2"}, id="to the start of a line"),
        pytest.param((6, 6), {"line": "2", "endLine": "2", "col": "1", "endColumn": "1"}, id="between"),
    ],
)
def test_places(span: tuple[int, int], expected: dict[str, str], case: Any, rendered: Any) -> None:
    one = case()
    ((_, properties, _),) = commands(rendered("github", one.report(one.finding(span=Span(*span)))))
    assert {k: v for k, v in properties.items() if k not in ("title", "file")} == expected


def test_the_first_ten_of_each_then_a_count(case: Any, rendered: Any) -> None:
    hints = [case(severity="hint").finding()] * 9
    warnings = [case(severity="warning").finding()] * 12
    errors = [case().finding()] * 11
    said = rendered("github", case().report(*hints, *warnings, *errors))
    kinds = [command for command, *_ in commands(said)]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 9
    last = said.split("\n")[-2]
    assert last == "smo-lint found 1 more error, 2 more warnings (GitHub shows 10 of each for each step)"


def test_no_findings(case: Any, rendered: Any) -> None:
    assert rendered("github", case().report()) == ""
