"""What stands under a heading: whether two sections say the same, whatever their headings look like."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smo_lint.likeness import Unit

# What sections of one shape gain, and those that have nothing in common lose.
SHAPE, SHARED, AGAINST = 0.25, 0.4, 0.4
# Weight of what one edition shares with the other from which it speaks for or against two sections.
TELLING = 0.7


@dataclass(frozen=True, slots=True)
class Body:
    """A section without its heading.

    words   what survives translation: links, code, ids, names, whole code blocks
    blocks  how many there are
    size    their letters
    """

    words: frozenset[object]
    blocks: int
    size: int


def bodies(sequence: Sequence[Unit]) -> dict[int, Body]:
    """Return what stands under each heading of a sequence, subsections included, by its place."""
    found: dict[int, Body] = {}
    open_: list[int] = []
    heads = [i for i, unit in enumerate(sequence) if unit.node.kind == "heading"]
    ends: dict[int, int] = {}
    for i in heads:
        while open_ and sequence[open_[-1]].node.level >= sequence[i].node.level:
            ends[open_.pop()] = i
        open_.append(i)
    for i in heads:
        inside = sequence[i + 1 : ends.get(i, len(sequence))]
        words: set[object] = set()
        for unit in inside:
            words |= unit.hard
            words |= unit.soft
            if unit.node.kind == "code":
                words.add(unit.key)
        found[i] = Body(frozenset(words), len(inside), sum(unit.size for unit in inside))
    return found


def likeness(one: Body, two: Body, weight: Mapping[object, float], ratio: float) -> float:
    """Return how much two sections speak for or against their headings being one.

    weight  what a word counts that both editions have;  ratio: letters of the second for one of the first
    """
    if not one.blocks or not two.blocks:
        return 0.0 if one.blocks == two.blocks else -SHAPE / 2
    off = (abs(log(two.size / one.size / ratio)) + abs(log(two.blocks / one.blocks))) / 2
    return SHAPE * (1 - 2 * min(1.0, off)) + _common(one, two, weight)


def _common(one: Body, two: Body, weight: Mapping[object, float]) -> float:
    shared = _mass(one.words & two.words, weight)
    least = min(_mass(one.words, weight), _mass(two.words, weight))
    if least < TELLING:
        return 0.0
    part = shared / least
    return SHARED * part if part > 0.2 else -AGAINST


def _mass(words: Collection[object], weight: Mapping[object, float]) -> float:
    return sum(weight.get(word, 0.0) for word in words)
