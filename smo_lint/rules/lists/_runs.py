"""Items that ran into one: where, and whether a marker is left at the seam."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from smo_lint.model import BLOCKS, Edition, Node, Pair, Span, once
from smo_lint.regexes import regex
from smo_lint.rules._siblings import neighbours

# What is left of the second item's marker inside the text of the first.
_SEAM = regex(r"(?<=\S)(?:[ \t]+[-*+•–・][ \t]+(?=\S)|(?:[ \t]+|\n[ \t]{2,})\d{1,2}[.)][ \t]+(?=[^\W\d_]))")


def merged(pair: Pair) -> Iterator[tuple[tuple[Node, ...], Node, Span | None]]:
    """Yield (items of the source, the block of the target that holds them, the seam between them)."""
    for match in pair.matches:
        if match.how == "merged":
            items = tuple(dict.fromkeys(i for node in match.source if (i := item_of(pair.source, node))))
            if len(items) > 1:
                dashed = _dashed(pair, items[0], item_of(pair.target, match.target[0]))
                yield items, match.target[0], None if dashed else _seam(pair.target, match.target[0])
    for lost in pair.missing("item"):
        before, after = neighbours(pair.source, lost)
        for item in (*before, *after):
            target = pair.counterpart(item)
            if not target or _seam(pair.source, item) or _dashed(pair, lost, target):
                continue
            if seam := _seam(pair.target, target):
                yield (item, lost) if item in before else (lost, item), target, seam
                break


def lone(pair: Pair, own: Edition, nodes: Iterator[Node]) -> Iterator[Node]:
    """Yield the items and lists that have no counterpart; not where the two lists lack equally many
    items of each other, which were rewritten and stand for each other, and not what has a twin."""
    for node in nodes:
        holder = own.parent(node)
        beside = pair.counterpart(holder) if holder and node.kind == "item" else None
        if holder is not None and beside is not None:
            ours, theirs = _lone(pair, holder), _lone(pair, beside)
            if ours.unmatched == theirs.unmatched or has_twin(pair, node, beside):
                continue
        yield node


def has_twin(pair: Pair, item: Node, beside: Node | None) -> bool:
    """Whether an item without a counterpart leads to the same place, or names the same code, as one of
    a list of the other edition that has none either: it only stands elsewhere."""
    return beside is not None and not _lone(pair, beside).marks.isdisjoint(marks(item))


def marks(item: Node) -> set[str]:
    """What an item leads to, without languages, and the code in it."""
    links = {_tail(node.url) for node in item.find("link", "image")}
    return links | {node.text for node in item.find("inline_code")}


def _tail(url: str) -> str:
    """The last part of a destination, without a language at its end."""
    path = url.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    return re.sub(r"[-_.][a-z]{2}(?:[-_][A-Za-z]{2})?$", "", path.removesuffix(".md")) or url


class _Lone(NamedTuple):
    """What a list has: items that hold anything, those among them without a counterpart, and what all
    that have none are marked by."""

    filled: int
    unmatched: int
    marks: AbstractSet[str]


def _lone(pair: Pair, node: Node) -> _Lone:
    known = _lists(pair)
    if node not in known:
        alone = [item for item in node.children if pair.match(item) is None]
        filled = sum(bool(item.children) for item in node.children)
        unmatched = sum(bool(item.children) for item in alone)
        known[node] = _Lone(filled, unmatched, frozenset().union(*map(marks, alone)))
    return known[node]


@once
def _lists(pair: Pair) -> dict[Node, _Lone]:
    return {}


def lacking(pair: Pair, node: Node) -> int:
    """Return how many items of a list have no counterpart."""
    return _lone(pair, node).unmatched


def filled(pair: Pair, node: Node) -> int:
    """How many items of a list of either edition hold anything."""
    return _lone(pair, node).filled


def item_of(edition: Edition, node: Node) -> Node | None:
    """Return the innermost list item around a block."""
    return items(edition).get(node)


@once
def items(edition: Edition) -> dict[Node, Node]:
    """Return the innermost list item around each block that stands in one."""
    known: dict[Node, Node] = {}
    for holder in edition.find("item"):  # the outer ones first
        below = list(holder.children)
        for node in below:
            if node.kind in BLOCKS:
                known[node] = holder
                below += node.children if node.kind != "item" else ()
    return known


def _dashed(pair: Pair, item: Node, target: Node | None) -> bool:
    """Whether more items of the target's list look as if two had run into one than the source's list has
    more: then dashes only part their halves."""
    ours, theirs = pair.source.parent(item), pair.target.parent(target) if target else None
    if ours is None or theirs is None:
        return False
    known = _seams(pair.target)
    if theirs not in known:
        known[theirs] = sum(_seam(pair.target, other) is not None for other in theirs.children)
    return known[theirs] > max(1, len(ours.children) - len(theirs.children))


@once
def _seams(edition: Edition) -> dict[Node, int]:
    """How many items of a list look as if two had run into one, of each list that was asked about."""
    return {}


def _seam(edition: Edition, node: Node) -> Span | None:
    """Where a marker stands inside the first text of a block; in nested lists it is in its place."""
    node = next(node.find("paragraph"), node)
    found = _SEAM.search(edition.text, node.span.start, node.span.end)
    return Span(*found.span()) if found else None
