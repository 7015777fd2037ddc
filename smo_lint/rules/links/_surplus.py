"""Links that moved to a block which has them already: there they stand twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair, once
from smo_lint.rules.links._changes import parts
from smo_lint.rules.links._html import places

Page = tuple[str, tuple[str, ...], str]


def stands_near(pair: Pair, link: Node, block: Node) -> bool:
    """Whether the section around a block leads to where a link leads as often as the source's does."""
    match = pair.match(block)
    here = _section(pair.target, block)
    there = _section(pair.source, match.source[0]) if match else None
    if here is None or there is None or pair.counterpart(there) is not here:
        return False
    page = parts(pair, link).page
    return _led(pair, pair.target, here)[page] >= _led(pair, pair.source, there)[page] > 1


def _section(edition: Edition, node: Node) -> Node | None:
    return next((above for above in edition.ancestors(node) if above.kind in ("section", "document")), None)


def _led(pair: Pair, edition: Edition, section: Node) -> Counter[Page]:
    """How often a section leads to each page."""
    known = _sections(pair)
    if section not in known:
        known[section] = Counter(parts(pair, node).page for node in _links(edition, section))
    return known[section]


@once
def _sections(pair: Pair) -> dict[Node, Counter[Page]]:
    return {}


def _links(edition: Edition, section: Node) -> Iterator[Node]:
    """What leads somewhere under a heading, up to the next one."""
    for block in section.children:
        if block.kind != "section":
            yield from places(edition, block, "link")
