"""What damage explains: of the problems of one broken place, the one that names the cause stays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import takewhile
from typing import NamedTuple

from smo_lint.model import CONTAINERS, Article, Edition, Node, Pair, Problem, Rule, Span, lasting

# How far a complaint may reach beyond the damage that explains it: a space, a bracket.
EDGE = 2


class Found(NamedTuple):
    """A problem on its way to become a finding, with the edition that it is about."""

    rule: Rule
    edition: Edition
    problem: Problem


def unexplained(article: Article, found: Iterable[Found]) -> list[Found]:
    """Return the problems that do not come from another one.

    A problem that covers a part of its file explains what other rules say of places inside, and of
    blocks that are missing there. One that speaks of something missing explains what else is said
    of things inside the missing one.
    """
    found = list(found)
    causes = [said for said in found if said.problem.covers is not None]
    placed: dict[Edition, list[Found]] = {}
    gaps: dict[Edition, list[Found]] = {}
    for said in sorted(found if causes else (), key=_start):
        placed.setdefault(said.edition, []).append(said)
        if not _length(said.problem.at.span):
            gaps.setdefault(said.edition, []).append(said)
    explained = {id(said) for cause in causes for said in _inside(cause, placed[cause.edition])}
    explained |= {id(said) for cause in causes for said in _swallowed(article, cause, gaps)}
    left = [said for said in found if id(said) not in explained]
    return list(_outside_of_copies(_outside_of_lost(left)))


def _inside(cause: Found, found: Sequence[Found]) -> Iterator[Found]:
    """Yield what other rules say of places inside; `found` are the problems of one edition in their order."""
    covers = cause.problem.covers
    assert covers is not None
    first = bisect_left(found, covers.start - EDGE, key=_start)
    for place in range(first, len(found)):
        said = found[place]
        at = said.problem.at.span
        if at.start > covers.end + EDGE:
            return
        if said.rule is not cause.rule and at.end <= covers.end + EDGE:
            yield said


def _start(said: Found) -> int:
    return said.problem.at.span.start


def _swallowed(article: Article, cause: Found, found: Mapping[Edition, Sequence[Found]]) -> Iterator[Found]:
    """Yield what is said to be missing between the neighbours of whole blocks that are damaged.

    found  what is said to be missing, by edition
    """
    covers = cause.problem.covers
    assert covers is not None
    gaps = [said for said in found.get(cause.edition, ()) if said.rule is not cause.rule]
    if not gaps or not _holds_block(cause.edition, *covers):
        return
    ranges = {pair.source.path: _beside(pair, *covers) for pair in article.pairs_of(cause.edition)}
    for said in gaps:
        place = next((at for at in said.problem.related if at.path in ranges), None)
        if place is not None:
            start, end = ranges[place.path]
            if start <= place.span.start < end:
                yield said


def _length(span: Span) -> int:
    return span.end - span.start


@lasting
def _holds_block(edition: Edition, first: int, last: int) -> bool:
    """Whether a part of a text holds the first block that begins in it as a whole."""
    leaves = ordered(edition)
    place = bisect_left(leaves, first, key=lambda leaf: leaf.span.start)
    return place < len(leaves) and leaves[place].span.end <= last


@lasting
def _beside(pair: Pair, first: int, last: int) -> tuple[int, int]:
    """The part of the source that corresponds to a part of the target, with what is missing there."""
    start, end = 0, len(pair.source.text)
    for leaf in _leaves(pair.source):
        match = pair.match(leaf)
        if match is None or match.how == "moved":
            continue
        if match.target[-1].span.end <= first:
            start = max(start, leaf.span.end)
        elif match.target[0].span.start >= last:
            end = min(end, leaf.span.start)
    return start, max(start, end)


def ordered(edition: Edition) -> Sequence[Node]:
    """The blocks that hold no blocks, by where they begin; kept in the edition's memo."""
    if ordered not in edition.memo:
        edition.memo[ordered] = sorted(_leaves(edition), key=lambda leaf: leaf.span.start)
    found: Sequence[Node] = edition.memo[ordered]
    return found


def _leaves(edition: Edition) -> Iterator[Node]:
    """The blocks that hold no blocks."""
    for node in edition.nodes:
        if node.kind in CONTAINERS:
            yield from (child for child in node.children if child.kind not in CONTAINERS)


def _outside_of_lost(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the problems whose counterpart is not inside something that is missing as a whole."""
    found = list(found)
    lost: dict[tuple[Edition, str], list[Span]] = {}
    words: dict[tuple[Edition, str], list[Span]] = {}
    for said in found:
        at = said.problem.at.span
        names_loss = at.start == at.end or (said.rule.guard and said.problem.covers is not None)
        if _takes_words(said):  # and the numbers among them
            for place in said.problem.related:
                words.setdefault((said.edition, place.path), []).append(place.span)
        if names_loss and said.problem.related and said.rule.subject is Pair:
            place = said.problem.related[0]
            if place.path != said.edition.path:
                lost.setdefault((said.edition, place.path), []).append(place.span)
    for spans in (*lost.values(), *words.values()):
        spans.sort()
    for said in found:
        at = said.problem.at.span
        gone = (
            at.start != at.end
            and not said.rule.guard
            and any(
                _holds(lost.get((said.edition, place.path), ()), place.span)
                or (not _takes_words(said) and _holds(words.get((said.edition, place.path), ()), place.span))
                for place in said.problem.related
            )
        )
        if not gone:
            yield said


def _outside_of_copies(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the problems that are no part of a longer text that was left in another language: headings
    inside of it, and those that lead to it with nothing but code below."""
    found = list(found)
    left = {(s.edition, at.start) for s in found if s.rule.witness for at in _own_places(s)}
    copies: dict[Edition, list[tuple[Rule, Span]]] = {}
    for said in found:
        if said.rule.witness and not said.rule.guard:
            whole = Span(_led_to(said, left), said.problem.at.span.end)
            copies.setdefault(said.edition, []).append((said.rule, whole))
    for said in found:
        if not said.rule.witness or not any(
            rule is not said.rule and all(_within(place, whole) for place in _own_places(said))
            for rule, whole in copies.get(said.edition, ())
        ):
            yield said


def _own_places(said: Found) -> Iterator[Span]:
    """Where a problem stands in its edition, told together or not."""
    places = (said.problem.at, *said.problem.related)
    return (place.span for place in places if place.path == said.edition.path)


def _within(place: Span, whole: Span) -> bool:
    return whole.start <= place.start and place.end < whole.end


def _led_to(copy: Found, left: Set[tuple[Edition, int]]) -> int:
    """Where headings begin that were left as well and stand right before a text, with code between them;
    a lone one is none, and the one that the text stands under may say what every language says."""
    start = copy.problem.at.span.start
    heads: list[int] = []
    for number, (kind, before) in enumerate(_leading(copy.edition, start)):
        if (copy.edition, before) in left:
            heads.append(before)
        elif kind == "heading" and number:
            break
    return heads[-1] if len(heads) > 1 else start


@lasting
def _leading(edition: Edition, start: int) -> tuple[tuple[str, int], ...]:
    """Kinds and starts of the headings and the code right before a place, the nearest first."""
    leaves = ordered(edition)
    place = bisect_left(leaves, start, key=lambda leaf: leaf.span.start)
    found = takewhile(lambda leaf: leaf.kind in ("heading", "code"), reversed(leaves[:place]))
    return tuple((leaf.kind, leaf.span.start) for leaf in found)


def _takes_words(said: Found) -> bool:
    """Whether a problem says that links are missing, with all that stands in them."""
    return said.rule.family == "links" and said.rule.name.startswith("missing-")


def _holds(spans: list[Span] | tuple[()], place: Span) -> bool:
    upto = bisect_left(spans, Span(place.start + 1, 0))
    return any(place.end <= span.end for span in spans[max(0, upto - 8) : upto])
