"""The steps of an alignment, looked at again: what shape and order alone brought together or kept apart."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import zip_longest

from smo_lint.align import Steps
from smo_lint.likeness import Likeness
from smo_lint.model import Edition
from smo_lint.units import Unit

# Share of a lost section's blocks that may have met blocks elsewhere by chance.
STRAYS = 0.35
# By how much more a heading must resemble one that stands alone than the one that it met.
ELSEWHERE = 0.5
# Headings that stand alone and share a word beyond which the word tells nothing of any of them.
MANY = 100


def refined(steps: Steps, editions: tuple[Edition, Edition], likeness: Likeness) -> Steps:
    """Return the steps without strays and chance meetings, with what stands alone in one place joined."""
    first, second = likeness.first, likeness.second
    steps = list(_filled(_pruned(steps, likeness), first, second))
    steps = _straightened(steps, editions, likeness)
    steps = _unlisted(steps, editions, likeness)
    steps = _levelled(_undeceived(steps, likeness), likeness)
    met = {i for i, _ in steps}, {j for _, j in steps}
    steps = [step for step in steps if not _rewritten(step, met, likeness)]
    return steps + _cut_short(steps, first, second)


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


def _levelled(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps with headings that met one of another level by place, while the only one of their
    own level there stands alone, beside that one."""
    first, second = likeness.first, likeness.second
    heads = [(i, j) for i, j in steps if first[i].node.kind == second[j].node.kind == "heading"]
    met = {i for i, _ in heads}, {j for _, j in heads}
    turned = dict(steps)
    ends = [(-1, -1), *heads, (len(first), len(second))]
    for (a, b), (i, j), (c, d) in zip(ends, heads, ends[2:], strict=False):
        level = first[i].node.level
        if second[j].node.level == level or likeness.evidence(i, j):
            continue
        rest = _alone_of(level, first, range(a + 1, c), met[0])
        other = _alone_of(level, second, range(b + 1, d), met[1])
        if not rest and len(other) == 1 and not any((i < k) != (other[0] < m) for k, m in steps if k != i):
            turned[i] = other[0]
    return sorted(turned.items())


def _alone_of(level: int, sequence: Sequence[Unit], places: range, met: set[int]) -> list[int]:
    """The headings of a level that nothing corresponds to."""
    nodes = ((at, sequence[at].node) for at in places if at not in met)
    return [at for at, node in nodes if node.kind == "heading" and node.level == level]


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
        turned = {
            (first[c].around, second[d].around)
            for c, d in (((i - 1, j - 1), (a, b)) if gap else ())
            if 0 <= c < len(first) and d < len(second)
        }
        if all(
            first[c].like(second[d])
            or (
                first[c].node.kind == second[d].node.kind == "paragraph"
                and (first[c].around, second[d].around) in turned
            )
            for c, d in gap
        ):
            yield from gap
        if a < len(first):
            yield a, b
        i, j = a + 1, b + 1


def _straightened(steps: Steps, editions: tuple[Edition, Edition], likeness: Likeness) -> Steps:
    """Return the steps with lists of as many items lined up item by item, unless more is shared otherwise."""
    first, second = likeness.first, likeness.second
    ours, theirs = _listed(editions[0], first), _listed(editions[1], second)
    beside = {step[0]: step[1] for step in steps}
    holder = {j: body for body in theirs for j in body}
    for body in ours:
        met = [(i, beside[i]) for i in body if i in beside]
        other = holder.get(met[0][1]) if met else None
        if other is None or len(other) != len(body) or any(holder.get(j) is not other for _, j in met):
            continue
        straight = list(zip(body, other, strict=True))
        if met == straight or not all(first[i].like(second[j]) for i, j in straight):
            continue
        if sum(likeness.evidence(*step) for step in met) <= sum(
            likeness.evidence(*step) for step in straight
        ):
            beside.update(straight)
    return sorted(beside.items())


def _unlisted(steps: Steps, editions: tuple[Edition, Edition], likeness: Likeness) -> Steps:
    """Return the steps with the items of a list and what leads to it lined up with as many paragraphs."""
    first, second = likeness.first, likeness.second
    beside = dict(steps)
    ends = {-1: -1, len(first): len(second)}
    for body in _listed(editions[0], first):
        low, high = body[0] - 2, body[-1] + 1
        known = {**beside, **ends}
        if low not in known or high not in known or known[high] - known[low] != high - low:
            continue
        straight = [(low + k, known[low] + k) for k in range(1, high - low)]
        met = [(i, beside[i]) for i, _ in straight if i in beside]
        plain = all(second[j].node.kind == "paragraph" and not second[j].around for _, j in straight)
        lead = first[low + 1].node.kind == "paragraph" and not first[low + 1].around
        if len(met) < len(straight) and plain and lead:
            if sum(likeness.evidence(*s) for s in met) <= sum(likeness.evidence(*s) for s in straight):
                beside.update(straight)
    return sorted(beside.items())


def _listed(edition: Edition, sequence: Sequence[Unit]) -> list[range]:
    """The lists whose items are one block each, as stretches of the sequence."""
    place = {unit.node: i for i, unit in enumerate(sequence)}
    found = []
    for node in edition.find("list"):
        inside = [place[child] for item in node.children for child in item.children if child in place]
        if len(inside) == len(node.children) > 1 and inside[-1] - inside[0] == len(inside) - 1:
            found.append(range(inside[0], inside[-1] + 1))
    return found


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
