"""From a link to the page that it leads to, for every layout and generator that is likely enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from smo_lint.languages import named, normalise
from smo_lint.model import Page, Site

Key = tuple[str, ...]

_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\$\{.*?\}")
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_EXTENSION = re.compile(r"\.(?:mdx?|markdown|html?)$", re.IGNORECASE)
_SUFFIX = re.compile(r"[._-]([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})?)$")
# Numbers and dates that generators leave out of addresses: `01-start.md`, `2024-05-01-news.md`.
_ORDERED = re.compile(r"^\d[\d-]*[-_.](?=[^\W\d])")
# Articles that a folder of a language must mirror to be part of a site, whose untranslated pages are
# then served in the source language.
TREE = 3
_INDEX = frozenset(("index", "_index", "readme"))


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
    if _OUTSIDE.match(url) or "%}" in url or url.startswith(("@", "~", "\\")):
        return None
    url, _, fragment = _TEMPLATE.sub("", url).partition("#")
    path = unquote(url.partition("?")[0])
    extension = _EXTENSION.search(path)
    file = extension is not None and extension[0][1:2].lower() == "m"
    segments = tuple(segment for segment in _EXTENSION.sub("", path).split("/") if segment)
    return Address(segments, path.startswith("/"), extension is not None, file, unquote(fragment))


def goals(site: Site, page: Page, url: str, *, every: bool = False) -> tuple[Goal, ...]:
    """Return the pages of the site that a link of a page may lead to, none where it cannot be told.

    every  also where links of this site usually do not start from
    """
    to = address(url)
    if to is None or not (to.path or to.absolute):
        return ()
    known = site.memo.setdefault("goals", {})
    key = (page.path, to.path, to.absolute, to.typed, to.file, every)
    if key not in known:
        found = _absolute(site, page, to.path) if to.absolute else _relative(site, page, to, every)
        known[key] = tuple(dict.fromkeys(found))
    goal: tuple[Goal, ...] = known[key]
    return goal


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
    if path and _language(site, path[0]):
        return path[0], ""
    suffix = _SUFFIX.search(path[-1]) if path else None
    return "", suffix[0] if suffix and _language(site, suffix[1]) else ""


def editions(site: Site, article: str) -> dict[str, Page]:
    """Return language -> page of an article."""
    index: dict[str, dict[str, Page]] = site.memo.get("editions", {})
    if not index:
        for page in site.pages.values():
            index.setdefault(page.article, {})[page.lang] = page
        site.memo["editions"] = index
    return index.get(article, {})


def canonical(path: str, lang: str) -> Key:
    """Return the segments of a path without what a language or a generator adds to its last one."""
    *folders, last = path.split("/")
    last = _EXTENSION.sub("", last)
    suffix = _SUFFIX.search(last)
    if suffix and lang and _same(suffix[1], lang):
        last = last[: suffix.start()]
    return _folded((*folders, last))


def _folded(segments: Iterable[str]) -> Key:
    key = tuple(segment.casefold() for segment in segments if segment not in ("", "."))
    key = key[:-1] if key and key[-1] in _INDEX else key
    return tuple(segment.replace("_", "-") for segment in key)


def _relative(site: Site, page: Page, to: Address, every: bool) -> Iterator[Goal]:
    *folders, last = page.path.split("/")
    name = _SUFFIX.sub("", _EXTENSION.sub("", last))
    as_page = tuple(folders) if name.casefold() in _INDEX else (*folders, _EXTENSION.sub("", last))
    starts = {"file": tuple(folders), "page": as_page}
    usual = "file" if to.typed else site.base
    for kind, start in starts.items():
        # A path to a file starts from a file's folder, whatever the addresses of pages are like.
        allowed = usual in ("", kind) or (every and not to.file)
        if allowed and (joined := _joined(start, to.path)) is not None:
            yield from _named(site, page, joined)
    if every and to.path[0] not in (".", ".."):
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
    for key, lang in _spellings(site, _folded(joined)):
        if found := _index(site).get(key):
            here = next((p for p in found if p.lang == (lang or page.lang)), None)
            shown = here or next((p for p in found if p.lang == site.source), found[0])
            yield Goal(shown, lang or (page.lang if len(found) > 1 or not shown.lang else shown.lang))
            return
        for own, source in _trees(site, page.lang):
            if key[: len(own)] == own and (found := _index(site).get(source + key[len(own) :])):
                yield Goal(next((p for p in found if p.lang == site.source), found[0]), page.lang)
                return
    yield from _by_name(site, _folded(joined), page.lang)


def _absolute(site: Site, page: Page, path: Key) -> Iterator[Goal]:
    plain, lang = _without_locale(site, path)
    index = _index(site)
    for key, told in _spellings(site, _folded(plain)):
        for root in _roots(site, page):
            for found in index.get(root + key, ()):
                yield Goal(found, told or lang)
    if lang:
        for root in _roots(site, page):
            yield from (Goal(found, found.lang or lang) for found in index.get(root + _folded(path), ()))
    yield from _by_name(site, _folded(plain), lang)


def _without_locale(site: Site, path: Key) -> tuple[Key, str]:
    """Take the language out of the front of a path."""
    for at, segment in enumerate(path[:3]):
        if lang := _language(site, segment):
            return (*path[:at], *path[at + 1 :]), lang
    return path, ""


def _spellings(site: Site, key: Key) -> Iterator[tuple[Key, str]]:
    """Yield (key, language that its last segment names) of the ways in which a key can be read."""
    yield key, ""
    suffix = _SUFFIX.search(key[-1]) if key else None
    if suffix and (lang := _language(site, suffix[1])):
        last = key[-1][: suffix.start()]
        yield (key[:-1] if last in _INDEX else (*key[:-1], last)), lang


def _by_name(site: Site, key: Key, lang: str) -> Iterator[Goal]:
    """Pages whose front matter gives them this address, or the end of it."""
    names = _names(site)
    for size in range(min(len(key), 6), 0, -1):
        if found := names.get(key[-size:]):
            yield from (Goal(page, lang) for page in found)
            return


def _index(site: Site) -> dict[Key, list[Page]]:
    index: dict[Key, list[Page]] = site.memo.get("index", {})
    if not index:
        for page in site.pages.values():
            key = canonical(page.path, page.lang)
            index.setdefault(key, []).append(page)
            bare = tuple(_ORDERED.sub("", segment) for segment in key)
            if bare != key:
                index.setdefault(bare, []).append(page)
        site.memo["index"] = index
    return index


def _names(site: Site) -> dict[Key, list[Page]]:
    if "names" not in site.memo:
        names: dict[Key, list[Page]] = {}
        for page in site.pages.values():
            for name in page.names:
                key = _folded(_EXTENSION.sub("", name).split("/"))
                if key and not _OUTSIDE.match(name):
                    names.setdefault(_without_locale(site, key)[0] or key, []).append(page)
        site.memo["names"] = names
    known: dict[Key, list[Page]] = site.memo["names"]
    return known


def _trees(site: Site, lang: str) -> list[tuple[Key, Key]]:
    """Folders of a language and those of the source that they mirror."""
    trees: dict[str, list[tuple[Key, Key]]] = site.memo.setdefault("trees", {})
    if lang not in trees:
        trees[lang] = [
            (_folded(own.split("/")), _folded(source.split("/")))
            for tag, own, source, n in site.trees
            if tag == lang and n >= TREE
        ]
    return trees[lang]


def _roots(site: Site, page: Page) -> tuple[Key, ...]:
    """Folders that the root of the site may be: those above the page, and above its source."""
    memo: dict[tuple[str, str], tuple[Key, ...]] = site.memo.setdefault("roots", {})
    folder = page.path.rpartition("/")[0]
    if (folder, page.lang) not in memo:
        segments = _folded(folder.split("/")) if folder else ()
        found = {segments[:size]: None for size in range(len(segments) + 1)}
        for own, source in _trees(site, page.lang):
            found |= {own: None, source: None, source[:-1]: None}
        memo[folder, page.lang] = tuple(found)
    return memo[folder, page.lang]


def _language(site: Site, word: str) -> str:
    """Return the language of the site that a segment names, "" where it names none."""
    known: dict[str, str] = site.memo.setdefault("tags", {})
    if word not in known:
        tags = [tag for tag, _ in site.coverage]
        tag = normalise(word)
        exact = tag if tag in tags else ""
        short = next((t for t in tags if _same(word, t)), "") if _SUFFIX.fullmatch(f".{word}") else ""
        known[word] = exact or short
    return known[word]


@lru_cache(4096)
def _same(word: str, lang: str) -> bool:
    """Whether a word is a language's tag, its base language, or a country that stands for it."""
    tag = normalise(word) or named(word)
    if not tag:
        return False
    return tag.casefold() == lang.casefold() or tag.partition("-")[0] == lang.partition("-")[0]
