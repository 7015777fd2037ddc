"""The pipeline: which rules run on what, what silences what, and what identifies a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from smo_lint import engine
from smo_lint.comparing import compare
from smo_lint.engine import lint_article
from smo_lint.model import Bundle, Edition, Fault, Finding, Member, Problem
from smo_lint.options import Config, severity
from smo_lint.rules import rules

SPLIT = "See [the](/manual) [manual](/manual) now.\n"
GESPALTEN = "Siehe [das](/manual) [Handbuch](/manual) jetzt.\n"


def bundle(*names: str, source: str = "en") -> Bundle:
    return Bundle("a", tuple(Member(f"{name}.md", name, "") for name in sorted(names)), source)


def lint(source: str = "en", config: Config = Config(), **texts: str | Fault) -> list[Finding]:
    files = {f"{name}.md": text for name, text in texts.items()}
    return lint_article(files, config, bundle(*texts, source=source))


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.lang, finding.code) for finding in findings]


def test_damage_that_the_source_has_too_is_reported_on_the_source_alone() -> None:
    assert told(lint(en=SPLIT, de=GESPALTEN)) == [("en", "LK001")]


def test_damage_that_the_source_has_elsewhere_is_reported() -> None:
    source = f"{SPLIT}\n## A\n\nSee [the manual](/manual).\n"
    target = "Siehe [das Handbuch](/manual) jetzt.\n\n## A\n\nSiehe [das](/manual) [Handbuch](/manual).\n"

    assert told(lint(en=source, de=target)) == [("de", "LK001"), ("en", "LK001")]


def test_votes_never_excuse_damage_of_one_edition() -> None:
    assert told(lint(source="", da=SPLIT, de=GESPALTEN, fi=SPLIT)) == [
        ("da", "LK001"),
        ("de", "LK001"),
        ("fi", "LK001"),
    ]


def test_an_unreadable_edition_is_one_finding_and_the_others_are_judged() -> None:
    fault = Fault("not UTF-8", 3)
    config = Config(select=("PG", "HD1"))
    findings = lint(en="# A\n\n## B\n\nText.\n", de=fault, fr="# A\n\n### B\n\nTexte.\n", config=config)

    assert told(findings) == [("de", "PG001"), ("fr", "HD103")]


def test_an_unreadable_source_leaves_the_translations_to_vote() -> None:
    article = compare({"en.md": Fault("gone"), "de.md": "A\n", "fr.md": "B\n"}, bundle("en", "de", "fr"))

    assert article.source is None
    assert len(article.pairs) == 2


def test_a_guard_silences_the_rest_of_its_page() -> None:
    findings = lint(en="# A\n\nText [x](/y) and more.\n\n## B\n\nMore text.\n", de="---\ntitle: A\n---\n")

    assert told(findings) == [("de", "PG002")]


def failing(edition: Edition) -> Iterator[Problem]:
    raise ValueError("no luck")
    yield


def test_a_rule_that_raises_is_a_finding_and_the_run_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = replace(rules()[0], code="ZZ001", name="broken", subject=Edition, guard=False, check=failing)
    monkeypatch.setattr(engine, "rules", lambda: (*rules(), broken))

    findings = lint(en="A [x](/y).\n", de=GESPALTEN)

    assert [f.problem.message for f in findings if f.code == "XX001"] == [
        "broken failed: ValueError: no luck"
    ]
    assert "LK001" in {finding.code for finding in findings}


SELECTIONS = [
    pytest.param(Config(select=("LK001",)), ["LK001"], id="a code"),
    pytest.param(Config(select=("split-link",)), ["LK001"], id="a name"),
    pytest.param(Config(select=("links",)), ["LK001"], id="a family"),
    pytest.param(Config(select=("LK",), ignore=("LK001",)), [], id="the longer word decides"),
    pytest.param(
        Config(ignore=("LK",), select=("default", "LK001")), ["LK001"], id="also the other way round"
    ),
    pytest.param(Config(severity={"LK001": "off"}), [], id="switched off"),
    pytest.param(Config(select=("HD",)), [], id="another family"),
]


@pytest.mark.parametrize(("config", "expected"), SELECTIONS)
def test_selection(config: Config, expected: list[str]) -> None:
    findings = lint(en="See [the manual](/manual) now.\n", de=GESPALTEN, config=config)

    assert [finding.code for finding in findings] == expected


@pytest.mark.parametrize(
    ("configured", "level"), [({}, "warning"), ({"MK103": "error"}, "error"), ({"MK": "hint"}, "hint")]
)
def test_a_problem_may_weigh_less_than_its_rule(configured: dict[str, str], level: str) -> None:
    config = Config(select=("MK103",), severity=configured)
    findings = lint(en="!!! note\n    Read on.\n", de="!!! Hinweis\n    Weiterlesen.\n", config=config)
    assert [finding.severity for finding in findings] == [level]


@pytest.mark.parametrize(
    ("code", "own", "level"),
    [
        ("LK101", "hint", "hint"),
        ("LK102", "warning", "hint"),
        ("LK101", "", "error"),
        ("LK101", "x", "error"),
    ],
)
def test_a_problem_never_weighs_more_than_its_rule(code: str, own: str, level: str) -> None:
    rule = next(rule for rule in rules() if rule.code == code)
    assert severity(rule, Config(), own) == level


def test_severity_is_the_configured_one() -> None:
    findings = lint(en="See it.\n", de=GESPALTEN, config=Config(select=("LK001",), severity={"LK": "hint"}))

    assert [finding.severity for finding in findings] == ["hint"]


def test_a_fingerprint_survives_moved_lines_and_tells_equal_findings_apart() -> None:
    def marks(target: str) -> list[str]:
        config = Config(select=("LK001",))
        return [f.fingerprint for f in lint(en="See it.\n", de=target, config=config)]

    once = marks(GESPALTEN)
    twice = marks(f"{GESPALTEN}\n{GESPALTEN}")

    assert marks(f"Neu.\n\nNeuer.\n\n{GESPALTEN}") == once
    assert twice[:1] == once
    assert len(set(twice)) == 2


def test_the_order_of_the_files_changes_nothing() -> None:
    texts = {"en": SPLIT, "de": GESPALTEN, "fr": "Voir [le](/a) [livre](/a) , vite.\n"}

    assert lint(**texts) == lint(**dict(reversed(texts.items())))
