"""Admonitions of a pair: which lost their box, which never had one, and marks that make none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import BLOCKS, Edition, Node, Pair, Span, once
from smo_lint.regexes import regex

# The first line of a block that was to be an admonition: `!!!note`, `:::`, `/// tip`, `[!NOTE]`.
_MARK = regex(
    r"(?P<bang>!!!|\?\?\?\+?)(?P<gap>[ \t]*)(?P<word>[^\W\d_][\w-]*)[ \t]*(?:[\"“«].*)?$"
    r"|(?P<fence>:{3,}|/{3,})[ \t]*(?P<name>[^\W\d_][\w-]*)?(?:[ \t]*[\[|{ ].*)?$"
    r"|\\?\[!(?P<alert>[^\W\d_]+)\\?\](?P<title>.*)$",
    re.MULTILINE,
)
_FIRST = frozenset("!?:/[\\")  # of a mark
_ALERT = regex(r"\\?\[![ ]*([^\W\d_][\w-]*)[ ]*\\?\]")


def missing(pair: Pair) -> Iterator[tuple[Node, Node | None]]:
    """Yield the source's admonitions without counterpart, and the block that has their text, if any."""
    moved = _moved(pair)
    yield from (found for found in _alone(pair, pair.source) if found[0] not in moved)


def extra(pair: Pair) -> Iterator[tuple[Node, Node | None]]:
    """Yield the target's admonitions without counterpart, and the source's block of their text."""
    moved = _moved(pair)
    yield from (found for found in _alone(pair, pair.target) if found[0] not in moved)


def _alone(pair: Pair, edition: Edition) -> Iterator[tuple[Node, Node | None]]:
    whole = set((pair.missing if edition is pair.source else pair.extra)("admonition"))
    for node in edition.find("admonition"):
        if node in whole:
            yield node, None
        elif pair.match(node) is None:
            inside = (child for child in node.walk() if child is not node and child.kind in BLOCKS)
            twin = next((other for child in inside if (other := pair.counterpart(child))), None)
            if twin is not None:
                yield node, twin


@once
def _moved(pair: Pair) -> frozenset[Node]:
    """Return lone admonitions of one name and one section: they were reworded, or stand further on."""
    left = [node for node, _ in _alone(pair, pair.target)]
    found: list[Node] = []
    for node, _ in _alone(pair, pair.source):
        home = pair.counterpart(_section(pair.source, node))
        for other in left:
            if other.name.lower() == node.name.lower() and _section(pair.target, other) is home:
                left.remove(other)
                found += (node, other)
                break
    return frozenset(found)


def _section(edition: Edition, node: Node) -> Node:
    return next(n for n in edition.ancestors(node) if n.kind in ("section", "document"))


@once
def broken(edition: Edition) -> tuple[tuple[Node, Span, str], ...]:
    """Return (block, span of the line, keyword) of marks that a reader sees as text."""
    return tuple(_broken(edition))


def _broken(edition: Edition) -> Iterator[tuple[Node, Span, str]]:
    for node in edition.find("paragraph"):
        match = _MARK.match(node.text) if node.text[:1] in _FIRST else None
        if match is None or (node.text.startswith(("//", "::")) and not (match["fence"] and match["name"])):
            continue
        if match["alert"] and alert(edition, node) is not None:
            continue
        end = edition.text.find("\n", node.span.start)
        line = Span(node.span.start, node.span.end if end < 0 else min(end, node.span.end))
        yield node, line, match["word"] or match["name"] or match["alert"] or ""


def alert(edition: Edition, paragraph: Node) -> Span | None:
    """Return where the keyword of a GitHub alert stands that a paragraph opens a quote with."""
    parent = edition.parent(paragraph)
    match = _ALERT.match(edition.text, paragraph.span.start)
    if match is None or parent is None or parent.kind != "quote":
        return None
    blocks = [child for child in parent.children if child.kind in BLOCKS]
    return Span(*match.span(1)) if blocks[0] is paragraph else None


def keyword(edition: Edition, node: Node) -> Span | None:
    """Return where the keyword of an admonition stands."""
    if node.marker is None or not node.name:
        return None
    at = edition.text.find(node.name, node.marker.start, node.marker.end)
    return Span(at, at + len(node.name)) if at >= 0 else None
