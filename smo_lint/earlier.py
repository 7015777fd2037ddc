"""What was worked out about blocks before an edition was edited: it holds of all that stayed as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from smo_lint.model import CONTAINERS, Edition, Match, Node, Pair

T = TypeVar("T")


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
    origins = now.memo.pop("origins", None)
    if origins is not None:
        now.memo[Earlier] = Earlier(before, origins, len(now.text) - len(before.text))


def known(edition: Edition, name: str, node: Node) -> tuple[Any, int] | None:
    """Return what was kept under a name and a node, and how far the node has moved; None where nothing was.

    Only for what depends on nothing but the text of the node itself and where it stands.
    """
    earlier: Earlier | None = edition.memo.get(Earlier)
    if earlier is None:
        return None
    origin = earlier.origins.get(node)
    value = earlier.edition.memo.get((name, origin or node))
    return None if value is None else (value, earlier.by if origin else 0)


class _Beside(NamedTuple):
    """What was known of a pair, and for each of its matches that hold no blocks the number that it had."""

    memo: Mapping[Any, Any]
    numbers: Sequence[int | None]


def remember_pair(now: Pair, before: Pair) -> None:
    """Let a pair that was aligned after an edit ask what was known of it before."""
    before.memo.pop(_Beside, None)
    ours, theirs = _origins(now.source, before.source), _origins(now.target, before.target)
    if ours is None or theirs is None:
        return
    had = {match.source[0]: (match, number) for number, match in enumerate(_matches(before))}
    numbers: list[int | None] = []
    for source, target, _ in _matches(now):
        match, number = had.get(ours.get(source[0], source[0]), (None, None))
        same = match is not None and _is(match.source, source, ours) and _is(match.target, target, theirs)
        numbers.append(number if same else None)
    now.memo[_Beside] = _Beside(before.memo, numbers)


def each(pair: Pair, find: Callable[[Pair, Match], T]) -> Iterator[tuple[Match, T]]:
    """Yield the matched blocks that hold no blocks, with what is found out about them.

    It is found out once for as long as they are not edited. So it must depend on nothing but the texts of the
    blocks and the languages of the editions, and must hold no node and no place.
    """
    matches = _matches(pair)
    values: list[T] | None = pair.memo.get((each, find))
    if values is None:
        beside: _Beside | None = pair.memo.get(_Beside)
        before: list[T] | None = beside.memo.get((each, find)) if beside else None
        if beside is None or before is None:
            values = [find(pair, match) for match in matches]
        else:
            values = [
                find(pair, match) if number is None else before[number]
                for match, number in zip(matches, beside.numbers, strict=True)
            ]
        pair.memo[each, find] = values
    return zip(matches, values, strict=True)


def telling(pair: Pair, test: Callable[[Pair, Match], bool]) -> Iterator[Match]:
    """Yield those of the matched blocks that a test holds of; see `each`."""
    return (match for match, holds in each(pair, test) if holds)


def _matches(pair: Pair) -> Sequence[Match]:
    found: Sequence[Match] | None = pair.memo.get(_matches)
    if found is None:
        found = pair.memo[_matches] = [
            match
            for match in pair.matches
            if match.source[0].kind not in CONTAINERS and match.target[0].kind not in CONTAINERS
        ]
    return found


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
