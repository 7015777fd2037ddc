"""The prose of an edition, block by block, as the rules about text read it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from smo_lint.earlier import among
from smo_lint.model import Edition, Node, Pair, once
from smo_lint.prose import Prose, prose

HOLDERS = ("heading", "paragraph", "title", "cell")


class _Page(NamedTuple):
    """The blocks of an edition that hold prose, their texts line by line, and where each begins there."""

    blocks: tuple[tuple[Node, Prose], ...]
    text: str
    starts: list[int]


def blocks(edition: Edition, having: re.Pattern[str] | None = None) -> Iterator[tuple[Node, Prose]]:
    """Yield the blocks and cells that hold prose, and the text of each, in the order of the document.

    having  what a text must have to be yielded, at least; a pattern that looks at nothing around it. One
            that begins with a character or a class of a few, once, is found many times faster than others
    """
    page = _page(edition)
    if having is None:
        yield from page.blocks
        return
    found = having.search(page.text)
    while found:
        place = bisect_right(page.starts, found.start())
        yield page.blocks[place - 1]
        found = having.search(page.text, page.starts[place]) if place < len(page.starts) else None


def wholes(edition: Edition, having: re.Pattern[str]) -> Iterator[Node]:
    """Yield what `blocks` does, without the texts and with rows in the place of their cells."""
    yield from dict.fromkeys([edition.block(node) for node, _ in blocks(edition, having)])


def aligned(
    pair: Pair, theirs: AbstractSet[Node], ours: AbstractSet[Node]
) -> Iterator[tuple[tuple[Node, ...], tuple[Node, ...]]]:
    """Yield, of what `Pair.prose` does, where a block of the source is among these, or one of the target."""
    for sources, targets, _ in among(pair, theirs, ours):
        yield sources, targets


def holding(edition: Edition, kind: str) -> AbstractSet[Node]:
    """Return what holds a node of a kind, near or far."""
    found: dict[str, AbstractSet[Node]] = _holding(edition)
    if kind not in found:
        above: set[Node] = set()
        level = set(edition.find(kind))
        while level := {holder for node in level if (holder := edition.parent(node))} - above:
            above |= level
        found[kind] = above
    return found[kind]


@once
def _holding(edition: Edition) -> dict[str, AbstractSet[Node]]:
    return {}


def written(edition: Edition) -> str:
    """Return the texts of all these blocks, a line break between them."""
    return _page(edition).text


@once
def _page(edition: Edition) -> _Page:
    texts = [(node, prose(edition, node)) for node in edition.find(*HOLDERS)]
    kept = tuple((node, text) for node, text in texts if text.text)
    starts, at = [], 0
    for _, text in kept:
        starts.append(at)
        at += len(text.text) + 1
    return _Page(kept, "\n".join([text.text for _, text in kept]), starts)
