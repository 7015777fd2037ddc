"""The parser's tokens as the skeleton that the rest of the house works on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smo_lint.markdown.anchors import anchored, with_outer_ids
from smo_lint.markdown.inline import html_nodes, inline_nodes
from smo_lint.markdown.positions import SPACE, Token, text_shift
from smo_lint.markdown.room import Room
from smo_lint.markdown.syntax import Syntax
from smo_lint.model import Node, Span
from smo_lint.regexes import regex

_TASK = regex(r"(\[[ xX]\])[ \t\n]+")
_TAG_NAME = regex(r"<[/!?]*([A-Za-z][\w.:-]*)")
_ALERT = regex(r"\[!([\w-]+)\][+-]?[ \t]*(?:\n|$)")
_RAW_NAME = regex(r"\{[{%]-?[<%]?\s*+(/?[ \t]*[\w./-]+)|</?([A-Za-z][\w.:-]*)")
_OPAQUE = ("script", "style", "textarea")


class Builder:
    """Turns the tokens of one document into nodes.

    text  the document
    urls  normalised label -> destination, of its link definitions
    room  for its nodes
    """

    def __init__(self, text: str, syntax: Syntax, urls: Mapping[str, str], room: Room) -> None:
        self.text, self.syntax, self.urls, self.room = text, syntax, urls, room

    def nodes(self, tokens: list[Token]) -> list[Node]:
        """Return the blocks of these tokens in the order of the document. Raises TooManyError.

        The tokens are used up: each goes when its node is there.
        """
        tokens.reverse()
        used = (tokens.pop() for _ in range(len(tokens)))
        nodes = [_BUILD[token["type"]](self, token) for token in used if token["type"] != "blank_line"]
        self.room.take(len(nodes))
        last = -1
        for node in nodes:
            if node.span.start < last:
                nodes.sort(key=lambda node: node.span.start)
                break
            last = node.span.start
        return with_outer_ids(nodes)

    def prose(self, token: Token, kind: str, **fields: object) -> Node:
        """Return a node that holds inlines."""
        seg, state, text = token["seg"], token["state"], token["text"]
        body = text.strip(SPACE)
        # the text is the end of the recorded source: a task item's mark is cut from its beginning
        size = seg[1] - seg[0] if len(seg) == 2 else sum(seg[1::2]) - sum(seg[::2])
        shift = text_shift(seg, size - len(text.lstrip(SPACE)), state)
        children = self.counted(inline_nodes(body, self.syntax, self.urls, shift))
        if isinstance(shift, int):
            inner = Span(shift, shift + len(body))
        else:
            inner = Span(shift(0), shift(len(body) - 1) + 1 if body else shift(0))
        span = Span(*token["pos"]) if "pos" in token else inner
        return Node(kind, span, inner, body, children, **fields)  # type: ignore[arg-type]

    def counted(self, inlines: tuple[Node, ...]) -> tuple[Node, ...]:
        if inlines:
            self.room.take(len(inlines))
            for inline in inlines:
                if inline.children:
                    self.counted(inline.children)
        return inlines

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
        return anchored(node)

    def container(self, token: Token) -> Node:
        marker = Span(*token["marker"]) if "marker" in token else None
        span = Span(*token["pos"])
        name = token.get("name", "")
        children = tuple(self.nodes(token["children"]))
        if marker and name == "img" and not children:  # alone on its line in MDX
            children = self.counted(html_nodes(self.text[slice(*marker)], marker.start))
        return Node(
            token["type"],
            span,
            span,
            children=children,
            name=name,
            level=token.get("level", 0),
            marker=marker,
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
            if not first["text"].strip():  # a mark alone
                token["children"] = token["children"][1:]
        return self.container(token)

    def code(self, token: Token) -> Node:
        span = Span(*token["pos"])
        if "inner" not in token:
            return Node("code", span, span, _without_blank_end(token["raw"]))
        marker = Span(*token["marker"])
        # a tab that became spaces begins earlier than it did; an unclosed fence ends at the last line
        start, end = (min(max(offset, marker.end), span.end) for offset in token["inner"])
        return Node(
            "code",
            span,
            Span(start, max(start, end)),
            token["raw"],
            name=_language(token["info"]),
            level=token["level"],
            marker=marker,
            closed=token["closed"],
        )

    def html(self, token: Token) -> Node:
        if "text" not in token:  # a closing tag that closes nothing
            return self.raw({**token, "type": "html"})
        text = token["text"].strip()
        span = Span(*token["pos"])
        if text.startswith("<!--") and text.find("-->", 4) in (-1, len(text) - 3):
            closed = text.endswith("-->")
            inner = Span(span.start + 4, max(span.end - 3 * closed, span.start + 4))
            return Node("comment", span, inner, text[4 : len(text) - 3 * closed], closed=closed)
        name = _TAG_NAME.match(text)
        children: tuple[Node, ...] = ()
        if not name or name[1].lower() not in _OPAQUE:
            lead = len(token["text"]) - len(token["text"].lstrip())
            children = self.counted(html_nodes(text, text_shift(token["seg"], lead, token["state"])))
        return Node("html", span, span, text, children, name[1] if name else "")

    def raw(self, token: Token) -> Node:
        span = Span(*token["pos"])
        text = token["raw"]
        name = _RAW_NAME.match(text)
        return Node(
            token["type"], span, span, text, name=(name[1] or name[2]).replace(" ", "") if name else ""
        )

    def comment(self, token: Token) -> Node:
        span, text = Span(*token["pos"]), token["raw"]
        mark = 3 if text.startswith("{/*") else 2  # {/* … */}, {# … #}
        return Node("comment", span, Span(span.start + mark, span.end - mark), text[mark:-mark])

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
    "comment": Builder.comment,
    **dict.fromkeys(("list", "table", "row", "admonition", "component", "footnote"), Builder.container),
    **dict.fromkeys(("shortcode", "include", "math", "esm", "expression"), Builder.raw),
}


def _language(info: str) -> str:
    word = info.split()[0] if info else ""
    return word.split("{")[0] or word


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


def _without_blank_end(code: str) -> str:
    """Leave out the empty lines at the end, and no space of the last line before them."""
    end = code.find("\n", len(code.rstrip(" \t\n")))
    return code if end < 0 else code[:end]
