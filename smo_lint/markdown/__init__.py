"""Text of a Markdown or MDX file -> edition: front matter and skeleton, every span exact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from smo_lint import front_matter
from smo_lint.markdown.again import blocks_again
from smo_lint.markdown.blocks import Blocks
from smo_lint.markdown.dialects import add_dialects, syntax
from smo_lint.markdown.mdx import mdx_blocks, mdx_syntax
from smo_lint.markdown.positions import State
from smo_lint.markdown.skeleton import Builder, sections
from smo_lint.markdown.syntax import Syntax
from smo_lint.markdown.tables import add_tables
from smo_lint.model import Edition, Node, Span

_NEWLINE = re.compile(r"\r\n?")


class Parser(NamedTuple):
    blocks: Blocks
    syntax: Syntax


def parse(text: str, path: str = "", lang: str = "", before: Edition | None = None) -> Edition:
    """Return the edition that a text is; never raises.

    text    as decoded: a byte order mark and any newlines may still be there
    path    `.mdx` makes it MDX, anything else is Markdown
    lang    BCP 47 tag, "" where unknown
    before  the same file at an earlier time: what was not edited is taken from it, with the same result
    """
    bom = text.startswith("\ufeff")
    newline = _newline(text)
    text = _NEWLINE.sub("\n", text[bom:]) if "\r" in text else text[bom:]
    meta = front_matter.read(text)
    start = meta.span.end if meta else 0
    parser = _mdx() if path.lower().endswith(".mdx") else _markdown()
    memo: dict[Any, Any] = {}
    skeleton = _skeleton(text, start, parser, before, memo)
    return Edition(path, lang, text, skeleton, meta, newline, bom, memo=memo)


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


def _skeleton(text: str, start: int, parser: Parser, before: Edition | None, memo: dict[Any, Any]) -> Node:
    span = Span(start, len(text))
    if before and before.skeleton.span.start == start and (urls := before.memo.get("urls")) is not None:

        def part(begin: int, end: int) -> list[Node]:
            return _parsed(text, begin, end, parser, urls)[0]

        if again := blocks_again(before, text, start, part):
            nodes, memo["origins"] = again
            memo["urls"] = urls
            return Node("document", span, span, children=sections(nodes))
    nodes, memo["urls"] = _parsed(text, start, len(text), parser)
    return Node("document", span, span, children=sections(nodes))


def _parsed(
    text: str, start: int, end: int, parser: Parser, urls: Mapping[str, str] | None = None
) -> tuple[list[Node], Mapping[str, str]]:
    """The outermost blocks of a part of a text, and the link definitions of the whole."""
    state = State()
    body = text[start:end]
    state.process(body if body.endswith("\n") else body + "\n")
    state.delta = start
    parser.blocks.parse(state)
    known = state.env.get("urls", {}) if urls is None else urls
    return Builder(text, parser.syntax, known).nodes(state.tokens), known
