"""What stands under a heading: whether two sections say the same, whatever their headings look like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import fsum, log
from typing import TYPE_CHECKING

from smo_lint.model.frozen import frozen

if TYPE_CHECKING:
    from smo_lint.alignment.units import Unit

# What sections of one shape gain, and those that have nothing in common lose.
SHAPE, SHARED, AGAINST = 0.25, 0.4, 0.4
# Weight of what one edition shares with the other from which it speaks for or against two sections.
TELLING = 0.7
# The weight of what stands elsewhere in the other edition that speaks against a section without it.
MUCH = 2.0


@frozen(slots=True)
class Body:
    """A section without its heading.

    words   what both editions have of what survives translation: links, ids, names, whole code blocks
    mass    what these words count in all
    blocks  how many there are
    size    their letters
    """

    words: frozenset[str]
    mass: float
    blocks: int
    size: int


def bodies(sequence: Sequence[Unit], weight: Mapping[str, float]) -> dict[int, Body]:
    """Return what stands under each heading of a sequence, subsections included, by its place.

    weight  what a word counts that both editions have
    """
    found: dict[int, Body] = {}
    open_: list[int] = []
    heads = [i for i, unit in enumerate(sequence) if unit.node.kind == "heading"]
    ends: dict[int, int] = {}
    for i in heads:
        while open_ and sequence[open_[-1]].node.level >= sequence[i].node.level:
            ends[open_.pop()] = i
        open_.append(i)
    telling = frozenset(weight)
    common = [unit.lasting & telling for unit in sequence]
    sizes = [0, *accumulate(unit.size for unit in sequence)]
    for i in heads:
        end = ends.get(i, len(sequence))
        words: frozenset[str] = frozenset().union(*common[i + 1 : end])
        size = sizes[end] - sizes[i + 1]
        found[i] = Body(words, fsum(map(weight.__getitem__, words)), end - i - 1, size)
    return found


def likeness(one: Body, two: Body, weight: Mapping[str, float], ratio: float) -> float:
    """Return how much two sections speak for or against their headings being one.

    weight, ratio  what a word counts that both editions have; letters of the second for one of the first
    """
    if not one.blocks or not two.blocks:
        return 0.0 if one.blocks == two.blocks else -SHAPE / 2
    off = (abs(log(two.size / one.size / ratio)) + abs(log(two.blocks / one.blocks))) / 2
    return SHAPE * (1 - 2 * min(1.0, off)) + _common(one, two, weight)


def _common(one: Body, two: Body, weight: Mapping[str, float]) -> float:
    least, most = sorted((one.mass, two.mass))
    if most < TELLING:
        return 0.0
    shared = fsum(map(weight.__getitem__, one.words & two.words))
    even = max(one.blocks, two.blocks) <= 2 * min(one.blocks, two.blocks)
    if even and most - shared > MUCH and shared < 0.2 * most:
        return -AGAINST
    if least < TELLING:
        return 0.0
    part = shared / least
    return SHARED * part if part > 0.2 else -AGAINST
