"""Which problems the ignore comments of an article silence, and which comments silence nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from smo_lint.ignores import Ignore, block_at, ignores, naming
from smo_lint.model import Article, Edition, Pair, Problem, Rule, Span

# The rule that claims every word of every comment to be of no use; here the claims are weighed.
UNUSED = "unused-ignore"


class Said(Protocol):
    """A problem with the rule that says it and the edition that it is about."""

    @property
    def rule(self) -> Rule: ...
    @property
    def edition(self) -> Edition: ...
    @property
    def problem(self) -> Problem: ...


S = TypeVar("S", bound=Said)


def suppress(article: Article, found: Iterable[S], active: Sequence[Rule]) -> list[S]:
    """Return the problems that no ignore comment silences.

    A comment covers its own edition. In the source it covers every translation as well, or those
    that it names: what corresponds to the covered block, and what points at it as missing.
    The claims of UNUSED are dropped for words that silenced something, and for words whose rules
    did not all run.
    """
    found = list(found)
    if not any(ignores(edition) for edition in article.editions):
        return found
    kept: list[S] = []
    claims: list[S] = []
    used: set[tuple[str, Span]] = set()
    for said in found:
        if said.rule.name == UNUSED:
            claims.append(said)
        elif silencing := set(_silencing(article, said)):
            used |= silencing
        else:
            kept.append(said)
    ran = {rule.code for rule in active}
    used |= _for_absent(article)
    # What a comment silences may only wait until the translation has caught up.
    late = [pair for pair in article.pairs if pair.former and pair.past and pair.past.declared]
    lagging = {path for pair in late for path in (pair.source.path, pair.target.path)}
    for claim in claims:
        at = claim.problem.at
        if at.path in lagging:
            continue
        if (at.path, at.span) not in used and ran.issuperset(claim.problem.topic.split()):
            if not any(_silencing(article, claim)):
                kept.append(claim)
    return kept


def _for_absent(article: Article) -> set[tuple[str, Span]]:
    """The words of comments for languages of which not all are here to be silenced."""
    present = [edition.lang for edition in article.editions]
    return {
        (edition.path, word.span)
        for edition in article.editions
        for comment in ignores(edition)
        if not comment.finds(present)
        for word in comment.words
    }


def _silencing(article: Article, said: Said) -> Iterator[tuple[str, Span]]:
    """Yield (path, place) of the words that silence a problem."""
    for edition in dict.fromkeys((said.edition, article.source)):
        if edition is None:
            continue
        for comment, word in naming(edition, said.rule):
            if comment.speaks_of(said.edition.lang) and _covers(article, edition, comment, said):
                yield edition.path, word.span


def _covers(article: Article, edition: Edition, comment: Ignore, said: Said) -> bool:
    problem = said.problem
    if edition is said.edition:
        return comment.holds(problem.at.span)
    if comment.kind == "ignore-file":
        return True
    if any(place.path == edition.path and comment.holds(place.span) for place in problem.related):
        return True
    return any(
        comment.covers.start <= span.start and span.end <= comment.covers.end
        for pair in article.pairs_of(said.edition)
        for span in _corresponding(pair, problem.at.span)
    )


def _corresponding(pair: Pair, span: Span) -> Iterator[Span]:
    """Yield what corresponds in the source to the key or the blocks around a place of the target."""
    if span.start == span.end:
        return  # something is missing: the block before it has nothing to do with it
    meta = pair.target.meta
    if meta and span.start < meta.span.end:
        for entry in meta.entries:
            inside = entry.key.start <= span.start < max(entry.key.end, entry.value.end)
            if inside and pair.source.meta and (other := pair.source.meta.get(*entry.path)):
                yield other.key
        return
    block = block_at(pair.target, span.start)
    for node in (block, *pair.target.ancestors(block)):
        if match := pair.match(node):
            yield from (other.span for other in match.source)
