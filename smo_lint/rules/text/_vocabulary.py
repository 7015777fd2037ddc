"""Which of two editions a text reads like: a test of its words, not of its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from smo_lint.model import Edition, Node
from smo_lint.prose import MASK, prose
from smo_lint.rules.text._paragraphs import NOT_LATIN, key, plain, sentences

_KINDS = ("paragraph", "title", "row")
# Letters of a sentence that stands untranslated in a block that is otherwise translated.
_SENTENCE = 40

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

    theirs: Mapping[str, int]
    apart: Mapping[str, int]
    ours: Mapping[str, int]
    latin: bool


class Wording(NamedTuple):
    """The texts of an edition that are there to be translated.

    texts      of each block;  keys: by which these are compared;  known: the last block of each key
    sentences  the long ones of each block
    words      plain ones, and in how many of the texts each stands
    latin      whether all is in Latin script
    """

    texts: Mapping[Node, str]
    keys: Mapping[Node, str]
    known: Mapping[str, Node]
    sentences: Mapping[Node, Sequence[str]]
    words: Mapping[str, int]
    latin: bool


def wording(edition: Edition) -> Wording:
    """Return what an edition says, block by block; kept in its memo."""
    found: Wording | None = edition.memo.get("wording")
    if found is None:
        found = edition.memo["wording"] = _wording(edition)
    return found


def _wording(edition: Edition) -> Wording:
    texts = {node: prose(edition, node).text for node in edition.find(*_KINDS)}
    texts = {node: text for node, text in texts.items() if text.strip(MASK + " \n")}
    keys = {node: key(text) for node, text in texts.items()}
    return Wording(
        texts,
        keys,
        {key: node for node, key in keys.items()},
        {node: [part for part in sentences(text) if len(part) >= _SENTENCE] for node, text in texts.items()},
        _counted(texts.values()),
        not any(map(NOT_LATIN.search, texts.values())),
    )


def vocabulary(reference: Wording, edition: Wording) -> Vocabulary:
    """Return the words of the texts of two editions."""
    shared = reference.known.keys() & edition.known.keys()
    return Vocabulary(
        reference.words, _without(reference, shared), _without(edition, shared), reference.latin
    )


def _without(wording: Wording, shared: frozenset[str] | set[str]) -> Mapping[str, int]:
    """The words of the texts whose keys are none of these, and in how many each stands."""
    if not shared:
        return wording.words
    return _counted(text for node, text in wording.texts.items() if wording.keys[node] not in shared)


def _counted(texts: Iterable[str]) -> Mapping[str, int]:
    return Counter(word for text in texts for word in dict.fromkeys(plain(text)))


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
