"""A huge article: one edition is asked about after the other, and what was worked out about it is forgotten.

Rules are asked one by one, each about the whole article, so that all that they work out about every edition
is there in the end. It takes more memory than the editions themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from types import NoneType

from smo_lint.asking import asked_of_pairs, called, said_of_pair
from smo_lint.lag import then
from smo_lint.model import Article, Edition, Fact, Pair, Rule
from smo_lint.options import Config, settings

# Characters of all editions of an article that is huge: what is forgotten may have to be worked out again.
HUGE = 4_000_000
# What would be dear to work out again: the alignment with a former source, the definitions of links.
_LASTING = (then, "urls")


def is_huge(editions: Iterable[Edition]) -> bool:
    """Return whether the editions of an article are too large for all that there is to know of them."""
    return sum(len(edition.text) for edition in editions) > HUGE


def ask(article: Article, active: Iterable[Rule], config: Config) -> None:
    """Ask the rules about each edition and each pair: their answers stay in the memos, nothing else does."""
    of_editions, of_pairs = (
        [(rule, settings(rule, config)) for rule in active if rule.subject is subject]
        for subject in (Edition, Pair)
    )
    for edition in _source_first(article):
        for rule, options in of_editions:
            called(rule, edition, options)
        for pair in article.pairs_of(edition):
            for rule, options in of_pairs:
                if asked_of_pairs(rule, article, pair):
                    said_of_pair(rule, pair, options)
            forget(pair)
        if article.source is not None and edition is not article.source:
            forget(edition)  # no other pair has it
    if article.source is not None:
        forget(article.source)


def forget(*subjects: Edition | Pair) -> None:
    """Forget what was worked out about some editions or pairs, but for answers of rules and single words."""
    for subject in subjects:
        large = [key for key, value in subject.memo.items() if not _stays(key, value)]
        for key in large:
            del subject.memo[key]
        held, of = vars(subject), type(subject)
        for name in [name for name in held if isinstance(getattr(of, name, None), cached_property)]:
            del held[name]


def _stays(key: object, value: object) -> bool:
    """Whether something is kept: it takes little room, or much time to work out."""
    small = (bool, int, float, str, NoneType)
    return isinstance(key, (Rule, Fact)) or key in _LASTING or isinstance(value, small)


def _source_first(article: Article) -> Iterator[Edition]:
    return iter(sorted(article.editions, key=lambda edition: edition is not article.source))
