"""Blocks that hold images and no words: nobody else reports them when they are missing."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import BLOCKS, CONTAINERS, Edition, Node, Pair, Span
from smo_lint.prose import letters, prose
from smo_lint.regexes import regex
from smo_lint.rules.links._changes import Same, among, changes, parts
from smo_lint.rules.links._html import offering, places
from smo_lint.rules.links._targets import Target

_TAG = regex(r"<[^<>]*>")


def lone(pair: Pair, kind: str, same: Same) -> Iterator[tuple[Node, Node]]:
    """Yield (block, node) where nodes make up a block of the source that is missing, and stand nowhere else.

    A missing block with words in it is reported as such, with all that it holds.
    """
    present: list[Target] | None = None
    for block in pair.missing("paragraph", "html", "component"):
        held = [*block.find("paragraph", "html")] if block.kind == "component" else [block]
        if any(_wordy(pair.source, one) for one in held):
            continue
        for node in (node for one in held for node in places(pair.source, one, kind)):
            if present is None:
                present = [parts(pair, other) for other in _all(pair.target, kind)]
            if not among(pair, node, present, same):
                yield block, node


def swapped(pair: Pair, kind: str, same: Same) -> Iterator[tuple[Node, Node]]:
    """Yield (source, target) where a block of the translation stands in place of a lone one, or the block
    before it has one more."""
    alone = [block for block in pair.extra("paragraph", "html") if not _wordy(pair.target, block)]
    more = {
        change.block.span.end: change.target for change in changes(pair, kind, same) if change.how == "extra"
    }
    for block, node in lone(pair, kind, same) if alone or more else ():
        start = pair.gap(block).span.end
        if other := more.pop(start, None):
            yield node, other
            continue
        for lonely in alone:
            found = list(places(pair.target, lonely, kind))
            if len(found) == 1 and not pair.target.slice(Span(start, lonely.span.start)).strip():
                yield node, found[0]


def _wordy(edition: Edition, block: Node) -> bool:
    if block.kind == "html":
        return letters(_TAG.sub("", edition.slice(block.span))) > 0
    return letters(prose(edition, block).text) > 0


def _all(edition: Edition, kind: str) -> Iterator[Node]:
    offered = offering(edition, kind)
    for block in edition.nodes if offered else ():
        if block in offered and block.kind in BLOCKS and block.kind not in CONTAINERS:
            yield from places(edition, block, kind)
