"""The pipeline, straight down: texts in, findings out; no file is opened and no clock is read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from smo_lint import consensus, damage, huge, lag, suppress
from smo_lint.asking import FAILED, FRESHNESS, INTERNAL_ERROR, block_at, called, problems
from smo_lint.damage import Found
from smo_lint.earlier import remember, remember_pair
from smo_lint.habits import NONE, Habits, carries
from smo_lint.identity import fingerprint
from smo_lint.markdown import NODES, parse
from smo_lint.model import (
    ALONE,
    Agreement,
    Article,
    Bundle,
    Edition,
    Fault,
    Finding,
    Member,
    Node,
    Pair,
    Problem,
    Rule,
    Site,
    Span,
)
from smo_lint.options import Config, chosen, fits, repairable, settings, severity
from smo_lint.pairing import apart, pair
from smo_lint.phases import phase
from smo_lint.rules import rules


class Kept(NamedTuple):
    """An article as it was compared before, and the texts that it was made of."""

    files: Mapping[str, str | Fault]
    article: Article


def lint_article(
    files: Mapping[str, str | Fault],
    config: Config,
    bundle: Bundle,
    habits: Habits = NONE,
    site: Site = ALONE,
) -> list[Finding]:
    """Return what there is to say about one article, in the order of files and places.

    files   path -> decoded text, or why it could not be read; every member of the bundle is there
    site    every page of the project; rules about what links lead to are silent without it
    Raises ConfigError where the configuration names a rule that does not exist.
    """
    return findings(compare(files, bundle, habits, site, nodes=config.max_nodes), config, bundle, habits)


def findings(article: Article, config: Config, bundle: Bundle, habits: Habits = NONE) -> list[Finding]:
    """Return what there is to say about an article that was compared, as `lint_article` does.

    What rules say of an edition or of a pair is kept in its memo: where `compare` has kept these, only
    the others are asked about.
    """
    active = chosen(rules(), config)
    silent = {member.path: member.silent for member in bundle.members if member.silent}
    if huge.is_huge(article.editions):
        huge.ask(article, active, config)
    guards = [rule for rule in active if rule.guard]
    found = _spoken(_run(guards, article, config, habits), silent)
    article, cuts = _guarded(article, found)
    rest = _spoken(_run([rule for rule in active if not rule.guard], article, config, habits), silent)
    found += (entry for entry in rest if entry.problem.at.span.start < cuts.get(entry.edition, sys.maxsize))
    late = [entry for entry in found if entry.rule.family == FRESHNESS]  # explained by nothing on the page
    found = damage.unexplained(article, [entry for entry in found if entry.rule.family != FRESHNESS])
    found = _spoken(_agreed([*found, *late], article, active, config), silent)
    kept = suppress.suppress(article, found, active)
    return _findings(damage.together(kept), article, config)


def compare(
    files: Mapping[str, str | Fault],
    bundle: Bundle,
    habits: Habits = NONE,
    site: Site = ALONE,
    kept: Kept | None = None,
    *,
    nodes: int = NODES,
) -> Article:
    """Return the editions of an article parsed and aligned.

    kept  the same article at an earlier time: editions that have not changed are taken from it as they
          are, and so are pairs of them
    nodes  how many an edition may have
    """
    before = {e.path: e for e in kept.article.editions} if kept else {}
    same = {path for path in before if path in files and kept and kept.files[path] == files[path]}
    read = partial(parse, nodes=nodes)
    with phase("parse"):
        editions = tuple(
            _edition(read, files[m.path], m, habits, site, before.get(m.path), m.path in same)
            for m in bundle.members
        )
    with phase("align"):
        return _aligned(editions, bundle, kept.article.pairs if kept else (), nodes)


def _aligned(editions: tuple[Edition, ...], bundle: Bundle, before: Sequence[Pair], nodes: int) -> Article:
    readable = [edition for edition in editions if edition.fault is None]
    source = next((e for e in readable if bundle.source and e.lang == bundle.source), None)
    pasts = {member.path: member.past for member in bundle.members}
    known = {(p.source, p.target): p for p in before if source is None or p.past == pasts.get(p.target.path)}
    if source is None:
        return Article(bundle.key, editions, None, _remembering(consensus.pairs(readable, known), before))
    pairs = []
    for edition in readable:
        if edition is not source:
            pairs.append(known.get((source, edition)) or pair(source, edition))
            if huge.is_huge(readable):
                apart(pairs[-1])  # what the units tell; then they are not needed before the rules are asked
                huge.forget(pairs[-1], edition)
    dated = lag.dated(pairs, pasts, nodes=nodes)
    return Article(bundle.key, editions, source, _remembering(dated, before))


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


def _guarded(article: Article, found: Iterable[Found]) -> tuple[Article, dict[Edition, int]]:
    """The article for the other rules, and from which offset on a guard silences an edition.

    What a guard speaks of is no reference for other editions.
    """
    cuts: dict[Edition, int] = {}
    for entry in found:
        start = (entry.problem.covers or entry.problem.at.span).start
        # What is missing is reported at the end of what stands before it.
        start = len(entry.edition.text[:start].rstrip())
        cuts[entry.edition] = min(start, cuts.get(entry.edition, start))
    if not cuts:
        return article, cuts
    return replace(article, pairs=tuple(pair for pair in article.pairs if pair.source not in cuts)), cuts


def _run(active: Iterable[Rule], article: Article, config: Config, habits: Habits) -> Iterator[Found]:
    paths = {edition.path: edition for edition in article.editions}
    for rule in active:
        options = settings(rule, config)
        for problem in dict.fromkeys(problems(rule, article, options)):
            if not _of_the_locale(problem, rule, article, habits):
                yield Found(rule, paths[problem.at.path], problem)
    if huge.is_huge(article.editions):
        huge.forget(*article.pairs, *article.editions)


def _spoken(found: Iterable[Found], silent: Mapping[str, Sequence[str]]) -> list[Found]:
    """Leave out what rules say of files about which the configuration wants them to say nothing."""
    return [
        entry
        for entry in found
        if entry.problem.topic == FAILED
        or not any(fits(word, entry.rule) for word in silent.get(entry.problem.at.path, ()))
    ]


def _agreed(found: list[Found], article: Article, active: Sequence[Rule], config: Config) -> list[Found]:
    """Put one problem of the source in the place of the same problem of many translations."""
    judges = [rule for rule in active if rule.subject is Agreement]
    if article.source is None or not judges:
        return found
    said: dict[Rule, list[Problem]] = {}
    for entry in suppress.suppress(article, found, active):
        level = severity(entry.rule, config, entry.problem.severity)
        if entry.rule.subject is Pair and _is_voted_on(entry.rule) and level != "hint":
            said.setdefault(entry.rule, []).append(entry.problem)
    settled: set[tuple[str, Problem]] = set()
    verdicts: list[Found] = []
    for rule, alike in said.items():
        for agreement in consensus.agreements(article, alike):
            if consensus.meant(agreement):
                settled.update((rule.code, problem) for problem in agreement.problems)
                continue
            for judge in judges:
                for verdict in called(judge, agreement, settings(judge, config)):
                    verdicts.append(Found(judge, article.source, verdict))
                    settled.update((rule.code, problem) for problem in agreement.problems)
    return [entry for entry in found if (entry.rule.code, entry.problem) not in settled] + verdicts


def _is_voted_on(rule: Rule) -> bool:
    """Whether what a rule says of many translations can be the fault of their source."""
    return not rule.guard and not rule.own and rule.family != FRESHNESS


def _of_the_locale(problem: Problem, rule: Rule, article: Article, habits: Habits) -> bool:
    """Whether a pair differs here only by a block that most pages of a language carry."""
    if rule.subject is not Pair or not habits.boilerplate:
        return False
    for place in (problem.at, *problem.related):
        edition = next(edition for edition in article.editions if edition.path == place.path)
        block = block_at(edition, place.span.start)
        lone = not any(pair.match(block) for pair in article.pairs if edition in (pair.source, pair.target))
        if lone and carries(habits, edition.lang, edition.slice(block.span)):
            return True
    return False


def _findings(found: Iterable[Found], article: Article, config: Config) -> list[Finding]:
    ordered = sorted(found, key=_place)
    paths = {edition.path: edition for edition in article.editions}
    seen: Counter[str] = Counter()
    return [_finding(entry, article, paths, config, seen) for entry in ordered]


def _place(entry: Found) -> tuple[str, Span, str, str]:
    at = entry.problem.at
    return at.path, at.span, entry.rule.code, entry.problem.message


def _finding(
    entry: Found, article: Article, paths: Mapping[str, Edition], config: Config, seen: Counter[str]
) -> Finding:
    rule, edition, problem = entry
    if problem.topic == FAILED:
        code, name, level = INTERNAL_ERROR, "internal-error", "error"
    else:
        code, name, level = rule.code, rule.name, severity(rule, config, problem.severity)
    around = block_at(edition, problem.at.span.start).span
    mark = fingerprint(code, article.key, problem, paths, around, seen)
    if problem.fix and not repairable(rule, config):
        problem = replace(problem, fix=None)
    return Finding(code, name, level, edition.lang, article.key, problem, mark)
