"""Text of a Markdown or MDX file -> edition: front matter and skeleton, every span exact."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from smo_lint import front_matter
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


def parse(text: str, path: str = "", lang: str = "") -> Edition:
    """Return the edition that a text is; never raises.

    text  as decoded: a byte order mark and any newlines may still be there
    path  `.mdx` makes it MDX, anything else is Markdown
    lang  BCP 47 tag, "" where unknown
    """
    bom = text.startswith("\ufeff")
    newline = _newline(text)
    text = _NEWLINE.sub("\n", text[bom:]) if "\r" in text else text[bom:]
    meta = front_matter.read(text)
    start = meta.span.end if meta else 0
    parser = _mdx() if path.lower().endswith(".mdx") else _markdown()
    return Edition(path, lang, text, _skeleton(text, start, parser), meta, newline, bom)


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


def _skeleton(text: str, start: int, parser: Parser) -> Node:
    state = State()
    body = text[start:]
    state.process(body if body.endswith("\n") else body + "\n")
    state.delta = start
    parser.blocks.parse(state)
    nodes = Builder(text, parser.syntax, state.env.get("urls", {})).nodes(state.tokens)
    span = Span(start, len(text))
    return Node("document", span, span, children=sections(nodes))
