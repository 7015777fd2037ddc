"""Explicit ids of headings, in whatever way they are written."""

from __future__ import annotations

import re
from dataclasses import replace

from smo_lint.model import Node, Span
from smo_lint.regexes import regex

# A line that is there for its id: <a id="x"></a>, [](){#x}
_ID_LINE = regex(r"""(?:<a\s[^<>]*>\s*</a>|\[\]\(\)\{[^{}]*\})""", re.I)
# The same as the last line of a block of HTML, where nothing parts it from what stands before it.
_LAST_LINE = regex(r"\n[ \t]*(<a\s[^<>\n]*></a>)\s*\Z", re.I)
_ID = regex(r"#([^\s{}]+)")
_COMMENT_ID = regex(r"[ \t]*#([\w:.-]+)[ \t]*")
_TAG_ID = regex(r"""\s(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.I)


def anchored(heading: Node) -> Node:
    """Return a heading with its explicit id, attributes behind its text cut from the text."""
    children = heading.children
    if not children:
        return heading
    anchor = next((found for child in reversed(children) if (found := _id(child))), "")
    inner, text = heading.inner, heading.text
    last = children[-1]
    if last.span.end == inner.end and (last.kind == "attributes" or (anchor and anchor == _id(last))):
        if last.kind != "tag" and "\n" not in text:
            text = text[: last.span.start - inner.start].rstrip(" \t\n")
            inner = Span(inner.start, inner.start + len(text))
    if not anchor and inner is heading.inner:
        return heading
    level, marker = heading.level, heading.marker
    return Node("heading", heading.span, inner, text, children, level=level, marker=marker, anchor=anchor)


def _id(node: Node) -> str:
    """Return the id that an attribute list, a tag, or a comment gives, "" where none."""
    if node.kind == "attributes":
        m = _ID.search(node.text)
    elif node.kind == "tag":
        m = _TAG_ID.search(node.text)
    elif node.kind == "inline_comment":
        m = _COMMENT_ID.fullmatch(node.text)
    else:
        found = (_id(child) for child in node.children) if node.kind == "link" else ()
        return next(filter(None, found), "")
    return m[m.lastindex or 1] if m else ""


def with_outer_ids(nodes: list[Node]) -> list[Node]:
    """Return the nodes, headings with the id of a line of their own above or below them."""
    for i, node in enumerate(nodes):
        if node.kind == "heading" and not node.anchor:
            above = nodes[i - 1] if i else None
            below = nodes[i + 1] if i + 1 < len(nodes) else None
            anchor = ""
            if above and above.kind in ("paragraph", "html") and _ID_LINE.fullmatch(above.text):
                anchor = next(filter(None, map(_id, above.children)), "")
            elif above and above.kind == "html" and (line := _LAST_LINE.search(above.text)):
                found = _TAG_ID.search(line[1])
                anchor = found[found.lastindex or 1] if found else ""
            elif below and below.kind == "paragraph" and below.text.startswith("{:"):
                if len(below.children) == 1 and below.children[0].span == below.span:
                    anchor = _id(below.children[0])
            if anchor:
                nodes[i] = replace(node, anchor=anchor)
    return nodes
