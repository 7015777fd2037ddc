"""Where a change to a link or an image is reported."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Location, Node, Pair, Span
from smo_lint.rules.links._changes import Change, equal


def place(edition: Edition, link: Node) -> Location:
    """Return where the destination of a link is written: for a reference link, in its definition."""
    if link.target is not None:
        return edition.at(link.target)
    label = link.name.casefold()
    for definition in edition.find("definition"):
        if definition.name.casefold() == label:
            return edition.at(definition.target or definition)
    return edition.at(link)


def gap(pair: Pair, change: Change) -> Location:
    """Return where a missing node should stand: behind the one that it follows in the source.

    That is inside the link that it shows in the source, and the block where it follows none that the
    translation has as well.
    """
    assert change.source is not None
    where: Node = change.block
    around = pair.source.parent(change.source)
    if around is not None and around.kind == "link":
        for source, other in _equals(pair, change.block, "link"):
            if source is around:
                return pair.target.at(Span(other.inner.end, other.inner.end))
    for source, other in _equals(pair, change.block, change.source.kind):
        if source.span.start < change.source.span.start:
            where = other
    if where is change.block:
        return pair.target.at(where)
    return pair.target.at(Span(where.span.end, where.span.end))


def _equals(pair: Pair, block: Node, kind: str) -> Iterator[tuple[Node, Node]]:
    """Yield (source, target) of the match that a block of the translation takes part in."""
    match = pair.match(block)
    if match is not None:
        yield from equal(pair, match, kind)
