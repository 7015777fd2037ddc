"""What an alignment left alone on both sides because it stands elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from smo_lint.likeness import Likeness
from smo_lint.model import Match, Node
from smo_lint.units import Unit

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
    for run in _runs(first, known):
        found = targets.like(run)
        best = max(found, key=lambda place: _sameness(run, targets.runs[place], likeness), default=None)
        if best is None or _sameness(run, targets.runs[best], likeness) < SAME_SECTION:
            continue
        for i, j in zip(run, targets.take(best), strict=True):
            yield Match((first[i].node,), (second[j].node,), "moved")


class _Targets:
    """The lone runs of one edition, found by what they hold: most runs share nothing."""

    def __init__(self, runs: Sequence[range], likeness: Likeness) -> None:
        self.runs, self.likeness = runs, likeness
        self.holders: dict[Hashable, dict[int, None]] = {}  # in order; a dictionary forgets fast
        for place, run in enumerate(runs):
            for thing in _things(run, likeness.second):
                self.holders.setdefault((len(run), thing), {})[place] = None

    def like(self, run: range) -> list[int]:
        """Return the places of runs of this length that may share enough with it, in order."""
        weight = self.likeness.weight
        things = _things(run, self.likeness.first)
        worth = sorted((weight[thing], thing) for thing in things if thing in weight)
        telling = [thing for thing in things if isinstance(thing, tuple)]
        # What is least rare has most holders; as long as all of it together is not enough, it finds nothing.
        shared = 0.0
        for value, word in worth:
            shared += value * things[word]
            if shared > ENOUGH - 1e-6:
                telling.append(word)
        found: set[int] = set()
        for thing in telling:
            found.update(islice(self.holders.get((len(run), thing), ()), CANDIDATES))
        return sorted(found)

    def take(self, place: int) -> range:
        """Return a run, which is not found again."""
        run = self.runs[place]
        for thing in _things(run, self.likeness.second):
            self.holders[len(run), thing].pop(place, None)
        return run


def _things(run: range, units: Sequence[Unit]) -> Counter[Any]:
    """Return what the units of a run hold that others can hold: words, and keys in a tuple; how often."""
    found: Counter[Any] = Counter()
    for i in run:
        unit = units[i]
        found.update(unit.hard | unit.soft)
        if unit.key is not None:
            found[(unit.key,)] += 1
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
    """Mean score of two runs of one length; 0 where nothing but the shape is shared."""
    evidence = sum(likeness.evidence(i, j) for i, j in zip(run, other, strict=True))
    if evidence < ENOUGH:
        return 0.0
    return sum(likeness.score(i, j) for i, j in zip(run, other, strict=True)) / len(run)
