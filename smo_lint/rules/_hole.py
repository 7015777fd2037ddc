"""The hole that something lost leaves in a text: a mark with nothing before it, brackets around nothing."""

from __future__ import annotations

from smo_lint.model import Edition, Node, Span
from smo_lint.prose import prose
from smo_lint.regexes import regex

_HOLE = regex(r"(?<![ \t])[ \t]++[.,;:!?。，；：！？…]|[,:：，、][ \t]*+[.。!！]|[(（][ \t]*+[)）]")


def hole(edition: Edition, block: Node) -> Span | None:
    """Return the only place of a block that looks like a hole, None where none does, or several do."""
    text = prose(edition, block)
    found = list(_HOLE.finditer(text.text))
    return text.span(*found[0].span()) if len(found) == 1 else None
