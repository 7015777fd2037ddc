"""What rules have said is remembered: an article says the same, and nobody is asked again."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from smo_lint import asking
from smo_lint.engine import compare, findings
from smo_lint.model import Bundle, Edition, Member, Pair, Problem, Rule
from smo_lint.options import Config
from smo_lint.outside.plain import made, plain
from smo_lint.said import Said, paths, remind, told

TEXTS = {
    "de.md": "# Titel\n\nEin Satz mit [Link](b.md).\n\n- a\n- b\n",
    "en.md": "# Title\n\nA sentence with a [link](b.md) and `code`.\n\n- a\n- b\n- c\n",
    "fr.md": "# Titre\n\nUne phrase avec un [lien](c.md) et `code`.\n\n- a\n",
}


@pytest.mark.parametrize("source", ["en", ""])
def test_an_article_that_is_reminded_says_the_same(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = Bundle("a", tuple(Member(path, path[:2], "") for path in TEXTS), source)
    article = compare(TEXTS, bundle)
    first = findings(article, Config(), bundle)
    assert len({finding.code for finding in first}) > 1
    said = made(dict[str, Said], plain(told(article, Config())))
    assert {frozenset(paths(name)) for name in said} >= {frozenset({"en.md"}), frozenset({"en.md", "de.md"})}
    again = compare(TEXTS, bundle)
    remind(again, said, Config())
    real = asking._called

    def noted(rule: Rule, subject: object, options: Mapping[str, object]) -> list[Problem]:
        assert not isinstance(subject, (Edition, Pair)), f"{rule.name} is asked again"
        return real(rule, subject, options)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "_called", noted)
    assert findings(again, Config(), bundle) == first


def test_what_nobody_has_asked_is_asked() -> None:
    bundle = Bundle("a", tuple(Member(path, path[:2], "") for path in TEXTS), "en")
    article = compare(TEXTS, bundle)
    few = Config(select=("LS",))
    findings(article, few, bundle)
    said = told(article, Config())
    assert "LS101" not in said["en.md\0fr.md"].unasked
    again = compare(TEXTS, bundle)
    remind(again, said, Config())
    assert findings(again, Config(), bundle) == findings(compare(TEXTS, bundle), Config(), bundle)
