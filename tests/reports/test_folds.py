"""The same difference in several languages is one group; what differs is not."""

from __future__ import annotations

import pytest

from smo_lint.model import Finding, Location, Problem, Span
from smo_lint.reports._folds import folded

EN = frozenset({"en.md"})


def finding(lang: str, code: str = "HD104", *, place: int | None = 5, topic: str = "") -> Finding:
    related = () if place is None else (Location("en.md", Span(place, place + 1)),)
    problem = Problem(Location(f"{lang}.md", Span(0, 1)), f"said in {lang}", related, topic=topic)
    return Finding(code, "a-rule", "error", lang, "a", problem, "")


CASES = [
    pytest.param([finding("de"), finding("fr")], ["de+fr"], id="one place of the source"),
    pytest.param([finding("de"), finding("fr", place=9)], ["de", "fr"], id="two places"),
    pytest.param([finding("de"), finding("fr", "LK101")], ["de", "fr"], id="two rules"),
    pytest.param([finding("de", topic="/a"), finding("fr", topic="/b")], ["de", "fr"], id="two topics"),
    pytest.param([finding("de", place=None), finding("fr", place=None)], ["de", "fr"], id="no place"),
    pytest.param([finding("de"), finding("de")], ["de", "de"], id="twice in one language"),
    pytest.param(
        [finding("de"), finding("es", place=9), finding("fr")],
        ["de+fr", "es"],
        id="in the order of the first",
    ),
]


@pytest.mark.parametrize(("findings", "expected"), CASES)
def test_folded(findings: list[Finding], expected: list[str]) -> None:
    assert ["+".join(f.lang for f in group) for group in folded(findings, EN)] == expected


def test_votes_are_not_folded() -> None:
    assert [len(group) for group in folded([finding("de"), finding("fr")], frozenset())] == [1, 1]
