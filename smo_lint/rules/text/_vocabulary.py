"""Which of two editions a text reads like: a test of its words, not of its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from smo_lint.rules.text._paragraphs import NOT_LATIN, plain

# Plain words that a text must have to be judged, the share of them that the reference uses, and by
# how much that must exceed the share that the edition itself uses elsewhere.
_WORDS, _SHARE, _MARGIN = 8, 0.75, 0.3


class Vocabulary(NamedTuple):
    """The plain words of a reference, and in how many texts an edition uses each of its own.

    latin  whether the reference is in Latin script alone
    """

    theirs: frozenset[str]
    ours: Mapping[str, int]
    latin: bool


def vocabulary(reference: Iterable[str], edition: Iterable[str]) -> Vocabulary:
    """Return the words of the texts of two editions; leave out texts that both share."""
    theirs = tuple(reference)
    return Vocabulary(
        frozenset(word for text in theirs for word in plain(text)),
        Counter(word for text in edition for word in set(plain(text))),
        not any(NOT_LATIN.search(text) for text in theirs),
    )


def foreign(text: str, known: Vocabulary) -> bool:
    """Whether a text of the edition is written in the words of the reference."""
    words = plain(text)
    if len(words) < _WORDS or (known.latin and NOT_LATIN.search(text)):
        return False
    theirs = sum(word in known.theirs for word in words) / len(words)
    ours = sum(known.ours.get(word, 0) > 1 for word in words) / len(words)
    return theirs >= _SHARE and theirs - ours >= _MARGIN
