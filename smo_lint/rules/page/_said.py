"""What a page says outside of tables and lists of links, in a form that two editions can be compared by."""

from __future__ import annotations

from smo_lint.model import Edition, Node, once
from smo_lint.prose import prose

KINDS = ("heading", "paragraph", "title")


@once
def said(edition: Edition) -> dict[Node, str]:
    """Return the prose of the headings, titles and paragraphs, with one space where there is white space."""
    return {node: " ".join(prose(edition, node).text.split()) for node in edition.find(*KINDS)}
