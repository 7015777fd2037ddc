"""What a destination leads to, freed from everything that a translation may change in it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from smo_lint.languages import base, known, named, normalise
from smo_lint.regexes import regex

_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):(?!/)")
_SITE = regex(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*)")
_TEMPLATE = regex(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\$\{(?:(?!\$\{).)*?\}")
_EXTENSION = regex(r"\.(?:mdx?|markdown|html?|rst|ipynb|php|aspx?)$", re.IGNORECASE)
_INDEX = frozenset(("index", "_index", "readme"))
# A repository's newest version, by whichever name its browser shows it.
_BRANCHES = frozenset(("master", "main", "HEAD", "trunk"))
VIEWS = frozenset(("blob", "tree", "raw", "edit"))
_LANGUAGE_KEYS = frozenset(("lang", "hl", "locale", "language", "lng", "l", "setlang", "uselang"))
# A word that can be a language tag or the country that stands for one: "de", "pt-BR", "zh_hans", "cn".
_SHAPE = r"[a-z]{2}(?:[-_](?:[a-z]{2}|hans|hant|latn|cyrl|[0-9]{3}))?"
_TAG = regex(_SHAPE, re.IGNORECASE)
# `zhCN`, as some write it who need a name for code.
_JOINED = regex(r"([a-z]{2})([A-Z]{2})")
_SUFFIX = regex(rf"[._-]({_SHAPE}|(?-i:[a-z]{{2}}[A-Z]{{2}}))$", re.IGNORECASE)
_SHORT_SUFFIX = regex(r"[._-]([a-z]{2})$", re.IGNORECASE)
# What ends a bare URL for readers of East Asian text, though not for parsers.
_GLUED = regex(
    r"([\u3000-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff3d\uff5b-\uff65“”‘’…—])"
)
# A host that nobody visits: without a dot, of numbers alone, or with what no name may have.
_PLACEHOLDER = regex(r"[^.]*|[\d.:]+|.*[_<>{}$*\[\]].*")
# What only the writer's own computer or program opens, and what is a program itself.
_LOCAL = regex(r"(?:file|about|blob|chrome|vscode[a-z-]*|javascript):", re.IGNORECASE)
# A page as an archive keeps it: `https://web.archive.org/web/20190101000000/https://example.org/`.
_ARCHIVED = regex(r"https?://web\.archive\.org/web/[^/]+/(?=https?://)")
_GLUED_HOST = regex(r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}([^\W\d_a-zA-Z])")


class Target(NamedTuple):
    """A destination in parts that two languages can be compared by.

    site      host in lower case without `www.` and without a language, or the scheme ("mailto");
              "" for what lies on the same site
    label     the language that was taken from the front of the host, as written
    path      segments without `.`, `..`, languages, extension, and a closing "index" or "README"
    query     sorted, without languages
    fragment  decoded, without `#`
    locale    the language segments taken from the path, as written
    """

    site: str
    label: str
    path: tuple[str, ...]
    query: str
    fragment: str
    locale: tuple[str, ...]

    @property
    def page(self) -> tuple[str, tuple[str, ...], str]:
        """What the destination leads to, without the place in it."""
        return self.site, self.path, self.query

    @property
    def topic(self) -> str:
        """The destination as one string that is the same whatever language it was written for."""
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.site}/{'/'.join(self.path)}{query}{fragment}"


@lru_cache(maxsize=65536)
def target(url: str, langs: tuple[str, ...] = ()) -> Target:
    """Return the parts of a destination; segments that name one of these languages are taken out."""
    url = _ARCHIVED.sub("", _TEMPLATE.sub("", unescape("".join(url.split()))))
    if url.startswith("(") and url.endswith(")"):
        url = url[1:-1]
    if scheme := _SCHEME.match(url):
        rest = unquote(url[scheme.end() :])
        return Target(scheme[1].lower(), "", (rest,), "", "", ())
    site = label = ""
    if host := _SITE.match(url):
        site, label = _host(host[1])
        url = url[host.end() :]
    elif "@" in url and re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", url):
        return Target("mailto", "", (url,), "", "", ())
    url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    path, locale = _path(unquote(url), langs)
    return Target(site, label, path, _query(unquote(query), langs), unquote(fragment), locale)


def leads_nowhere(url: str) -> bool:
    """Whether the host of an address stands for another one, or for the reader's own computer."""
    host = _SITE.match(url)
    return host is not None and _PLACEHOLDER.fullmatch(host[1]) is not None


def opens_nothing(url: str) -> bool:
    """Whether an address leads into the computer or the program of whoever wrote it, or is a script."""
    return _LOCAL.match(url) is not None


def archived(url: str) -> bool:
    """Whether an address leads to a page as an archive keeps it, mostly because it is gone elsewhere."""
    return _ARCHIVED.match(url) is not None


def bare_end(url: str) -> int:
    """Return where a bare URL should end: before full-width punctuation, or letters glued to its host.

    That is its length where nothing follows that does not belong to it.
    """
    found = _GLUED.search(url) or _GLUED_HOST.match(url)
    return found.start(1) if found else len(url)


def shown(url: str) -> str:
    """Return a destination as messages show it: what is longer than 80 code points is cut in the middle."""
    return url if len(url) <= 80 else f"{url[:50]}…{url[-29:]}"


def speaks(word: str, langs: tuple[str, ...]) -> bool:
    """Whether a part of a URL is the tag of one of these languages, or of their base languages."""
    word = _JOINED.sub(r"\1-\2", word) if _JOINED.fullmatch(word) else word
    if _TAG.fullmatch(word) is None or (not base(word) and all(map(known, langs))):
        return False
    tag = normalise(word)
    return bool(tag) and _base(tag) in {_base(normalise(lang) or lang) for lang in langs}


def local_shape(word: str) -> bool:
    """Whether a part of a URL looks like a language or a country, whichever."""
    if _TAG.fullmatch(word) is None:
        return False
    return bool(named(word) or base(word))


def without_language(name: str) -> str:
    """Return a file's name, without extension, without what looks like a language at its end."""
    for suffix in (_SUFFIX.search(name), _SHORT_SUFFIX.search(name)):
        if suffix and local_shape(suffix[1]):
            return name[: suffix.start()]
    return name


def loose(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path without anything that looks like a language, in lower case."""
    kept = [without_language(segment).casefold() for segment in path if not local_shape(segment)]
    if kept and kept[-1] in _INDEX:
        kept.pop()
    return _front([segment.replace("_", "-") for segment in kept])


def _host(host: str) -> tuple[str, str]:
    host = host.rpartition("@")[2].casefold()
    host = host.removeprefix("www.")
    first, _, rest = host.partition(".")
    if "." in rest and local_shape(first):
        return rest, first
    return host, ""


def _path(path: str, langs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    segments, locale = [], []
    for segment in path.split("/"):
        if segment in ("", ".", ".."):
            continue
        if speaks(segment, langs):
            locale.append(segment)
        else:
            segments.append(segment)
    if segments:
        last = _EXTENSION.sub("", segments.pop())
        if speaks(last.partition(".")[0], langs):
            last = "index"
        if (suffix := _SUFFIX.search(last)) and speaks(suffix[1], langs):
            last = last[: suffix.start()]
        if last.casefold() not in _INDEX:
            segments.append(last)
    for at, segment in enumerate(segments[1:], 1):
        if segment in _BRANCHES and segments[at - 1] in VIEWS:
            segments[at] = "HEAD"
    return _front(segments), tuple(locale)


def _front(segments: list[str]) -> tuple[str, ...]:
    """A path; that of a repository's README is the one that its browser shows it under."""
    if len(segments) > 3 and segments[-2] in VIEWS:
        newest = segments[-1].upper() == "HEAD"
        segments = segments[:-2] if newest else [*segments[:-2], "tree", segments[-1]]
    return tuple(segments)


def _query(query: str, langs: tuple[str, ...]) -> str:
    kept = []
    for part in query.split("&"):
        key, _, value = part.partition("=")
        if part and not (key.lower() in _LANGUAGE_KEYS or speaks(value, langs)):
            kept.append(part)
    return "&".join(sorted(kept))


def _base(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
