"""How sure it is that two blocks say the same: what they share, and what stands beside them."""

from __future__ import annotations

from smo_lint.alignment.units import Unit, units
from smo_lint.model import Edition, Node, Pair, once

# Words that many blocks have: a place of the page, an exclamation.
_COMMON = frozenset("#!")


def by_place(pair: Pair, block: Node) -> bool:
    """Whether a block of the target met its counterpart by its place alone: they share no name, number, code
    or destination, and beside one of them stands a block without a counterpart, which could be it as well.

    What one of the two lacks then tells as much of the alignment as of the translation.
    """
    match = pair.match(block)
    if match is None or len(match.source) + len(match.target) > 2:
        return False
    here, there = _order(pair.target).get(match.target[0]), _order(pair.source).get(match.source[0])
    if here is None or there is None:
        return False
    ours, theirs = units(pair.target), units(pair.source)
    if _lasting(ours[here]) & _lasting(theirs[there]):
        return False
    return any(_lone(pair, ours, at) for at in (here - 1, here + 1)) or any(
        _lone(pair, theirs, at) for at in (there - 1, there + 1)
    )


def _lasting(unit: Unit) -> frozenset[str]:
    return (unit.tokens or unit.lasting) - _COMMON


def _lone(pair: Pair, sequence: list[Unit], at: int) -> bool:
    return 0 <= at < len(sequence) and pair.match(sequence[at].node) is None


@once
def _order(edition: Edition) -> dict[Node, int]:
    return {unit.node: at for at, unit in enumerate(units(edition))}
