"""What was worked out about blocks before an edition was edited: it holds of all that stayed as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress
from typing import Any, NamedTuple, TypeVar

from smo_lint.model import BLOCKS, CONTAINERS, Edition, Match, Node, Pair, once

S = TypeVar("S")
T = TypeVar("T")
_LEAVES = BLOCKS - CONTAINERS


class Earlier(NamedTuple):
    """An edition before it was edited.

    edition  as it was
    origins  node that stands further on or further back since -> what it was; the others are themselves
    by       by how many characters
    """

    edition: Edition
    origins: Mapping[Node, Node]
    by: int


def remember(now: Edition, before: Edition) -> None:
    """Let an edition that was parsed after an edit ask what was known of it before.

    What was known before that is forgotten, or every text since the first one would be kept.
    """
    before.memo.pop(Earlier, None)
    before.memo.pop(_Before, None)
    origins = now.memo.pop("origins", None)
    if origins is not None:
        now.memo[Earlier] = Earlier(before, origins, len(now.text) - len(before.text))
        had = {node: number for number, node in enumerate(_blocks(before))}
        numbers = [had.get(origins.get(node, node)) for node in _blocks(now)]
        now.memo[_Before] = _Before(before.memo, numbers)


def known(edition: Edition, name: str, node: Node) -> tuple[Any, int] | None:
    """Return what the memo had of a node under a name, and how far it has moved; None where it had nothing.

    Only for what depends on nothing but the text of the node itself and where it stands.
    """
    earlier: Earlier | None = edition.memo.get(Earlier)
    if earlier is None:
        return None
    origin = earlier.origins.get(node)
    value = earlier.edition.memo.get(name, {}).get(origin or node)
    return None if value is None else (value, earlier.by if origin else 0)


class _Before(NamedTuple):
    """What was known of an edition or a pair, and the numbers that its blocks or matches had then."""

    memo: Mapping[Any, Any]
    numbers: Sequence[int | None]


def of_blocks(edition: Edition, find: Callable[[Edition, Node], T]) -> Iterator[tuple[Node, T]]:
    """Yield the blocks that hold no blocks, with what is found out about them.

    It is found out once for as long as they are not edited. So it must depend on nothing but the text of the
    block, of what is around it, and the language of the edition, and must hold no node and no place.
    """
    blocks = _blocks(edition)
    values = _found(
        edition.memo, (of_blocks, find), blocks, lambda those: [find(edition, block) for block in those]
    )
    return zip(blocks, values, strict=True)


@once
def _blocks(edition: Edition) -> Sequence[Node]:
    return [node for node in edition.nodes if node.kind in _LEAVES]


def _found(
    memo: dict[Any, Any], key: Any, things: Sequence[S], find: Callable[[Sequence[S]], Sequence[T]]
) -> Sequence[T]:
    """What is found out about each of some things, as it was before where that is known."""
    values: list[T] | None = memo.get(key)
    if values is None:
        before: _Before | None = memo.get(_Before)
        known: list[T] | None = before.memo.get(key) if before else None
        if before is None or known is None:
            values = [*find(things)]
        else:
            new = iter(find([t for t, n in zip(things, before.numbers, strict=True) if n is None]))
            values = [next(new) if number is None else known[number] for number in before.numbers]
        memo[key] = values
    return values


def remember_pair(now: Pair, before: Pair) -> None:
    """Let a pair that was aligned after an edit ask what was known of it before."""
    before.memo.pop(_Before, None)
    ours, theirs = _origins(now.source, before.source), _origins(now.target, before.target)
    if ours is None or theirs is None:
        return
    had = {match.source[0]: (match, number) for number, match in enumerate(_matches(before))}
    numbers: list[int | None] = []
    for source, target, _ in _matches(now):
        match, number = had.get(ours.get(source[0], source[0]), (None, None))
        same = match is not None and _is(match.source, source, ours) and _is(match.target, target, theirs)
        numbers.append(number if same else None)
    now.memo[_Before] = _Before(before.memo, numbers)


def each(pair: Pair, find: Callable[[Pair, Match], T]) -> Iterator[tuple[Match, T]]:
    """Yield the matched blocks that hold no blocks, with what is found out about them.

    It is found out once for as long as they are not edited. So it must depend on nothing but the texts of the
    blocks and the languages of the editions, and must hold no node and no place.
    """
    matches = _matches(pair)
    values = _found(pair.memo, (each, find), matches, lambda those: [find(pair, match) for match in those])
    return zip(matches, values, strict=True)


def telling(
    pair: Pair,
    test: Callable[[Pair, Match], bool],
    theirs: AbstractSet[Node],
    ours: AbstractSet[Node] = frozenset(),
) -> Iterator[Match]:
    """Yield those of the matched blocks that a test holds of; see `each`.

    theirs, ours  blocks of the source and of the target: a match with none of these is not tested
    """
    chosen = _chosen(pair, theirs, ours)
    if not chosen:
        return iter(())
    matches = _matches(pair)
    holds = _found(
        pair.memo,
        (telling, test),
        range(len(matches)),
        lambda those: [number in chosen and test(pair, matches[number]) for number in those],
    )
    return compress(matches, holds)


def among(pair: Pair, theirs: AbstractSet[Node], ours: AbstractSet[Node]) -> list[Match]:
    """Return those of the matched blocks of which one is among these; see `telling`."""
    matches = _matches(pair)
    return [matches[number] for number in sorted(_chosen(pair, theirs, ours))]


def _chosen(pair: Pair, theirs: AbstractSet[Node], ours: AbstractSet[Node]) -> AbstractSet[int]:
    """The numbers of the matches of which any block is among these."""
    there, here = _places(pair)
    met = [there[node] for node in there.keys() & theirs]
    return set().union(*met, *[here[node] for node in here.keys() & ours])


@once
def _places(pair: Pair) -> tuple[Mapping[Node, Sequence[int]], Mapping[Node, Sequence[int]]]:
    """The numbers of the matches that each block of the source and of the target has a part in."""
    there: dict[Node, list[int]] = {}
    here: dict[Node, list[int]] = {}
    for number, (sources, targets, _) in enumerate(_matches(pair)):
        for node in sources:
            there.setdefault(node, []).append(number)
        for node in targets:
            here.setdefault(node, []).append(number)
    return there, here


@once
def _matches(pair: Pair) -> Sequence[Match]:
    return [
        match
        for match in pair.matches
        if match.source[0].kind not in CONTAINERS and match.target[0].kind not in CONTAINERS
    ]


def _origins(now: Edition, before: Edition) -> Mapping[Node, Node] | None:
    """What the nodes of an edition were, None where that is not known."""
    if now is before:
        return {}
    earlier: Earlier | None = now.memo.get(Earlier)
    return earlier.origins if earlier and earlier.edition is before else None


def _is(before: tuple[Node, ...], now: tuple[Node, ...], origins: Mapping[Node, Node]) -> bool:
    if len(before) == len(now) == 1:  # nearly always
        return before[0] is origins.get(now[0], now[0])
    return before == tuple([origins.get(node, node) for node in now])
