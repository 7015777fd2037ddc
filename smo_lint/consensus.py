"""Editions that vote: what most of them say of one of them.

Every edition is judged beside every other. A problem stands when a strict majority of the whole
article, the judged edition apart, makes the same complaint: of five editions three, of four three,
of three two; two editions never agree on which of them is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from operator import eq
from types import MappingProxyType

from smo_lint.alignment.pairing import mirror, pair
from smo_lint.model import (
    BLOCKS,
    CONTAINERS,
    Agreement,
    Article,
    Edition,
    Location,
    Pair,
    Problem,
    Span,
    lasting,
)

# What editions of one text share of their blocks, at least, in the middle of all pairs: measured were
# 0.97 to 1 for translations, old ones too, and 0.7 for pages of one purpose.
SHARED = 0.8
_LEAVES = BLOCKS - CONTAINERS


def pairs(
    editions: Sequence[Edition], aligned: Mapping[tuple[Edition, Edition], Pair] = MappingProxyType({})
) -> tuple[Pair, ...]:
    """Return each edition beside every other; for each target the nearest reference first.

    aligned  (source, target) -> pairs that need not be made again

    Near is what shares most blocks, so that the first reference explains a difference best.
    """
    known: list[Pair] = []
    for one, two in combinations(editions, 2):
        forth = aligned.get((one, two)) or pair(one, two)
        known += [forth, aligned.get((two, one)) or mirror(forth)]
    place = {edition: i for i, edition in enumerate(editions)}
    known.sort(key=lambda p: (place[p.target], -_common(p), place[p.source]))
    return tuple(known)


def one_text(pairs: Sequence[Pair]) -> bool:
    """Whether the editions of an article say one text, so that they may vote on each other.

    Pages that each language writes for itself share a name and an outline; what is in one of them
    and not in the others is its own, not a slip. One edition of several may be damaged as a whole: the
    one that shares least with the others is left out.
    """
    from statistics import median

    apart = _least(pairs)
    return not pairs or median(_share(p) for p in pairs if apart not in (p.source, p.target)) >= SHARED


def _least(pairs: Sequence[Pair]) -> Edition | None:
    """The edition that shares least with the others, None where there are too few to tell."""
    targets = list(dict.fromkeys(pair.target for pair in pairs))
    if len(targets) < 4:
        return None
    return min(targets, key=lambda e: sum(_share(p) for p in pairs if e in (p.source, p.target)))


@lasting
def _common(pair: Pair) -> int:
    """How many blocks both editions have."""
    return len(pair.matches)


@lasting
def _share(pair: Pair) -> float:
    """The part of the target's blocks that stand in its reference too, 0 to 1."""
    blocks = [node for node in pair.target.nodes if node.kind in _LEAVES]
    # A page of front matter alone lacks nothing.
    return sum(pair.match(node) is not None for node in blocks) / len(blocks) if blocks else 1.0


def decide(
    ballots: Sequence[Iterable[Problem]],
    langs: Sequence[str],
    editions: int,
    near: Callable[[Span, Span], bool] = eq,
) -> list[Problem]:
    """Return the problems that a strict majority of `editions` complains of.

    ballots  what each reference says of one edition
    langs    the languages of these references, for the message
    near     whether two places are neighbours: which of them a thing is missing behind, and which of
             two like blocks is the one too many, references may see differently
    """
    said: dict[Hashable, list[tuple[Problem, str]]] = {}
    for ballot, lang in zip(ballots, langs, strict=True):
        again: Counter[Hashable] = Counter()
        for problem in ballot:
            complaint = (problem.at.span, problem.topic)
            again[complaint] += 1
            said.setdefault((complaint, again[complaint]), []).append((problem, lang))
    clear = [votes for votes in said.values() if 2 * len(votes) > editions]
    unclear = [votes for votes in said.values() if 2 * len(votes) <= editions]
    gathered = (votes for votes in _gathered(unclear, near) if 2 * len(votes) > editions)
    return [_together(votes) for votes in (*clear, *gathered)]


def witnessed(ballots: Sequence[Iterable[Problem]], langs: Sequence[str]) -> list[Problem]:
    """Return what at least one reference bears witness of: of problems that overlap one, the widest of
    those that begin first.

    What stands untranslated in several editions is known to all of them, to each as far as it goes.
    """
    said = [(p, lang) for ballot, lang in zip(ballots, langs, strict=True) for p in ballot]
    said.sort(key=lambda vote: (vote[0].at.span.start, -vote[0].at.span.end, vote[1]))
    groups: list[list[tuple[Problem, str]]] = []
    end = -1
    for problem, lang in said:
        if problem.at.span.start >= end:
            groups.append([])
        groups[-1].append((problem, lang))
        end = max(end, problem.at.span.end)
    # What they say names a language already.
    return [replace(_together(votes), message=_speaking(votes).message) for votes in groups]


def _gathered(
    complaints: Iterable[Sequence[tuple[Problem, str]]], near: Callable[[Span, Span], bool]
) -> Iterator[list[tuple[Problem, str]]]:
    """Yield complaints of one topic at neighbouring places as one, each reference once; the place that
    most references name comes first."""
    groups: list[list[Sequence[tuple[Problem, str]]]] = []
    for votes in sorted(complaints, key=lambda votes: (votes[0][0].topic, votes[0][0].at.span)):
        first = votes[0][0]
        last = groups[-1][-1][0][0] if groups else None
        if last and last.topic == first.topic and near(last.at.span, first.at.span):
            groups[-1].append(votes)
        else:
            groups.append([votes])
    for group in groups:
        by_lang: dict[str, tuple[Problem, str]] = {}
        for votes in sorted(group, key=len, reverse=True):
            for problem, lang in votes:
                by_lang.setdefault(lang, (problem, lang))
        yield list(by_lang.values())


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


def meant(agreement: Agreement) -> bool:
    """Whether most translations, and at least three, keep what the source says there word for word.

    Error messages and samples are left as they are; that so many agree shows that it is meant.
    """
    article, place = agreement.article, agreement.place
    texts = {edition.path: edition.text for edition in article.editions}
    there = _plain(texts[place.path][place.span.start : place.span.end])
    same = sum(
        bool(there) and _plain(texts[p.at.path][p.at.span.start : p.at.span.end]).startswith(there)
        for p in agreement.problems
    )
    return same >= 3 and 3 * same >= 2 * len(article.pairs)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _together(votes: Sequence[tuple[Problem, str]]) -> Problem:
    """One problem for what several references say of one place: the first of them by its tag speaks."""
    problem = _speaking(votes)
    speaker = next(lang for said, lang in votes if said is problem)
    langs = [speaker, *sorted({lang for _, lang in votes} - {speaker})]
    message = f"{problem.message} (likewise {', '.join(langs[1:])})" if langs[1:] else problem.message
    return replace(problem, message=message, voices=tuple(langs))


def _speaking(votes: Sequence[tuple[Problem, str]]) -> Problem:
    at = votes[0][0].at
    return min((vote for vote in votes if vote[0].at.span == at.span), key=lambda vote: vote[1])[0]
