"""The findings of articles, kept by everything that they depend on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from smo_lint.model import Bundle, Finding, Member
from smo_lint.options import Config
from smo_lint.outside.cache.gist import digest, outlined
from smo_lint.outside.cache.pages import PAGES, looked_for, pages
from smo_lint.outside.cache.plain import made, packed, plain, unpacked
from smo_lint.outside.cache.shelf import Shelf, encoded

if TYPE_CHECKING:
    from smo_lint.model import Site
    from smo_lint.outside.cache.gists import Gists
    from smo_lint.outside.task import Task
    from smo_lint.said import Said

# Verdicts that are kept of an article: of as many configurations, or states of its files.
VARIANTS = 4
# Codes of findings that say that smo-lint itself has failed: the next run shall try again.
FAILED = "XX"
# What bears on which files are looked at, when a run ends or fails, and what is shown of it: on no finding.
_APART: dict[str, Any] = {
    name: getattr(Config(), name)
    for name in ("habits", "fail_on", "max_findings", "min_severity", "timeout", "cache_dir", "root")
    + ("exclude", "respect_gitignore", "layout", "languages")
}
# The places of what is kept of a verdict: all that it depends on but pages, what was asked of these, the
# findings, and which pages there were. Of the latest one there is more: what tells the editions from others,
# what rules said of them, and what was looked up among all pages.
MARK, ASKED, FINDINGS, THERE = range(4)


class Before(NamedTuple):
    """What still holds of an earlier verdict on an article.

    said    what rules said of editions and pairs that are as they were
    asked   what was asked of the pages for that -> what tells the answer from others
    looked  marks of what was looked up among them
    texts   path of an edition -> digest of the text that was spoken of
    """

    said: Mapping[str, Said]
    asked: Mapping[str, str]
    looked: Sequence[int]
    texts: Mapping[str, str]


NOTHING = Before({}, {}, (), {})


# Key of an article -> what still holds of it; None where nobody will remember what comes of a run.
Earlier = Mapping[str, Before] | None


class Verdict(NamedTuple):
    """What linting an article gave.

    asked   path of a page whose headings or ids bore on it, or another question about pages behind a NUL
            -> what tells the answer from others
    texts   path of a member -> digest of the text that was read
    said    what rules said of its editions and pairs, packed, for those who come later
    looked  marks of what was looked up among all pages
    """

    findings: list[Finding]
    asked: Mapping[str, str]
    texts: Mapping[str, str]
    said: str = ""
    looked: Sequence[int] = ()


def judge(task: Task, bundle: Bundle, earlier: Earlier = None) -> Verdict:
    """Lint an article as it is in its files."""
    from smo_lint.outside.task import undisturbed

    with undisturbed():  # and what an article was made of is gone before anybody looks for garbage
        return _judged(task, bundle, earlier)


def _judged(task: Task, bundle: Bundle, earlier: Earlier) -> Verdict:
    from smo_lint.said import paths, told

    before = (earlier or {}).get(bundle.key, NOTHING)
    task.site.listen()
    files = task.files(bundle)
    texts = {path: digest(text) for path, text in files.items()}
    if earlier is None:
        return Verdict(task.findings(bundle, files), {}, texts)  # nobody will remember any more
    same = {path for path, text in texts.items() if before.texts.get(path) == text}
    known = {name: said for name, said in before.said.items() if same.issuperset(paths(name))}
    findings, article = task.judged(bundle, files, known)
    asked, looked = heard(task.site)
    said = packed(told(article) if article else {})
    return Verdict(findings, {**before.asked, **asked}, texts, said, sorted({*before.looked, *looked}))


def heard(site: Site) -> tuple[dict[str, str], set[int]]:
    """Return what was asked of the pages of a site, with the answers; and what was looked up."""
    from smo_lint.site.index import LOOKS
    from smo_lint.site.questions import answer

    questions = site.asked[0].copy()
    asked = {}
    for question in questions:
        if isinstance(question, str):
            asked[question] = _outlined(site, question)
        elif question[0] not in LOOKS:
            asked["\0" + json.dumps(question)] = answer(site, question)
    return asked, looked_for(questions)


def _outlined(site: Site, path: str) -> str:
    """What tells the headings and ids of a page from others: those that were looked at."""
    known: dict[str, str] = site.memo.setdefault("outlined", {})
    if path not in known:
        known[path] = outlined(site.pages[path].outline)
    return known[path]


class Verdicts:
    """The verdicts of one run and of those before it.

    task   what the articles are judged by
    gists  of the files
    kept   by key of an article, its verdicts, the latest first
    """

    def __init__(self, task: Task, gists: Gists, kept: Shelf) -> None:
        self._task, self._gists = task, gists
        self.kept = Shelf(dict(kept.heads), dict(kept.rests))
        self._locale = cache(self._locale_of)
        config, frame = task.config, _frame(task)
        self._said = _digest([plain(config.rules), plain(config.plugins), config.max_nodes, frame])
        self._found = _digest([plain(replace(config, **_APART)), frame])
        self._pages = pages(task.site, kept)
        if self._pages.before != self._pages.mark:
            self._turn()

    def known(self, bundle: Bundle) -> list[Finding] | None:
        """Return the findings of an article where they cannot have changed."""
        mark = self._article(bundle)
        for variant in self.kept.heads.get(bundle.key, ()):
            if variant[MARK] == mark and self._holds(variant):
                found: list[Finding] = made(list[Finding], variant[FINDINGS])
                return found
        return None

    def before(self, bundle: Bundle) -> Before:
        """Return what still holds of the latest verdict, whatever has changed since."""
        from smo_lint.said import Said, paths

        latest = self.kept.heads.get(bundle.key, ())[:1]
        # What is counted over all pages, only rules about a whole article ask: these are asked again.
        if not latest or not self._holds(latest[0], counted=False):
            return NOTHING
        members, told, looked = self.kept.rest(bundle.key)
        same = {path for path, mark in self._members(bundle).items() if members.get(path) == mark}
        held = unpacked(told) if same else {}
        said = {name: one for name, one in held.items() if same.issuperset(paths(name))}
        if not said:
            return NOTHING
        return Before(made(dict[str, Said], said), dict(latest[0][ASKED]), looked, self.digests(bundle))

    def keep(self, bundle: Bundle, verdict: Verdict) -> None:
        """Keep a verdict, if the files were the same all the time."""
        if any(finding.code.startswith(FAILED) for finding in verdict.findings):
            return
        if self.digests(bundle) != verdict.texts:
            return
        if any(self._answer(asked) != told for asked, told in verdict.asked.items()):
            return
        members, mark = self._members(bundle), self._article(bundle)
        asked = sorted(map(list, verdict.asked.items()))
        there = self._pages.mark
        kept = self.kept.heads.get(bundle.key, ())
        others = [variant for variant in kept if (variant[MARK], variant[THERE]) != (mark, there)]
        latest = [mark, asked, plain(verdict.findings), there]
        self.kept.heads[bundle.key] = [latest, *others[: VARIANTS - 1]]
        self.kept.rests[bundle.key] = encoded([members, verdict.said, verdict.looked])

    def digests(self, bundle: Bundle) -> dict[str, str]:
        """Return path of a member -> what tells its text from others."""
        return {member.path: self._gists.of(member).digest for member in bundle.members}

    def _turn(self) -> None:
        """Let verdicts of the earlier run hold that no page concerns which has come or gone since."""
        heads, now = self.kept.heads, self._pages
        for key in heads.keys() - {PAGES}:
            latest, *others = heads[key]
            if latest[THERE] == now.before and not now.concern(self.kept.rest(key)[-1]):
                heads[key] = [[*latest[:THERE], now.mark], *others]
        heads[PAGES], self.kept.rests[PAGES] = now.mark, now.told

    def _holds(self, variant: Any, *, counted: bool = True) -> bool:
        """Whether the pages that bore on a verdict are as they were; `counted`: how many there are, too."""
        if variant[THERE] != self._pages.mark:
            return False
        return all(
            self._answer(asked) == told
            for asked, told in variant[ASKED]
            if counted or not asked.startswith("\0")
        )

    def _answer(self, asked: str) -> str:
        """What tells the answer to a question about pages from others."""
        if asked.startswith("\0"):
            from smo_lint.site.questions import answer

            return answer(self._task.site, tuple(json.loads(asked[1:])))
        return self._gists.outlined(asked)

    def _article(self, bundle: Bundle) -> str:
        """What tells all from others that an article is judged by."""
        return _digest([self._found, bundle.key, bundle.source, self._members(bundle)])

    def _members(self, bundle: Bundle) -> dict[str, str]:
        """Path of an edition -> what tells all from others that any rule can see when it looks at it."""
        return {member.path: self._mark(member, bundle.source) for member in bundle.members}

    def _mark(self, member: Member, source: str) -> str:
        own = json.dumps([plain(member.past), member.silent]) if member.past or member.silent else ""
        known = self._gists.of(member).digest, self._locale(member.lang)
        return digest("\0".join((self._said, source, member.path, member.lang, own, *known)))

    def _locale_of(self, lang: str) -> str:
        habits = self._task.habits
        own = sorted(mark for tag, mark in habits.boilerplate if tag == lang)
        return _digest([plain(habits.locale(lang)), own])


def _frame(task: Task) -> str:
    """What tells a site from others but for its pages: what these are asked is noted down."""
    from smo_lint.site.index import TREE

    site = task.site
    trees = [tree[:3] for tree in site.trees if tree[3] >= TREE]
    frame = replace(site, pages={}, memo={}, trees=(), coverage=(), articles=0)
    langs = [lang for lang, _ in site.coverage]
    return _digest([plain(frame), trees, langs, bool(task.habits.boilerplate)])


def _digest(value: Any) -> str:
    return digest(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def linted(
    bundles: Sequence[Bundle],
    verdicts: Verdicts | None,
    lint: Callable[[Sequence[Bundle], Earlier], Iterable[Verdict]],
) -> Iterator[Verdict]:
    """Yield the verdict on each article in order; `lint` is asked for those that nobody knows."""
    if verdicts is None:
        yield from lint(bundles, None)
        return
    known = [verdicts.known(bundle) for bundle in bundles]
    new = [bundle for bundle, found in zip(bundles, known, strict=True) if found is None]
    fresh = iter(lint(new, {bundle.key: verdicts.before(bundle) for bundle in new}))
    for bundle, found in zip(bundles, known, strict=True):
        if found is not None:
            yield Verdict(found, {}, verdicts.digests(bundle))
            continue
        verdict = next(fresh)
        verdicts.keep(bundle, verdict)
        yield verdict
