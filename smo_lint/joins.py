"""What stands alone on both sides of one gap and says the same: a paragraph here, several there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log

from smo_lint.align import Steps
from smo_lint.languages import language
from smo_lint.likeness import Likeness
from smo_lint.model import Match, Node
from smo_lint.units import Unit

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
