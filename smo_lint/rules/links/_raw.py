"""The text of a block as written, with what is no prose struck out at the same length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Edition, Node

# Struck out with one of these for each code point, so that offsets stay those of the file.
STRUCK = "\ufffc"
_LITERAL = ("inline_code", "inline_math", "inline_shortcode", "inline_comment", "inline_expression")
_WHOLE = ("image", "footnote_ref", "wiki_link", "tag", "attributes")
HOLDERS = ("heading", "paragraph", "title", "row", "definition")

# What can only be a destination: a scheme, a path with a slash, a page's own fragment, a file.
URL = (
    r"(?:https?://|mailto:|\.{0,2}/(?=[\w.#])|#[\w-]|(?=[\w./-]+\.(?:mdx?|html?)\b))"
)


def written(edition: Edition) -> Iterator[tuple[Node, str]]:
    """Yield each block that holds prose, with its text from `span.start` on.

    Code, math, templates, images, tags and finished links are struck out at equal length; bare URLs
    and the text of undefined references stay.
    """
    for block in edition.find(*HOLDERS):
        if block.kind != "definition":
            yield block, struck(edition, block)


def struck(edition: Edition, block: Node) -> str:
    """Return the text of one block as `written` does."""
    key = ("links struck", block)
    if key not in edition.memo:
        text = list(edition.slice(block.span))
        for node in block.walk():
            bare = node.kind == "link" and node.name == "auto"
            if node.kind in _LITERAL or node.kind in _WHOLE or (node.kind == "link" and not bare):
                start, end = node.span.start - block.span.start, node.span.end - block.span.start
                text[start:end] = STRUCK * (end - start)
        edition.memo[key] = "".join(text)
    found: str = edition.memo[key]
    return found


def hidden(edition: Edition, block: Node, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern in the text of a block as `written` gives it."""
    return pattern.finditer(struck(edition, block))
