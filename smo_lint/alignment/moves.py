"""What an alignment left alone on both sides because it stands elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

from smo_lint.alignment import align
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit
from smo_lint.model import Match, Node

# Mean likeness from which two lone sections are one that moved.
SAME_SECTION = 0.75
# What two runs must share to be one: as much as one word that nothing else has.
ENOUGH = 1.0
# Runs of one page that hold the same thing and are looked at for each run of the other.
CANDIDATES = 100


def moved(leaves: Iterable[Match], likeness: Likeness) -> Iterator[Match]:
    """Yield matches of what stands elsewhere: runs of lone blocks that resemble each other."""
    first, second = likeness.first, likeness.second
    known = {node for match in leaves for node in match.source + match.target}
    targets = _Targets(list(_runs(second, known)), likeness)
    if not targets.runs:
        return
    likely = (
        (_sameness(run, other, likeness), run, other)
        for run in _runs(first, known)
        for other in targets.like(run)
    )
    found = sorted((entry for entry in likely if entry[0] >= SAME_SECTION), key=lambda entry: -entry[0])
    ours: set[range] = set()
    theirs: set[range] = set()
    for _, run, other in found:
        if run not in ours and other not in theirs:
            ours.add(run)
            theirs.add(other)
            for i, j in (*_led(run, other, likeness, known), *_met(run, other, likeness)):
                yield Match((first[i].node,), (second[j].node,), "moved")


def _led(run: range, other: range, likeness: Likeness, known: set[Node]) -> align.Steps:
    """The headings right above two first subsections, where both stand alone and are of one level."""
    i, j = run.start - 1, other.start - 1
    if i < 0 or j < 0:
        return []
    one, two = likeness.first[i].node, likeness.second[j].node
    below, beneath = likeness.first[run.start].node, likeness.second[other.start].node
    if any(node.kind != "heading" for node in (one, two, below, beneath)) or {one, two} & known:
        return []
    return [(i, j)] if one.level == two.level < min(below.level, beneath.level) else []


class _Targets:
    """The lone runs of one edition, found by what they hold: most runs share nothing."""

    def __init__(self, runs: Sequence[range], likeness: Likeness) -> None:
        self.runs, self.likeness = runs, likeness
        self.holders: dict[Hashable, list[int]] = {}
        for place, run in enumerate(runs):
            for thing in _things(run, likeness.second, likeness.keys[1]):
                self.holders.setdefault(thing, []).append(place)

    def like(self, run: range) -> Iterator[range]:
        """Yield the runs that may share enough with this one, in order."""
        weight = self.likeness.weight
        things = _things(run, self.likeness.first, self.likeness.keys[0])
        telling = [thing for thing in things if isinstance(thing, tuple)]
        # What is least rare has most holders; as long as all of it together is not enough, it finds nothing.
        shared = 0.0
        for worth, word in sorted((weight[thing], thing) for thing in things if thing in weight):
            shared += worth * things[word]
            if shared > ENOUGH - 1e-6:
                telling.append(word)
        found: set[int] = set()
        for thing in telling:
            holders = self.holders.get(thing, [])
            if len(holders) > CANDIDATES:
                near = bisect_left(holders, run.start, key=lambda place: self.runs[place].start)
                holders = holders[max(0, near - CANDIDATES // 2) :][:CANDIDATES]
            found.update(holders)
        return (self.runs[place] for place in sorted(found))


def _things(run: range, units: Sequence[Unit], keys: Sequence[Hashable]) -> Counter[Any]:
    """Return what the units of a run hold that others can hold: words, and keys in a tuple; how often."""
    found: Counter[Any] = Counter()
    for i in run:
        unit = units[i]
        found.update(unit.hard | unit.soft | unit.tokens)
        if keys[i] is not None:
            found[(keys[i],)] += 1
    return found


def _runs(sequence: Sequence[Unit], known: set[Node]) -> Iterator[range]:
    """Yield runs of lone units: a lone heading and what follows it, or other lone neighbours."""
    start = None
    for i in range(len(sequence) + 1):
        lone = i < len(sequence) and sequence[i].node not in known
        heading = lone and sequence[i].node.kind == "heading"
        if start is not None and (not lone or heading):
            yield range(start, i)
            start = None
        if lone and start is None:
            start = i


def _sameness(run: range, other: range, likeness: Likeness) -> float:
    """Mean score of two runs; 0 where their shapes differ or nothing but the shape is shared.

    Sections may have lost or gained a few blocks: their headings go together, what follows is aligned.
    """
    if len(run) != len(other) and not _grew(run, other, likeness):
        return 0.0
    met = _met(run, other, likeness)
    if sum(likeness.evidence(i, j) for i, j in met) < ENOUGH:
        return 0.0
    return sum(likeness.score(i, j) for i, j in met) / max(len(run), len(other))


def _grew(run: range, other: range, likeness: Likeness) -> bool:
    """Whether two runs are sections of one level and nearly one size that have something in common."""
    one, two = likeness.first[run.start].node, likeness.second[other.start].node
    short, long = sorted((len(run), len(other)))
    if one.kind != "heading" or two.kind != "heading" or one.level != two.level or long > 2 * short:
        return False
    words = {word for i in run for word in likeness.first[i].hard | likeness.first[i].soft}
    return any(words & (likeness.second[j].hard | likeness.second[j].soft) for j in other)


def _met(run: range, other: range, likeness: Likeness) -> align.Steps:
    """What two sections have in common, their headings first."""
    if len(run) == len(other):
        return list(zip(run, other, strict=True))
    below, beneath = run[1:], other[1:]

    def score(i: int, j: int) -> float:
        return likeness.score(below[i], beneath[j])

    steps = align.align([None] * len(below), [None] * len(beneath), score)
    return [(run.start, other.start), *((below[i], beneath[j]) for i, j in steps)]
