"""The prose of an edition, block by block, as the rules about text read it."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Node
from smo_lint.prose import Prose, prose

HOLDERS = ("heading", "paragraph", "title", "cell")


def blocks(edition: Edition) -> Iterator[tuple[Node, Prose]]:
    """Yield the blocks and cells that hold prose, and the text of each, in the order of the document."""
    for node in edition.find(*HOLDERS):
        found = prose(edition, node)
        if found.text:
            yield node, found
