"""Fragments of links to other pages of the site that no heading there has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint import slugs
from smo_lint.model import Edit, Fix, Page, Pair, Problem
from smo_lint.rules._quote import quote
from smo_lint.rules.links._inpage import means_another
from smo_lint.rules.links._site import Across, across, page
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
    for both in across(pair):
        here, there = both.here.fragment, both.there.fragment
        if not here or not there:
            continue
        led = list(ways(site, theirs, both.target.url))
        if not led or any(not _known(p) or reaches(site, p, here) for p in led):
            continue
        for goal in ways(site, ours, both.source.url):
            found = reached(site, goal, there)
            # An id that the other page lost is reported there.
            stated = here == there and there in goal.ids
            if found and not stated and goal.article == led[0].article:
                yield _problem(pair, both, goal, found, led[0])
                break


def _known(one: Page) -> bool:
    return bool(one.headings or one.ids)


def _problem(pair: Pair, both: Across, goal: Page, found: tuple[int, ...], led: Page) -> Problem:
    here, text = both.here.fragment, quote(slugs.plain(goal.headings[found[0]][1]))
    right = beside(goal, led, found[0]) if len(found) == 1 else None
    same = reached(pair.target.site, led, both.there.fragment)
    right = same[0] if right is None and len(same) == 1 else right
    said = f"{led.path} has no heading for #{shown(here)}, but {text} in {pair.source.lang}"
    if right is not None:
        said += f", where it has {quote(slugs.plain(led.headings[right][1]))}"
    return Problem(
        place(pair.target, both.target),
        said,
        related=(pair.source.at(both.source, f"the source's link, to {goal.path}"),),
        fix=None if right is None else _fix(pair, both, (goal, found[0]), (led, right)),
        topic=f"{both.here.path[-1]}#{here}",
    )


def _fix(pair: Pair, both: Across, meant: tuple[Page, int], right: tuple[Page, int]) -> Fix | None:
    """The id of the heading at the same place, where the site or the source's link tells how it is made."""
    site = pair.target.site
    written = place(pair.target, both.target).span
    start, mark, _ = pair.target.slice(written).partition("#")
    if not mark or " " in start:
        return None
    (goal, position), (led, at) = meant, right
    if anchor := led.headings[at][2]:
        wanted = {anchor}
    else:
        names = site.slugs or tuple(slugs.BY_NAME)
        fitting = [name for name in names if made(site, goal, name)[position] == both.there.fragment]
        wanted = {made(site, led, name)[at] for name in fitting}
    best = min(wanted, default="")
    if not best or re.search(r"[\s()<>]", best):
        return None
    here = both.here.fragment
    sure = here == both.there.fragment or not means_another(
        both.target, here, slugs.plain(led.headings[at][1])
    )
    return Fix("Lead to the heading", (Edit(written, f"{start}#{best}"),), safe=len(wanted) == 1 and sure)
