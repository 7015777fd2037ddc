"""Text of a Markdown or MDX file -> edition: front matter and skeleton, every span exact."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from mistune.core import BlockState

from smo_lint import front_matter
from smo_lint.blocks import Blocks
from smo_lint.dialects import add_dialects, scanner
from smo_lint.inline import Scanner, decoded
from smo_lint.mdx import mdx_blocks, mdx_scanner
from smo_lint.model import Edition, Node, Span
from smo_lint.positions import State
from smo_lint.skeleton import Builder, sections
from smo_lint.tables import add_tables

_NEWLINE = re.compile(r"\r\n?")


class Parser(NamedTuple):
    blocks: Blocks
    scanner: Scanner


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
    return Parser(blocks, scanner())


@cache
def _mdx() -> Parser:
    return Parser(mdx_blocks(), mdx_scanner())


def _skeleton(text: str, start: int, parser: Parser) -> Node:
    state = State()
    body = text[start:]
    state.process(body if body.endswith("\n") else body + "\n")
    state.delta = start
    parser.blocks.parse(state)
    urls = {key: decoded(link["url"]) for key, link in _links(state).items()}
    nodes = Builder(text, parser.scanner, urls).nodes(state.tokens)
    span = Span(start, len(text))
    return Node("document", span, span, children=sections(nodes))


def _links(state: BlockState) -> dict[str, dict[str, str]]:
    links: dict[str, dict[str, str]] = state.env["ref_links"]
    return links
