"""The steps of an alignment, looked at again: what shape and order alone brought together or kept apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from smo_lint.alignment import contents, heads, ladders, lineup
from smo_lint.alignment.align import Steps
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit
from smo_lint.model import Edition

# Share of a lost section's blocks that may have met blocks elsewhere by chance.
STRAYS = 0.35
# By how much more a heading must resemble one that stands alone than the one that it met.
ELSEWHERE = 0.5
# Headings of one section from which an edition that has none of them does not divide the section.
DIVIDED = 2
# Headings that stand alone and share a word beyond which the word tells nothing of any of them.
MANY = 100


def refined(steps: Steps, editions: tuple[Edition, Edition], likeness: Likeness) -> Steps:
    """Return the steps without strays and chance meetings, with what stands alone in one place joined."""
    first, second = likeness.first, likeness.second
    if _unmet(steps, likeness):
        steps = list(_filled(_pruned(steps, likeness), first, second))
        steps = lineup.straightened(steps, editions, likeness)
        steps = lineup.items_beside_paragraphs(steps, editions, likeness)
    steps = heads.uncrossed(steps, likeness)
    if _unmet(steps, likeness):
        steps = _undeceived(
            heads.parted(ladders.straight(heads.placed(steps, likeness), likeness), likeness), likeness
        )
    steps = lineup.levelled(steps, likeness)
    if (led := contents.led(steps, likeness)) != steps:
        steps = list(_filled(led, first, second))
    met = {i for i, _ in steps}, {j for _, j in steps}
    if min(map(len, met)) < max(len(first), len(second)):
        steps = [step for step in steps if not _rewritten(step, met, likeness)]
        steps = lineup.untaken(steps, met, editions, likeness)
        steps = lineup.boxed(_divided_alike(steps, likeness), editions, likeness)
    return steps + _cut_short(steps, first, second)


def _unmet(steps: Steps, likeness: Likeness) -> bool:
    """Whether a block of either edition has met none, so that it could be meant where another one is."""
    return not len(steps) == len(likeness.first) == len(likeness.second)


def _pruned(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps without strays: what a lost section shares with another by shape alone."""
    strays: set[tuple[int, int]] = set()
    for side, units_of_side in enumerate((likeness.first, likeness.second)):
        at = {step[side]: step for step in steps}
        for body in _sections(units_of_side):
            inside = [at[i] for i in body if i in at]
            if body[0] in at or len(inside) > STRAYS * len(body):
                continue
            if all(likeness.evidence(i, j) < 0.5 for i, j in inside):
                strays.update(inside)
    return [step for step in steps if step not in strays]


def _undeceived(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps without sections that met by place while the like of one stands alone elsewhere."""
    met = tuple({step[side] for step in steps} for side in (0, 1))
    heads = tuple(
        [at for at, unit in enumerate(units) if unit.node.kind == "heading" and at not in met[side]]
        for side, units in enumerate((likeness.first, likeness.second))
    )
    if not any(heads):
        return steps
    lone = _holders(heads[0], likeness, 0), _holders(heads[1], likeness, 1)
    kept: Steps = []
    wrong = False
    for i, j in steps:
        if likeness.first[i].node.kind == "heading":
            own = likeness.score(i, j) + ELSEWHERE
            wrong = not likeness.evidence(i, j) and (
                any(
                    likeness.score(k, j) > own
                    for k in _sharing(likeness.second[j], likeness.keys[1][j], lone[0])
                )
                or any(
                    likeness.score(i, k) > own
                    for k in _sharing(likeness.first[i], likeness.keys[0][i], lone[1])
                )
            )
        if not wrong or likeness.evidence(i, j) >= 0.5:
            kept.append((i, j))
    return kept


def _holders(places: Sequence[int], likeness: Likeness, side: int) -> dict[Hashable, list[int]]:
    """Return which of these places hold a word that both editions have, or a key."""
    units, keys = (likeness.first, likeness.second)[side], likeness.keys[side]
    found: dict[Hashable, list[int]] = {}
    for place in places:
        for thing in _things(units[place], keys[place]):
            if isinstance(thing, tuple) or thing in likeness.weight:
                found.setdefault(thing, []).append(place)
    return found


def _sharing(unit: Unit, key: Hashable, holders: Mapping[Hashable, Sequence[int]]) -> Iterator[int]:
    """Yield the places that hold something that a unit holds; what a great many hold tells nothing."""
    for thing in _things(unit, key):
        held = holders.get(thing, ())
        if len(held) <= MANY:
            yield from held


def _things(unit: Unit, key: Hashable) -> Iterator[Hashable]:
    yield from unit.hard | unit.soft
    if key is not None:
        yield (key,)


def _sections(sequence: Sequence[Unit]) -> Iterator[range]:
    """Yield each heading with what follows it up to the next."""
    heads = [i for i, unit in enumerate(sequence) if unit.node.kind == "heading"]
    for start, end in zip_longest(heads, heads[1:], fillvalue=len(sequence)):
        yield range(start, end)


def _filled(steps: Steps, first: Sequence[Unit], second: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the steps, and those of gaps that have one shape on both sides.

    What stands alone between the same neighbours as its like was rewritten, not lost and added. So was
    one that stands in a list here and not there, as its neighbour does.
    """
    i = j = 0
    for a, b in [*steps, (len(first), len(second))]:
        gap = [(i + k, j + k) for k in range(a - i)] if a - i == b - j else []
        if gap and _alike(gap, (i - 1, j - 1), (a, b), first, second):
            yield from gap
        if a < len(first):
            yield a, b
        i, j = a + 1, b + 1


def _alike(
    gap: Steps, before: tuple[int, int], after: tuple[int, int], first: Sequence[Unit], second: Sequence[Unit]
) -> bool:
    """Whether a gap has one shape on both sides, or differs from it as its neighbours do."""
    turned = {
        (first[c].around, second[d].around)
        for c, d in (before, after)
        if 0 <= c < len(first) and d < len(second)
    }
    return all(
        first[c].like(second[d])
        or (first[c].picture and second[d].picture and first[c].around == second[d].around)
        or (
            first[c].node.kind == second[d].node.kind == "paragraph"
            and (first[c].around, second[d].around) in turned
        )
        for c, d in gap
    )


def _rewritten(step: tuple[int, int], met: tuple[set[int], set[int]], likeness: Likeness) -> bool:
    """Whether two paragraphs met by their place alone: one keeps nothing that the other must, and beside
    both stand others that nothing corresponds to; beside one, where several things are not kept."""
    i, j = step
    one, two = likeness.first[i], likeness.second[j]
    if one.node.kind != "paragraph" or two.node.kind != "paragraph" or one.hard == two.hard:
        return False
    if len(one.hard) + len(two.hard) < 2 or likeness.evidence(i, j):
        return False
    sides = _alone(i, likeness.first, met[0]), _alone(j, likeness.second, met[1])
    return all(sides) or (any(sides) and len(one.hard) > 1 and not two.hard)


def _divided_alike(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps without what met by place below headings of which one edition has none, two or more in
    one section, where one leads somewhere and the other does not. Items stand for each other all the same."""
    first, second = likeness.first, likeness.second
    met = {i for i, _ in steps}, {j for _, j in steps}
    above = _lone_above(first, met[0]), _lone_above(second, met[1])
    return [
        (i, j)
        for i, j in steps
        if bool(first[i].hard) == bool(second[j].hard)
        or first[i].node.kind != "paragraph"
        or "item" in first[i].around
        or sorted((min(above[0][i], DIVIDED), min(above[1][j], DIVIDED))) != [0, DIVIDED]
        or likeness.evidence(i, j)
    ]


def _lone_above(sequence: Sequence[Unit], met: set[int]) -> list[int]:
    """How many headings stand alone between the heading that is not alone above each unit and the next such
    one; 0 for what stands above all of these."""
    heads = [i for i, unit in enumerate(sequence) if unit.node.kind == "heading"]
    found = [0] * len(sequence)
    for alone, run in groupby(heads, key=lambda place: place not in met):
        if alone:
            those = list(run)
            end = next((i for i in heads[bisect_right(heads, those[-1]) :]), len(sequence))
            found[those[0] : end] = [len(those)] * (end - those[0])
    return found


def _alone(i: int, sequence: Sequence[Unit], met: set[int]) -> bool:
    """Whether a neighbour that is a paragraph has no counterpart."""
    return any(
        0 <= a < len(sequence) and a not in met and sequence[a].node.kind == "paragraph"
        for a in (i - 1, i + 1)
    )


def _cut_short(steps: Steps, first: Sequence[Unit], second: Sequence[Unit]) -> Steps:
    """Return the step of a last block that is alone: what the source has in its place, cut off."""
    i, j = (steps[-1][0] + 1, steps[-1][1] + 1) if steps else (0, 0)
    alone = j == len(second) - 1 and i < len(first)
    if alone and first[i].like(second[j]) and second[j].node.kind == "paragraph":
        return [(i, j)]
    return []
