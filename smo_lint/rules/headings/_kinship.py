"""Whether two headings that were lined up are surely the same one."""

from __future__ import annotations

from itertools import takewhile

from smo_lint.model import BLOCKS, CONTAINERS, Edition, Node, Pair, once
from smo_lint.prose import prose

# Definitions have no counterparts: a link needs its address, not its label.
_LEAVES = BLOCKS - CONTAINERS - {"definition"}
# The part of the blocks below both headings, and of all blocks where hardly any stand below, that
# must correspond.
_SHARED = 0.6
_FEW = 2


def surely_one(pair: Pair, source: Node, target: Node) -> bool:
    """Whether the headings have one id or one text, or most of what stands below them corresponds.

    Where pages have grown apart, headings are lined up by their places alone.
    """
    if source.anchor and source.anchor == target.anchor:
        return True
    if prose(pair.source, source).text.casefold() == prose(pair.target, target).text.casefold():
        return True
    theirs, ours = _below(pair.source, source), _below(pair.target, target)
    shared = sum(1 for node in theirs if (match := pair.match(node)) and not ours.isdisjoint(match.target))
    size = len(theirs) + len(ours)
    if size and 2 * shared < _SHARED * size:
        return False
    return shared >= _FEW or _close(pair)


def _below(edition: Edition, heading: Node) -> frozenset[Node]:
    """The blocks between a heading and the next one."""
    rest = _leaves(edition)[_places(edition)[heading] + 1 :]
    return frozenset(takewhile(lambda node: node.kind != "heading", rest))


@once
def _leaves(edition: Edition) -> tuple[Node, ...]:
    return tuple([node for node in edition.nodes if node.kind in _LEAVES])


@once
def _places(edition: Edition) -> dict[Node, int]:
    """Which of the leaves each heading is."""
    return {node: place for place, node in enumerate(_leaves(edition)) if node.kind == "heading"}


@once
def _close(pair: Pair) -> bool:
    """Whether the pages as a whole correspond."""
    return all(
        sum(pair.match(node) is not None for node in leaves) >= _SHARED * len(leaves)
        for leaves in (_leaves(pair.source), _leaves(pair.target))
    )
