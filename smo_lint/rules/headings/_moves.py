"""Sections that only moved, although too much changed for the alignment to say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smo_lint.model import CONTAINERS, Edition, Node, Pair
from smo_lint.rules.headings._ids import fits
from smo_lint.rules.headings._outline import heading_of

# From which share of what one section names the other must name, to be the same.
SAME = 0.6
# A section of the source and its counterpart.
Both = tuple[Node, Node]


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


def _aligned(pair: Pair) -> Iterator[Both]:
    both = list(pair.moved("section"))
    inside = {node for _, target in both for node in target.walk() if node is not target}
    outer = sorted(((s, t) for s, t in both if t not in inside), key=lambda two: two[1].span)
    runs: list[list[Both]] = []
    for source, target in outer:
        last = runs[-1][-1] if runs else None
        if last and _next(pair.source, last[0]) is source and _next(pair.target, last[1]) is target:
            runs[-1].append((source, target))
        else:
            runs.append([(source, target)])
    for run in runs:
        yield from _fewer(pair, run)


def _fewer(pair: Pair, run: Sequence[Both]) -> Sequence[Both]:
    """Of neighbours that changed places the fewer, or those that stand first: which moved, nobody knows."""
    theirs, first, end = _place(pair.source, [source for source, _ in run])
    ours, start, stop = _place(pair.target, [target for _, target in run])
    before = _jumped(pair, theirs[end:], ours[:start][::-1])
    after = _jumped(pair, theirs[:first][::-1], ours[stop:])
    if before:
        return before if len(before) <= len(run) else run
    return after if after and len(after) < len(run) else run


def _jumped(pair: Pair, theirs: Sequence[Node], ours: Sequence[Node]) -> list[Both]:
    """The sections that stand on the other side: as many as correspond, counted from the run on."""
    last = pair.counterpart(theirs[0]) if theirs else None
    count = ours.index(last) + 1 if last in ours else 0
    if not 0 < count <= len(theirs):
        return []
    both = list(zip(theirs[:count], ours[:count][::-1], strict=True))
    return both if all(pair.counterpart(source) is target for source, target in both) else []


def _place(edition: Edition, run: Sequence[Node]) -> tuple[list[Node], int, int]:
    """The sections beside a run and it itself, and where among them it begins and ends."""
    parent = edition.parent(run[0])
    siblings = [child for child in parent.children if child.kind == "section"] if parent else list(run)
    start = siblings.index(run[0])
    return siblings, start, start + len(run)


def _next(edition: Edition, section: Node) -> Node | None:
    siblings, _, stop = _place(edition, [section])
    return siblings[stop] if stop < len(siblings) else None


def _found(pair: Pair) -> Iterator[tuple[Node, Node]]:
    """Yield lone sections that carry one id, or have one shape and name the same things."""
    targets = list(pair.extra("section"))
    named: dict[str, list[int]] = {}
    for place, target in enumerate(targets):
        for name in _names(target):
            named.setdefault(name, []).append(place)
    anchored = [place for place, target in enumerate(targets) if target.anchor]
    taken: set[int] = set()
    for source in pair.missing("section"):
        sharing = (place for name in _names(source) for place in named.get(name, ()))
        # Those that carry no id are the same only where they name something that it names.
        places = range(len(targets)) if source.anchor else sorted({*anchored, *sharing})
        alike = (place for place in places if place not in taken and _is_same(source, targets[place]))
        twin = next(alike, None)
        if twin is not None:
            taken.add(twin)
            yield source, targets[twin]


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
