"""Findings stand under their article and their file."""

from __future__ import annotations

from typing import Any

from smo_lint.model import Span


def test_grouped(case: Any, rendered: Any) -> None:
    one = case()
    there = case(path=one.other, lang="en", severity="hint", message="made up")
    report = one.report(there.finding(fixed=False, span=Span(0, 3)), one.finding())
    assert rendered("grouped", report) == (
        "docs/*/a.md\n"
        "  docs/en/a.md (en)\n"
        "    1:1  hint  LK103  made up\n"
        "  docs/ja/a.md (ja)\n"
        "    3:9  error  LK103  a link leads to /start#linux-2, but to /start#linux in en  [*]\n"
        "\n"
        "2 findings (1 error, 1 hint) in 1 of 1 article, 1 fixable with --fix [*]\n"
    )


def test_places_are_a_column(case: Any, rendered: Any) -> None:
    one = case()
    report = one.report(one.finding(span=Span(0, 1)), one.finding(), texts={one.path: " " * 12}, terse=True)
    lines = rendered("grouped", report).split("\n")[2:]
    assert [line[:17] for line in lines[:2]] == ["     1:1  error  ", "    1:13  error  "]
    assert lines[2:] == ["", ""]


def test_no_findings(case: Any, rendered: Any) -> None:
    assert rendered("grouped", case().report()) == "No findings in 1 article\n"
    assert rendered("grouped", case().report(terse=True)) == ""


def test_what_is_hidden_is_told(case: Any, rendered: Any) -> None:
    said = rendered("grouped", case().report(hidden=("3 hidden by the baseline",)))
    assert said == "No findings in 1 article, 3 hidden by the baseline\n"
