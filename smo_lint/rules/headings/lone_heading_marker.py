"""The number signs of a heading stand alone, its text on the next line.

The reader sees an empty heading and a paragraph: the section has no name, and links to it lead
nowhere.

Bad:

~~~md en.md
# Guide

## Install

Run it.
~~~

~~~md pl.md:3
# Poradnik

##
Instalacja

Uruchom.
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

Uruchom.
~~~
"""

from collections.abc import Iterator
from itertools import pairwise

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote


@rule("HD002")
def lone_heading_marker(edition: Edition) -> Iterator[Problem]:
    """Report an empty heading with a paragraph on the next line."""
    blocks = [node for node in edition.nodes if node.kind in ("heading", "paragraph", "code", "list", "html")]
    for node, after in pairwise(blocks):
        if node.kind == "heading" and not node.text.strip() and after.kind == "paragraph":
            gap = edition.text[node.span.end : after.span.start]
            if gap.count("\n") == 1 and not gap.strip():
                yield Problem(edition.at(node), _message(node, after), fix=_fix(node, after))


def _message(node: Node, after: Node) -> str:
    text = after.text.partition("\n")[0]
    return f"a heading of level {node.level} without text, {quote(text)} stands on the next line"


def _fix(node: Node, after: Node) -> Fix | None:
    """Join the two lines; not where the paragraph goes on, and may be one after all."""
    if "\n" in after.text:
        return None
    return Fix("Join the lines", (Edit(Span(node.span.end, after.span.start), " "),))
