"""A list item is nested deeper or less deep than in the reference.

The item becomes part of another one, or stops being part of it. Neighbours that are off by the same
number of levels are one finding.

Bad:

~~~md en.md
# Guide

- Install `setup`
  - On Linux use `apt`
  - On macOS use `brew`
- Run `start`
~~~

~~~md pl.md:4
# Poradnik

- Zainstaluj `setup`
- Na Linuksie przez `apt`
- Na macOS przez `brew`
- Uruchom `start`
~~~

Good:

~~~md pl.md
# Poradnik

- Zainstaluj `setup`
  - Na Linuksie przez `apt`
  - Na macOS przez `brew`
- Uruchom `start`
~~~
"""

from collections.abc import Iterator
from itertools import groupby

from smo_lint.earlier import telling
from smo_lint.model import Edition, Match, Node, Pair, Problem, once
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt, reference
from smo_lint.rules.lists._bullets import damaged
from smo_lint.rules.lists._runs import item_of, items


@rule("LS104", severity="warning")
def changed_nesting(pair: Pair) -> Iterator[Problem]:
    """Report runs of items whose depths differ by the same number."""
    where = reference(pair)
    deeper = next(telling(pair, _at_other_depth, items(pair.source).keys()), None) is not None
    for step, run in groupby(_items(pair), key=lambda both: _step(pair, both)) if deeper else ():
        if step:
            both = list(run)
            source, target = both[0]
            was, now = _depths(pair.source)[source], _depths(pair.target)[target]
            more = f"; so are the {len(both) - 1} after it" if len(both) > 1 else ""
            message = f"list item of level {now}, but {was} in {where}{more}"
            yield Problem(pair.target.at(target), message, (pair.source.at(source, "the item"),))
    for source, target in _strays(pair):
        message = f"{excerpt(pair.target, target)} is a paragraph of its own, but a list item in {where}"
        yield Problem(pair.target.at(target), message, (pair.source.at(source, "the item"),))


def _items(pair: Pair) -> Iterator[tuple[Node, Node]]:
    """Yield the items whose first texts correspond."""
    seen: set[Node] = set()
    theirs, ours = items(pair.source), items(pair.target)
    for source, target in pair.matched("paragraph") if theirs and ours else ():
        one, two = theirs.get(source), ours.get(target)
        if one and two and two not in seen:
            seen.add(two)
            yield one, two


def _at_other_depth(pair: Pair, match: Match) -> bool:
    one, two = items(pair.source).get(match.source[0]), items(pair.target).get(match.target[0])
    return one is not None and two is not None and _step(pair, (one, two)) != 0


def _step(pair: Pair, both: tuple[Node, Node]) -> int:
    return _depths(pair.target)[both[1]] - _depths(pair.source)[both[0]]


@once
def _depths(edition: Edition) -> dict[Node | None, int]:
    """How many lists are around each item, up to a quote or an admonition that holds them."""
    found: dict[Node | None, int] = {}
    for item in edition.find("item"):  # the outer ones first
        holder = edition.parent(item)
        found[item] = 1 + found.get(holder and edition.parent(holder), 0)
    return found


def _strays(pair: Pair) -> Iterator[tuple[Node, Node]]:
    """Yield items with the paragraph that one became, where the rest of the list is a list here too."""
    if not pair.source.has("item"):
        return
    bullets = {bullet.paragraph for bullet in damaged(pair)}
    for (source, *_), (target, *_), _ in telling(pair, _left_its_list, items(pair.source).keys()):
        item = item_of(pair.source, source)
        if item and target not in bullets:
            holder = pair.source.parent(item)
            if holder and pair.counterpart(holder) and not _introduced(pair, holder):
                yield item, target


def _left_its_list(pair: Pair, match: Match) -> bool:
    """Whether a paragraph begins an item of the source, and stands in none here."""
    if len(match.source) != 1 or len(match.target) != 1:
        return False
    source, target = match.source[0], match.target[0]
    item = item_of(pair.source, source) if source.kind == target.kind == "paragraph" else None
    return item is not None and item.children[0] is source and not item_of(pair.target, target)


def _introduced(pair: Pair, holder: Node) -> bool:
    """Whether the text before a list has no counterpart: then the paragraph is that text."""
    above = pair.source.parent(holder)
    blocks = above.children if above else ()
    place = blocks.index(holder) if holder in blocks else 0
    return place > 0 and pair.match(blocks[place - 1]) is None
