"""The places of a page that a fragment can mean."""

from __future__ import annotations

from smo_lint import slugs
from smo_lint.model import Edition, Node
from smo_lint.regexes import regex
from smo_lint.slugs import essences, github

__all__ = ["alive", "essences", "explicit", "github", "headings", "plain"]

_ID = regex(r"""<[^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))|\{[^{}\n]*?#([^\s{}]+)""")


def plain(heading: Node) -> str:
    """Return the text of a heading as a generator sees it: without links, tags and emphasis."""
    return slugs.plain(heading.text)


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
            for variant in slugs.variants(plain(heading)):
                index.setdefault(variant, []).append(heading)
    for tried in (fragment, slugs.without_number(fragment)):
        for essence in essences(tried):
            if essence in index:
                return index[essence]
    return []


def alive(edition: Edition, fragment: str) -> bool:
    """Whether a fragment may lead to a place of this page."""
    if slugs.no_heading(fragment):
        return True
    return fragment in explicit(edition) or bool(headings(edition, fragment))
