"""A lone paragraph and what a translation made of it: several, a list, a part of its neighbour's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log

from smo_lint.alignment.align import Steps
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit, lines
from smo_lint.languages import language
from smo_lint.model import Match, Node

# Logarithm of the length by which a block must have grown to have swallowed its neighbour.
GROWN = 0.4
# Logarithm of how much longer one side may be than the other; of how much more where nothing is left over.
NEAR, WHOLE = 0.45, 0.2
# Blocks of one gap beyond which a part of the page was written anew.
MANY = 8


def joined(
    steps: Steps, leaves: Iterable[Match], likeness: Likeness, langs: tuple[str, str]
) -> Iterator[Match]:
    """Yield matches of a lone paragraph with what stands alone in its place, in a list or not.

    steps   the blocks that correspond in order
    leaves  every match that is known
    langs   the languages of both editions: few paragraphs do not teach how long a translation is
    """
    here, there = (language(lang).length for lang in langs)
    usual = log(likeness.ratio * here / there)
    first, second = likeness.first, likeness.second
    known = {node for match in leaves for node in match.source + match.target}
    for (i, j), (a, b) in pairwise([(-1, -1), *steps, (len(first), len(second))]):
        if a - i < 2 or b - j < 2:
            continue  # as nearly everywhere: there is no gap on one side
        ours, theirs = _lone(first[i + 1 : a], known), _lone(second[j + 1 : b], known)
        if len(ours) == 1 and theirs:
            if run := _closest([(ours, run) for run in _runs(theirs)], len(theirs), likeness, usual):
                yield _match(*run)
        elif len(theirs) == 1 and ours:
            if run := _closest([(run, theirs) for run in _runs(ours)], len(ours), likeness, usual):
                yield _match(*run)


def ran_into(lone: Unit, neighbour: Unit, whole: Unit, likeness: Likeness, way: int = 1) -> bool:
    """Whether a lone block ran into the counterpart of its neighbour: lengths tell, or two lines that lost
    the blank one between them, or what only the lone block holds.

    way  1 where the whole is of the second edition, -1 where it is of the first
    """
    if not lone.joins(neighbour) or (_bare(lone) and lone.hard.isdisjoint(whole.hard)):
        return False
    usual = likeness.ratio**way
    alone = log(whole.size / neighbour.size / usual)
    both = log(whole.size / (neighbour.size + lone.size) / usual)
    if alone > GROWN and abs(both) < alone / 2.5:
        return True
    if "item" in lone.around:
        return False  # an item that ran into another is one that is missing
    return abs(both) < NEAR and (
        _holds(whole, lone, neighbour, likeness) or _lost_a_blank_line(whole, lone, neighbour, usual)
    )


def _bare(unit: Unit) -> bool:
    """Whether a block is a link and nothing else."""
    return any(child.kind == "link" and child.span == unit.node.inner for child in unit.node.children)


def _holds(whole: Unit, lone: Unit, neighbour: Unit, likeness: Likeness) -> bool:
    """Whether a block holds what must survive of a lone one, and no other block does."""
    own = lone.hard - neighbour.hard
    return bool(own) and own <= whole.hard and max(likeness.weight[word] for word in own) == 1


def _lost_a_blank_line(whole: Unit, lone: Unit, neighbour: Unit, usual: float) -> bool:
    """Whether a block is two lines as long as two blocks of one, where the lone block's has a name of it."""
    if "\n" in neighbour.node.text or "\n" in lone.node.text or not lone.hard <= whole.hard:
        return False
    halves = lines(whole)
    sides = sorted((lone, neighbour), key=lambda unit: unit.node.span)
    if len(halves) != 2 or any(
        abs(log(size / side.size / usual)) >= NEAR for (size, _), side in zip(halves, sides, strict=True)
    ):
        return False
    return not halves[sides.index(lone)][1].isdisjoint(lone.soft | lone.hard)


def _lone(gap: Sequence[Unit], known: set[Node]) -> Sequence[Unit]:
    """The units of a gap that stand alone; none where there is more than paragraphs, or too much."""
    lone = [unit for unit in gap if unit.node not in known]
    return lone if len(lone) <= MANY and all(unit.node.kind == "paragraph" for unit in lone) else ()


def _runs(lone: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Yield each part of what stands alone in which nothing is left out."""
    for start in range(len(lone)):
        for stop in range(start + 1, len(lone) + 1):
            yield lone[start:stop]


_Both = tuple[Sequence[Unit], Sequence[Unit]]


def _closest(candidates: Iterable[_Both], whole: int, likeness: Likeness, usual: float) -> _Both | None:
    """The two sides that are as long as each other, None where none are.

    usual  how much the ratio that the pair shows differs from what its languages let expect
    """

    def off(both: _Both) -> float:
        length = likeness.length(*both)
        likely = max(map(len, both)) == whole or (
            len(both[0]) == len(both[1]) and both[0][0].like(both[1][0])
        )
        return min(abs(length), abs(length + usual)) - WHOLE * likely

    best = min((both for both in candidates if _agree(*both)), key=off, default=None)
    return best if best and off(best) < NEAR else None


def _agree(ours: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    """Whether nothing that translation leaves alone speaks against two sides."""
    here = frozenset[str]().union(*(unit.hard for unit in ours))
    there = frozenset[str]().union(*(unit.hard for unit in theirs))
    shared = len(here & there)
    return len(here ^ there) <= max(1, shared)


def _match(ours: Sequence[Unit], theirs: Sequence[Unit]) -> Match:
    how = "merged" if len(ours) > 1 else "split" if len(theirs) > 1 else "kept"
    return Match(tuple(unit.node for unit in ours), tuple(unit.node for unit in theirs), how)
