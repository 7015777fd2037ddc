"""The language of a text by its commonest words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from smo_lint.languages import language, tags

# Words that a text must have before a guess is made, the share of them that the best language must
# know, and how far it must be ahead of the next one. Lists of names and pages of code stay below.
ENOUGH, SHARE, AHEAD = 20, 0.08, 1.25
# Words of the best language that must be there: one that is said over and over tells no more than once.
VARIED = 4


def told(words: Iterable[str]) -> str:
    """Return the tag of the language that these words are in, "" where they leave a doubt.

    words  as they follow each other in the text, or counted; case-folded
    """
    counted = words if isinstance(words, Counter) else Counter(words)
    total = counted.total()
    if total < ENOUGH:
        return ""
    # A word that neighbours have too says less: Danish and Norwegian differ by two or three.
    score: dict[str, float] = dict.fromkeys(_speakers(), 0.0)
    common = Counter[str]()
    varied = Counter[str]()
    for word in counted.keys() & _known().keys():
        those = _known()[word]
        for tag in those:
            score[tag] += counted[word] / len(those)
            common[tag] += counted[word]
            varied[tag] += 1
    second, best = sorted(score, key=lambda tag: score[tag])[-2:]
    sure = common[best] >= SHARE * total and score[best] >= AHEAD * score[second]
    return best if sure and varied[best] >= VARIED else ""


def leaning(words: Iterable[str]) -> str:
    """Return the tag of the language whose commonest words these hold most of, "" where two hold as many,
    or none more than one: a hint, where there are too few words to be told."""
    counted = words if isinstance(words, Counter) else Counter(words)
    held: Counter[str] = Counter()
    for word in counted.keys() & _known().keys():
        for tag in _known()[word]:
            held[tag] += counted[word]
    first = held.most_common(2)
    even = len(first) > 1 and first[0][1] == first[1][1]
    return first[0][0] if first and first[0][1] > 1 and not even else ""


def share(words: Iterable[str], tag: str) -> float:
    """Return the part of these words that are among the commonest of a language, 0 to 1."""
    counted = words if isinstance(words, Counter) else Counter(words)
    return sum(counted[word] for word in set(language(tag).words)) / max(1, counted.total())


@cache
def _speakers() -> tuple[str, ...]:
    """The base languages whose commonest words are known."""
    return tuple(tag for tag in tags() if "-" not in tag and language(tag).words)


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for tag in _speakers():
        for word in dict.fromkeys(language(tag).words):
            known[word] = (*known.get(word, ()), tag)
    return known
