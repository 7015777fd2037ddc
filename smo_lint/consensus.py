"""Editions that vote: what most of them say of one of them.

Every edition is judged beside every other. A problem stands when a strict majority of the whole
article, the judged edition apart, makes the same complaint: of five editions three, of four three,
of three two; two editions never agree on which of them is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from smo_lint.model import BLOCKS, CONTAINERS, Agreement, Article, Edition, Location, Pair, Problem
from smo_lint.pairing import mirror, pair

# An edition of which less than this share stands in another one is not a version of that one's text.
SHARED = 0.6
_LEAVES = BLOCKS - CONTAINERS


def pairs(editions: Sequence[Edition]) -> tuple[Pair, ...]:
    """Return each edition beside every other; for each target the nearest reference first.

    Near is what shares most blocks, so that the first reference explains a difference best.
    """
    known: list[Pair] = []
    for one, two in combinations(editions, 2):
        forth = pair(one, two)
        known += [forth, mirror(forth)]
    place = {edition: i for i, edition in enumerate(editions)}
    known.sort(key=lambda p: (place[p.target], -len(p.matches), place[p.source]))
    return tuple(known)


def comparable(pair: Pair) -> bool:
    """Whether the reference may judge the target: most blocks of the target stand in it too.

    Pages that each language writes for itself share a name and an outline; what is in one of them
    and not in the others is its own, not a slip.
    """
    key = "comparable"
    if key not in pair.memo:
        blocks = [node for node in pair.target.nodes if node.kind in _LEAVES]
        shared = sum(pair.match(node) is not None for node in blocks)
        pair.memo[key] = shared >= SHARED * len(blocks)
    found: bool = pair.memo[key]
    return found


def decide(ballots: Sequence[Iterable[Problem]], langs: Sequence[str], editions: int) -> list[Problem]:
    """Return the problems that a strict majority of `editions` complains of.

    ballots  what each reference says of one edition, the nearest reference first
    langs    the languages of these references, for the message
    """
    said: dict[Hashable, list[tuple[Problem, str]]] = {}
    for ballot, lang in zip(ballots, langs, strict=True):
        again: Counter[Hashable] = Counter()
        for problem in ballot:
            complaint = (problem.at.span, problem.topic)
            again[complaint] += 1
            said.setdefault((complaint, again[complaint]), []).append((problem, lang))
    return [_together(votes) for votes in said.values() if 2 * len(votes) > editions]


def agreements(article: Article, problems: Iterable[Problem]) -> Iterator[Agreement]:
    """Yield what one rule says of several translations alike: one place of the source, one topic."""
    if article.source is None:
        return
    alike: dict[tuple[Location, str], dict[str, Problem]] = {}
    for problem in problems:
        place = next((at for at in problem.related if at.path == article.source.path), None)
        if place is not None:
            alike.setdefault((place, problem.topic), {}).setdefault(problem.at.path, problem)
    for (place, _), said in alike.items():
        if len(said) > 1:
            yield Agreement(article, place, tuple(said[path] for path in sorted(said)))


def _together(votes: Sequence[tuple[Problem, str]]) -> Problem:
    problem, _ = votes[0]
    others = ", ".join(sorted(lang for _, lang in votes[1:]))
    return replace(problem, message=f"{problem.message} (likewise {others})") if others else problem
