"""A huge article: one edition is asked about after the other, and what was worked out about it is forgotten.

Rules are asked one by one, each about the whole article, so that all that they work out about every edition
is there in the end. It takes more memory than the editions themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from types import FunctionType, NoneType
from typing import Any

from smo_lint.asking import asked_of_pairs, called, said_of_pair
from smo_lint.lag import then
from smo_lint.model import Article, Edition, Fact, Pair, Rule
from smo_lint.options import Config, settings

# Characters of all editions of an article that is huge: what is forgotten may have to be worked out again.
HUGE = 4_000_000
# The family whose rules work out the most, of all the words of a page, each for itself.
WORDY = "text"
# What would be dear to work out again: the alignment with a former source, the definitions of links.
_LASTING = (then, "urls")


def is_huge(editions: Iterable[Edition]) -> bool:
    """Return whether the editions of an article are too large for all that there is to know of them."""
    return sum(len(edition.text) for edition in editions) > HUGE


def ask(article: Article, active: Iterable[Rule], config: Config) -> None:
    """Ask the rules about each edition and each pair: their answers stay in the memos, and what is worked out
    about the source and the last edition."""
    of_editions, of_pairs = (_in_families(active, subject, config) for subject in (Edition, Pair))
    done: list[Edition | Pair] = []
    for edition in _source_first(article):
        forget(*done)
        pairs = article.pairs_of(edition)
        for rule, options, over in of_editions:
            called(rule, edition, options)
            if over:
                forget_family(rule, article, edition)
        for pair in pairs:
            for rule, options, over in of_pairs:
                if asked_of_pairs(rule, article, pair):
                    said_of_pair(rule, pair, options)
                if over:
                    forget_family(rule, article, pair, edition)
            forget(pair)
        done = [edition] if article.source not in (None, edition) else []  # else other pairs have it


def _in_families(
    active: Iterable[Rule], subject: type, config: Config
) -> list[tuple[Rule, dict[str, Any], bool]]:
    """The rules about a kind of subject, their options, and whether their family has done with it then."""
    rules = [rule for rule in active if rule.subject is subject]
    families = [rule.family for rule in rules]
    lasts = [family != after for family, after in zip(families, [*families[1:], ""], strict=True)]
    return [(r, settings(r, config), last or r.family == WORDY) for r, last in zip(rules, lasts, strict=True)]


def forget(*subjects: Edition | Pair, but: Collection[object] = ()) -> None:
    """Forget what was worked out about some editions or pairs, but for answers of rules and single words.

    but  keys of what else stays in the memos
    """
    for subject in subjects:
        large = [key for key, value in subject.memo.items() if key not in but and not _stays(key, value)]
        for key in large:
            del subject.memo[key]
        held, of = vars(subject), type(subject)
        for name in [name for name in held if isinstance(getattr(of, name, None), cached_property)]:
            del held[name]


def forget_family(rule: Rule, article: Article, *subjects: Edition | Pair) -> None:
    """Forget what the family of a rule has worked out for itself; about the source it is of use again."""
    family = rule.check.__module__.rpartition(".")[0] + "."
    for subject in subjects:
        if subject is not article.source:
            own = [key for key in subject.memo if type(key) is not Fact and _home(key).startswith(family)]
            for key in own:
                del subject.memo[key]


def _home(key: object) -> str:
    """The module that keeps something in a memo under a key, "" where the key does not tell."""
    parts = key if isinstance(key, tuple) else (key,)
    return next((part.__module__ for part in parts[::-1] if isinstance(part, FunctionType)), "")


def _stays(key: object, value: object) -> bool:
    """Whether something is kept: it takes little room, or much time to work out."""
    small = (bool, int, float, str, NoneType)
    return isinstance(key, (Rule, Fact)) or key in _LASTING or isinstance(value, small)


def _source_first(article: Article) -> Iterator[Edition]:
    return iter(sorted(article.editions, key=lambda edition: edition is not article.source))
