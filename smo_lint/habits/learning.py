"""From what all pages show to what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from smo_lint.habits.addresses import mapped
from smo_lint.habits.lengths import lengths, ratio
from smo_lint.habits.traits import Traits, blocks, digest, traits
from smo_lint.model import Bundle, Fault, Habits, Member

# Articles that must bear witness before a habit is believed, and the share that must agree.
WITNESSES = 10
AGREEMENT = 0.95
# Pages on which one edition alone throws a switch, before that is its custom: nobody translates a `true`.
SWITCHED = 3
# Share of a language's pages that carry a block which belongs to the locale, not to the article, and pages
# that are looked at for it.
MOST_PAGES, ENOUGH = 0.6, 40
# Share of a language's marks that must be set alike for the rest to be mistakes.
CONVENTION = 0.9
# Spaces in a value that is a sentence.
SENTENCE = 3

K = TypeVar("K", bound=Hashable)
Kept = Mapping[str, Traits]


class _Article(NamedTuple):
    """The readable editions of an article."""

    members: tuple[Member, ...]
    source: Member | None


def learn(bundles: Iterable[Bundle], texts: Mapping[str, str | Fault]) -> Habits:
    """Return the habits of all articles of a project.

    texts  path -> text of every member, newlines as they are; unreadable ones are passed over
    """

    def traits_of(member: Member) -> Traits | None:
        text = texts.get(member.path)
        return traits(text, member.lang) if isinstance(text, str) else None

    def blocks_of(member: Member) -> frozenset[str]:
        text = texts[member.path]
        return blocks(text) if isinstance(text, str) else frozenset()

    def ratio_of(base: Member, member: Member) -> float | None:
        here, there = texts[base.path], texts[member.path]
        return ratio(here, there) if isinstance(here, str) and isinstance(there, str) else None

    return learnt(bundles, traits_of, blocks_of, ratio_of)


def learnt(
    bundles: Iterable[Bundle],
    traits_of: Callable[[Member], Traits | None],
    blocks_of: Callable[[Member], frozenset[str]],
    ratio_of: Callable[[Member, Member], float | None],
) -> Habits:
    """Return the same from what the pages show.

    traits_of  what an edition shows, None where it cannot be read
    blocks_of  as `traits.blocks` has it, of a readable edition
    ratio_of   as `lengths.ratio` has it, of two readable editions
    What costs much is asked of a few editions of each language; which ones is drawn by the keys of their
    articles, so that one more article changes little.
    """
    bundles = tuple(bundles)
    known = {member.path: traits_of(member) for bundle in bundles for member in bundle.members}
    pages = {path: traits for path, traits in known.items() if traits is not None}
    return measured(shown(bundles, pages), bundles, pages, blocks_of, ratio_of)


def shown(bundles: Iterable[Bundle], pages: Kept) -> Habits:
    """Return what the traits of pages tell; `pages`: path -> traits, of every readable edition."""
    articles = [_article(bundle, pages) for bundle in sorted(bundles, key=lambda b: b.key)]
    sourced = [(a.source, m) for a in articles if a.source for m in a.members if m is not a.source]
    return Habits(
        protected_keys=_protected(articles, pages),
        keys=_own_keys(articles, pages),
        elements=_own_elements(articles, pages),
        addresses=mapped(
            ((s.lang, t.lang, pages[s.path].addresses, pages[t.path].addresses) for s, t in sourced),
            WITNESSES,
        ),
        spaces=_spaces(articles, pages),
        marks=_marks(articles, pages),
        kept=_kept(articles, pages),
    )


def measured(
    habits: Habits,
    bundles: Iterable[Bundle],
    pages: Collection[str],
    blocks_of: Callable[[Member], frozenset[str]],
    ratio_of: Callable[[Member, Member], float | None],
) -> Habits:
    """Return the habits with what only a look through some editions tells.

    pages  the paths of the editions that can be read
    """
    drawn = [_article(bundle, pages) for bundle in sorted(bundles, key=lambda b: digest(b.key))]
    return replace(
        habits,
        boilerplate=_boilerplate(drawn, blocks_of),
        lengths=lengths([a.members for a in drawn], _first(drawn), ratio_of, WITNESSES),
    )


def _article(bundle: Bundle, pages: Collection[str]) -> _Article:
    members = tuple(m for m in bundle.members if m.path in pages)
    source = next((m for m in members if bundle.source and m.lang == bundle.source), None)
    return _Article(members, source)


def _first(articles: Iterable[_Article]) -> str:
    sources = Counter(article.source.lang for article in articles if article.source)
    return min(sources, key=lambda lang: (-sources[lang], lang), default="")


def _protected(articles: Iterable[_Article], pages: Kept) -> tuple[str, ...]:
    held: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    worded: Counter[str] = Counter()
    for article in articles:
        metas = [pages[member.path].keys or {} for member in article.members]
        for key in {key for meta in metas for key in meta}:
            found = [meta[key] for meta in metas if key in meta]
            if len(found) > 1:
                held[key] += 1
                equal[key] += len(set(found)) == 1
                worded[key] += _reads(found[0])
    # What is equal everywhere and reads as sentences waits for its translation.
    return tuple(
        sorted(key for key in _nearly_all(equal, held) if worded[key] <= (1 - CONVENTION) * held[key])
    )


def _kept(articles: Iterable[_Article], pages: Kept) -> tuple[tuple[str, str], ...]:
    """Keys that some translations put into their language, and nearly no page of this one does."""
    held: Counter[tuple[str, str]] = Counter()
    equal: Counter[tuple[str, str]] = Counter()
    for article in articles:
        there = (pages[article.source.path].keys or {}) if article.source else {}
        for member in article.members if there else ():
            here = pages[member.path].keys or {}
            for key in there.keys() & here.keys() if member is not article.source else ():
                held[member.lang, key] += 1
                equal[member.lang, key] += there[key] == here[key]
    usual = {k for k, n in held.items() if n >= WITNESSES and equal[k] >= CONVENTION * n}
    anew = {key for (lang, key), n in held.items() if n >= WITNESSES and 2 * equal[lang, key] < n}
    return tuple(sorted((lang, key) for lang, key in usual if key in anew))


def _reads(value: str) -> bool:
    """Whether a value as written is a sentence, not a list or a mapping."""
    return value.count(" ") >= SENTENCE and "\n" not in value and value[0] not in "[{"


def _boilerplate(
    articles: Iterable[_Article], blocks_of: Callable[[Member], frozenset[str]]
) -> frozenset[tuple[str, str]]:
    drawn: dict[str, list[Member]] = {}
    for article in articles:
        for member in article.members:
            drawn.setdefault(member.lang, []).append(member)
    pages = {lang: members[:ENOUGH] for lang, members in drawn.items() if len(members) >= WITNESSES}
    return frozenset((lang, mark) for lang, some in pages.items() for mark in _carried(some, blocks_of))


def _carried(members: Sequence[Member], blocks_of: Callable[[Member], frozenset[str]]) -> list[str]:
    """The blocks that most of some pages carry: no page is asked any more when no block can still be one."""
    carried: Counter[str] = Counter()
    most = MOST_PAGES * len(members)
    best = 0
    for left, member in zip(reversed(range(len(members))), members, strict=True):
        blocks = blocks_of(member)
        carried.update(blocks)
        best = max([best, *(carried[mark] for mark in blocks)])
        if best + left < most:
            return []
    return [mark for mark, n in carried.items() if n >= most]


def _own_keys(articles: Iterable[_Article], pages: Kept) -> tuple[tuple[str, str], ...]:
    """Keys that the source has and no translation, and that most pages of a locale have and no source."""
    held: Counter[tuple[str, str]] = Counter()
    alone: Counter[tuple[str, str]] = Counter()
    thrown: Counter[tuple[str, str]] = Counter()
    size: Counter[str] = Counter()
    sources: set[str] = set()
    for article in articles:
        for member in article.members:
            keys = pages[member.path].keys
            others = [k for m in _others(article, member) if (k := pages[m.path].keys) is not None]
            if keys is None or not others:
                continue
            size[member.lang] += 1
            sources |= {member.lang} if member is article.source else set()
            held.update((member.lang, key) for key in keys)
            alone.update((member.lang, key) for key in keys if not any(key in other for other in others))
            thrown.update((member.lang, key) for key, value in keys.items() if value in ("true", "false"))
    found = _nearly_all(alone, held)
    usual = {
        (lang, key) for lang, key in found if lang in sources or held[lang, key] >= MOST_PAGES * size[lang]
    }
    switches = {key for key, n in held.items() if SWITCHED <= n == thrown[key] == alone[key]}
    return tuple(sorted(usual | switches))


def _own_elements(articles: Iterable[_Article], pages: Kept) -> tuple[tuple[str, str], ...]:
    held: Counter[tuple[str, str]] = Counter()
    alone: Counter[tuple[str, str]] = Counter()
    for article in articles:
        for member in article.members:
            others = _others(article, member)
            elsewhere = frozenset().union(*(pages[m.path].elements for m in others))
            if others:
                held.update((member.lang, name) for name in pages[member.path].elements)
                alone.update((member.lang, name) for name in pages[member.path].elements - elsewhere)
    return tuple(sorted(_nearly_all(alone, held)))


def _others(article: _Article, member: Member) -> list[Member]:
    """What an edition is compared with: a translation with the source, everything else with all."""
    if article.source is not None and member is not article.source:
        return [article.source]
    return [other for other in article.members if other is not member]


def _nearly_all(agreeing: Counter[K], witnesses: Counter[K]) -> list[K]:
    return [what for what, n in witnesses.items() if n >= WITNESSES and agreeing[what] >= AGREEMENT * n]


def _spaces(articles: Iterable[_Article], pages: Kept) -> tuple[tuple[str, str, str], ...]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for article in articles:
        for member in article.members:
            for (marks, space), n in pages[member.path].spaces.items():
                counts.setdefault((member.lang, marks), Counter())[space] += n
    usual = {key: count.most_common(1)[0] for key, count in counts.items()}
    return tuple(
        sorted(
            (lang, marks, space)
            for (lang, marks), (space, n) in usual.items()
            if (whole := counts[lang, marks].total()) >= WITNESSES and n >= CONVENTION * whole
        )
    )


def _marks(articles: Iterable[_Article], pages: Kept) -> tuple[tuple[str, str], ...]:
    counts: Counter[tuple[str, str, bool]] = Counter()
    for article in articles:
        for member in article.members:
            for (mark, foreign), n in pages[member.path].marks.items():
                counts[member.lang, mark, foreign] += n
    return tuple(
        sorted(
            (lang, mark)
            for lang, mark, foreign in list(counts)
            if foreign
            and (whole := counts[lang, mark, True] + counts[lang, mark, False]) >= WITNESSES
            and counts[lang, mark, True] > (1 - CONVENTION) * whole
        )
    )
