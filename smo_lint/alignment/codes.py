"""Blocks of code that met by place, or not at all: they are known again by their lines, wherever those
stand, in as many blocks as an edition made of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from smo_lint.alignment.align import Steps
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import REMARK, Unit
from smo_lint.model import Match
from smo_lint.regexes import regex

# Share of its lines that must stand in another block, for the one to be a part of the other.
SAID = 0.66
# Two lines more like each other than this are one that was edited.
EDITED = 0.75
# What an edited line tells beside one that is the same; how much more a block must tell that is far away.
NEARLY, FAR = 0.5, 0.5
# Share of a block's lines that another must say more than what it met, where that one says any.
STAYS = 0.25
# Blocks that hold a line which tells of far ones; blocks nearby that are looked at, and far ones; lines of a
# block times those of another, beyond which edited ones are not looked for.
FEW, BESIDE, MOST = 3, 10, 2000

_QUOTED = regex(r"\"[^\"\n]*\"|'[^'\n]*'")
# Spaces that part no words.
_SPACES = regex(r"\s+(?=[^\w\s])|(?<=[^\w\s])\s+|(?<=\s)\s+")
_FENCE = regex(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_PROMPT = regex(r"(?:[$>❯%]|>>>)[ ]+")

# The lines of a block that tell something.
_Lines = tuple[str, ...]
# The lines of the blocks of both editions that are looked at, by their places.
_Said = Sequence[Mapping[int, _Lines]]
# Blocks of the source, and those of the target that say the same, by their places.
_Group = tuple[list[int], list[int]]


def regrouped(leaves: Sequence[Match], likeness: Likeness) -> Sequence[Match]:
    """Return the matches, with blocks of code beside those that say their lines.

    Looked at are those that stand alone or differ from what they met, where any stands alone or says no line
    of what it met.
    """
    units = likeness.first, likeness.second
    place = [{u.node: at for at, u in enumerate(side) if u.node.kind == "code"} for side in units]
    if not all(place):
        return leaves
    both = [(place[0].get(m.source[0]), place[1].get(m.target[0])) for m in leaves]
    met = {i: j for i, j in both if i is not None and j is not None}
    differing = {i: j for i, j in met.items() if units[0][i].node.text != units[1][j].node.text}
    done = {i for i, _ in both} - differing.keys(), {j for _, j in both} - set(differing.values())
    said = tuple(
        {at: _lines(units[side][at].node.text) for at in place[side].values() if at not in done[side]}
        for side in (0, 1)
    )
    alone = len(said[0]) + len(said[1]) > 2 * len(differing)
    if not alone and all(_alike(said[0][i], said[1][j]) for i, j in differing.items()):
        return leaves  # as nearly always
    kept = [match for match, (i, _) in zip(leaves, both, strict=True) if i not in differing]
    steps, led = _in_order(kept, units), _Heads(kept, units)
    found: list[Match] = []
    for ours, theirs in _groups(said, differing, sorted(met.items())):
        follows = any(_follows((i, j), steps) for i in ours for j in theirs)
        how = "merged" if len(ours) > 1 else "split" if len(theirs) > 1 else "kept"
        sources = tuple([units[0][i].node for i in sorted(ours)])
        targets = tuple([units[1][j].node for j in sorted(theirs)])
        found.append(Match(sources, targets, how if follows else "moved"))
        if not any(met.get(i) in theirs for i in ours):
            found += led.by(min(ours), min(theirs))
    return [*kept, *found]


class _Heads:
    """The headings of both editions, and which of them have met."""

    def __init__(self, known: Sequence[Match], units: tuple[Sequence[Unit], Sequence[Unit]]) -> None:
        self.met = {node for match in known for node in match.source + match.target if node.kind == "heading"}
        self.sides = [
            [(at, unit.node) for at, unit in enumerate(side) if unit.node.kind == "heading"] for side in units
        ]

    def by(self, i: int, j: int) -> Iterator[Match]:
        """Yield the match of the headings above two blocks that found each other, where both stand alone."""
        one, two = (
            heads[above][1] if (above := bisect_left(heads, at, key=itemgetter(0)) - 1) >= 0 else None
            for heads, at in zip(self.sides, (i, j), strict=True)
        )
        if one and two and one.level == two.level and self.met.isdisjoint((one, two)):
            self.met.update((one, two))
            yield Match((one,), (two,), "moved")


def _in_order(leaves: Iterable[Match], units: tuple[Sequence[Unit], Sequence[Unit]]) -> Steps:
    first, second = ({unit.node: at for at, unit in enumerate(side)} for side in units)
    return sorted((first[m.source[0]], second[m.target[0]]) for m in leaves if m.how != "moved")


def _follows(step: tuple[int, int], steps: Steps) -> bool:
    """Whether two blocks stand between the same others."""
    at = bisect_left(steps, step)
    return (not at or steps[at - 1][1] < step[1]) and (at == len(steps) or step[1] < steps[at][1])


@lru_cache(maxsize=1024)  # where editions vote, each sample is compared with many
def _lines(code: str) -> _Lines:
    """The lines of code that tell something, without remarks, prompts and what its strings say in words."""
    if _FENCE.search(code):
        return ()  # a sample of Markdown: it says what others show
    bare = _QUOTED.sub(_unspoken, REMARK.sub("", code))
    lines = (_SPACES.sub("", _PROMPT.sub("", line.strip(), count=1)) for line in bare.split("\n"))
    return tuple([line for line in lines if sum(map(str.isalnum, line)) > 2])


def _unspoken(found: re.Match[str]) -> str:
    text = found[0]
    return text if text.isascii() and " " not in text else text[0] * 2


def _alike(one: _Lines, two: _Lines) -> bool:
    return not one or not two or not set(one).isdisjoint(two)


def _groups(said: _Said, met: Mapping[int, int], steps: Steps) -> list[_Group]:
    """Return what says the same: what shares most first, then what met and is in no group yet."""
    part: dict[tuple[int, int], _Group] = {}
    for _, i, j in sorted(_shared(said, met, steps), key=lambda entry: -entry[0]):
        ours, theirs = part.get((0, i)), part.get((1, j))
        if ours is None and theirs is None:
            if met.get(i) == j or _within(said[0][i], said[1][j]) or _within(said[1][j], said[0][i]):
                part[0, i] = part[1, j] = ([i], [j])
        elif theirs and not ours and len(theirs[1]) == 1:
            if _within(said[0][i], _rest(said[1][j], (said[0][k] for k in theirs[0]))):
                theirs[0].append(i)
                part[0, i] = theirs
        elif ours and not theirs and len(ours[0]) == 1:
            if _within(said[1][j], _rest(said[0][i], (said[1][k] for k in ours[1]))):
                ours[1].append(j)
                part[1, j] = ours
    for i, j in met.items():
        if (0, i) not in part and (1, j) not in part:
            part[0, i] = ([i], [j])
    return [group for (side, at), group in part.items() if not side and at == group[0][0]]


def _shared(said: _Said, met: Mapping[int, int], steps: Steps) -> Iterator[tuple[float, int, int]]:
    """Yield (how much, i, j) for the blocks that have lines in common, the same ones or edited."""
    holders, theirs = _holders(said[1]), sorted(said[1])
    for i, lines in said[0].items():
        near = _beside(i, theirs, steps)
        held = Counter(j for line in lines if len(at := holders.get(line, ())) <= FEW for j in at)
        for j in sorted({*near, *(j for j, _ in held.most_common(BESIDE))}):
            same, edited = _common(lines, said[1][j])
            worth = len(same) + NEARLY * sum(edited.values()) - (0.0 if j in near else FAR)
            if same and met.get(i) == j:
                worth += STAYS * len(lines)
            if worth > 0:
                yield worth, i, j


def _holders(said: Mapping[int, _Lines]) -> Mapping[str, Sequence[int]]:
    """The blocks that hold each line."""
    found: dict[str, list[int]] = {}
    for at, lines in said.items():
        for line in set(lines):
            found.setdefault(line, []).append(at)
    return found


def _beside(place: int, others: Sequence[int], steps: Steps) -> Sequence[int]:
    """The blocks of the other edition from what the one before this met to what the one after it met."""
    at = bisect_left(steps, (place,))
    after = at + (at < len(steps) and steps[at][0] == place)
    low = bisect_left(others, steps[at - 1][1]) if at else 0
    high = bisect_right(others, steps[after][1]) if after < len(steps) else len(others)
    return others[low:high][:BESIDE]


def _within(lines: _Lines, others: _Lines) -> bool:
    """Whether most of the lines of a block stand among others, as they are or edited."""
    same, edited = _common(lines, others)
    return bool(lines) and len(same) + len(edited) >= SAID * len(lines)


def _rest(lines: _Lines, parts: Iterable[_Lines]) -> _Lines:
    """The lines of a block that none of its parts says."""
    for part in parts:
        same, edited = _common(lines, part)
        lines = tuple((Counter(lines) - Counter(same) - Counter(edited.keys())).elements())
    return lines


def _common(one: _Lines, two: _Lines) -> tuple[_Lines, Mapping[str, float]]:
    """Return the lines that two blocks have in common, and those that the second one has edited, with
    how much they are still alike."""
    from rapidfuzz import fuzz, process

    both = Counter(one) & Counter(two)
    mine, theirs = (list((Counter(lines) - both).elements()) for lines in (one, two))
    edited: dict[str, float] = {}
    for line in mine if len(mine) * len(theirs) <= MOST else ():
        if near := process.extractOne(line, theirs, scorer=fuzz.ratio, score_cutoff=100 * EDITED):
            edited[line] = near[1] / 100
            theirs.pop(near[2])
    return tuple(both.elements()), edited
