"""Words of a sample that a translation calls otherwise wherever they stand: `customers` as `clientes`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    theirs, ours = _codes(pair.source), _codes(pair.target)
    known, kept = _words(theirs - ours), _words(ours - theirs)
    became: dict[str, list[str]] = defaultdict(list)
    came: dict[str, set[str]] = defaultdict(set)
    for source, target in _beside(pair):
        for one, other in _differing(_split(source), _split(target)):
            if one not in kept and other not in known:
                became[one].append(other)
                came[other].add(one)
    return {
        one: others[0]
        for one, others in became.items()
        if len(others) >= _OFTEN and len(set(others)) == len(came[others[0]]) == 1
    }


def _differing(source: Sequence[str], target: Sequence[str]) -> list[tuple[str, str]]:
    """The words in which two codes differ, none where they differ in more."""
    if len(source) != len(target):
        return []
    both = [words for words in zip(source, target, strict=True) if words[0] != words[1]]
    return both if all(_WORD.fullmatch(part) for words in both for part in words) else []


def _beside(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield inline codes, and lines of code, that correspond."""
    for block in compared(pair):
        theirs, ours = (
            [code.text for node in nodes for code in node.find("inline_code")]
            for nodes in (block.sources, block.targets)
        )
        if len(theirs) == len(ours):
            yield from zip(theirs, ours, strict=True)
        else:
            yield from ((source.text, target.text) for source, target in block.altered)
    for source, target in pair.matched("code"):
        lists = (lines(source.name, node.text) for node in (source, target))
        before, after = ([line.kept for line in found] for found in lists)
        if len(before) == len(after):
            yield from zip(before, after, strict=True)


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
