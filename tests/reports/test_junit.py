"""JUnit, read by junitparser: each language of each article is a case."""

from __future__ import annotations

from typing import Any

import junitparser
import pytest

from smo_lint.model import Bundle, Member


def suites(said: str) -> Any:
    return junitparser.JUnitXml.fromstring(said.encode())


def test_cases(case: Any, rendered: Any) -> None:
    one = case()
    clean = Bundle("docs/*/b.md", (Member("docs/en/b.md", "en", ""), Member("docs/de/b.md", "de", "")), "en")
    report = one.report(
        case(severity="warning", message="made up").finding(), one.finding(), bundles=(one.bundle(), clean)
    )
    found = suites(rendered("junit", report))
    assert (found.tests, found.failures, found.errors, found.skipped) == (4, 1, 0, 0)
    cases = [(suite.name, one.classname, one.name, one.is_passed) for suite in found for one in suite]
    assert cases == [
        ("docs/*/a.md", "docs/*/a.md", "en", True),
        ("docs/*/a.md", "docs/*/a.md", "ja", False),
        ("docs/*/b.md", "docs/*/b.md", "en", True),
        ("docs/*/b.md", "docs/*/b.md", "de", True),
    ]
    failure = next(one for suite in found for one in suite if not one.is_passed).result[0]
    assert failure.message == f"LK103 {one.message} (and 1 more)"
    assert failure.text.split("\n") == [
        "docs/ja/a.md:3:9: warning LK103 made up",
        f"docs/ja/a.md:3:9: error LK103 {one.message}",
    ]


@pytest.mark.parametrize(
    ("severity", "fail_on", "failures"),
    [
        ("error", "error", 1),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("hint", "hint", 1),
        ("error", "never", 0),
    ],
)
def test_a_case_fails_as_the_run_does(
    severity: str, fail_on: str, failures: int, case: Any, rendered: Any
) -> None:
    report = case().report(case(severity=severity).finding(), fail_on=fail_on)
    found = suites(rendered("junit", report))
    assert found.failures == failures
    japanese = [one for suite in found for one in suite if one.name == "ja"]
    assert bool(japanese[0].system_out) == (not failures)


def test_a_file_beside_the_editions_is_a_case(case: Any, rendered: Any) -> None:
    report = case().report(case(path="docs/nav.yml", lang="").finding())
    found = suites(rendered("junit", report))
    assert [one.name for suite in found for one in suite] == ["en", "ja", "docs/nav.yml"]


def test_no_articles(case: Any, rendered: Any) -> None:
    assert suites(rendered("junit", case().report(bundles=()))).tests == 0
