"""What rules have said is remembered: an article says the same, and nobody is asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Never

import pytest

from smo_lint import asking, comparing, huge, later
from smo_lint.comparing import compare
from smo_lint.engine import findings
from smo_lint.model import Article, Bundle, Edition, Member, Pair, Problem, Rule
from smo_lint.options import Config
from smo_lint.outside.cache.plain import made, plain
from smo_lint.said import NOTHING, Said, paths, remind, told

TEXTS = {
    "de.md": "# Titel\n\nEin Satz mit [Link](b.md).\n\n- a\n- b\n",
    "en.md": "# Title\n\nA sentence with a [link](b.md) and `code`.\n\n- a\n- b\n- c\n",
    "fr.md": "# Titre\n\nUne phrase avec un [lien](c.md) et `code`.\n\n- a\n",
}

SEEDS = {
    f"{path.suffixes[0][1:]}.md": path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent.parent / "seeds").iterdir())
}


@pytest.mark.parametrize("source", ["en", ""])
def test_an_article_that_is_reminded_says_the_same(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = Bundle("a", tuple(Member(path, path[:2], "") for path in TEXTS), source)
    article = compare(TEXTS, bundle)
    first = findings(article, Config(), bundle)
    assert len({finding.code for finding in first}) > 1
    said = made(dict[str, Said], plain(told(article)))
    assert {frozenset(paths(name)) for name in said} >= {frozenset({"en.md"}), frozenset({"en.md", "de.md"})}
    again = compare(TEXTS, bundle)
    remind(again, said, Config())
    real = asking._called

    def noted(rule: Rule, subject: object, options: Mapping[str, object]) -> list[Problem]:
        assert not isinstance(subject, (Edition, Pair)), f"{rule.name} is asked again"
        return real(rule, subject, options)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "_called", noted)
    assert findings(again, Config(), bundle) == first


def article(texts: Mapping[str, str], source: str, said: Mapping[str, Said] = NOTHING) -> Article:
    return compare(texts, bundle_of(texts, source), said=said)


def bundle_of(texts: Mapping[str, str], source: str) -> Bundle:
    return Bundle("a", tuple(Member(path, path[:2], "") for path in texts), source)


def remembered(texts: Mapping[str, str], source: str) -> dict[str, Said]:
    whole = article(texts, source)
    findings(whole, Config(), bundle_of(texts, source))
    return made(dict[str, Said], plain(told(whole)))


@pytest.mark.parametrize(
    ("texts", "source"), [(TEXTS, "en"), (TEXTS, ""), (SEEDS, "de"), (SEEDS, "")], ids=range(4)
)
def test_what_is_known_is_neither_parsed_nor_aligned(
    texts: Mapping[str, str], source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = remembered(texts, source)
    expected = findings(article(texts, source), Config(), bundle_of(texts, source))

    def looked(*_: object, **__: object) -> Never:
        raise AssertionError("somebody looks")

    for module, name in ((comparing, "parse"), (comparing, "pair"), (later.pairing, "pair")):
        monkeypatch.setattr(module, name, looked)
    known = article(texts, source, said)
    remind(known, said, Config())
    assert findings(known, Config(), bundle_of(texts, source)) == expected
    assert not any("skeleton" in vars(edition) for edition in known.editions)
    assert not any("matches" in vars(pair) for pair in known.pairs)


@pytest.mark.parametrize("most", [huge.HUGE, 100], ids=["usual", "huge"])
@pytest.mark.parametrize("source", ["de", ""])
@pytest.mark.parametrize("path", SEEDS)
def test_what_was_edited_is_judged_beside_what_is_known(
    path: str, source: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huge, "HUGE", most)
    others = {name: held for name, held in remembered(SEEDS, source).items() if path not in paths(name)}
    edited = {**SEEDS, path: SEEDS[path].replace("](", "] (", 1).replace("\n- ", "\n", 1) + "\n## Next\n"}
    assert edited != SEEDS
    known = article(edited, source, others)
    remind(known, others, Config())
    bundle = bundle_of(edited, source)
    assert findings(known, Config(), bundle) == findings(article(edited, source), Config(), bundle)


@pytest.mark.parametrize("source", ["de", ""])
def test_facts_come_back_as_they_were(source: str) -> None:
    whole = article(SEEDS, source)
    findings(whole, Config(select=("ALL",)), bundle_of(SEEDS, source))
    said = told(whole)
    assert sum(len(what.facts) for what in said.values()) > 50
    assert made(dict[str, Said], plain(said)) == said


def test_what_is_known_is_parsed_when_somebody_looks() -> None:
    first, again = article(TEXTS, "en"), article(TEXTS, "en", remembered(TEXTS, "en"))
    for one, other in zip(first.editions, again.editions, strict=True):
        assert [node.span for node in other.nodes] == [node.span for node in one.nodes]
        assert other.meta == one.meta
    for there, here in zip(first.pairs, again.pairs, strict=True):
        assert len(here.matches) == len(there.matches)
        assert here.former is None
    assert replace(again.editions[0], lang="pl").skeleton is again.editions[0].skeleton


def test_what_nobody_has_asked_is_asked() -> None:
    bundle = Bundle("a", tuple(Member(path, path[:2], "") for path in TEXTS), "en")
    article = compare(TEXTS, bundle)
    few = Config(select=("LS",))
    findings(article, few, bundle)
    said = told(article)
    assert "LS101" not in said["en.md\0fr.md"].unasked
    again = compare(TEXTS, bundle)
    remind(again, said, Config())
    assert findings(again, Config(), bundle) == findings(compare(TEXTS, bundle), Config(), bundle)
