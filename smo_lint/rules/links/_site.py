"""Links of a translation to other pages of the site, beside those of the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from smo_lint.model import Edition, Node, Page, Pair
from smo_lint.rules.links._changes import changes, equals
from smo_lint.rules.links._inpage import fragment
from smo_lint.site.resolve import Address, address, goals


class Across(NamedTuple):
    """A link of the source and one of the translation that mean the same page, which is another one.

    here   where the translation's leads to;  there  where the source's does
    """

    source: Node
    target: Node
    here: Address
    there: Address


def across(pair: Pair) -> tuple[Across, ...]:
    """Return the links to other pages that matched blocks share; none where no site is known."""
    if "across" not in pair.memo:
        known = pair.target.path in pair.target.site.pages
        pair.memo["across"] = tuple(_across(pair)) if known else ()
    found: tuple[Across, ...] = pair.memo["across"]
    return found


def same_article(pair: Pair, source: Node, target: Node) -> bool:
    """Whether the site knows that both lead to one article, however they are written."""
    ours, theirs = page(pair.source), page(pair.target)
    if ours is None or theirs is None:
        return False
    there = {goal.page.article for goal in goals(pair.source.site, ours, source.url)}
    return bool(there) and there == {
        goal.page.article for goal in goals(pair.target.site, theirs, target.url)
    }


def page(edition: Edition) -> Page | None:
    """Return what the site knows of an edition, None where it does not know it."""
    return edition.site.pages.get(edition.path)


def _across(pair: Pair) -> Iterator[Across]:
    both = [*equals(pair, "link")]
    both += [(c.source, c.target) for c in changes(pair) if c.how == "fragment" and c.source and c.target]
    for source, target in both:
        if "auto" in (source.name, target.name) or fragment(pair.target, target):
            continue
        there, here = address(source.url), address(target.url)
        if here and there and here.path and (there.path or there.absolute):
            yield Across(source, target, here, there)
