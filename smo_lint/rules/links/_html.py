"""Links and images that stand in HTML: their attributes, and Markdown that a tag asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html import unescape

from smo_lint.model import Edition, Node, Span, once
from smo_lint.regexes import regex
from smo_lint.rules._blocks import holding

_OPENING = regex(r"""<a(?=[\s/>])(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = regex(r"""([\w:@.-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# What asks for Markdown inside a tag, as kramdown and Python-Markdown read it.
_MARKDOWN = regex(r"<[a-z][^<>]*\smarkdown(?:=|[\s>])", re.IGNORECASE)
_INLINE = regex(
    r"""(?P<mark>!?)\[(?P<text>[^\[\]]*)\]\((?P<url>[^\s()<>]+(?:\([^\s()]*\))?)(?:\s+"[^"]*")?\s*\)"""
)


def attributes(edition: Edition, link: Node) -> Iterator[tuple[str, Span]]:
    """Yield the attributes of a link that is a tag: names in lower case, values without quotes."""
    opening = _OPENING.match(edition.text, link.span.start, link.span.end)
    if opening is None:
        return
    for found in _ATTRIBUTE.finditer(edition.text, *opening.span("attributes")):
        start, end = found.span(2) if found[2] else (found.end(), found.end())
        if edition.text[start : start + 1] in ('"', "'"):
            start, end = start + 1, end - 1
        yield found[1].lower(), Span(start, end)


def places(edition: Edition, block: Node, kind: str) -> tuple[Node, ...]:
    """Return the links, or the images, of a block with a destination, however they are written.

    Kept in the edition's memo.
    """
    if block not in offering(edition, kind):
        return ()
    known = _known(edition)[kind]
    if block not in known:
        known[block] = tuple(_places(edition, block, kind))
    return known[block]


def offering(edition: Edition, kind: str) -> AbstractSet[Node]:
    """Return what may hold links, or images, however they are written."""
    return _offering(edition)[kind]


@once
def _offering(edition: Edition) -> dict[str, AbstractSet[Node]]:
    asking = {block for block in edition.find("html") if holds_markdown(edition, block)}
    return {kind: holding(edition, kind) | asking for kind in ("link", "image")}


@once
def _known(edition: Edition) -> dict[str, dict[Node, tuple[Node, ...]]]:
    return {kind: {} for kind in _offering(edition)}


def _places(edition: Edition, block: Node, kind: str) -> Iterator[Node]:
    yield from (n for n in block.find(kind) if n.url and not torn(edition, n) and not contents(edition, n))
    if block.kind == "html" and holds_markdown(edition, block):
        yield from (node for node in inlines(edition, block) if node.kind == kind)


def contents(edition: Edition, link: Node) -> bool:
    """Whether a link is the directive `@[toc](Contents)`, whose parentheses hold a title."""
    return link.text.casefold() == "toc" and edition.text[max(0, link.span.start - 1)] == "@"


def torn(edition: Edition, link: Node) -> bool:
    """Whether a bare URL is what is left of a link that was torn in its destination."""
    if link.name != "auto":
        return False
    opening = edition.text.rfind("](", max(0, link.span.start - 300), link.span.start)
    return opening >= 0 and not set("()") & set(edition.text[opening + 2 : link.span.start])


def holds_markdown(edition: Edition, block: Node) -> bool:
    """Whether a block of HTML asks for its content to be read as Markdown."""
    return _MARKDOWN.search(edition.text, *block.span) is not None


def inlines(edition: Edition, block: Node) -> tuple[Node, ...]:
    """Return the links and images that are written as Markdown in such a block."""
    known = _read(edition)
    if block not in known:
        known[block] = tuple(_inlines(edition, block))
    return known[block]


@once
def _read(edition: Edition) -> dict[Node, tuple[Node, ...]]:
    return {}


def _inlines(edition: Edition, block: Node) -> Iterator[Node]:
    comments = [node.span for node in block.find("inline_comment")]
    for found in _INLINE.finditer(edition.text, *block.span):
        if any(comment.start <= found.start() < comment.end for comment in comments):
            continue
        kind = "image" if found["mark"] else "link"
        target, inner = Span(*found.span("url")), Span(*found.span("text"))
        yield Node(kind, Span(*found.span()), inner, found["text"], target=target, url=unescape(found["url"]))
