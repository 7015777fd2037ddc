"""Text of a Markdown or MDX file -> edition: front matter and skeleton, every span exact."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from smo_lint import front_matter
from smo_lint.markdown.again import blocks_again
from smo_lint.markdown.blocks import Blocks
from smo_lint.markdown.dialects import add_dialects, syntax
from smo_lint.markdown.mdx import mdx_blocks, mdx_syntax
from smo_lint.markdown.positions import State
from smo_lint.markdown.room import NODES as NODES
from smo_lint.markdown.room import Room, TooManyError
from smo_lint.markdown.skeleton import Builder, sections
from smo_lint.markdown.syntax import Syntax
from smo_lint.markdown.tables import add_tables
from smo_lint.model import Edition, Fault, Node, Span
from smo_lint.regexes import regex

_TOO_MANY = "has more blocks and inlines than the limit (max-nodes) of"
_NEWLINE = regex(r"\r\n?")


class Parser(NamedTuple):
    blocks: Blocks
    syntax: Syntax


def parse(
    text: str, path: str = "", lang: str = "", before: Edition | None = None, *, nodes: int = NODES
) -> Edition:
    """Return the edition that a text is; never raises.

    text    as decoded: a byte order mark and any newlines may still be there
    path    `.mdx` makes it MDX, anything else is Markdown
    lang    BCP 47 tag, "" where unknown
    before  the same file at an earlier time: what was not edited is taken from it, with the same result
    nodes   how many it may have; with more, the edition has a fault and nothing else
    """
    text, newline, bom = normalised(text)
    meta = front_matter.read(text)
    start = meta.span.end if meta else 0
    parser = _mdx() if path.lower().endswith(".mdx") else _markdown()
    memo: dict[Any, Any] = {}
    if before and (skeleton := _skeleton_again(text, start, parser, before, memo)):
        edition = Edition(path, lang, text, skeleton, meta, newline, bom, memo=memo)
        # The whole text counts more than its nodes, but not twice as many: nearer to the limit it decides.
        if len(text) <= nodes or len(edition.nodes) <= nodes // 2:
            return edition
    try:
        skeleton = _skeleton(text, start, parser, memo := {}, nodes)
    except TooManyError:
        empty = Node("document", Span(0, 0), Span(0, 0))
        return Edition(path, lang, "", empty, fault=Fault(f"{_TOO_MANY} {nodes:,}"))
    return Edition(path, lang, text, skeleton, meta, newline, bom, memo=memo)


def normalised(text: str) -> tuple[str, str, bool]:
    """Return a text as an edition holds it, which newline it used, and whether it had a byte order mark."""
    bom = text.startswith("\ufeff")
    newline = _newline(text)
    return _NEWLINE.sub("\n", text[bom:]) if "\r" in text else text[bom:], newline, bom


def _newline(text: str) -> str:
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(counts, key=lambda newline: counts[newline])


@cache
def _markdown() -> Parser:
    blocks = Blocks()
    add_dialects(blocks)
    add_tables(blocks)
    return Parser(blocks, syntax())


@cache
def _mdx() -> Parser:
    return Parser(mdx_blocks(), mdx_syntax())


def _skeleton(text: str, start: int, parser: Parser, memo: dict[Any, Any], nodes: int) -> Node:
    span = Span(start, len(text))
    found, memo["urls"] = _parsed(text, start, len(text), parser, nodes)
    return Node("document", span, span, children=sections(found))


def _skeleton_again(
    text: str, start: int, parser: Parser, before: Edition, memo: dict[Any, Any]
) -> Node | None:
    """The skeleton of a text that was edited, None where all of it must be parsed."""
    urls = before.memo.get("urls")
    if before.skeleton.span.start != start or urls is None:
        return None

    def part(begin: int, end: int) -> list[Node]:
        return _parsed(text, begin, end, parser, sys.maxsize, urls)[0]

    again = blocks_again(before, text, start, part)
    if again is None:
        return None
    nodes, memo["origins"] = again
    memo["urls"] = urls
    span = Span(start, len(text))
    return Node("document", span, span, children=sections(nodes))


def _parsed(
    text: str, start: int, end: int, parser: Parser, nodes: int, urls: Mapping[str, str] | None = None
) -> tuple[list[Node], Mapping[str, str]]:
    """The outermost blocks of a part of a text, and all link definitions. Raises TooManyError."""
    state = State(nodes=nodes)
    body = text[start:end]
    state.process(body if body.endswith("\n") else body + "\n")
    state.delta = start
    parser.blocks.parse(state)
    known = state.env.get("urls", {}) if urls is None else urls
    return Builder(text, parser.syntax, known, Room(nodes)).nodes(state.given()), known
