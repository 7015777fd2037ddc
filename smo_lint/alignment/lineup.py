"""What lines up by its place and kind: items with items or paragraphs, headings with those of their level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import pairwise

from smo_lint.alignment.align import Steps, rising
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit, units
from smo_lint.model import Edition, Node

# Lists, and those that they may correspond to, each by the places of its items.
_Cuts = tuple[Sequence[Sequence[int]], Sequence[Sequence[int]]]


def straightened(steps: Steps, editions: tuple[Edition, Edition], likeness: Likeness) -> Steps:
    """Return the steps with lists of as many items lined up item by item, unless more is shared otherwise; so
    are lists of other lengths that both have items alone, from their first items on."""
    first, second = likeness.first, likeness.second
    ours, theirs = _listed(editions[0], first), _listed(editions[1], second)
    beside = _mended(dict(steps), _cut(editions, (first, second)), likeness)
    holder = {j: body for body in theirs for j in body}
    for body in ours:
        met = [(i, beside[i]) for i in body if i in beside]
        other = holder.get(met[0][1]) if met else None
        if other is None or any(holder.get(j) is not other for _, j in met):
            continue
        if len(other) != len(body) and not _slipped(met, body, other, steps):
            continue
        straight = list(zip(body, other, strict=False))
        if met == straight or not all(first[i].like(second[j]) for i, j in straight):
            continue
        if sum(likeness.evidence(*step) for step in met) <= sum(
            likeness.evidence(*step) for step in straight
        ):
            for i in body:
                beside.pop(i, None)
            beside.update(straight)
    return sorted(beside.items())


def _slipped(met: Steps, body: range, other: range, steps: Steps) -> bool:
    """Whether each of two lists has items that nothing corresponds to, and the shorter one no others."""
    return len(met) < min(len(body), len(other)) and not any(j in other for i, j in steps if i not in body)


def _mended(beside: dict[int, int], cuts: tuple[_Cuts, _Cuts], likeness: Likeness) -> dict[int, int]:
    """Return what stands beside what, lists that something cuts in two in one edition lined up with the whole
    ones of as many items."""
    for side, (parts, wholes) in enumerate(cuts):
        there = beside if not side else {j: i for i, j in beside.items()}
        for body in parts:
            met = {there[at] for at in range(body[0], body[-1] + 1) if at in there}
            other = next((whole for whole in wholes if not met.isdisjoint(whole)), None)
            if other is None or len(other) != len(body):
                continue
            straight = [both if not side else both[::-1] for both in zip(body, other, strict=True)]
            ones, twos = {i for i, _ in straight}, {j for _, j in straight}
            now = [(i, j) for i, j in beside.items() if i in ones or j in twos]
            if sum(likeness.evidence(*s) for s in now) <= sum(likeness.evidence(*s) for s in straight):
                beside = {i: j for i, j in beside.items() if i not in ones and j not in twos} | dict(straight)
    return beside


def items_beside_paragraphs(steps: Steps, editions: tuple[Edition, Edition], likeness: Likeness) -> Steps:
    """Return the steps with the items of a list and what leads to it lined up with as many paragraphs."""
    first, second = likeness.first, likeness.second
    beside = {**dict(steps), -1: -1, len(first): len(second)}
    for body in _listed(editions[0], first):
        low, high = body[0] - 2, body[-1] + 1
        if low not in beside or high not in beside or beside[high] - beside[low] != high - low:
            continue
        straight = [(low + k, beside[low] + k) for k in range(1, high - low)]
        met = [(i, beside[i]) for i, _ in straight if i in beside]
        plain = all(second[j].node.kind == "paragraph" and not second[j].around for _, j in straight)
        lead = first[low + 1].node.kind == "paragraph" and not first[low + 1].around
        if len(met) < len(straight) and plain and lead:
            if sum(likeness.evidence(*s) for s in met) <= sum(likeness.evidence(*s) for s in straight):
                beside.update(straight)
    return sorted((i, j) for i, j in beside.items() if 0 <= i < len(first))


def levelled(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps with headings that met one of another level by place, while the only one of their
    own level there stands alone, beside that one."""
    first, second = likeness.first, likeness.second
    heads = [(i, j) for i, j in steps if first[i].node.kind == second[j].node.kind == "heading"]
    met = {i for i, _ in heads}, {j for _, j in heads}
    turned = dict(steps)
    if len(met[1]) == sum([unit.node.kind == "heading" for unit in second]):
        return sorted(turned.items())
    ends = [(-1, -1), *heads, (len(first), len(second))]
    for (a, b), (i, j), (c, d) in zip(ends, heads, ends[2:], strict=False):
        level = first[i].node.level
        if second[j].node.level == level or likeness.evidence(i, j):
            continue
        rest = _alone_of(level, first, range(a + 1, c), met[0])
        other = _alone_of(level, second, range(b + 1, d), met[1])
        crossed = (k for k in range(a + 1, c) if k != i and k in turned)
        if not rest and len(other) == 1 and not any((i < k) != (other[0] < turned[k]) for k in crossed):
            turned[i] = other[0]
            met[1].add(other[0])
    return sorted(turned.items())


def untaken(
    steps: Steps, met: tuple[set[int], set[int]], editions: tuple[Edition, Edition], likeness: Likeness
) -> Steps:
    """Return the steps without rows and items that met by their place alone, while the like of one of them
    stands alone in the same table or list: that has moved."""
    sides = (likeness.first, likeness.second)
    lone: tuple[dict[Hashable, set[Node]], dict[Hashable, set[Node]]] = {}, {}
    for side in (0, 1):
        for at, key in enumerate(likeness.keys[side]):
            if key is not None and at not in met[side] and (node := _holder(editions[side], sides[side][at])):
                lone[side].setdefault(key, set()).add(node)
    if not any(lone):
        return steps

    def taken(i: int, j: int) -> bool:
        there, here = lone[1].get(likeness.keys[0][i]), lone[0].get(likeness.keys[1][j])
        if not there and not here:
            return False
        alike = _holder(editions[1], sides[1][j]) in (there or ()) or _holder(editions[0], sides[0][i]) in (
            here or ()
        )
        return alike and not likeness.evidence(i, j)

    return [step for step in steps if not taken(*step)]


def _holder(edition: Edition, unit: Unit) -> Node | None:
    """The table of a row, the list of an item that is one block; None of anything else."""
    above = edition.parent(unit.node)
    return (
        above
        if unit.node.kind == "row"
        else edition.parent(above)
        if above and above.kind == "item"
        else None
    )


def boxed(steps: Steps, editions: tuple[Edition, Edition], likeness: Likeness) -> Steps:
    """Return the steps, and what stands alone in a component at a place where the same component of the other
    edition has one like it that stands alone."""
    first, second = likeness.first, likeness.second
    if not all(edition.has("component") for edition in editions):
        return steps
    more: Steps = []
    for (a, b), (c, d) in pairwise([(-1, -1), *steps, (len(first), len(second))]):
        if c - a > 1 and d - b > 1:
            here = _in_boxes(editions[0], first[a + 1 : c])
            there = _in_boxes(editions[1], second[b + 1 : d])
            found = [(a + 1 + i, b + 1 + there[box]) for box, i in here.items() if box in there]
            more += rising(sorted(found))
    return sorted([*steps, *more]) if more else steps


def _in_boxes(edition: Edition, sequence: Sequence[Unit]) -> dict[Hashable, int]:
    """What tells a component and the kind of what it holds -> the place of it, where there is but one."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place, unit in enumerate(sequence):
        holder = edition.parent(unit.node)
        if holder is not None and holder.kind == "component":
            found[holder.name, unit.node.kind, unit.around].append(place)
    return {box: places[0] for box, places in found.items() if len(places) == 1}


def _listed(edition: Edition, sequence: Sequence[Unit], least: int = 2) -> list[range]:
    """The lists of so many items at least that are one block each, as stretches of the sequence; kept of all
    the units."""
    if sequence is not units(edition):
        return _stretches(edition, sequence, least)
    known: list[range] | None = edition.memo.get((_listed, least))
    if known is None:
        known = edition.memo[_listed, least] = _stretches(edition, sequence, least)
    return known


def _stretches(edition: Edition, sequence: Sequence[Unit], least: int) -> list[range]:
    place = {unit.node: i for i, unit in enumerate(sequence)}
    found = []
    for node in edition.find("list"):
        inside = [place[child] for item in node.children for child in item.children if child in place]
        if len(inside) == len(node.children) >= least and inside[-1] - inside[0] == len(inside) - 1:
            found.append(range(inside[0], inside[-1] + 1))
    return found


def _cut(
    editions: tuple[Edition, Edition], sequences: tuple[Sequence[Unit], Sequence[Unit]]
) -> tuple[_Cuts, _Cuts]:
    """For each edition, the lists that a block without words cuts in parts, and the whole ones of the other
    edition, each by the places of its items."""
    ours, theirs = (_listed(*both, least=1) for both in zip(editions, sequences, strict=True))
    parts = _parts(ours, sequences[0]), _parts(theirs, sequences[1])
    return (parts[0], theirs if parts[0] else ()), (parts[1], ours if parts[1] else ())


def _parts(listed: Sequence[range], sequence: Sequence[Unit]) -> list[list[int]]:
    """The items of lists that stand around a block without words, together."""
    found: list[list[int]] = []
    for one, two in pairwise(listed):
        if two.start - one.stop == 1 and _wordless(sequence[one.stop]):
            if sequence[one.start].around == sequence[two.start].around:
                known = found[-1] if found and found[-1][-1] == one[-1] else None
                if known is None:
                    found.append([*one, *two])
                else:
                    known += two
    return found


def _wordless(unit: Unit) -> bool:
    return unit.picture or unit.node.kind not in ("paragraph", "heading", "title", "row")


def _alone_of(level: int, sequence: Sequence[Unit], places: range, met: set[int]) -> list[int]:
    """The headings of a level that nothing corresponds to."""
    nodes = ((at, sequence[at].node) for at in places if at not in met)
    return [at for at, node in nodes if node.kind == "heading" and node.level == level]
