"""From a link to the page that it leads to, for every layout and generator that is likely enough."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from smo_lint.model import Page, Site
from smo_lint.regexes import regex
from smo_lint.site.index import (
    EXTENSION,
    INDEX,
    OUTSIDE,
    Key,
    editions,
    ends,
    folded,
    found_at,
    found_named,
    language,
    roots,
    trees,
    without_locale,
)

_TEMPLATE = regex(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\$\{(?:(?!\$\{).)*?\}")


class Goal(NamedTuple):
    """A page that a link leads to.

    page    the page that its address names; of the source where a language falls back to it
    lang    the language that the address is for, "" where it does not say
    """

    page: Page
    lang: str


class Address(NamedTuple):
    """The parts of a link within a site.

    path      segments as written, `..` and `.` included
    absolute  whether it starts at the root of the site
    typed     whether it ends in an extension of pages
    file      whether it is that of Markdown
    """

    path: Key
    absolute: bool
    typed: bool
    file: bool
    fragment: str


@lru_cache(65536)
def address(url: str) -> Address | None:
    """Return the parts of a link within the site, None for a link that leaves it or cannot be read."""
    url = unescape(url.strip().strip("<>"))
    if OUTSIDE.match(url) or "%}" in url or url.startswith(("@", "~", "\\")):
        return None
    url, _, fragment = _TEMPLATE.sub("", url).partition("#")
    path = unquote(url.partition("?")[0])
    extension = EXTENSION.search(path)
    file = extension is not None and extension[0][1:2].lower() == "m"
    segments = tuple(segment for segment in EXTENSION.sub("", path).split("/") if segment)
    return Address(segments, path.startswith("/"), extension is not None, file, unquote(fragment))


def goals(site: Site, page: Page, url: str, *, every: bool = False) -> tuple[Goal, ...]:
    """Return the pages of the site that a link of a page may lead to, none where it cannot be told.

    every  also where links of this site usually do not start from
    """
    to = address(url)
    if to is None or not (to.path or to.absolute):
        return ()

    def find() -> tuple[Goal, ...]:
        found = _absolute(site, page, to.path) if to.absolute else _relative(site, page, to, every)
        return tuple(dict.fromkeys(found))

    return site.once(("goals", page.path, to.path, to.absolute, to.typed, to.file, every), find)


def ways(site: Site, page: Page, url: str) -> Iterator[Page]:
    """Yield the pages whose ids a link may mean: those of the language that its address names or, where it
    names none, of the page's own language and of the source; the page itself for a mere fragment."""
    to = address(url)
    if to is not None and not to.path and not to.absolute:
        yield page
        return
    shown: dict[Page, None] = {}
    for goal in goals(site, page, url):
        held = editions(site, goal.page.article)
        wanted = (goal.lang,) if goal.lang else (page.lang, site.source)
        shown |= {held[lang]: None for lang in wanted if lang in held} or {goal.page: None}
    yield from shown


def spelt(site: Site, path: Key) -> tuple[str, str]:
    """Return how a path names a language of the site: (its first segment, the end of its last one)."""
    if path and language(site, path[0]):
        return path[0], ""
    return "", next((end for end, tag in ends(path[-1]) if language(site, tag)), "") if path else ""


def _relative(site: Site, page: Page, to: Address, every: bool) -> Iterator[Goal]:
    *folders, last = page.path.split("/")
    name = EXTENSION.sub("", last).partition(".")[0]
    as_page = tuple(folders) if name.casefold() in INDEX else (*folders, EXTENSION.sub("", last))
    starts = {"file": tuple(folders), "page": as_page}
    usual = "file" if to.typed else site.base
    for kind, start in starts.items():
        # A path to a file starts from a file's folder, whatever the addresses of pages are like.
        allowed = usual in ("", kind) or (every and not to.file and not site.base)
        if allowed and (joined := _joined(start, to.path)) is not None:
            yield from _named(site, page, joined)
    # From the root of its content, as some generators read it; a lone README lies in no such folder.
    if every and to.path[0] not in (".", "..") and trees(site, page.lang):
        yield from _absolute(site, page, to.path)


def _joined(start: Key, path: Key) -> Key | None:
    joined = list(start)
    for segment in path:
        if segment == "..":
            if not joined:
                return None
            joined.pop()
        elif segment != ".":
            joined.append(segment)
    return tuple(joined)


def _named(site: Site, page: Page, joined: Key) -> Iterator[Goal]:
    """The page at a path, in the language of the page that links there; the source's where it has none."""
    for key, lang in _spellings(site, folded(joined)):
        if found := found_at(site, key):
            here = next((p for p in found if p.lang == (lang or page.lang)), None)
            shown = here or next((p for p in found if p.lang == site.source), found[0])
            yield Goal(shown, lang or (page.lang if len(found) > 1 or not shown.lang else shown.lang))
            return
        for own, source in trees(site, page.lang):
            if key[: len(own)] == own and (found := found_at(site, source + key[len(own) :])):
                yield Goal(next((p for p in found if p.lang == site.source), found[0]), page.lang)
                return
    yield from _by_name(site, folded(joined), page.lang)


def _absolute(site: Site, page: Page, path: Key) -> Iterator[Goal]:
    plain, lang = without_locale(site, path)
    for key, told in _spellings(site, folded(plain)):
        for root in roots(site, page):
            for found in found_at(site, root + key):
                yield Goal(found, told or lang)
    if lang:
        for root in roots(site, page):
            yield from (Goal(found, found.lang or lang) for found in found_at(site, root + folded(path)))
    yield from _by_name(site, folded(plain), lang)


def _spellings(site: Site, key: Key) -> Iterator[tuple[Key, str]]:
    """Yield (key, language that its last segment names) of the ways in which a key can be read."""
    yield key, ""
    for end, tag in ends(key[-1]) if key else ():
        if lang := language(site, tag):
            last = key[-1].removesuffix(end)
            yield (key[:-1] if last in INDEX else (*key[:-1], last)), lang


def _by_name(site: Site, key: Key, lang: str) -> Iterator[Goal]:
    """Pages whose front matter gives them this address, or the end of it."""
    for size in range(min(len(key), 6), 0, -1):
        if found := found_named(site, key[-size:]):
            yield from (Goal(page, lang) for page in found)
            return
