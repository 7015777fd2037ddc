"""Ids that site generators make of headings, and the places of a page that a fragment can mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape

from smo_lint.model import Edition, Node

_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"<[^<>]*>|\{\{.*?\}\}")
_ID = re.compile(
    r"""<[^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))|\{[^{}\n]*?#([^\s{}]+)"""
)
_NUMBER = re.compile(r"[-_]?\d+$")


def plain(heading: Node) -> str:
    """Return the text of a heading as a generator sees it: without links, tags and emphasis."""
    text = _LINK.sub(r"\1", heading.text)
    return unescape(_TAG.sub("", text)).replace("`", "").replace("*", "").strip()


def github(text: str) -> str:
    """GitHub, Docusaurus, MyST and most others: letters, digits, `_` and `-`, spaces to hyphens."""
    kept = "".join(c for c in text.lower() if c.isalnum() or c in " -_" or unicodedata.category(c)[0] == "M")
    return kept.replace(" ", "-")


def python_markdown(text: str) -> str:
    """Python-Markdown: ASCII only, runs of spaces and hyphens to one hyphen."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def unicode_markdown(text: str) -> str:
    """The same for all letters, as MkDocs themes are often configured."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def kramdown(text: str) -> str:
    """Jekyll: from the first letter on."""
    return github(re.sub(r"^[\W\d_]+", "", text))


def hexo(text: str) -> str:
    """Hexo: accents dropped, every run of punctuation to one hyphen, capitals kept."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    return re.sub(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'“”‘’<>,.?/]+", "-", text).strip("-")


def vitepress(text: str) -> str:
    """VitePress: the same in lower case, and not beginning with a digit."""
    return re.sub(r"^(\d)", r"_\1", hexo(text).lower())


ALGORITHMS: tuple[Callable[[str], str], ...] = (
    github,
    unicode_markdown,
    python_markdown,
    kramdown,
    vitepress,
    hexo,
)


def essences(text: str) -> Iterator[str]:
    """Yield what is left of a heading or a fragment whatever the algorithm: letters and digits.

    With and without accents, with all scripts and with ASCII alone, with and without a final number.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if c.isalnum())
    ascii_only = "".join(c for c in bare if c.isascii())
    for essence in (bare, ascii_only):
        if essence:
            yield essence
            yield essence.lstrip("0123456789") or essence


def explicit(edition: Edition) -> frozenset[str]:
    """Return the ids that a document states, in tags and attribute lists and on its headings."""
    key = "explicit ids"
    if key not in edition.memo:
        stated = {next(filter(None, found.groups()), "") for found in _ID.finditer(edition.text)}
        stated |= {node.anchor for node in edition.nodes if node.anchor}
        edition.memo[key] = frozenset(stated)
    found: frozenset[str] = edition.memo[key]
    return found


def headings(edition: Edition, fragment: str) -> list[Node]:
    """Return the headings that some generator reaches by this fragment."""
    by_id = [n for n in edition.find("heading") if n.anchor and n.anchor == fragment]
    if by_id:
        return by_id
    index: dict[str, list[Node]] = edition.memo.setdefault("heading essences", {})
    if not index:
        for heading in edition.find("heading"):
            text = plain(heading)
            for variant in {*essences(text), *essences(text.replace("&", "and"))}:
                index.setdefault(variant, []).append(heading)
    for tried in (fragment, _NUMBER.sub("", fragment)):
        for essence in essences(tried):
            if essence in index:
                return index[essence]
    return []


def alive(edition: Edition, fragment: str) -> bool:
    """Whether a fragment may lead to a place of this page."""
    if not fragment or fragment == "top" or not re.match(r"[^\W_]", fragment) or "=" in fragment:
        return True
    if fragment in explicit(edition) or headings(edition, fragment):
        return True
    return fragment.startswith(("fn:", "fnref", "user-content-"))
