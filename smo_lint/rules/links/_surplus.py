"""Links that moved to a block which has them already: there they stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair
from smo_lint.rules.links._changes import parts
from smo_lint.rules.links._html import places


def stands_near(pair: Pair, link: Node, block: Node) -> bool:
    """Whether the section around a block leads to where a link leads as often as the source's does."""
    match = pair.match(block)
    here = _section(pair.target, block)
    there = _section(pair.source, match.source[0]) if match else None
    if here is None or there is None or pair.counterpart(there) is not here:
        return False
    page = parts(pair, link).page
    ours = sum(parts(pair, node).page == page for node in _links(pair.target, here))
    theirs = sum(parts(pair, node).page == page for node in _links(pair.source, there))
    return ours >= theirs > 1


def _section(edition: Edition, node: Node) -> Node | None:
    return next((above for above in edition.ancestors(node) if above.kind in ("section", "document")), None)


def _links(edition: Edition, section: Node) -> Iterator[Node]:
    """What leads somewhere under a heading, up to the next one."""
    for block in section.children:
        if block.kind != "section":
            yield from places(edition, block, "link")
