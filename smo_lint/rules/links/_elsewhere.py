"""Fragments of links to other pages of the site that no heading there has."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint import slugs
from smo_lint.model import Edit, Fix, Node, Page, Pair, Problem
from smo_lint.rules._quote import quote
from smo_lint.rules.links._site import across, page
from smo_lint.rules.links._targets import shown
from smo_lint.rules.links._where import place
from smo_lint.site.ids import beside, made, reached, reaches
from smo_lint.site.resolve import ways


def astray(pair: Pair) -> Iterator[Problem]:
    """Yield the links to places of other pages that do not exist, while the source's do."""
    ours, theirs = page(pair.source), page(pair.target)
    if ours is None or theirs is None:
        return
    site = pair.target.site
    for source, target, here, there in across(pair):
        if not here.fragment or not there.fragment:
            continue
        shown_here = list(ways(site, theirs, target.url))
        if not shown_here or any(not _known(p) or reaches(site, p, here.fragment) for p in shown_here):
            continue
        for goal in ways(site, ours, source.url):
            found = reached(site, goal, there.fragment)
            stated = here.fragment == there.fragment and there.fragment in goal.ids
            if found and not stated and goal.article == shown_here[0].article:
                yield _problem(pair, target, here.fragment, there.fragment, goal, found, shown_here[0])
                break


def _known(one: Page) -> bool:
    return bool(one.headings or one.ids)


def _problem(
    pair: Pair, link: Node, here: str, there: str, goal: Page, found: tuple[int, ...], shown_page: Page
) -> Problem:
    position = found[0]
    text = quote(slugs.plain(goal.headings[position][1]))
    right = beside(goal, shown_page, position) if len(found) == 1 else None
    said = f"{shown_page.path} has no heading for #{shown(here)}, but {text} in {pair.source.lang}"
    if right is not None:
        said += f": {quote(slugs.plain(shown_page.headings[right][1]))} stands there"
    return Problem(
        place(pair.target, link),
        said,
        fix=None if right is None else _fix(pair, link, there, goal, position, shown_page, right),
        topic=f"{goal.article}#{here}",
    )


def _fix(
    pair: Pair, link: Node, there: str, goal: Page, position: int, shown_page: Page, right: int
) -> Fix | None:
    """The id of the heading at the same place, where the site or the source's link tells how it is made."""
    site = pair.target.site
    written = place(pair.target, link).span
    start, mark, _ = pair.target.slice(written).partition("#")
    if not mark or " " in start:
        return None
    anchor = shown_page.headings[right][2]
    names = site.slugs or tuple(slugs.BY_NAME)
    fitting = [name for name in names if made(site, goal, name)[position] == there]
    wanted = [anchor] if anchor else [made(site, shown_page, name)[right] for name in fitting]
    if not wanted or not wanted[0]:
        return None
    edit = Edit(written, f"{start}#{wanted[0]}")
    return Fix("Lead to the heading", (edit,), safe=len(set(wanted)) == 1)
