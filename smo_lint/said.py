"""What rules have said of the editions and pairs of an article, so that a later run need not ask again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from smo_lint.model import Article, Edition, Fact, Pair, Problem, Rule
from smo_lint.options import Config, settings
from smo_lint.rules import rules


class Said(NamedTuple):
    """What was said of one edition or one pair.

    problems  code of a rule -> what it said, of rules that said anything
    unasked   codes of the rules that nobody has asked about it, those that do not run too
    facts     what was found out about it for good: name, what was asked, and the answer
    """

    problems: dict[str, tuple[Problem, ...]]
    unasked: tuple[str, ...]
    facts: tuple[tuple[str, Any, Any], ...] = ()


NOTHING: Mapping[str, Said] = MappingProxyType({})


def told(article: Article) -> dict[str, Said]:
    """Return what rules have said of each edition and pair, by the `name` of these."""
    of_editions, of_pairs = ([rule for rule in rules() if rule.subject is kind] for kind in (Edition, Pair))
    return {
        name: _of(subject, of_editions if isinstance(subject, Edition) else of_pairs)
        for name, subject in _subjects(article)
    }


def recalled(what: Said) -> dict[Any, Any]:
    """Return a memo that holds the facts about an edition or a pair that is as it was."""
    return {Fact(name, args): answer for name, args, answer in what.facts}


def remind(article: Article, said: Mapping[str, Said], config: Config) -> None:
    """Let the article know what was said of editions and pairs that are as they were, with the same options.

    What rules have said that do not run now, later runs may want to know.
    """
    known = [(said[name], subject) for name, subject in _subjects(article) if name in said]
    for rule in rules() if known else ():
        options = settings(rule, config)
        for what, subject in known:
            if isinstance(subject, rule.subject) and rule.code not in what.unasked:
                subject.memo[rule] = options, list(what.problems.get(rule.code, ()))


def name(*editions: Edition) -> str:
    """Return what stands for an edition, or for the pair of a source and a target."""
    return "\0".join(edition.path for edition in editions)


def paths(name: str) -> list[str]:
    """Return the paths of the editions that a name stands for: one, or those of a pair."""
    return name.split("\0")


def _subjects(article: Article) -> Iterator[tuple[str, Edition | Pair]]:
    yield from ((name(edition), edition) for edition in article.editions if edition.fault is None)
    yield from ((name(pair.source, pair.target), pair) for pair in article.pairs)


def _of(subject: Edition | Pair, able: Sequence[Rule]) -> Said:
    problems: dict[str, tuple[Problem, ...]] = {}
    unasked = []
    for rule in able:
        if rule not in subject.memo:
            unasked.append(rule.code)
        elif found := subject.memo[rule][1]:
            problems[rule.code] = tuple(found)
    facts = ((*fact, answer) for fact, answer in subject.memo.items() if isinstance(fact, Fact))
    return Said(problems, tuple(unasked), tuple(facts))
