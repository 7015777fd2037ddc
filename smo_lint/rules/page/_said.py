"""What a page says outside of tables and lists of links, in a form that two editions can be compared by."""

from __future__ import annotations

from smo_lint.earlier import of_blocks
from smo_lint.model import Edition, Node, once
from smo_lint.prose import prose

KINDS = ("heading", "paragraph", "title")


@once
def said(edition: Edition) -> dict[Node, str]:
    """Return the prose of the headings, titles and paragraphs, with one space where there is white space."""
    return {node: text for node, text in of_blocks(edition, _text) if node.kind in KINDS}


def _text(edition: Edition, node: Node) -> str:
    return " ".join(prose(edition, node).text.split()) if node.kind in KINDS else ""
