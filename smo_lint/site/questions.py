"""What is asked of all pages of a site, other than where a link leads; and what finds a page."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Page, Question, Site
from smo_lint.site.index import AT, NAMED, OF, editions_of, names_of, places

# What is counted: only rules about a whole article ask it. What others say is remembered without the answers.
OFTEN, HAS, STRAYS, WITHOUT = "often", "has", "strays", "without"


def traces(site: Site, page: Page) -> Iterator[Question]:
    """Yield what finds a page when it is looked up: as much may change when it comes or goes."""
    yield OF, page.article
    yield from ((AT, key) for key in places(page))
    if page.names:
        yield from ((NAMED, key) for key in ((), *names_of(site, page)))


def often(site: Site, lang: str, share: float) -> int:
    """Return how many articles have a language, 0 where that is not at least this share of them."""
    site.note(OFTEN, lang, share)
    have = dict(site.coverage).get(lang, 0)
    return have if have >= share * site.articles else 0


def has(site: Site, articles: int) -> bool:
    """Whether there are so many articles."""
    site.note(HAS, articles)
    return site.articles >= articles


def strays(site: Site) -> list[Page]:
    """Return the pages of translations that are in no article."""
    site.note(STRAYS)
    if STRAYS not in site.memo:
        langs = {lang for lang, _ in site.coverage} - {site.source}
        site.memo[STRAYS] = [
            page
            for page in site.pages.values()
            if page.lang in langs and len(editions_of(site, page.article)) == 1
        ]
    found: list[Page] = site.memo[STRAYS]
    return found


def without(site: Site, lang: str) -> list[Page]:
    """Return the pages in the source language that have no edition in another one."""
    site.note(WITHOUT, lang)
    return [
        page
        for page in site.pages.values()
        if page.lang == site.source and lang not in editions_of(site, page.article)
    ]


def answer(site: Site, question: Question) -> str:
    """Return what tells the answer to a question that is neither about one page nor a look at a key."""
    match question:
        case (kind, lang, share) if kind == OFTEN:
            n = often(site, lang, share)
            return f"{n} {site.articles}" if n else ""
        case (kind, articles) if kind == HAS:
            return str(has(site, articles))
        case (kind,) if kind == STRAYS:
            return "\n".join(page.path for page in strays(site))
        case (kind, lang) if kind == WITHOUT:
            return "\n".join(page.path for page in without(site, lang))
    raise ValueError(question)
