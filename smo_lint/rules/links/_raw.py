"""The text of a block as written, with what is no prose struck out at the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smo_lint.earlier import of_blocks
from smo_lint.model import Edition, Node, once
from smo_lint.regexes import regex
from smo_lint.rules.links._html import holds_markdown, inlines

# Stands for each code point that was struck out, so that offsets stay those of the file.
STRUCK = "\ufffc"
_LITERAL = ("inline_code", "inline_math", "inline_shortcode", "inline_comment", "inline_expression")
_WHOLE = ("image", "footnote_ref", "wiki_link", "tag", "attributes")
_WRITTEN = ("heading", "paragraph", "title", "row", "html")

# The beginning of what can only be a destination: a scheme, a path, a place on the page, a file.
URL = (
    r"(?:https?://|mailto:|\.{0,2}/(?=[\w.#])|#(?=[^\W\d])|\{\{"
    r"|(?=[\w.%/-]+(?:\.(?:mdx?|html?)\b|/(?=[)\s\]）#])|#[\w-]|/[\w.%-]+\.\w)))"
)
# A destination with white space inside: one gap, or several between pieces of ASCII.
TORN = regex(
    rf"\]\((?P<url>(?:{URL}[^\s()<>\"']*(?:\s+[!-'*-;=?-~]+){{1,8}}|[\w./%-]*#[^\s()<>\"']+\s[^\s()<>\"']+"
    r"|[\w./-]+\s[\w./-]*(?:\.(?:mdx?|html?)|/)(?:#[\w-]*)?)\s*)\)"
)


def struck(edition: Edition, block: Node) -> str:
    """Return the text of a block from `span.start` on.

    Code, math, templates, images, tags and finished links are struck out; bare URLs and the text of
    undefined references stay. Kept in the edition's memo.
    """
    known = _struck(edition)
    if block not in known:
        nodes = [*block.find(*_LITERAL, *_WHOLE), *(n for n in block.find("link") if n.name != "auto")]
        if block.kind == "html":
            nodes += inlines(edition, block)
        pieces: list[str] = []
        last = block.span.start
        for start, end in sorted(node.span for node in nodes):
            if end > last:
                start = max(start, last)
                pieces += (edition.text[last:start], STRUCK * (end - start))
                last = end
        known[block] = "".join((*pieces, edition.text[last : block.span.end]))
    return known[block]


@once
def _struck(edition: Edition) -> dict[Node, str]:
    return {}


def without_code(edition: Edition, block: Node) -> str:
    """Return the text of a block without its code spans."""
    text = edition.slice(block.span)
    for node in block.find("inline_code"):
        text = text.replace(edition.slice(node.span), "")
    return text


def matches(edition: Edition, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield each match of a pattern that has a square bracket in the text of the blocks that hold prose.

    With it comes what must be added to the match's offsets to make them those of the file.
    """
    for start, text in _texts(edition):
        for found in pattern.finditer(text):
            yield start, found


@once
def _texts(edition: Edition) -> Sequence[tuple[int, str]]:
    """Where the blocks begin that hold prose and a bracket, and their struck texts."""
    return [
        (block.span.start, text)
        for block, text in of_blocks(edition, _bracketed)
        if text is not None and (block.kind != "html" or holds_markdown(edition, block))
    ]


def _bracketed(edition: Edition, block: Node) -> str | None:
    """The struck text of a block, None where it holds no bracket."""
    written = edition.slice(block.span) if block.kind in _WRITTEN else ""
    if not _bracket(written):
        return None
    text = struck(edition, block)
    return text if "[^" in written or _bracket(text) else None


def _bracket(text: str) -> bool:
    return "[" in text or "]" in text or "［" in text or "］" in text
