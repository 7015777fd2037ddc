"""The editions of an article, parsed and beside each other: what the rules are asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import NamedTuple

from smo_lint import consensus, huge, lag, later
from smo_lint.alignment.pairing import apart, pair
from smo_lint.earlier import remember, remember_pair
from smo_lint.habits import NONE, Habits
from smo_lint.markdown import NODES, parse
from smo_lint.model import ALONE, Article, Bundle, Edition, Fault, Member, Node, Pair, Site, Span
from smo_lint.phases import phase
from smo_lint.said import NOTHING, Said, name, recalled


class Kept(NamedTuple):
    """An article as it was compared before, and the texts that it was made of."""

    files: Mapping[str, str | Fault]
    article: Article


def compare(
    files: Mapping[str, str | Fault],
    bundle: Bundle,
    habits: Habits = NONE,
    site: Site = ALONE,
    kept: Kept | None = None,
    *,
    nodes: int = NODES,
    said: Mapping[str, Said] = NOTHING,
) -> Article:
    """Return the editions of an article parsed and aligned.

    kept  the same article at an earlier time: editions that have not changed are taken from it as they
          are, and so are pairs of them
    nodes  how many an edition may have
    said   what is known of editions and pairs that are as they were, by their `said.name`: they are
           parsed and aligned when somebody looks at them
    """
    before = {e.path: e for e in kept.article.editions} if kept else {}
    same = {path for path in before if path in files and kept and kept.files[path] == files[path]}
    read = partial(parse, nodes=nodes)
    with phase("parse"):
        editions = tuple(
            later.edition(read, text, m, habits.locale(m.lang), site, recalled(said[m.path]))
            if m.path in said and isinstance(text := files[m.path], str)
            else _edition(read, files[m.path], m, habits, site, before.get(m.path), m.path in same)
            for m in bundle.members
        )
    with phase("align"):
        return _aligned(editions, bundle, kept.article.pairs if kept else (), nodes, said)


def _aligned(
    editions: tuple[Edition, ...],
    bundle: Bundle,
    before: Sequence[Pair],
    nodes: int,
    said: Mapping[str, Said],
) -> Article:
    readable = [edition for edition in editions if edition.fault is None]
    source = next((e for e in readable if bundle.source and e.lang == bundle.source), None)
    pasts = {member.path: member.past for member in bundle.members} if source else {}  # who votes has none
    known = {(p.source, p.target): p for p in before if p.past == pasts.get(p.target.path)}
    if source is None:
        known |= _recalled(readable, said)
        return Article(bundle.key, editions, None, _remembering(consensus.pairs(readable, known), before))
    pairs = []
    stays = {*source.memo}
    for edition in readable:
        past = pasts[edition.path]
        if edition is source:
            continue
        if what := said.get(name(source, edition)):
            pairs.append(later.pair(source, edition, recalled(what), past, nodes))
            continue
        both = known.get((source, edition)) or pair(source, edition)
        if huge.is_huge(readable):
            apart(both)  # what the units tell; then they are not needed before the rules are asked
            huge.forget(both, edition)
        pairs.append(lag.dated(both, past, nodes=nodes))
    if huge.is_huge(readable):
        huge.forget(source, but=stays)
    return Article(bundle.key, editions, source, _remembering(pairs, before), bundle.absent)


def _recalled(
    editions: Iterable[Edition], said: Mapping[str, Said]
) -> Iterator[tuple[tuple[Edition, Edition], Pair]]:
    """Yield the pairs that something is known of, and between whom they are."""
    for one, two in combinations(editions, 2):
        there, back = said.get(name(one, two)), said.get(name(two, one))
        if there and back:
            forth = later.pair(one, two, recalled(there))
            yield (one, two), forth
            yield (two, one), later.mirrored(forth, recalled(back))


def _remembering(pairs: Iterable[Pair], before: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pairs, each that was aligned anew with what was known of it before."""
    pairs = tuple(pairs)
    old = {(p.source.path, p.target.path): p for p in before}
    for now in pairs:
        then = old.get((now.source.path, now.target.path))
        if then is not None and then is not now:
            remember_pair(now, then)
    return pairs


def _edition(
    read: Callable[..., Edition],
    content: str | Fault,
    member: Member,
    habits: Habits,
    site: Site,
    before: Edition | None,
    same: bool,
) -> Edition:
    """An edition; `before`: as it was at an earlier time, `same`: its text has not changed since."""
    path, lang = member.path, member.lang
    locale = habits.locale(lang)
    if before and (before.lang != lang or before.fault is not None):
        before = None
    # What was worked out about it may rest on the habits or on the site.
    settled = before is not None and (before.locale, before.site) == (locale, site)
    if before and same:
        return before if settled else replace(before, locale=locale, site=site, memo={})
    if isinstance(content, Fault):
        empty = Node("document", Span(0, 0), Span(0, 0))
        return Edition(path, lang, "", empty, fault=content)
    now = replace(read(content, path, lang, before), locale=locale, site=site)
    if before and settled:
        remember(now, before)
    return now
