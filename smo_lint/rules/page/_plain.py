"""A page's text with everything that is not written for readers blotted out, in place."""

from __future__ import annotations

from smo_lint.model import Edition, Span, once
from smo_lint.prose import MASK

_LITERAL = frozenset(
    ("code", "inline_code", "math", "inline_math", "shortcode", "inline_shortcode", "include", "esm")
    + ("comment", "inline_comment", "expression", "inline_expression", "definition", "attributes")
)


@once
def plain(edition: Edition) -> str:
    """Return the text of an edition with one MASK for each code point of code, math, comments,
    templates and destinations of links, so that offsets stay what they are."""
    literal = [node.span for node in edition.find(*_LITERAL)]
    leading = [n.span if n.name == "auto" else n.target for n in edition.find("link", "image")]
    return _blotted(edition.text, [*literal, *filter(None, leading)])


def line_at(text: str, offset: int) -> Span:
    """Return the line around an offset, without its newline."""
    end = text.find("\n", offset)
    return Span(text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end)


def _blotted(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    last = 0
    for start, end in sorted(spans):
        if end > last:
            start = max(start, last)
            pieces += (text[last:start], _mask(text[start:end]))
            last = end
    return "".join((*pieces, text[last:]))


def _mask(text: str) -> str:
    """As many MASKs as code points, newlines kept: lines stay lines."""
    if "\n" not in text:
        return MASK * len(text)
    return "\n".join(MASK * len(line) for line in text.split("\n"))
