"""What stands opposite a block in other editions, told by places: these are remembered, nodes are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from smo_lint.model import BLOCKS, Article, Edition, Node, Pair, lasting, once

# Kind, start and end of a block: there is no other like it in its edition.
Place = tuple[str, int, int]
Side = Literal["source", "target"]


def sides(pair: Pair, side: Side) -> tuple[Edition, Edition]:
    """Return the edition on one side of a pair, and the one on the other."""
    return (pair.source, pair.target) if side == "source" else (pair.target, pair.source)


def beside(article: Article, edition: Edition) -> list[tuple[Edition, Pair, Side]]:
    """Return what an edition is compared with, the source with all; the pair of both, and its own side."""
    if edition is article.source:
        return [(pair.target, pair, "source") for pair in article.pairs]
    return [(pair.source, pair, "target") for pair in article.pairs_of(edition)]


def place(node: Node) -> Place:
    """Return what tells a block from others of its edition."""
    return node.kind, node.span.start, node.span.end


def node_at(edition: Edition, where: Place) -> Node:
    """Return the block at a place."""
    return _blocks(edition)[where]


@lasting
def across(pair: Pair, side: Side, kind: str, start: int, end: int) -> Place | None:
    """Return where the first block stands that corresponds to one of this side, None where there is none."""
    other = pair.counterpart(node_at(sides(pair, side)[0], (kind, start, end)))
    return place(other) if other else None


def opposite(article: Article, edition: Edition, where: Place) -> Iterator[tuple[Edition, Place]]:
    """Yield the place of what `Article.counterparts` yields of a block, in the same order."""
    for pair in article.pairs:
        if pair.target is edition and (other := across(pair, "target", *where)):
            yield pair.source, other
            if article.source is not None:
                yield from _siblings(article, other, edition)
        elif pair.source is edition and article.source is edition:
            if other := across(pair, "source", *where):
                yield pair.target, other


def _siblings(article: Article, where: Place, edition: Edition) -> Iterator[tuple[Edition, Place]]:
    for pair in article.pairs:
        if pair.target is not edition and (other := across(pair, "source", *where)):
            yield pair.target, other


@once
def _blocks(edition: Edition) -> Mapping[Place, Node]:
    found: dict[Place, Node] = {}
    for node in edition.nodes:
        if node.kind in BLOCKS:
            found.setdefault(place(node), node)
    return found
