"""Lists that a translation tells in another form: in a paragraph, or each item under a heading of its own."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from smo_lint.alignment.units import Unit, units
from smo_lint.model import Edition, Node, Pair, once
from smo_lint.rules.lists._runs import item_of
from smo_lint.rules.text._alone import neighbours

# Share of the items of a list from which what stands in a paragraph is that list, two at least.
MOST = 0.75


def told(pair: Pair, node: Node) -> bool:
    """Whether a list of the source, or an item, is there in another form: the names, links, and code by which
    its items are known stand in one paragraph, or in headings that the source has not."""
    holder = node if node.kind == "list" else pair.source.parent(node)
    if holder is None or len(holder.children) < 2:
        return False
    known = _forms(pair)
    if holder not in known:
        known[holder] = _told(pair, holder)
    here = known[holder]
    own = words(pair.source, node)
    return here is not None and (node is holder or not own or not own.isdisjoint(here))


@once
def _forms(pair: Pair) -> dict[Node, AbstractSet[str] | None]:
    return {}


def _told(pair: Pair, holder: Node) -> AbstractSet[str] | None:
    """What the other form of a list has of its words, None where there is no other form."""
    items = [words(pair.source, item) for item in holder.children]
    for more in _paragraphs(pair, holder):
        held = sum(not more.isdisjoint(item) for item in items)
        if held > 1 and held >= MOST * len(items):
            return more
    heads = [unit.hard for unit in _units(pair.target).values() if unit.node.kind == "heading" and unit.hard]
    there = frozenset().union(*heads) - _heads(pair.source)
    own = [place for item in items for place, head in enumerate(heads) if item & head & there]
    return there if there and len(set(own)) == len(own) == len(items) else None


def _paragraphs(pair: Pair, holder: Node) -> Iterator[AbstractSet[str]]:
    """Yield what the paragraphs of the target at the place of a list have more than their counterparts."""
    inside = list(holder.walk())
    near = [*inside, *neighbours(pair.source, holder)]
    matches = dict.fromkeys(match for block in near if (match := pair.match(block)))
    within = set(inside)
    for match in matches:
        if all(block.kind == "paragraph" and not item_of(pair.target, block) for block in match.target):
            other = [words(pair.source, block) for block in match.source if block not in within]
            yield (
                frozenset().union(*(words(pair.target, block) for block in match.target)).difference(*other)
            )


def words(edition: Edition, node: Node) -> AbstractSet[str]:
    """Return what translation leaves alone of a block and of all blocks in it."""
    known = _units(edition)
    held = [unit.lasting for block in node.walk() if (unit := known.get(block))]
    return frozenset(filter(_tells, frozenset().union(*held)))


def _tells(word: str) -> bool:
    """Whether a word tells one block from others: a number and a mark do not."""
    return not word.isdigit() and (len(word) > 1 or not word.isascii())


@once
def _heads(edition: Edition) -> AbstractSet[str]:
    return frozenset().union(*(u.hard for u in units(edition) if u.node.kind == "heading"))


@once
def _units(edition: Edition) -> dict[Node, Unit]:
    return {unit.node: unit for unit in units(edition)}
