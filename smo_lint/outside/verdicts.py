"""The findings of articles, kept by everything that they depend on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from smo_lint.model import Bundle, Finding
from smo_lint.outside.gist import digest
from smo_lint.outside.plain import made, plain

if TYPE_CHECKING:
    from smo_lint.outside.gist import Gists
    from smo_lint.outside.task import Task

# Verdicts that are kept of an article: of as many configurations, or states of its files.
VARIANTS = 4
# Codes of findings that say that smo-lint itself has failed: the next run shall try again.
FAILED = "XX"


class Verdict(NamedTuple):
    """What linting an article gave.

    asked  paths of the pages whose headings or ids bore on it
    texts  path of a member -> digest of the text that was read
    """

    findings: list[Finding]
    asked: tuple[str, ...]
    texts: Mapping[str, str]


def judge(task: Task, bundle: Bundle) -> Verdict:
    """Lint an article as it is in its files."""
    task.site.asked.clear()
    files = task.files(bundle)
    findings = task.findings(bundle, files)
    texts = {path: digest(text) for path, text in files.items()}
    return Verdict(findings, tuple(sorted(task.site.asked)), texts)


class Verdicts:
    """The verdicts of one run and of those before it.

    task   what the articles are judged by
    gists  of the files
    kept   key of an article -> [what it depends on, pages that were asked about, findings], the latest first
    """

    def __init__(self, task: Task, gists: Gists, kept: Mapping[str, Any]) -> None:
        self._task, self._gists = task, gists
        self.kept: dict[str, Any] = dict(kept)
        self._locale = cache(self._locale_of)
        config = replace(task.config, habits=None, fail_on="error", timeout=0)
        self._base = [plain(config), _frame(task)]

    def known(self, bundle: Bundle) -> list[Finding] | None:
        """Return the findings of an article where they cannot have changed."""
        mark = self._mark(bundle)
        for variant in self.kept.get(bundle.key, ()):
            if variant[0] == mark and all(self._gists.outlined(path) == told for path, told in variant[1]):
                found: list[Finding] = made(list[Finding], variant[2])
                return found
        return None

    def keep(self, bundle: Bundle, verdict: Verdict) -> None:
        """Keep a verdict, if the files were the same all the time."""
        if any(finding.code.startswith(FAILED) for finding in verdict.findings):
            return
        if any(self._gists.of(m).digest != verdict.texts[m.path] for m in bundle.members):
            return
        mark = self._mark(bundle)
        asked = [[path, self._gists.outlined(path)] for path in verdict.asked]
        others = [variant for variant in self.kept.get(bundle.key, ()) if variant[0] != mark]
        self.kept[bundle.key] = [[mark, asked, plain(verdict.findings)], *others[: VARIANTS - 1]]

    def _mark(self, bundle: Bundle) -> str:
        members = [
            [m.path, m.lang, m.silent, plain(m.past), self._gists.of(m).digest, self._locale(m.lang)]
            for m in bundle.members
        ]
        return _digest([self._base, bundle.key, bundle.source, members])

    def _locale_of(self, lang: str) -> Any:
        habits = self._task.habits
        own = sorted(mark for tag, mark in habits.boilerplate if tag == lang)
        return [plain(habits.locale(lang)), own]


def _frame(task: Task) -> str:
    """What tells a site from others but for headings and ids: these are asked for page by page."""
    site = task.site
    frame = replace(site, pages={}, memo={}, asked=set())
    pages = [[page.path, page.lang, page.article, page.names] for page in site.pages.values()]
    return _digest([plain(frame), plain(pages), bool(task.habits.boilerplate)])


def _digest(value: Any) -> str:
    return digest(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def bounded(kept: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Return what is kept of the articles that there still are."""
    wanted = frozenset(keys)
    return {key: variants for key, variants in kept.items() if key in wanted}


def linted(
    bundles: Sequence[Bundle],
    verdicts: Verdicts | None,
    lint: Callable[[Sequence[Bundle]], Iterable[Verdict]],
) -> Iterator[list[Finding]]:
    """Yield the findings of each article in order; `lint` is asked for those that nobody knows."""
    if verdicts is None:
        yield from (verdict.findings for verdict in lint(bundles))
        return
    known = [verdicts.known(bundle) for bundle in bundles]
    fresh = iter(lint([b for b, found in zip(bundles, known, strict=True) if found is None]))
    for bundle, found in zip(bundles, known, strict=True):
        if found is None:
            verdict = next(fresh)
            verdicts.keep(bundle, verdict)
            found = verdict.findings
        yield found
