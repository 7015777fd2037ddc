"""The line of links by which readers come to the other languages of a page."""

from __future__ import annotations

import posixpath

from smo_lint.model import Edition, Node
from smo_lint.rules.links._targets import local_shape, without_language

# Fewer links are a reference to a page, not a choice of languages.
LINKS = 2


def is_switcher(edition: Edition, node: Node) -> bool:
    """Whether all that a block leads to are editions of its own page: each edition needs other ones."""
    links = list(node.find("link"))
    return len(links) >= LINKS and all(_leads_to_edition(edition.path, link.url) for link in links)


def _leads_to_edition(path: str, url: str) -> bool:
    there = url.partition("#")[0].partition("?")[0]
    if not there or "://" in there:
        return False
    own, other = _stem(path), _stem(there)
    if _bare(own) != _bare(other):
        return False
    return own != other or any(map(local_shape, there.split("/")[:-1]))


def _bare(stem: str) -> str:
    """A name without a language: nothing is left of `de.md`."""
    return "" if local_shape(stem) else without_language(stem).casefold()


def _stem(path: str) -> str:
    """The name of a file, without folders and extension."""
    name = posixpath.basename(path.rstrip("/"))
    return name.rpartition(".")[0] if name.endswith((".md", ".mdx", ".markdown", ".html")) else name
