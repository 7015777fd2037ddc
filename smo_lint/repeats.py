"""Blocks that stand twice in a row: copies that one edition has and the other has not."""

from __future__ import annotations

from collections.abc import Sequence

from smo_lint.likeness import Unit

# Letters from which a lone block that stands twice is a copy rather than a refrain.
LONG = 60


def without(first: Sequence[Unit], second: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Return both without the second copy of what only one of them repeats.

    A copy would share the partners of what it was copied from, so that both were torn.
    """
    ones, twos = _copies(first), _copies(second)
    mine = {i for run in ones if not _answered(run, twos) for i in run}
    theirs = {i for run in twos if not _answered(run, ones) for i in run}
    return (
        [unit for i, unit in enumerate(first) if i not in mine],
        [unit for i, unit in enumerate(second) if i not in theirs],
    )


def _answered(run: range, others: Sequence[range]) -> bool:
    return any(len(run) == len(other) for other in others)


def _copies(units: Sequence[Unit]) -> list[range]:
    """The second copies of runs that follow their like at once, none inside another."""
    texts = [(unit.node.kind, unit.node.level, unit.node.name, _text(unit)) for unit in units]
    later: dict[object, list[int]] = {}
    for i, text in enumerate(texts):
        later.setdefault(text, []).append(i)
    if len(later) == len(texts):
        return []
    found: list[range] = []
    start = 0
    while start < len(units):
        again = next(
            (
                j
                for j in later[texts[start]]
                if j > start and texts[start:j] == texts[j : 2 * j - start] and _weighs(units[start:j])
            ),
            None,
        )
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


def _weighs(run: Sequence[Unit]) -> bool:
    """Whether a run is more than a refrain: a section, or a paragraph of some length."""
    head = run[0].node
    return (head.kind == "heading" and len(run) > 1) or (head.kind == "paragraph" and run[0].size >= LONG)
