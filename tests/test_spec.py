"""The 652 examples of the CommonMark specification give the structure that it shows as HTML."""

from __future__ import annotations

import json
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from smo_lint.markdown import parse
from smo_lint.model import Edition, Node
from smo_lint.prose import Lines

SPEC = json.loads((Path(__file__).parent / "data/commonmark-0.31.2.json").read_text("utf-8"))
DEVIATIONS = {
    98: "an empty `---` block at the top is front matter",
    602: "a bare URL is a link, as on GitHub",
    608: "a bare URL is a link, as on GitHub",
    611: "a bare URL is a link, as on GitHub",
}


@pytest.mark.parametrize("example", SPEC, ids=lambda example: str(example["example"]))
def test_example_has_the_structure_of_the_specification(example: dict[str, Any]) -> None:
    same = outline(html(parse(example["markdown"]))) == outline(example["html"])
    assert same == (example["example"] not in DEVIATIONS)


class Outline(HTMLParser):
    """HTML as a list of what a reader would notice, tightness of lists and layout apart."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[str] = []
        self.pre = 0

    BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pre += tag == "pre"
        self.mark(
            tag,
            f"<{tag}"
            + "".join(f" {k}={unquote(v or '')}" for k, v in attrs if k in ("href", "src", "start"))
            + ">",
        )

    def handle_endtag(self, tag: str) -> None:
        self.pre -= tag == "pre"
        if tag not in ("hr", "br", "img"):
            self.mark(tag, f"</{tag}>")

    def mark(self, tag: str, event: str) -> None:
        if tag in self.BLOCKS and self.events and self.events[-1] != "|":
            self.events[-1] = self.events[-1].rstrip() if self.events[-1][0] != "<" else self.events[-1]
            self.events.append("|")
        if tag != "p":
            self.events.append(event)
            if tag in self.BLOCKS:
                self.events.append("|")

    def handle_data(self, data: str) -> None:
        if not self.pre:
            data = re.sub(r"[ \n]+", " ", data)
            if not self.events or self.events[-1] == "|" or self.events[-1] == "<br>":
                data = data.lstrip()
        if data and self.events and not self.events[-1].startswith("<") and self.events[-1] != "|":
            self.events[-1] += data
        elif data:
            self.events.append(data)

    def handle_comment(self, data: str) -> None:
        self.events.append(f"<!--{data}-->".replace("</p>\n<p>", "</p><p>"))


def outline(text: str) -> list[str]:
    parser = Outline()
    parser.feed(text)
    parser.close()
    events = [event for event in parser.events if event.strip()]
    return [
        e for i, e in enumerate(events) if e != "|" or (i and events[i - 1] != "|" and i < len(events) - 1)
    ]


def html(edition: Edition) -> str:
    return block(edition.skeleton, edition)


def block(node: Node, edition: Edition) -> str:
    inside = "".join(block(child, edition) for child in node.children) if node.kind in CONTAINERS else ""
    if node.kind in ("document", "section", "definition"):
        return inside
    if node.kind == "heading":
        return f"<h{node.level}>{inlines(node, edition)}</h{node.level}>"
    if node.kind == "paragraph":
        return f"<p>{inlines(node, edition)}</p>"
    if node.kind == "code":
        return f"<pre><code>{escape(node.text)}{node.text and chr(10)}</code></pre>"
    if node.kind == "quote":
        return f"<blockquote>{inside}</blockquote>"
    if node.kind == "list":
        start = f' start="{node.level}"' if node.name == "number" and node.level != 1 else ""
        tag = "ol" if node.name == "number" else "ul"
        return f"<{tag}{start}>{inside}</{tag}>"
    if node.kind == "item":
        return f"<li>{inside}</li>"
    if node.kind == "rule":
        return "<hr>"
    if node.kind in ("html", "comment"):
        return (node.text if node.kind == "html" else edition.slice(node.span)) + "\n"
    return f"<{node.kind}>{inside}</{node.kind}>"


CONTAINERS = ("document", "section", "quote", "list", "item", "table", "row", "admonition", "footnote")


def inlines(node: Node, edition: Edition) -> str:
    return inside(node, edition, Lines(node, edition.text))


def inside(node: Node, edition: Edition, lines: Lines) -> str:
    """Return the HTML of a node's inside: its children, and the text of the file between them."""
    parts = []
    at = node.inner.start
    for child in node.children:
        parts += [plain(lines, at, child.span.start), inline(child, edition, lines)]
        at = child.span.end
    return "".join([*parts, plain(lines, at, node.inner.end)])


def plain(lines: Lines, start: int, end: int) -> str:
    parts: list[tuple[str, int, int]] = []
    lines.plain(parts, start, end)
    return escape("".join(shown for shown, _, _ in parts))


def inline(node: Node, edition: Edition, lines: Lines) -> str:
    if node.kind in ("strong", "emphasis", "strike"):
        tag = {"strong": "strong", "emphasis": "em", "strike": "del"}[node.kind]
        return f"<{tag}>{inside(node, edition, lines)}</{tag}>"
    if node.kind == "link":
        return f'<a href="{escape(mailto(node.url))}">{escape(node.text) if node.name == "auto" else inside(node, edition, lines)}</a>'
    if node.kind == "image":
        return f'<img src="{escape(node.url)}">'
    if node.kind == "inline_code":
        return f"<code>{escape(node.text)}</code>"
    if node.kind == "break":
        return "<br>\n" if node.name == "hard" else "\n"
    return edition.slice(node.span)


def mailto(url: str) -> str:
    return f"mailto:{url}" if re.fullmatch(r"[^:/]+@[^:/]+", url) else url
