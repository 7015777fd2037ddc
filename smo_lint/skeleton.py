"""The parser's tokens as the skeleton that the rest of the house works on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from smo_lint.inline import Scanner
from smo_lint.model import Node, Span
from smo_lint.positions import Token, text_shift

_SPACE = " \r\n\t\f"
_TASK = re.compile(r"(\[[ xX]\])[ \t\n]+")
_TAG_NAME = re.compile(r"<[/!?]*([A-Za-z][\w.:-]*)")
_ALERT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*(?:\n|$)")
_ID = re.compile(r"#([^\s{}]+)")
_COMMENT_ID = re.compile(r"[ \t]*#([\w:.-]+)[ \t]*")
_TAG_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.I)


class Builder:
    """Turns the tokens of one document into nodes.

    text  the document
    urls  normalised label -> destination, of its link definitions
    """

    def __init__(self, text: str, scanner: Scanner, urls: Mapping[str, str]) -> None:
        self.text, self.scanner, self.urls = text, scanner, urls

    def nodes(self, tokens: Iterable[Token]) -> list[Node]:
        """Return the blocks of these tokens in the order of the document."""
        nodes = [_BUILD[token["type"]](self, token) for token in tokens if token["type"] != "blank_line"]
        last = -1
        for node in nodes:
            if node.span.start < last:
                nodes.sort(key=lambda node: node.span.start)
                break
            last = node.span.start
        return nodes

    def prose(self, token: Token, kind: str, **fields: object) -> Node:
        """Return a node that holds inlines."""
        seg, state, text = token["seg"], token["state"], token["text"]
        body = text.strip(_SPACE)
        # the text is the end of the recorded source: a task item's mark is cut from its beginning
        size = sum(seg[i + 1] - seg[i] for i in range(0, len(seg), 2))
        shift = text_shift(seg, size - len(text.lstrip(_SPACE)), state)
        children = self.scanner.nodes(body, self.urls, shift)
        at = shift.__add__ if isinstance(shift, int) else shift
        inner = Span(at(0), at(len(body) - 1) + 1 if body else at(0))
        span = Span(*token["pos"]) if "pos" in token else inner
        return Node(kind, span, inner, body, children, **fields)  # type: ignore[arg-type]

    def paragraph(self, token: Token) -> Node:
        return self.prose(token, "paragraph")

    def cell(self, token: Token) -> Node:
        return self.prose(token, "cell")

    def title(self, token: Token) -> Node:
        return self.prose(token, "title")

    def heading(self, token: Token) -> Node:
        marker = token.get("marker")
        node = self.prose(
            token,
            "heading",
            level=token["attrs"]["level"],
            marker=Span(*marker) if marker else None,
        )
        return _anchored(node)

    def container(self, token: Token) -> Node:
        marker = token.get("marker")
        span = Span(*token["pos"])
        return Node(
            token["type"],
            span,
            span,
            children=tuple(self.nodes(token["children"])),
            name=token.get("name", ""),
            level=token.get("level", 0),
            marker=Span(*marker) if marker else None,
            closed=token.get("closed", True),
        )

    def quote(self, token: Token) -> Node:
        span = Span(*token["pos"])
        children = token["children"]
        first = next((child for child in children if child["type"] != "blank_line"), None)
        alert = _ALERT.match(first["text"]) if first and first["type"] == "paragraph" else None
        if not first or not alert:
            return Node("quote", span, span, children=tuple(self.nodes(children)))
        start = self.text.index("[!", span.start)
        first["text"] = first["text"][alert.end() :]
        if not first["text"].strip():
            children = [child for child in children if child is not first]
        marker = Span(start, start + len(alert[1]) + 3)
        return Node(
            "admonition",
            span,
            span,
            children=tuple(self.nodes(children)),
            name=alert[1],
            marker=marker,
        )

    def item(self, token: Token) -> Node:
        first = token["children"][0] if token["children"] else None
        if first and first["type"] == "paragraph" and (m := _TASK.match(first["text"])):
            first["text"] = first["text"][m.end() :]
            token["name"] = m[1].lower()
        return self.container(token)

    def code(self, token: Token) -> Node:
        span = Span(*token["pos"])
        inner = token.get("inner")
        marker = token.get("marker")
        info = token.get("info", "")
        return Node(
            "code",
            span,
            Span(min(inner[0], span.end), min(inner[1], span.end)) if inner else span,
            token["raw"],
            name=_language(info),
            level=token.get("level", 0),
            marker=Span(*marker) if marker else None,
            closed=token.get("closed", True),
        )

    def html(self, token: Token) -> Node:
        span = Span(*token["pos"])
        raw = token["raw"].strip()
        if raw.startswith("<!--") and raw.find("-->", 4) in (-1, len(raw) - 3):
            closed = raw.endswith("-->")
            inner = Span(span.start + 4, max(span.end - 3 * closed, span.start + 4))
            return Node("comment", span, inner, raw[4 : len(raw) - 3 * closed], closed=closed)
        name = _TAG_NAME.match(raw)
        return Node("html", span, span, raw, name=name[1] if name else "")

    def raw(self, token: Token) -> Node:
        span = Span(*token["pos"])
        return Node(token["type"], span, span, token["raw"], name=token.get("name", ""))

    def rule(self, token: Token) -> Node:
        span = Span(*token["pos"])
        return Node("rule", span, span)

    def definition(self, token: Token) -> Node:
        span = Span(*token["pos"])
        target = Span(*token["target"])
        return Node("definition", span, span, name=token["label"], target=target, url=token["url"])


_BUILD: dict[str, Callable[[Builder, Token], Node]] = {
    "paragraph": Builder.paragraph,
    "cell": Builder.cell,
    "title": Builder.title,
    "heading": Builder.heading,
    "block_quote": Builder.quote,
    "item": Builder.item,
    "block_code": Builder.code,
    "block_html": Builder.html,
    "thematic_break": Builder.rule,
    "definition": Builder.definition,
    **dict.fromkeys(("list", "table", "row", "admonition", "component", "footnote"), Builder.container),
    **dict.fromkeys(("shortcode", "include", "math", "comment", "esm", "expression"), Builder.raw),
}


def _language(info: str) -> str:
    word = info.split()[0] if info else ""
    return word.split("{")[0] or word


def _anchored(heading: Node) -> Node:
    """Return a heading with its explicit id, attributes behind its text cut from the text."""
    children = heading.children
    if not children:
        return heading
    anchor = ""
    inner, text = heading.inner, heading.text
    for child in children:
        if child.kind == "attributes" and (m := _ID.search(child.text)):
            anchor = m[1]
        elif child.kind == "tag" and (m := _TAG_ID.search(child.text)):
            anchor = m[1] or m[2] or m[3]
        elif child.kind == "inline_comment" and (m := _COMMENT_ID.fullmatch(child.text)):
            anchor = m[1]
    last = children[-1]
    if last.span.end == inner.end and last.kind in ("attributes", "inline_comment"):
        text = text[: len(text) - (last.span.end - last.span.start)].rstrip(_SPACE)
        inner = Span(inner.start, inner.start + len(text)) if "\n" not in text else inner
    if not anchor and text == heading.text:
        return heading
    return Node(
        "heading",
        heading.span,
        inner,
        text,
        children,
        level=heading.level,
        marker=heading.marker,
        anchor=anchor,
    )


def sections(blocks: list[Node]) -> tuple[Node, ...]:
    """Return the blocks of a document with everything under a heading in the heading's section."""
    top: list[Node] = []
    open_: list[tuple[Node, list[Node]]] = []

    def close(level: int) -> None:
        while open_ and open_[-1][0].level >= level:
            heading, children = open_.pop()
            span = Span(heading.span.start, children[-1].span.end)
            section = Node(
                "section", span, span, children=tuple(children), level=heading.level, anchor=heading.anchor
            )
            (open_[-1][1] if open_ else top).append(section)

    for block in blocks:
        if block.kind == "heading":
            close(block.level)
            open_.append((block, [block]))
        else:
            (open_[-1][1] if open_ else top).append(block)
    close(0)
    return tuple(top)
