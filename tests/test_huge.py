"""A huge article is judged as any other is, and what was worked out of its editions is not kept."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from smo_lint import huge
from smo_lint.comparing import compare
from smo_lint.engine import findings, lint_article
from smo_lint.model import Bundle, Member, Rule
from smo_lint.options import Config, chosen
from smo_lint.rules import rules

SEEDS = Path(__file__).parent.parent / "seeds"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.md"))}


def bundle(source: str) -> Bundle:
    return Bundle("a", tuple(Member(path, path.split(".")[-2], "") for path in FILES), source)


@pytest.mark.parametrize("source", ["da", ""])
def test_it_has_the_findings_of_any_article(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = lint_article(FILES, Config(), bundle(source))
    monkeypatch.setattr(huge, "HUGE", 100)
    assert known and lint_article(FILES, Config(), bundle(source)) == known


def test_nothing_but_answers_is_kept_of_what_is_not_needed_again() -> None:
    article = compare(FILES, bundle("da"))
    active = chosen(rules(), Config())
    huge.ask(article, active, Config())
    lasting = {rule for rule in active if rule.subject.__name__ in ("Edition", "Pair")}
    assert article.source is not None
    *others, last = [edition for edition in article.editions if edition is not article.source]
    for subject in (*article.pairs, *others):
        assert {key for key in subject.memo if isinstance(key, Rule)} <= lasting
        left = {key: value for key, value in subject.memo.items() if not isinstance(key, Rule)}
        large = {
            k for k, value in left.items() if isinstance(value, Collection) and not isinstance(value, str)
        }
        assert large <= {"urls"}
        assert "nodes" not in vars(subject) and "_of" not in vars(subject)
    assert not any(map(_of_links, last.memo)) and any(map(_of_links, article.source.memo))
    assert findings(article, Config(), bundle("da")) == lint_article(FILES, Config(), bundle("da"))


def _of_links(key: object) -> bool:
    """Whether rules about links keep something under a key."""
    return getattr(key, "__module__", "").startswith("smo_lint.rules.links.") and not isinstance(key, Rule)
