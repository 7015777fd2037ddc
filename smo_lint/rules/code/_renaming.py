"""The name of an example's own thing, said in the reader's language wherever the page speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smo_lint.model import Edition, Pair, once
from smo_lint.regexes import regex
from smo_lint.rules.code._compare import Change

# So often a page must speak of a thing that it has a name for.
OFTEN = 3
# A page of one language may have the other's name so often, as a share.
RARELY = 0.1
# Names more like each other than this are one name misspelt.
MISSPELT = 0.75
_NAME = regex(r"[^\W\d]\w*")
# The words that a name is made of.
_WORD = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\dA-Za-z_]+|\d+")
# What gives a thing its name, or a folder in a tree: what is called so is the example's own.
_DECLARED = regex(
    r"\b(?:interface|class|type|struct|enum|trait|record|function|func|fn|def|const|let|var|val)[ ]+(\w+)"
    r"|[├└]─+[ ](\S+)"
)

# What an example takes from elsewhere is not its own, whatever it calls it.
_TAKEN = regex(r"\bimport\b([^'\"]{1,400}?)\bfrom[ ]?[\"'](?![./~]|@/)|\bfrom[ ]\w[\w.]*[ ]import[ ]([^\n]+)")


def renamed(pair: Pair, found: Iterable[Change]) -> bool:
    """Whether all that differs are names that the page declares, one word of them for one throughout."""
    pairs: set[tuple[str, str]] = set()
    for change in found:
        if len(change.source) != len(change.target):
            return False
        for there, here in zip(change.source, change.target, strict=True):
            words = _exchanged(there.kept, here.kept)
            if words is None:
                return False
            pairs.update(words)
    theirs, ours = zip(*pairs, strict=True) if pairs else ((), ())
    if not pairs or len(set(theirs)) != len(pairs) or len(set(ours)) != len(pairs):
        return False
    return all(_throughout(pair, *both) for both in pairs)


def renamed_code(pair: Pair, source: str, target: str) -> bool:
    """Whether two inline codes differ in such names alone."""
    words = _exchanged(source, target)
    return bool(words) and all(_throughout(pair, *both) for both in words or ())


def _exchanged(there: str, here: str) -> set[tuple[str, str]] | None:
    """Return the words of names in which two lines differ; None where they differ in more."""
    if _NAME.split(there) != _NAME.split(here):
        return None
    found: set[tuple[str, str]] = set()
    for one, other in zip(_NAME.findall(there), _NAME.findall(here), strict=True):
        theirs, ours = _WORD.findall(one), _WORD.findall(other)
        if len(theirs) != len(ours):
            return None
        both = zip(theirs, ours, strict=True)
        found.update((a.lower(), b.lower()) for a, b in both if a != b)
    return found


def _throughout(pair: Pair, there: str, here: str) -> bool:
    """Whether one word stands for the other in the whole of two editions, and names something in both."""
    from rapidfuzz.distance import Indel

    if min(len(there), len(here)) < OFTEN or Indel.normalized_similarity(there, here) > MISSPELT:
        return False
    source, target = pair.source.text.lower(), pair.target.text.lower()
    said, mixed = (source.count(there), target.count(here)), (target.count(there), source.count(here))
    if min(said) < OFTEN or max(mixed) > RARELY * min(said):
        return False
    return there in _names(pair.source) and here in _names(pair.target)


@once
def _names(edition: Edition) -> frozenset[str]:
    """The words of the names that an edition's examples declare, and take from nowhere else."""
    codes = [code.text for code in edition.find("code")]
    declared, taken = (
        {word for code in codes for word in _words(known, code)} for known in (_DECLARED, _TAKEN)
    )
    return frozenset(declared - taken)


def _words(known: re.Pattern[str], code: str) -> Iterator[str]:
    for found in known.finditer(code):
        yield from (word.lower() for word in _WORD.findall(found[1] or found[2]))
