"""Headings that met others than those which stand in their place: the level and the section tell which do."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import product

from smo_lint.alignment.align import Steps
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit

Step = tuple[int, int]
# By how much more two headings must resemble each other's counterparts than their own.
CROSSED = 0.6
# Lone blocks of code, those of one edition times those of the other, beyond which none is looked for.
MANY = 400


def placed(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps with headings beside those of their level and of the section that holds their text."""
    return _titled(_at_home(_levelled(steps, likeness), likeness), likeness)


def _titled(steps: Steps, likeness: Likeness) -> Steps:
    """The heading that a page begins with met one of its level further down, with nothing but headings
    above: it is the title, and the others are banners below it."""
    if not steps:
        return steps
    first, rest = steps[0], steps[1:]
    for side in (0, 1):
        above = (likeness.first, likeness.second)[side][: first[side] + 1]
        if first[1 - side] == 0 and len(above) > 1 and all(unit.node.kind == "heading" for unit in above):
            if above[0].node.level == above[-1].node.level:
                return [_better(first, side, 0, likeness), *rest]
    return steps


def _levelled(steps: Steps, likeness: Likeness) -> Steps:
    """Of a heading and its first subheading right below, the upper one meets the only heading that stands
    there in the other edition, where that is of its level, though the lower one touches the text."""
    sides = likeness.first, likeness.second
    met = tuple({step[side] for step in steps} for side in (0, 1))
    if all(met[side].issuperset(_heads(likeness, side)) for side in (0, 1)):
        return steps

    def raised(step: Step) -> Step:
        nodes = [units[at].node for units, at in zip(sides, step, strict=True)]
        if nodes[0].level == nodes[1].level or any(node.kind != "heading" for node in nodes):
            return step
        deep = 0 if nodes[0].level > nodes[1].level else 1
        above, level = step[deep] - 1, nodes[1 - deep].level
        while above >= 0 and above not in met[deep] and sides[deep][above].node.kind == "heading":
            if sides[deep][above].node.level <= level:
                break
            above -= 1
        else:
            return step
        if above < 0 or above in met[deep] or sides[deep][above].node.level != level:
            return step
        return _better(step, deep, above, likeness)

    return [raised(step) for step in steps]


def _at_home(steps: Steps, likeness: Likeness) -> Steps:
    """Where all that a heading's text corresponds to stands under another heading of its level, which is
    alone, that one is meant: a section is added as a whole rather than torn."""
    for side in (0, 1):
        ours, theirs = (_heads(likeness, s) for s in (side, 1 - side))
        met = {step[side]: step[1 - side] for step in steps}
        taken = set(met.values())
        if taken.issuperset(theirs):
            continue
        turned = []
        for step in steps:
            home = _home(step[side], ours, theirs, met, likeness, side)
            if home is not None and home not in taken:
                taken.add(home)
                step = _better(step, 1 - side, home, likeness)
            turned.append(step)
        steps = turned
    return steps


def _home(
    head: int, ours: list[int], theirs: list[int], met: Mapping[int, int], likeness: Likeness, side: int
) -> int | None:
    """Return the other edition's heading above all that corresponds to what is right below a heading."""
    at = bisect_left(ours, head)
    if at == len(ours) or ours[at] != head:
        return None
    sides = likeness.first, likeness.second
    end = ours[at + 1] if at + 1 < len(ours) else len(sides[side])
    hits = [met[below] for below in range(head + 1, end) if below in met]
    first = bisect_left(theirs, min(hits)) - 1 if hits else -1
    if first < 0 or theirs[first] == met[head] or bisect_left(theirs, max(hits)) - 1 != first:
        return None
    home = theirs[first]
    if sides[1 - side][home].node.level != sides[side][head].node.level or home < met[head]:
        return None
    below = [(i, met[i]) if side == 0 else (met[i], i) for i in range(head + 1, end) if i in met]
    return home if sum(likeness.evidence(*step) for step in below) >= 0.5 else None


def parted(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps without sections that met by place alone, while what is known again of one stands
    under a heading elsewhere that nothing met."""
    met = tuple({step[side] for step in steps} for side in (0, 1))
    ours = _lone(likeness, 0, met[0])
    theirs = _lone(likeness, 1, met[1]) if ours else {}
    alike = [(ours[key], theirs[key]) for key in ours.keys() & theirs.keys()]
    alike += _like_code(likeness, met)
    if not alike:
        return steps
    above = _above(likeness, 0), _above(likeness, 1)
    known = {both for i, j in alike for both in product(above[0][i], above[1][j]) if _level(both, likeness)}
    # Headings below which something stands that the other edition has below one that nothing met.
    astray = [{both[side] for both in known if both[1 - side] not in met[1 - side]} for side in (0, 1)]
    wrong: set[Step] = set()
    for head, section in _sections(steps, likeness) if any(astray) else ():
        if head[0] in astray[0] or head[1] in astray[1]:
            if all(likeness.evidence(*step) < 0.5 for step in (head, *section)):
                wrong.update((head, *section))
    return [step for step in steps if step not in wrong]


def uncrossed(steps: Steps, likeness: Likeness) -> Steps:
    """Return the steps without pairs of sections that met in this order while their headings name each
    other's: "Version 2" and "Version 3" here, "Version 3" and "Version 2" there."""
    first, second = likeness.first, likeness.second
    met = {i: j for i, j in steps if first[i].node.kind == second[j].node.kind == "heading"}
    back = {j: i for i, j in met.items()}
    named: dict[str, list[int]] = {}
    for j in back:
        for word in second[j].soft | second[j].hard:
            named.setdefault(word, []).append(j)

    def crosses(i: int, j: int, other: int) -> bool:
        k = back[other]
        swapped = (i, other), (k, j)
        if {first[i].node.level, second[j].node.level} != {first[k].node.level, second[other].node.level}:
            return False
        if not all(likeness.evidence(*step) for step in swapped) or likeness.evidence(k, other):
            return False
        gain = sum(likeness.score(*step) for step in swapped)
        return gain > likeness.score(i, j) + likeness.score(k, other) + CROSSED

    wrong: set[Step] = set()
    for i, j in met.items():
        if not likeness.evidence(i, j):
            words = (first[i].soft | first[i].hard) & likeness.weight.keys()
            others = {o for word in words if len(held := named.get(word, ())) <= MANY for o in held}
            wrong |= {(i, j) for other in others if other != j and crosses(i, j, other)}
    inside = [(range(i, _end(i, first)), range(j, _end(j, second))) for i, j in wrong]
    return [s for s in steps if not any(s[0] in ours and s[1] in theirs for ours, theirs in inside)]


def _end(head: int, sequence: Sequence[Unit]) -> int:
    """Where the section of a heading ends."""
    level = sequence[head].node.level
    rest = range(head + 1, len(sequence))
    ends = (at for at in rest if sequence[at].node.kind == "heading" and sequence[at].node.level <= level)
    return next(ends, len(sequence))


def _level(both: Step, likeness: Likeness) -> bool:
    """Whether two headings are of one level."""
    return likeness.first[both[0]].node.level == likeness.second[both[1]].node.level


def _sections(steps: Steps, likeness: Likeness) -> Iterator[tuple[Step, Steps]]:
    """Yield each step of two headings, and those of what stands right below both."""
    tops = _tops(likeness, 0), _tops(likeness, 1)
    inside: dict[Step, Steps] = {}
    heads = []
    for i, j in steps:
        if likeness.first[i].node.kind == likeness.second[j].node.kind == "heading":
            heads.append((i, j))
        else:
            inside.setdefault((tops[0][i], tops[1][j]), []).append((i, j))
    for head in heads:
        yield head, inside.get(head, [])


def _tops(likeness: Likeness, side: int) -> list[int]:
    """For each place the heading right above it, -1 for none."""
    found, top = [], -1
    for at, unit in enumerate((likeness.first, likeness.second)[side]):
        found.append(top)
        if unit.node.kind == "heading":
            top = at
    return found


def _above(likeness: Likeness, side: int) -> list[tuple[int, ...]]:
    """For each place the headings of the sections that hold it."""
    found: list[tuple[int, ...]] = []
    open_: tuple[int, ...] = ()
    units = (likeness.first, likeness.second)[side]
    for at, unit in enumerate(units):
        if unit.node.kind == "heading":
            open_ = tuple(head for head in open_ if units[head].node.level < unit.node.level)
        found.append(open_)
        if unit.node.kind == "heading":
            open_ = (*open_, at)
    return found


def _like_code(likeness: Likeness, met: tuple[AbstractSet[int], ...]) -> Steps:
    """Return the lone blocks of code that resemble each other and nothing else that stands alone."""
    ours, theirs = (
        [at for at, unit in enumerate(units) if unit.node.kind == "code" and at not in met[side]]
        for side, units in enumerate((likeness.first, likeness.second))
    )
    if len(ours) * len(theirs) > MANY:
        return []
    alike = [both for both in product(ours, theirs) if likeness.evidence(*both)]
    times = Counter(at for i, j in alike for at in ((0, i), (1, j)))
    return [(i, j) for i, j in alike if times[0, i] == times[1, j] == 1]


def _lone(likeness: Likeness, side: int, met: AbstractSet[int]) -> dict[Hashable, int]:
    """Return the places of what stands alone under a heading and is known again wherever it stands."""
    units = (likeness.first, likeness.second)[side]
    if len(met) == len(units):
        return {}
    tops, keys = _tops(likeness, side), likeness.keys[side]
    often = Counter(keys)
    return {
        key: at
        for at, key in enumerate(keys)
        if key is not None
        and often[key] == 1
        and at not in met
        and tops[at] >= 0
        and units[at].node.kind != "heading"
    }


def _better(step: Step, side: int, place: int, likeness: Likeness) -> Step:
    """Return a step with another place on one side, unless what the headings share speaks against it."""
    other = (place, step[1]) if side == 0 else (step[0], place)
    return step if likeness.evidence(*step) > likeness.evidence(*other) else other


def _heads(likeness: Likeness, side: int) -> list[int]:
    units = (likeness.first, likeness.second)[side]
    return [at for at, unit in enumerate(units) if unit.node.kind == "heading"]
