"""Two editions to a pair: what their blocks have in common, and what stands where.

The blocks that hold no blocks are lined up by what survives translation (`likeness`); sections,
lists and other containers follow from what they hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from smo_lint.alignment import align, contents, joins, moves, refine, repeats
from smo_lint.alignment.likeness import Likeness
from smo_lint.alignment.units import Unit, units
from smo_lint.model import CONTAINERS, Edition, Match, Node, Pair, lasting, once

# How much a heading belongs to what follows it: sections are lost as a whole.
HEADING_BOND = 0.5
# What an equal code block or row counts beside an equal caption, where it has not gone far, as a share of
# the page: captions are confused more often than what stands under them.
EQUAL, NEAR = 1.5, 0.1
# Share of the blocks of a source that a translation of it has, and from how many blocks on that is sure.
KEPT, MANY = 0.55, 20
# The same for a source whose translation has as much of its own.
MOST = 0.8
# What stands in nothing but its like.
_FLAT = frozenset(("document", "section"))
# From how many blocks on a text is one that should keep something of what it translates.
SOME = 4


def pair(source: Edition, target: Edition) -> Pair:
    """Return the two editions aligned; `source` is the reference."""
    first, second = repeats.without(source, target)
    likeness = Likeness(first, second)
    keys = likeness.keys
    bonds = [_bond(unit, after) for unit, after in zip_longest(first, first[1:])]
    worth = list(_worth(first, second, likeness))
    steps = align.align(*keys, likeness.score, bonds, worth)
    if likeness.learn(steps):
        steps = align.align(*keys, likeness.score, bonds, worth)
    steps = refine.refined(steps, (source, target), likeness)
    leaves = [Match((first[i].node,), (second[j].node,)) for i, j in steps]
    lone: dict[Node, list[Node]] = {}
    if any(len({step[side] for step in steps}) < len((first, second)[side]) for side in (0, 1)):
        moved = list(moves.moved(leaves, likeness))
        leaves = [*_grown(leaves, first, second, steps, likeness, moved), *moved]
        leaves += joins.joined(steps, leaves, likeness, (source.lang, target.lang))
        lone = _rivals(steps, likeness)
    order = _order(source)
    matches = [*leaves, *_containers(source, target, leaves)]
    matches.sort(key=lambda match: order[match.source[0]])
    return Pair(source, target, tuple(matches), {node: tuple(others) for node, others in lone.items()})


@once
def _order(edition: Edition) -> Mapping[Node, int]:
    """The place of each node in the document."""
    return {node: place for place, node in enumerate(edition.nodes)}


def _rivals(steps: align.Steps, likeness: Likeness) -> dict[Node, list[Node]]:
    """For a block that stands alone, those that could as well be alone."""
    first, second = likeness.first, likeness.second
    led = set(contents.sure(steps, likeness)).intersection(steps)
    known = {i for i, _ in led}, {j for _, j in led}
    lone: dict[Node, list[Node]] = {}
    for side, alone, other in align.rivals(steps, (len(first), len(second)), likeness.score):
        if other in known[side]:
            continue
        unit = (first, second)[side]
        lone.setdefault(unit[alone].node, []).append(unit[other].node)
    return lone


def _worth(first: Sequence[Unit], second: Sequence[Unit], likeness: Likeness) -> Iterator[float]:
    """Yield what each unit counts as an anchor where anchors contradict each other."""
    places = {key: unit.place for key, unit in zip(likeness.keys[1], second, strict=True)}
    for key, unit in zip(likeness.keys[0], first, strict=True):
        near = key in places and abs(places[key] - unit.place) < NEAR
        yield EQUAL if near and unit.node.kind in ("code", "row") else 1.0


def _bond(unit: Unit, after: Unit | None) -> float:
    """How much a block belongs to the one after it: a heading to the text below it most."""
    if unit.node.kind == "heading" and after is not None and after.node.kind != "heading":
        return HEADING_BOND
    return align.BOND


@lasting
def apart(known: Pair) -> bool:
    """Whether the target is a shorter or another text of its own, which block by block says nothing of.

    That is where less than `KEPT` of the source's blocks, up to the last that has a counterpart,
    have one; or where `MOST` of them have none and both editions together share less than `KEPT`. A
    page that only stops early is not meant: its first part may well be complete. The longest of the
    sections and tables that are lost as a whole does not count: it is one thing. A short one is meant
    where the target keeps nothing of it that lasts.
    """
    met = [known.match(unit.node) is not None for unit in units(known.source)]
    last = len(met) - met[::-1].index(True) if True in met else 0
    kept, own = sum(met), len(units(known.target))
    if _strange(known):
        return True
    few = last >= MANY and kept < KEPT * last
    other = max(last, own) >= MANY and kept < MOST * last and 2 * kept < KEPT * (last + own)
    if not few and not other:
        return False
    lost = _lost(known, last)
    return (few and kept < KEPT * (last - lost)) or (other and 2 * kept < KEPT * (last - lost + own))


def _strange(known: Pair) -> bool:
    """Whether two texts share nothing that translation leaves alone, though both have such things, and few
    blocks of one kind."""
    theirs, ours = units(known.source), units(known.target)
    others = (known.counterpart(unit.node) for unit in theirs)
    kept = sum(o is not None and o.kind == u.node.kind for o, u in zip(others, theirs, strict=True))
    if min(len(theirs), len(ours)) < SOME or kept >= KEPT * len(theirs):
        return False
    there, here = (
        frozenset().union(*(unit.lasting - unit.tokens for unit in side)) for side in (theirs, ours)
    )
    fixed = all(any(unit.hard or unit.node.kind == "code" for unit in side) for side in (theirs, ours))
    return fixed and there.isdisjoint(here)


def _lost(known: Pair, last: int) -> int:
    """The number of blocks in the longest section or table that is lost as a whole, of the source's first
    `last` blocks."""
    held: Counter[Node] = Counter()
    kept: set[Node] = set()
    for unit in units(known.source)[:last]:
        around = [n for n in known.source.ancestors(unit.node) if n.kind in ("section", "table")]
        held.update(around)
        if known.match(unit.node) is not None:
            kept.update(around)
    return max((number for node, number in held.items() if node not in kept), default=0)


def mirror(known: Pair) -> Pair:
    """Return the same alignment with the roles exchanged."""
    turned = {"merged": "split", "split": "merged"}
    matches = [Match(m.target, m.source, turned.get(m.how, m.how)) for m in known.matches]
    order = _order(known.target)
    matches.sort(key=lambda match: order[match.source[0]])
    return Pair(known.target, known.source, tuple(matches), known.rivals)


def _grown(
    leaves: Sequence[Match],
    first: Sequence[Unit],
    second: Sequence[Unit],
    steps: Sequence[tuple[int, int]],
    likeness: Likeness,
    moved: Sequence[Match],
) -> Iterator[Match]:
    """Yield the matches, with the blocks that were merged into a neighbour or split from it."""
    elsewhere = {node for match in moved for node in match.source + match.target}
    taken_first = {i for i, _ in steps} | {i for i, unit in enumerate(first) if unit.node in elsewhere}
    taken_second = {j for _, j in steps} | {j for j, unit in enumerate(second) if unit.node in elsewhere}
    for (i, j), match in zip(steps, leaves, strict=True):
        if _enclosed(i, taken_first, first) and _enclosed(j, taken_second, second):
            yield match
            continue
        one, two = first[i], second[j]
        for a in (i + 1, i - 1):
            if 0 <= a < len(first) and a not in taken_first and joins.ran_into(first[a], one, two, likeness):
                nodes = sorted((first[a].node, one.node), key=lambda n: n.span)
                match = Match(tuple(nodes), match.target, "merged")
                taken_first.add(a)
                break
        for b in (j + 1, j - 1):
            if (
                0 <= b < len(second)
                and b not in taken_second
                and joins.ran_into(second[b], two, one, likeness, -1)
            ):
                nodes = sorted((second[b].node, two.node), key=lambda n: n.span)
                match = Match(match.source, tuple(nodes), "split")
                taken_second.add(b)
                break
        yield match


def _enclosed(place: int, taken: set[int], sequence: Sequence[Unit]) -> bool:
    """Whether neither neighbour of a place stands alone."""
    return (place + 1 in taken or place + 1 == len(sequence)) and (place - 1 in taken or not place)


def _containers(source: Edition, target: Edition, leaves: Iterable[Match]) -> Iterator[Match]:
    """Yield matches of sections and other containers: those that hold most matched blocks of each
    other. A section goes with its heading, the document with the document."""
    yield Match((source.skeleton,), (target.skeleton,))
    votes: Counter[tuple[Node, Node]] = Counter()
    moved: set[Node] = set()
    beside: dict[tuple[Node | None, Node | None], int] = {}
    first: dict[tuple[Node | None, Node | None], tuple[Node, Node]] = {}
    for sources, targets, how in leaves:
        one, two = sources[0], targets[0]
        if how == "moved":
            moved.add(one)
        parents = source.parent(one), target.parent(two)
        section, other = parents
        if one.kind == two.kind == "heading":
            if section and other and section.kind == other.kind == "section":
                yield Match((section,), (other,), how)
        if section and other and (section.kind in _FLAT or other.kind in _FLAT):
            continue  # in no container but sections, as most are
        if parents in beside:
            beside[parents] += 1
        else:
            beside[parents], first[parents] = 1, (one, two)
    for parents, both in first.items():
        for holders in _holders(source, target, *both):
            votes[holders] += beside[parents]
    done: set[Node] = set()
    for (above, below), _ in votes.most_common():
        if above not in done and below not in done:
            done.update((above, below))
            inside = moved and any(n in moved for n in above.walk())
            yield Match((above,), (below,), "moved" if inside else "kept")


def _holders(source: Edition, target: Edition, one: Node, two: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the containers of one kind around two blocks, from the inside out."""
    outer = [n for n in target.ancestors(two) if n.kind in CONTAINERS]
    for above in source.ancestors(one):
        if above.kind in _FLAT:
            continue
        below = next((n for n in outer if n.kind == above.kind), None)
        if below is not None:
            outer = outer[outer.index(below) + 1 :]
            yield above, below
