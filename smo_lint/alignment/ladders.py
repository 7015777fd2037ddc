"""Headings that met the next rung of a ladder: a heading the subheading below its own, and a subheading none,
as what one edition says above its first subheading the other says below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from smo_lint.alignment.align import Steps
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit

# What a text that stands on the other side of a subheading must share with its counterpart, and how much they
# must resemble each other: as what has moved.
SHARED, ALIKE = 1.0, 0.75
Step = tuple[int, int]
Mates = Mapping[int, Step]


def straight(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps with headings beside those of their rung; what a subheading parts stands alone."""
    return _stepped(_climbed(steps, likeness), likeness)


def _climbed(steps: Steps, likeness: Likeness) -> Steps:
    """A heading met the subheading right below one of its level, which it resembles more, and which met one
    whose section nothing corresponds to: the upper one is meant."""
    sides = likeness.first, likeness.second
    uneven = [step for step in steps if _headings(step, likeness) and len(set(_levels(step, likeness))) > 1]
    if not uneven:
        return steps
    mates = [{step[side]: step for step in steps} for side in (0, 1)]
    turned = {step: step for step in steps}
    for step in uneven:
        levels = _levels(step, likeness)
        deep = levels.index(max(levels))
        upper = step[deep] - 1
        old = mates[deep].get(upper)
        above = sides[deep][max(upper, 0)].node
        if old is None or above.kind != "heading" or above.level != levels[1 - deep]:
            continue
        new = (step[0], upper) if deep else (upper, step[1])
        empty = mates[1 - deep].keys().isdisjoint(range(old[1 - deep] + 1, step[1 - deep]))
        least = max(likeness.score(*step), likeness.score(*old))
        if empty and not likeness.evidence(*old) and likeness.score(*new) > least:
            turned[step] = new
            turned.pop(old, None)
    return list(turned.values())


def _stepped(steps: Steps, likeness: Likeness) -> Steps:
    """Two headings met, and their first subheadings did not: below the one stands what is above the other."""
    mates = {i: (i, j) for i, j in steps}, {j: (i, j) for i, j in steps}
    parted: set[Step] = set()
    more: Steps = []
    for side, own in enumerate((likeness.first, likeness.second)):
        lone = [low for low in _heads(own, 1) if low not in mates[side] and low - 1 in mates[side]]
        for low in lone:
            step = mates[side][low - 1]
            if _headings(step, likeness) and own[low].node.level > own[low - 1].node.level:
                sub, between = _parted(step, side, mates, likeness)
                if between:
                    more.append((low, sub) if side == 0 else (sub, low))
                    parted.update(between)
    return sorted([step for step in steps if step not in parted] + more) if more else steps


def _parted(step: Step, side: int, mates: tuple[Mates, Mates], likeness: Likeness) -> tuple[int, Steps]:
    """The first subheading of a section of the other side, and the steps of what stands above it, and below
    that of this side, which follows its heading; no steps where it is not such."""
    own, other = (likeness.first, likeness.second)[:: 1 if side == 0 else -1]
    low, top = step[side] + 1, step[1 - side]
    sub = next(_heads(other, top + 1), top)
    if sub in mates[1 - side] or own[low].node.level != other[sub].node.level:
        return sub, []
    between = [mates[1 - side].get(at) for at in range(top + 1, sub)]
    known = [
        one for one in between if one and likeness.evidence(*one) >= SHARED and likeness.score(*one) >= ALIKE
    ]
    inside = range(low + 1, next(_heads(own, low + 1), len(own)))
    below = range(sub + 1, next(_heads(other, sub + 1), len(other)))
    rest = [one for at in below if (one := mates[1 - side].get(at))]
    home = all(one[side] in inside for one in (*known, *rest))
    return sub, known if home and rest and len(known) == len(between) else []


def _levels(step: Step, likeness: Likeness) -> list[int]:
    return [likeness.first[step[0]].node.level, likeness.second[step[1]].node.level]


def _headings(step: Step, likeness: Likeness) -> bool:
    return likeness.first[step[0]].node.kind == likeness.second[step[1]].node.kind == "heading"


def _heads(sequence: Sequence[Unit], start: int) -> Iterator[int]:
    """Yield the places of headings from one on."""
    return (at for at in range(start, len(sequence)) if sequence[at].node.kind == "heading")
