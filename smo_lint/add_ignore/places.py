"""Where an ignore comment can stand, so that it covers a place and keeps lists, tables and quotes whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from smo_lint.ignores import Ignore, block_at, ignores
from smo_lint.model import BLOCKS, Edition, Node, Span
from smo_lint.regexes import regex

_PLAIN = regex(r"[ \t>]*")
_TITLED = ("section", "document")
# Keys that are tried, from the nearest one upwards.
_NEAREST = 3


class Place(NamedTuple):
    """Where a comment can stand.

    offset  where it is inserted
    form    "line" before a block, "end" of a paragraph or a cell, "key" of front matter, "page"
    before  what stands in front of a comment with a line of its own
    listed  whether a blank line would change a list around it
    """

    offset: int
    form: str
    before: str = ""
    listed: bool = False


def places(edition: Edition, span: Span) -> Iterator[Place]:
    """Yield where a comment for a span may stand, the closest first."""
    if edition.meta and span.start < edition.meta.span.end:
        yield from _keys(edition, span)
        return
    if span.start == span.end:
        yield from _gaps(edition, span.start)
    block = block_at(edition, span.start)
    for node in (block, *edition.ancestors(block)):
        yield from _around(edition, node)


def _around(edition: Edition, node: Node) -> Iterator[Place]:
    """Yield the line before a block, and the end of one that holds text."""
    if node.kind == "document":
        return
    line = edition.text.rfind("\n", 0, node.span.start) + 1
    before = edition.text[line : node.span.start]
    around = [above.kind for above in edition.ancestors(node)]
    if all(kind in _TITLED for kind in around):
        yield Place(line, "line")
    elif _PLAIN.fullmatch(before) and node.kind != "row":
        yield Place(line, "line", before, listed="item" in around or node.kind == "item")
    inside = node.children[-1] if node.kind == "row" and node.children else node
    if inside.kind in ("paragraph", "cell") and not edition.slice(inside.span).endswith("}"):
        yield Place(inside.span.end, "end")


def _gaps(edition: Edition, offset: int) -> Iterator[Place]:
    """Yield the places behind a gap: something is missing there."""
    blocks = list(edition.find(*BLOCKS - {"comment", "document"}))
    index = bisect_left([node.span.start for node in blocks], offset)
    following = next((node for node in blocks[index:] if node.span.start >= offset), None)
    if following and not edition.text[offset : following.span.start].strip("> \t\n"):
        yield from (place for place in _around(edition, following) if place.form == "line")
    elif following is None and not edition.text[offset:].strip():
        yield Place(len(edition.text), "line")
    for node in blocks:
        if node.kind in ("paragraph", "row") and node.span.end == offset:
            yield from (place for place in _around(edition, node) if place.form == "end")


def _keys(edition: Edition, span: Span) -> Iterator[Place]:
    """Yield the line above the key that holds a span, or stands before it."""
    meta = edition.meta
    if meta is None or meta.format == "json" or meta.faults:
        return
    above = [entry for entry in meta.entries if entry.key.start <= span.start]
    for entry in reversed(above[-_NEAREST:]):
        line = edition.text.rfind("\n", 0, entry.key.start) + 1
        indent = re.match(r"[ \t]*", edition.text[line:])
        yield Place(line, "key", indent[0] if indent else "")


def page(edition: Edition, tag: str) -> Place:
    """The top of the body, where a comment speaks of the whole page."""
    for comment in ignores(edition):
        if comment.kind == "ignore-file" and alike(comment, tag):
            return Place(comment.span.start, "page")
    start = edition.meta.span.end if edition.meta else 0
    text = edition.text
    return Place(start + len(text[start:]) - len(text[start:].lstrip("\n")), "page")


def alike(comment: Ignore, tag: str) -> bool:
    """Return whether a comment names rules, and is limited to this language and no other; "" for none."""
    return bool(comment.words) and [word.text for word in comment.tags] == ([tag] if tag else [])
