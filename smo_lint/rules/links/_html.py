"""Links and images that are written as tags, as the nodes that Markdown ones are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from smo_lint.model import Edition, Node, Span

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<name>a|img)(?=[\s/>])(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([\w:@.-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
# Markdown inside a tag that asks for it, as kramdown and Python-Markdown read it.
_MARKDOWN = re.compile(r"<[a-z][^<>]*\smarkdown(?:=|[\s>])", re.IGNORECASE)
_INLINE = re.compile(
    r"""(?P<mark>!?)\[(?P<text>[^\[\]]*)\]\((?P<url>[^\s()<>]+(?:\([^\s()]*\))?)(?:\s+"[^"]*")?\)"""
)
_END = re.compile(r"</a\s*>", re.IGNORECASE)
_KINDS = {"a": ("link", "href"), "img": ("image", "src")}


def attributes(edition: Edition, node: Node) -> Iterator[tuple[str, Span]]:
    """Yield the attributes of a tag's text, names in lower case, values without quotes."""
    opening = _TAG.match(edition.text, node.span.start, node.span.end)
    if opening is None or opening["name"] is None:
        return
    for found in _ATTRIBUTE.finditer(edition.text, *opening.span("attributes")):
        start, end = found.span(2) if found[2] else (found.end(), found.end())
        if edition.text[start : start + 1] in ('"', "'"):
            start, end = start + 1, end - 1
        yield found[1].lower(), Span(start, end)


def places(edition: Edition, block: Node, kind: str) -> Iterator[Node]:
    """Yield the links, or the images, of a block with a destination, however they are written."""
    yield from (node for node in block.find(kind) if node.url and not torn(edition, node))
    if "<" in edition.text[block.span.start : block.span.end]:
        yield from tags(edition, block, kind)


def tags(edition: Edition, block: Node, kind: str) -> Iterator[Node]:
    """Yield the links, or the images, of a block that are written as tags."""
    found: list[Node] = edition.memo.setdefault(("tags", block), [])
    if not found:
        found.extend(_tags(edition, block))
    yield from (node for node in found if node.kind == kind)


def _tags(edition: Edition, block: Node) -> Iterator[Node]:
    if any(node.name == "html" for node in block.find("link", "image")):
        return
    for tag in block.find("tag", "html"):
        for match in _TAG.finditer(edition.text, *tag.span):
            if match["name"] is not None and (node := _node(edition, block, match)):
                yield node
    if holds_markdown(edition, block):
        yield from _inlines(edition, block)


def torn(edition: Edition, link: Node) -> bool:
    """Whether a bare URL is what is left of a link that was torn in its destination."""
    return link.name == "auto" and edition.text.startswith("](", link.span.start - 2)


def holds_markdown(edition: Edition, block: Node) -> bool:
    """Whether a block of HTML asks for its content to be read as Markdown."""
    return block.kind == "html" and _MARKDOWN.search(edition.text, *block.span) is not None


def _inlines(edition: Edition, block: Node) -> Iterator[Node]:
    for found in _INLINE.finditer(edition.text, *block.span):
        kind = "image" if found["mark"] else "link"
        target, inner = Span(*found.span("url")), Span(*found.span("text"))
        yield Node(kind, Span(*found.span()), inner, found["text"], target=target, url=unescape(found["url"]))


def _node(edition: Edition, block: Node, match: re.Match[str]) -> Node | None:
    kind, key = _KINDS[match["name"].lower()]
    opening = Node("tag", Span(*match.span()), Span(*match.span()))
    found = dict(attributes(edition, opening))
    if key not in found or not edition.slice(found[key]):
        return None
    end = inner_end = match.end()
    if kind == "link" and (close := _END.search(edition.text, match.end(), block.span.end)):
        inner_end, end = close.span()
    inner = Span(match.end(), inner_end) if kind == "link" else found.get("alt", Span(end, end))
    text = unescape(edition.slice(inner))
    url = unescape(edition.slice(found[key])).strip()
    return Node(kind, Span(match.start(), end), inner, text, (), "html", target=found[key], url=url)
