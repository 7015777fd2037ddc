"""The pipeline, straight down: texts in, findings out; no file is opened and no clock is read."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from smo_lint import consensus, damage, huge, suppress
from smo_lint.asking import FAILED, FRESHNESS, INTERNAL_ERROR, around, block_at, called, problems
from smo_lint.comparing import compare
from smo_lint.damage import Found
from smo_lint.habits import NONE, Habits, carries
from smo_lint.identity import fingerprint
from smo_lint.model import (
    ALONE,
    Agreement,
    Article,
    Bundle,
    Edition,
    Fault,
    Finding,
    Pair,
    Problem,
    Rule,
    Site,
    Span,
)
from smo_lint.neighbours import together
from smo_lint.options import Config, chosen, fits, repairable, settings, severity
from smo_lint.rules import rules


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
    return _findings(together(kept), article, config)


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
    large = huge.is_huge(article.editions)
    for rule in active:
        options = settings(rule, config)
        for problem in dict.fromkeys(problems(rule, article, options)):
            if not _of_the_locale(problem, rule, article, habits):
                yield Found(rule, paths[problem.at.path], problem)
        if large:
            huge.forget_family(rule, article, *article.pairs, *article.editions)


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
        start = place.span.start
        if carries(habits, edition.lang, edition.slice(around(edition, start))):
            block = block_at(edition, start)
            beside = (pair for pair in article.pairs if edition in (pair.source, pair.target))
            if not any(pair.match(block) for pair in beside):
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
    block = around(edition, problem.at.span.start)
    mark = fingerprint(code, article.key, problem, paths, block, seen)
    if problem.fix and not repairable(rule, config):
        problem = replace(problem, fix=None)
    return Finding(code, name, level, edition.lang, article.key, problem, mark)
