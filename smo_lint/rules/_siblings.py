"""What stands beside an item of a list or a row of a table, found at once however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from smo_lint.model import Edition, Node, Pair, once


def siblings(edition: Edition, node: Node) -> tuple[Sequence[Node], int]:
    """Return what its list or table holds, and its place there; nothing and 0 where it stands in neither."""
    holder = edition.parent(node)
    place = _places(edition).get(node)
    return (holder.children, place) if holder and place is not None else ((), 0)


def neighbours(edition: Edition, node: Node) -> tuple[Sequence[Node], Sequence[Node]]:
    """Return what stands right before it in its list or table, and right after it: one each, or none."""
    items, place = siblings(edition, node)
    return items[max(place - 1, 0) : place], items[place + 1 : place + 2]


def kept(pair: Pair, node: Node) -> tuple[Node | None, Node | None]:
    """Return what corresponds to the nearest one before it in its list or table that has a counterpart, and
    to the nearest one after it."""
    before, after = _kept(pair)
    return before.get(node), after.get(node)


@once
def _places(edition: Edition) -> Mapping[Node, int]:
    return {
        node: place for holder in edition.find("list", "table") for place, node in enumerate(holder.children)
    }


@once
def _kept(pair: Pair) -> tuple[Mapping[Node, Node], Mapping[Node, Node]]:
    before: dict[Node, Node] = {}
    after: dict[Node, Node] = {}
    for holder in pair.source.find("list", "table"):
        before.update(_last(pair, holder.children))
        after.update(_last(pair, reversed(holder.children)))
    return before, after


def _last(pair: Pair, nodes: Iterable[Node]) -> Iterable[tuple[Node, Node]]:
    """Yield each node, and the counterpart of the last one before it that has one."""
    last: Node | None = None
    for node in nodes:
        if last is not None:
            yield node, last
        last = pair.counterpart(node) or last
