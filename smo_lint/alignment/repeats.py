"""Blocks that stand twice in a row: copies that one edition has and the other has not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from smo_lint.alignment.units import Unit, units
from smo_lint.model import Edition, once

# Letters from which a lone block that stands twice is a copy rather than a refrain.
LONG = 60
# Places where a run may begin again that are looked at.
PLACES = 200


def without(source: Edition, target: Edition) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """Return the units of both without the second copy of what only one of them repeats.

    A copy would share the partners of what it was copied from, so that both were torn.
    """
    first, second = units(source), units(target)
    ones, twos = _copied(source), _copied(target)
    if not ones and not twos:  # as nearly always
        return first, second
    mine = {i for run in ones if not _answered(run, twos) for i in run}
    theirs = {i for run in twos if not _answered(run, ones) for i in run}
    return (
        [unit for i, unit in enumerate(first) if i not in mine],
        [unit for i, unit in enumerate(second) if i not in theirs],
    )


def _answered(run: range, others: Sequence[range]) -> bool:
    return any(len(run) == len(other) for other in others)


@once
def _copied(edition: Edition) -> list[range]:
    return _copies(units(edition))


def _copies(units: Sequence[Unit]) -> list[range]:
    """The second copies of runs that follow their like at once, none inside another."""
    heads = [unit.node.text for unit in units if _least(unit)]
    if len(set(heads)) == len(heads):
        return []  # nothing that a run could begin with stands twice
    texts = [(unit.node.kind, unit.node.level, unit.node.name, _text(unit)) for unit in units]
    later: dict[object, list[int]] = {}
    for i, text in enumerate(texts):
        later.setdefault(text, []).append(i)
    found: list[range] = []
    start = 0
    while start < len(units):
        again = _again(texts, start, later[texts[start]], _least(units[start]))
        if again is None:
            start += 1
            continue
        found.append(range(again, 2 * again - start))
        start = again
    return found


def _text(unit: Unit) -> str:
    if unit.node.kind == "row":
        return "|".join(cell.text for cell in unit.node.children)
    return unit.node.text


def _again(texts: Sequence[object], start: int, places: Sequence[int], least: int | None) -> int | None:
    """Where the run that begins at `start` begins again as soon as it ends, None where it does not.

    places  where its first text stands, in order;  least: how long it must be, None where it never counts
    """
    if least is None:
        return None
    after = bisect_left(places, start + least)
    for j in places[after : after + PLACES]:
        end = 2 * j - start
        if end > len(texts):
            return None
        # Most runs differ at their ends already.
        if texts[j - 1] == texts[end - 1] and texts[start:j] == texts[j:end]:
            return j
    return None


def _least(head: Unit) -> int | None:
    """How many blocks a run must have to be more than a refrain: a section, or a paragraph of some length."""
    if head.node.kind == "heading":
        return 2
    return 1 if head.node.kind == "paragraph" and head.size >= LONG else None
