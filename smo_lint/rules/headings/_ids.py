"""Explicit ids of headings as they are written."""

from __future__ import annotations

import re

from smo_lint.model import Edition, Node, Span

_FORM = (
    r"\{{[^{{}}\n]*#\s*{id}[^{{}}\n]*\}}"
    r"""|<a\s[^<>]*["']?{id}["']?[^<>]*>(?:\s*</a>)?"""
    r"|\[\]\(\)\{{\s*#{id}\s*\}}"
)
# An id that lost a brace, or has full-width ones: "{#install", "#install}" at the end of a heading.
_TORN = re.compile(r"\s*(?:\{\s*#[\w-]+|(?<=\s)#[\w-]+\s*\}|｛\s*[#＃][\w-]+\s*｝)\s*$")


def written(edition: Edition, node: Node) -> Span | None:
    """Return where the whole construct that gives a heading its id stands, on its line or on the one
    above it; None where it is not found."""
    start, end = _lines(edition.text, node)
    form = re.compile(_FORM.format(id=re.escape(node.anchor)))
    found = list(form.finditer(edition.text, start, end))
    return Span(*found[-1].span()) if found else None


def bare(edition: Edition, node: Node) -> Span | None:
    """Return where the id itself stands, without `#` and braces."""
    around = written(edition, node)
    if around is None:
        return None
    start = edition.text.rfind(node.anchor, around.start, around.end)
    return Span(start, start + len(node.anchor)) if start >= 0 else None


def torn(edition: Edition, node: Node) -> Span | None:
    """Return the remains of an id that lost its form at the end of a heading."""
    end = _end(edition.text, node)
    match = _TORN.search(edition.text, node.inner.start, end)
    return Span(*match.span()) if match else None


def line_end(edition: Edition, node: Node) -> int:
    """Return where something can be added to a heading: before trailing white space."""
    end = _end(edition.text, node)
    return node.span.start + len(edition.text[node.span.start : end].rstrip())


def _end(text: str, node: Node) -> int:
    end = text.find("\n", node.inner.end)
    return len(text) if end < 0 else end


def _lines(text: str, node: Node) -> tuple[int, int]:
    start = text.rfind("\n", 0, node.span.start) + 1
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if not text[above:start].strip() and above:
        above = text.rfind("\n", 0, above - 1) + 1
    return above, _end(text, node)
