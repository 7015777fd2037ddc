"""Which of two editions a text reads like: a test of its words, not of its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from smo_lint.rules.text._paragraphs import NOT_LATIN, key, plain

# Plain words that a text must have to be judged, the share of them that the reference uses, and by
# how much that must exceed the share that the edition itself uses elsewhere.
_WORDS, _SHARE, _MARGIN = 8, 0.75, 0.3
# How many times more of its words an edition uses elsewhere than the other one does, where it is the
# original.
_AHEAD = 4


class Vocabulary(NamedTuple):
    """The plain words of a reference and an edition.

    theirs  of the reference;  apart: of its texts that the edition does not share
    ours    of the edition's texts that the reference does not share, and in how many each stands
    latin   whether the reference is in Latin script alone
    """

    theirs: frozenset[str]
    apart: frozenset[str]
    ours: Mapping[str, int]
    latin: bool


def vocabulary(reference: Iterable[str], edition: Iterable[str]) -> Vocabulary:
    """Return the words of the texts of two editions."""
    theirs, ours = tuple(reference), tuple(edition)
    shared = {key(text) for text in theirs} & {key(text) for text in ours}
    return Vocabulary(
        frozenset(word for text in theirs for word in plain(text)),
        frozenset(word for text in theirs if key(text) not in shared for word in plain(text)),
        Counter(word for text in ours if key(text) not in shared for word in set(plain(text))),
        not any(NOT_LATIN.search(text) for text in theirs),
    )


def at_home(text: str, known: Vocabulary) -> bool:
    """Whether a text that both share is in the edition's own words, and hardly in the reference's."""
    words = plain(text)
    ours = sum(word in known.ours for word in words)
    theirs = sum(word in known.apart for word in words)
    return (2 * ours >= len(words) >= 5 * theirs) or ours >= max(2, _AHEAD * theirs)


def foreign(text: str, known: Vocabulary) -> bool:
    """Whether a text of the edition is written in the words of the reference."""
    words = plain(text)
    if len(words) < _WORDS or (known.latin and NOT_LATIN.search(text)):
        return False
    theirs = sum(word in known.theirs for word in words) / len(words)
    ours = sum(known.ours.get(word, 0) > 1 for word in words) / len(words)
    return theirs >= _SHARE and theirs - ours >= _MARGIN
