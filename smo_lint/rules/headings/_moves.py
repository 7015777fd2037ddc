"""Sections that only moved, although too much changed for the alignment to say so."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import CONTAINERS, Edition, Node, Pair
from smo_lint.rules.headings._ids import fits
from smo_lint.rules.headings._outline import heading_of

# From which share of what one section names the other must name, to be the same.
SAME = 0.6


def moved(pair: Pair) -> tuple[tuple[Node, Node], ...]:
    """Return (source, target) of the outermost sections that stand at different places."""
    known: tuple[tuple[Node, Node], ...] | None = pair.memo.get(moved)
    if known is None:
        known = pair.memo[moved] = (*_aligned(pair), *_found(pair))
    return known


def missing(pair: Pair) -> Iterator[Node]:
    """Yield the outermost sections of the source that stand nowhere in the target."""
    elsewhere = {source for source, _ in moved(pair)}
    return (node for node in pair.missing("section") if node not in elsewhere)


def extra(pair: Pair) -> Iterator[Node]:
    """Yield the outermost sections of the target that stand nowhere in the source."""
    elsewhere = {target for _, target in moved(pair)}
    return (node for node in pair.extra("section") if node not in elsewhere)


def _aligned(pair: Pair) -> Iterator[tuple[Node, Node]]:
    both = list(pair.moved("section"))
    inside = {node for _, target in both for node in target.walk() if node is not target}
    return (_first(pair, source, target) for source, target in both if target not in inside)


def _first(pair: Pair, source: Node, target: Node) -> tuple[Node, Node]:
    """Of two neighbours that changed places the one that stands first: which of them moved, nobody knows."""
    before, after = _beside(pair.target, target, -1), _beside(pair.source, source, 1)
    swapped = before is not None and after is not None and pair.counterpart(after) is before
    return (after, before) if swapped and before and after else (source, target)


def _beside(edition: Edition, section: Node, step: int) -> Node | None:
    """The section before (-1) or after (1) one, under the same parent."""
    parent = edition.parent(section)
    siblings = [child for child in parent.children if child.kind == "section"] if parent else []
    place = siblings.index(section) + step if section in siblings else -1
    return siblings[place] if 0 <= place < len(siblings) else None


def _found(pair: Pair) -> Iterator[tuple[Node, Node]]:
    """Yield lone sections that carry one id, or have one shape and name the same things."""
    targets = list(pair.extra("section"))
    for source in pair.missing("section"):
        twin = next((target for target in targets if _is_same(source, target)), None)
        if twin is not None:
            targets.remove(twin)
            yield source, twin


def _is_same(source: Node, target: Node) -> bool:
    if source.level != target.level:
        return False
    if source.anchor or target.anchor:
        one, two = (source, target) if target.anchor else (target, source)
        heading = heading_of(one)
        return heading is not None and fits(heading, two.anchor)
    mine, theirs = _names(source), _names(target)
    alike = len(mine & theirs) >= SAME * len(mine | theirs)
    return len(mine) > 1 and alike and _shape(source) == _shape(target)


def _names(section: Node) -> set[str]:
    """What translation leaves alone: code, destinations, images."""
    codes = {node.text.strip() for node in section.find("code", "inline_code")}
    return codes | {node.url for node in section.find("link", "image") if node.url}


def _shape(section: Node) -> list[str]:
    return [child.kind for node in section.find(*CONTAINERS) for child in node.children]
