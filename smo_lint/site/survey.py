"""From the articles of a project and their texts to what links need to know of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from smo_lint import slugs
from smo_lint.model import Bundle, Fault, Member, Outline, Page, Question, Site
from smo_lint.site.ids import made, meant
from smo_lint.site.index import editions, pages_at, pages_named
from smo_lint.site.outline import links, names, outline
from smo_lint.site.resolve import address, goals, spelt, ways

# Links of a language that bear witness, how many must, and the share that must agree.
ENOUGH, WITNESSES, AGREEMENT = 400, 10, 0.9

Witness = tuple[Page, str]
Folder = tuple[str, ...]


class Customs(NamedTuple):
    """How the links of a site are meant, as `Site` has it."""

    base: str
    slugs: tuple[str, ...]
    localised: tuple[tuple[str, str, str], ...]
    own: frozenset[str]


def survey(
    bundles: Iterable[Bundle],
    alone: Iterable[Member],
    texts: Mapping[str, str | Fault],
    source: str = "",
    witnesses: int = WITNESSES,
) -> Site:
    """Return the site that these articles make.

    alone      pages in one language only
    texts      path -> text of every file; the ids of those that are not there are not known
    source     tag of the source language
    witnesses  links that must show a habit before it is believed
    """
    held = {path: text for path, text in texts.items() if isinstance(text, str)}

    def outline_of(member: Member) -> Outline:
        return outline(held[member.path]) if member.path in held else Outline()

    site = paged(bundles, alone, outline_of, lambda member: names(held.get(member.path, "")), source)

    def links_of(page: Page) -> tuple[str, ...]:
        return links(held.get(page.path, ""))

    return replace(site, **customs(site, links_of, witnesses)._asdict(), memo={})


def paged(
    bundles: Iterable[Bundle],
    alone: Iterable[Member],
    outline_of: Callable[[Member], Outline],
    names_of: Callable[[Member], tuple[str, ...]],
    source: str = "",
) -> Site:
    """Return the pages of a site as they lie; what they hold is found out where somebody asks for it.

    names_of  the addresses that the front matter of a page gives it
    """
    bundles = sorted(bundles, key=lambda bundle: bundle.key)
    held = [(member, bundle.key) for bundle in bundles for member in bundle.members]
    held += [(member, member.path) for member in alone]
    asked: list[set[Question]] = [set()]
    pages = {
        m.path: Page(m.path, m.lang, article, partial(outline_of, m), names_of(m), asked)
        for m, article in sorted(held, key=lambda one: one[0].path)
    }
    coverage = Counter(member.lang for bundle in bundles for member in bundle.members)
    return Site(
        pages=pages,
        source=source,
        trees=tuple(_trees(bundles)),
        coverage=tuple(sorted(coverage.items())),
        articles=len(bundles),
        asked=asked,
    )


def customs(site: Site, links_of: Callable[[Page], tuple[str, ...]], witnesses: int = WITNESSES) -> Customs:
    """Return how the links of some pages are meant, as most of them show.

    links_of  the links of a page that may stay on the site, as written
    The first links of each language are looked at, and the pages that they lead to.
    """
    links = list(_links(site, links_of))
    site = _based(site, _base(site, links, witnesses))
    return Customs(
        site.base,
        _slugs(site, links, witnesses),
        tuple(_localised(site, links, witnesses)),
        frozenset(_own(site, links, witnesses, absolute=False)),
    )


def _trees(bundles: Iterable[Bundle]) -> Iterator[tuple[str, str, str, int]]:
    """Yield (language, its folder, the source's folder, articles), the longest folder first."""
    folders: Counter[tuple[str, Folder, Folder]] = Counter()
    for bundle in bundles:
        first = next((m for m in bundle.members if bundle.source and m.lang == bundle.source), None)
        if first is not None:
            source, others = _folder(first), (m for m in bundle.members if m is not first)
            folders.update((member.lang, _folder(member), source) for member in others)
    count: Counter[tuple[str, str, str]] = Counter()
    for (lang, own, source), n in folders.items():
        mirrored = _mirrored(own, source)
        if mirrored[0] != mirrored[1]:
            count[lang, *mirrored] += n
    for (lang, own_tree, source_tree), n in sorted(count.items(), key=lambda c: (-len(c[0][1]), c[0])):
        yield lang, own_tree, source_tree, n


def _folder(member: Member) -> Folder:
    return tuple(member.path.split("/")[:-1])


def _mirrored(own: Folder, source: Folder) -> tuple[str, str]:
    """Two folders without what both end in."""
    shared = 0
    while shared < min(len(own), len(source)) and own[-1 - shared] == source[-1 - shared]:
        shared += 1
    return "/".join(own[: len(own) - shared]), "/".join(source[: len(source) - shared])


def _links(site: Site, links_of: Callable[[Page], tuple[str, ...]]) -> Iterator[Witness]:
    """Yield the first links of each language that stay on the site."""
    by_lang: dict[str, list[Page]] = {}
    for page in site.pages.values():
        by_lang.setdefault(page.lang, []).append(page)
    for pages in by_lang.values():
        yield from islice(_staying((page, url) for page in pages for url in links_of(page)), ENOUGH)


def _staying(links: Iterable[Witness]) -> Iterator[Witness]:
    for page, url in links:
        to = address(url)
        if to is not None and (to.path or to.fragment):
            yield page, url


def _base(site: Site, links: Iterable[Witness], witnesses: int) -> str:
    votes: Counter[str] = Counter()
    sites = {kind: _based(site, kind) for kind in ("file", "page")}
    for page, url in links:
        to = address(url)
        if to is not None and to.path and not to.absolute and not to.typed:
            held = [kind for kind, one in sites.items() if _within(one, page, url)]
            if len(held) == 1:
                votes[held[0]] += 1
    best, times = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=("", 0))
    return best if times >= witnesses and times >= AGREEMENT * votes.total() else ""


def _based(site: Site, base: str) -> Site:
    """Return the same site for another start of its links; where its pages lie is worked out once."""
    _ = pages_at(site), pages_named(site)
    return replace(site, base=base, memo={name: site.memo[name] for name in ("index", "names")})


def _within(site: Site, page: Page, url: str) -> bool:
    """Whether a link leads to a page in the language of the page that it stands on."""
    return any(goal.lang == page.lang for goal in goals(site, page, url))


def _slugs(site: Site, links: Sequence[Witness], witnesses: int) -> tuple[str, ...]:
    """The algorithms that give nearly all fragments which any of them gives."""
    ours = [link for link in links if not site.source or link[0].lang == site.source]
    theirs = [link for link in links if site.source and link[0].lang != site.source]
    fitting = _fitting(site, ours, tuple(slugs.BY_NAME), witnesses)
    # Translators get fragments wrong, but where they get them right they tell what is made of their letters.
    return _fitting(site, theirs, fitting, witnesses) or fitting


def _fitting(site: Site, links: Iterable[Witness], names: tuple[str, ...], witnesses: int) -> tuple[str, ...]:
    votes: Counter[str] = Counter()
    whole = 0
    for page, url in links:
        to = address(url)
        if to is None or not to.fragment or slugs.no_heading(to.fragment):
            continue
        found = list(ways(site, page, url))
        if not found or to.fragment in found[0].ids or not meant(site, found[0], to.fragment):
            continue
        whole += 1
        votes.update(name for name in names if to.fragment in made(site, found[0], name))
    best = max(votes.values(), default=0)
    if whole < witnesses or best < AGREEMENT * whole:
        return ()
    return tuple(name for name in names if votes[name] == best)


def _own(site: Site, links: Iterable[Witness], witnesses: int, *, absolute: bool) -> Iterator[str]:
    """Yield the languages whose links to pages that they have mostly lead to their own editions."""
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for page, url in links:
        to = address(url)
        if to is None or not to.path or to.absolute is not absolute:
            continue
        found = goals(site, page, url)
        if found and all(page.lang in editions(site, goal.page.article) for goal in found):
            whole[page.lang] += 1
            right[page.lang] += any(goal.lang == page.lang for goal in found)
    for lang, n in sorted(whole.items()):
        # Where more lead elsewhere, that is how the site is written: it may localise links when it is built.
        if n >= witnesses and n - right[lang] <= max(1, (1 - AGREEMENT) * n):
            yield lang


def _localised(site: Site, links: Sequence[Witness], witnesses: int) -> Iterator[tuple[str, str, str]]:
    """Yield (tag, first segment, end of the last one) as the links of a language name it."""
    for lang in _own(site, links, witnesses, absolute=True):
        forms = Counter(
            spelt(site, to.path)
            for page, url in links
            if page.lang == lang and (to := address(url)) and to.absolute and _within(site, page, url)
        )
        forms.pop(("", ""), None)
        if forms:
            yield lang, *max(forms, key=lambda form: (forms[form], form))
