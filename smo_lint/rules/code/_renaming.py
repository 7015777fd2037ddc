"""Words of a sample that a translation calls otherwise wherever they stand: `customers` as `clientes`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from smo_lint.model import Edition, Pair, once
from smo_lint.rules.code._compare import lines
from smo_lint.rules.code._inline import compared

# So many times at least a word must have become the same other one.
_OFTEN = 3
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_WORD = re.compile(r"[^\W\d_]+")


def renamed(pair: Pair, source: str, target: str) -> bool:
    """Tell whether two codes differ in nothing but words that were renamed throughout the translation."""
    theirs, ours = _split(source), _split(target)
    if theirs == ours or len(theirs) != len(ours):
        return False
    names = _names(pair)
    return [_name(names, part) for part in theirs] == ours


def _name(names: Mapping[str, str], part: str) -> str:
    """What a word is called, in the plural or not."""
    return names.get(part) or names.get(f"{part}s", "").removesuffix("s") or part


@once
def _names(pair: Pair) -> Mapping[str, str]:
    """What the translation calls the words of the source's code, where it does so each time: each stands for
    the other alone, and either is in the other edition only in code that both have whole."""
    became: dict[str, list[str]] = defaultdict(list)
    came: dict[str, set[str]] = defaultdict(set)
    for source, target in _beside(pair):
        one_side, other_side = _split(source), _split(target)
        if len(one_side) != len(other_side):
            continue
        differing = [both for both in zip(one_side, other_side, strict=True) if both[0] != both[1]]
        if all(_WORD.fullmatch(part) for both in differing for part in both):
            for one, other in differing:
                became[one].append(other)
                came[other].add(one)
    theirs, ours = _codes(pair.source), _codes(pair.target)
    known, kept = _words(theirs - ours), _words(ours - theirs)
    return {
        one: others[0]
        for one, others in became.items()
        if len(others) >= _OFTEN and len(set(others)) == len(came[others[0]]) == 1
        if one not in kept and others[0] not in known
    }


def _beside(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield codes, and lines of code, that correspond and differ."""
    for block in compared(pair):
        yield from ((source.text, target.text) for source, target in block.altered)
    for source, target in pair.matched("code"):
        theirs, ours = (lines(source.name, node.text) for node in (source, target))
        if len(theirs) == len(ours):
            yield from ((a.kept, b.kept) for a, b in zip(theirs, ours, strict=True) if a.kept != b.kept)


@once
def _codes(edition: Edition) -> frozenset[str]:
    """The inline codes of an edition, and the lines of its code."""
    inline = (node.text for node in edition.find("inline_code"))
    return frozenset(inline).union(*(node.text.split("\n") for node in edition.find("code")))


def _words(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(part for code in codes for part in _split(code))


def _split(code: str) -> list[str]:
    """The words of a code, without case and with those of a `camelCase` name apart, and what is between."""
    return [part for part in re.split(rf"({_WORD.pattern})", _HUMP.sub(" ", code).casefold()) if part]
