"""The 652 examples of the CommonMark specification give the structure that it shows as HTML."""

from __future__ import annotations

import json
import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from smo_lint.inline import decoded
from smo_lint.markdown import parse
from smo_lint.model import Edition, Node

SPEC = json.loads((Path(__file__).parent / "data/commonmark-0.31.2.json").read_text("utf-8"))
DEVIATIONS: dict[int, str] = {}


@pytest.mark.parametrize("example", SPEC, ids=lambda example: str(example["example"]))
def test_example_has_the_structure_of_the_specification(example: dict[str, str]) -> None:
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
        self.mark(tag, f"<{tag}" + "".join(f" {k}={v}" for k, v in attrs if k in ("href", "src", "alt", "start")) + ">")

    def handle_endtag(self, tag: str) -> None:
        self.pre -= tag == "pre"
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
        self.events.append(f"<!--{data}-->")


def outline(text: str) -> list[str]:
    parser = Outline()
    parser.feed(text)
    parser.close()
    events = [event for event in parser.events if event.strip()]
    return [e for i, e in enumerate(events) if e != "|" or (i and events[i - 1] != "|" and i < len(events) - 1)]


def html(edition: Edition) -> str:
    return block(edition.skeleton, edition)


def block(node: Node, edition: Edition) -> str:
    inside = "".join(block(child, edition) for child in node.children) if node.kind in CONTAINERS else ""
    if node.kind in ("document", "section", "definition"):
        return inside
    if node.kind == "heading":
        return f"<h{node.level}>{inlines(node)}</h{node.level}>"
    if node.kind == "paragraph":
        return f"<p>{inlines(node)}</p>"
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
        return edition.slice(node.span) + "\n"
    return f"<{node.kind}>{inside}</{node.kind}>"


CONTAINERS = ("document", "section", "quote", "list", "item", "table", "row", "admonition", "footnote")


def inlines(node: Node) -> str:
    """Return the HTML of a node's inside, text cut out of `node.text` between its children."""
    parts, at, rest = [], 0, node.text
    for child in node.children:
        raw = raw_text(child)
        found = rest.find(raw, at)
        assert found >= 0, (raw, rest)
        parts += [escape(decoded(rest[at:found])), inline(child)]
        at = found + len(raw)
    return "".join([*parts, escape(decoded(rest[at:]))])


def inline(node: Node) -> str:
    if node.kind in ("strong", "emphasis", "strike"):
        tag = {"strong": "strong", "emphasis": "em", "strike": "del"}[node.kind]
        return f"<{tag}>{inlines(node)}</{tag}>"
    if node.kind == "link":
        return f'<a href="{escape(node.url)}">{escape(node.text) if node.name == "auto" else inlines(node)}</a>'
    if node.kind == "image":
        return f'<img src="{escape(node.url)}" alt="{escape(node.text)}">'
    if node.kind == "inline_code":
        return f"<code>{escape(node.text)}</code>"
    if node.kind == "break":
        return "<br>\n" if node.name == "hard" else "\n"
    return raw_text(node)
