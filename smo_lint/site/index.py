"""Where the pages of a site stand: their paths, their names, the folders of their languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from smo_lint.languages import base, known, named, names, normalise
from smo_lint.model import Page, Site
from smo_lint.regexes import regex

Key = tuple[str, ...]

OUTSIDE = regex(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
EXTENSION = regex(r"\.(?:mdx?|markdown|html?)$", re.IGNORECASE)
# The end of a name that may be a language, with its script or country and without.
_ENDS = (
    regex(r"(?<=.)[._-]([A-Za-z]{2,3}[-_][A-Za-z0-9]{2,4})$"),
    regex(r"(?<=.)[._-]([A-Za-z]{2,3})$"),
)
_SHORT = regex(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})?")
# Numbers and dates that generators leave out of addresses: `01-start.md`, `2024-05-01-news.md`.
_ORDERED = regex(r"^\d[\d-]*[-_.](?=[^\W\d])")
# Articles that a folder of a language must mirror to be part of a site, whose untranslated pages are
# then served in the source language.
TREE = 3
# Segments that lead nowhere else.
_NOWHERE = frozenset(("", "."))
INDEX = frozenset(("index", "_index", "readme"))
# What is looked up: the pages at a key, those that are given one, those of an article.
AT, NAMED, OF = LOOKS = "at", "named", "of"


def editions(site: Site, article: str) -> dict[str, Page]:
    """Return language -> page of an article."""
    site.note(OF, article)
    return editions_of(site, article)


def editions_of(site: Site, article: str) -> dict[str, Page]:
    """Return the same for those who look at all articles: nobody notes it down."""
    index: dict[str, dict[str, Page]] = site.memo.get("editions", {})
    if not index:
        for page in site.pages.values():
            index.setdefault(page.article, {})[page.lang] = page
        site.memo["editions"] = index
    return index.get(article, {})


def canonical(path: str, lang: str) -> Key:
    """Return the segments of a path without what a language or a generator adds to its last one."""
    folder, _, file = path.rpartition("/")
    name, told = _name(file)
    end = next((end for end, tag in told if lang and _same(tag, lang)), "")
    last = name.removesuffix(end).casefold()
    if last in _NOWHERE:
        return folded(folder.split("/"))
    return _folder(folder) if last in INDEX else (*_folder(folder), last.replace("_", "-"))


@lru_cache(4096)
def _folder(folder: str) -> Key:
    return tuple([s.casefold().replace("_", "-") for s in folder.split("/") if s not in _NOWHERE])


@lru_cache(4096)
def _name(file: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The name of a file without its extension, and its ends that may be languages."""
    name = EXTENSION.sub("", file)
    return name, tuple(ends(name))


def ends(name: str) -> Iterator[tuple[str, str]]:
    """Yield (end with its separator, end) of a name that may be a language, the longer one first."""
    for pattern in _ENDS:
        if found := pattern.search(name):
            yield found[0], found[1]


def folded(segments: Iterable[str]) -> Key:
    """Return segments as they are compared: without case, `.`, and a closing index."""
    key = [segment.casefold() for segment in segments if segment not in _NOWHERE]
    if key and key[-1] in INDEX:
        key.pop()
    return tuple([segment.replace("_", "-") for segment in key])


def without_locale(site: Site, path: Key) -> tuple[Key, str]:
    """Return a path without the language near its front, and that language, "" where it names none."""
    for at, segment in enumerate(path[:3]):
        if lang := language(site, segment):
            return (*path[:at], *path[at + 1 :]), lang
    return path, ""


def pages_at(site: Site) -> dict[Key, list[Page]]:
    """Return the pages by their paths; one key holds all languages that only their names tell apart."""
    index: dict[Key, list[Page]] = site.memo.get("index", {})
    if not index:
        for page in site.pages.values():
            for key in places(page):
                index.setdefault(key, []).append(page)
        site.memo["index"] = index
    return index


def places(page: Page) -> Iterator[Key]:
    """Yield the keys that a page stands at."""
    key = canonical(page.path, page.lang)
    yield key
    bare = tuple(map(_unordered, key))
    if bare != key:
        yield bare


def names_of(site: Site, page: Page) -> Iterator[Key]:
    """Yield the keys that the front matter of a page gives it."""
    for name in page.names:
        key = folded(EXTENSION.sub("", name).split("/"))
        if key and not OUTSIDE.match(name):
            yield without_locale(site, key)[0] or key


@lru_cache(4096)
def _unordered(segment: str) -> str:
    return _ORDERED.sub("", segment)


def found_at(site: Site, key: Key) -> list[Page]:
    """Return the pages at a path."""
    site.note(AT, key)
    return pages_at(site).get(key, [])


def found_named(site: Site, key: Key) -> list[Page]:
    """Return the pages whose front matter gives them an address."""
    names = pages_named(site)
    site.note(NAMED, key if names else ())
    return names.get(key, [])


def pages_named(site: Site) -> dict[Key, list[Page]]:
    """Return the pages by the addresses that their front matter gives them."""
    if "names" not in site.memo:
        names: dict[Key, list[Page]] = {}
        for page in site.pages.values():
            for key in names_of(site, page):
                names.setdefault(key, []).append(page)
        site.memo["names"] = names
    known: dict[Key, list[Page]] = site.memo["names"]
    return known


def trees(site: Site, lang: str) -> list[tuple[Key, Key]]:
    """Return the folders of a language beside those of the source that they mirror, the longest first."""
    trees: dict[str, list[tuple[Key, Key]]] = site.memo.setdefault("trees", {})
    if lang not in trees:
        trees[lang] = [
            (folded(own.split("/")), folded(source.split("/")))
            for tag, own, source, n in site.trees
            if tag == lang and n >= TREE
        ]
    return trees[lang]


def roots(site: Site, page: Page) -> tuple[Key, ...]:
    """Return the folders that the root of the site may be: those above the page, and above its source."""
    memo: dict[tuple[str, str], tuple[Key, ...]] = site.memo.setdefault("roots", {})
    folder = page.path.rpartition("/")[0]
    if (folder, page.lang) not in memo:
        segments = folded(folder.split("/")) if folder else ()
        found = {segments[:size]: None for size in range(len(segments) + 1)}
        for own, source in trees(site, page.lang):
            found |= {own: None, source: None, source[:-1]: None}
        memo[folder, page.lang] = tuple(found)
    return memo[folder, page.lang]


def language(site: Site, word: str) -> str:
    """Return the language of the site that a segment names, "" where it names none."""
    known: dict[str, str] = site.memo.setdefault("tags", {})
    if word not in known:
        tags = [tag for tag, _ in site.coverage]
        tag = normalise(word)
        exact = tag if tag in tags else ""
        short = next((t for t in tags if _same(word, t)), "") if _SHORT.fullmatch(word) else ""
        known[word] = exact or short
    return known[word]


@lru_cache(4096)
def _same(word: str, lang: str) -> bool:
    """Whether a word is a language's tag, its base language, or a country that stands for it."""
    if known(lang) and not base(word) and not names(word, lang):
        return False  # as nearly every end of a name: it need not be looked up what other language it may be
    tag = normalise(word) or named(word)
    if not tag:
        return False
    return tag.casefold() == lang.casefold() or tag.partition("-")[0] == lang.partition("-")[0]
