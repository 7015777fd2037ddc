"""What rules have said of the editions and pairs of an article, so that a later run need not ask again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smo_lint.model import Article, Edition, Pair, Problem, Rule
from smo_lint.options import Config, chosen, settings
from smo_lint.rules import rules


class Said(NamedTuple):
    """What was said of one edition or one pair.

    problems  code of a rule -> what it said, of rules that said anything
    unasked   codes of the rules that nobody has asked about it
    """

    problems: dict[str, tuple[Problem, ...]]
    unasked: tuple[str, ...]


def told(article: Article, config: Config) -> dict[str, Said]:
    """Return what rules have said of each edition and pair, by the `name` of these."""
    active = chosen(rules(), config)
    return {name: _of(subject, active) for name, subject in _subjects(article)}


def remind(article: Article, said: Mapping[str, Said], config: Config) -> None:
    """Let the article know what was said of editions and pairs that are as they were."""
    known = [(said[name], subject) for name, subject in _subjects(article) if name in said]
    for rule in chosen(rules(), config) if known else ():
        options = settings(rule, config)
        for what, subject in known:
            if isinstance(subject, rule.subject) and rule.code not in what.unasked:
                subject.memo[rule] = options, list(what.problems.get(rule.code, ()))


def paths(name: str) -> list[str]:
    """Return the paths of the editions that a name stands for: one, or those of a pair."""
    return name.split("\0")


def _subjects(article: Article) -> Iterator[tuple[str, Edition | Pair]]:
    yield from ((edition.path, edition) for edition in article.editions)
    yield from ((f"{pair.source.path}\0{pair.target.path}", pair) for pair in article.pairs)


def _of(subject: Edition | Pair, active: tuple[Rule, ...]) -> Said:
    problems: dict[str, tuple[Problem, ...]] = {}
    unasked = []
    for rule in active:
        if isinstance(subject, rule.subject):
            if rule not in subject.memo:
                unasked.append(rule.code)
            elif found := subject.memo[rule][1]:
                problems[rule.code] = tuple(found)
    return Said(problems, tuple(unasked))
