"""Links of a translation to places of its own page, beside those of the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smo_lint.model import Edition, Node, Page, Pair
from smo_lint.rules._blocks import aligned
from smo_lint.rules.links._changes import changes
from smo_lint.rules.links._html import offering, places
from smo_lint.rules.links._slugs import alive, headings
from smo_lint.rules.links._targets import target
from smo_lint.site.ids import reached, reaches
from smo_lint.site.outline import outlined
from smo_lint.slugs import letters_of


class Inside(NamedTuple):
    """A link of the source and one of the translation that mean the same place of their pages.

    others  every link of the source's block into its page, `source` included
    """

    source: Node
    target: Node
    others: tuple[Node, ...]


def inside(pair: Pair) -> Iterator[Inside]:
    """Yield the links into the page itself that matched blocks share."""
    turned = {c.target: c.source for c in changes(pair) if c.how == "fragment"}
    for sources, targets in aligned(pair, offering(pair.source, "link"), frozenset()):
        ours = {
            fragment(pair.source, node): node
            for block in sources
            for node in places(pair.source, block, "link")
            if fragment(pair.source, node)
        }
        for block in targets if ours else ():
            for node in places(pair.target, block, "link"):
                here = fragment(pair.target, node)
                source = turned.get(node) or ours.get(here)
                if here and source is not None and fragment(pair.source, source):
                    yield Inside(source, node, tuple(ours.values()))


def fragment(edition: Edition, link: Node) -> str:
    """Return the fragment of a link that leads to a place of its own page, "" of any other."""
    place = target(link.url)
    if not place.fragment or place.site or place.query:
        return ""
    own = target(edition.path).path[-1:]
    return place.fragment if not place.path or place.path == own else ""


def means_another(link: Node, here: str, heading: str) -> bool:
    """Whether a link's words are those of its dead fragment, and not those of the heading that the
    source's leads to: it may mean a section that is gone."""
    return letters_of(link.text) == letters_of(here) != letters_of(heading)


def counterpart(pair: Pair, link: Node) -> Node | None:
    """Return the translation's heading that stands for the one a source's link leads to."""
    found = headings(pair.source, fragment(pair.source, link))
    other = pair.counterpart(found[0]) if len(found) == 1 else None
    return other if other is not None and other.kind == "heading" else None


def dead(pair: Pair, both: Inside) -> bool:
    """Whether the translation's link leads to nothing while the source's leads to a heading."""
    there = fragment(pair.source, both.source)
    if not headings(pair.source, there) or _lives(pair.target, fragment(pair.target, both.target)):
        return False
    page = _page(pair.source)
    return page is None or bool(reached(pair.source.site, page, there))


def _lives(edition: Edition, here: str) -> bool:
    page = _page(edition)
    return alive(edition, here) and (page is None or reaches(edition.site, page, here))


def _page(edition: Edition) -> Page | None:
    """What the site knows of an edition, None where it does not know it or the text is a newer one."""
    if "page" not in edition.memo:
        page = edition.site.pages.get(edition.path)
        now = outlined(edition.path, edition.lang, "", edition.text) if page else None
        edition.memo["page"] = page if page and now and page.headings == now.headings else None
    known: Page | None = edition.memo["page"]
    return known


def astray(pair: Pair, both: Inside) -> tuple[Node, Node] | None:
    """Return (the heading it leads to, the one it should) of a link to another section, else None."""
    right = counterpart(pair, both.source)
    found = headings(pair.target, fragment(pair.target, both.target))
    if right is None or len(found) != 1 or pair.counterpart(found[0]) is None:
        return None
    if any(counterpart(pair, other) in (None, found[0]) for other in both.others):
        return None
    return found[0], right
