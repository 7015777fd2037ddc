"""Every place in a path where a language may be named, and how sure the name alone is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from smo_lint.languages import known, named, normalise
from smo_lint.outside.articles.discovery import SUFFIXES
from smo_lint.regexes import regex

# How much a name proves alone. SURE: with a single relative it is a language. WORD: it is a word as
# well, more must agree. RARE: a code of a language that hardly anybody writes in, or no code at all:
# believed beside sure ones only.
SURE, WORD, RARE = 3, 2, 1


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Codes that are words, abbreviations or extensions in the names of files and folders.
WORDS = _words(
    "am an as be bi ch co cs cu cv ho id ie ii in io is it kg me ml mo my na no oc om or os pi ps sa se "
    "sh si so ss st su tl to ts tt ve vo wa za"
)
# Among them, those that say "a file of this kind" after a dot.
EXTENSIONS = _words("cs io ml ps sh ts")
# Folders that hold languages and say nothing else.
CONTAINERS = _words(
    "_i18n i18n intl l10n lang langs language languages locale locales localization localized "
    "translated translated_docs translation translations"
)
# Among them, the one of Jekyll's plugin for languages: pages outside only place what stands in it.
TEMPLATED = "_i18n"
# Files that stand in any folder: to share their names proves nothing.
COMMON = _words(
    "_index changelog code_of_conduct code-of-conduct contributing getting-started history index install "
    "installation introduction license overview readme security summary todo usage"
)
# Folders beside which a project keeps the files that they translate.
DOCS = _words("docs doc documentation .github .readme readme readmes readme_i18n assets resources")
# The files that a project keeps at its root, while their translations go below its docs.
ROOTED = _words("changelog code_of_conduct contributing readme security")

_FOLDER = regex(r".+?[._-][A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?")
_CODE = regex(r"[A-Za-z]{2,3}(?:[-_@][A-Za-z0-9]{1,8})*")
_SEPARATOR = regex(r"[._-]")


class Reading(NamedTuple):
    """One way to find a language in a path.

    place   where it stands; the same for all languages of one layout: "docs/{lang}/"
    token   as written;  tag: BCP 47, lower case as written where it is none;  grade: SURE, WORD, RARE
    before  the folder that holds the place, with its final slash or the base of its name: "docs/"
    name    what stands below, without language and extension: "guide/install"; its languages share it
    file    the language stands in the name of the file, after this separator; "" for folders
    """

    place: str
    token: str
    tag: str
    grade: int
    before: str
    name: str
    file: str = ""


def stem(path: str) -> str:
    """Return a path without the extension of Markdown or text."""
    head, dot, extension = path.rpartition(".")
    return head if dot and f".{extension.lower()}" in (*SUFFIXES, ".txt") and not head.endswith("/") else path


@lru_cache(65536)
def tagged(token: str) -> tuple[str, int]:
    """Return tag and grade of what may name a language, ("", 0) where it cannot."""
    if not token[:1].isalpha():
        return "", 0
    name = named(token)
    if not _CODE.fullmatch(token):
        return (name, SURE) if name else ("", 0)
    tag = normalise(token)
    if tag and known(tag):
        return tag, _grade(token)
    if name:
        return name, WORD if len(token) < 4 else SURE
    if tag:
        return tag, RARE
    return (token.lower(), RARE) if len(token) == 2 else ("", 0)


def _grade(token: str) -> int:
    first, *rest = re.split("[-_@]", token)
    if first.lower() in WORDS:
        told = rest and (rest[0].isupper() or len(rest[0]) == 4 or rest[0].lower() == first.lower())
        return SURE if told else WORD
    return SURE if len(first) == 2 or rest else WORD


@lru_cache(65536)
def _folder(segment: str) -> tuple[str, str, str, int] | None:
    """Return (base with separator, token, tag, grade) of a folder's name, None where it has none."""
    tag, grade = tagged(segment)
    if tag:
        return "", segment, tag, grade
    if _FOLDER.fullmatch(segment):
        for separator in _SEPARATOR.finditer(segment):
            token = segment[separator.end() :]
            tag, grade = tagged(token)
            if tag and separator.start():
                return segment[: separator.end()], token, tag, grade
    return None


@lru_cache(65536)
def _file(base: str) -> tuple[tuple[str, str, str, str, int], ...]:
    """Return (stem, separator, token, tag, grade) for each language that a file's stem may end with."""
    found = []
    for separator in _SEPARATOR.finditer(base):
        token = base[separator.end() :]
        tag, grade = tagged(token)
        if tag and separator.start():
            found.append((base[: separator.start()], separator.group(), token, tag, grade))
    return tuple(found[:1])


def readings(path: str) -> Iterator[Reading]:
    """Yield the readings of a path, the outermost folder first, the file's own name last."""
    *folders, file = path.split("/")
    base = stem(file)
    for depth, segment in enumerate(folders):
        found = _folder(segment)
        if found is None:
            continue
        lead, token, tag, grade = found
        before = "".join(f"{folder}/" for folder in folders[:depth]) + lead
        rest = [*folders[depth + 1 :], _without(base, tag)]
        yield Reading(f"{before}{{lang}}/", token, tag, grade, before, "/".join(rest))
    above = "".join(f"{folder}/" for folder in folders)
    for name, separator, token, tag, grade in _file(base):
        if separator != "." and token.isupper() and len(token) == 2 and name.lower() not in COMMON:
            grade = min(grade, WORD)  # COMPILER_ID is no Indonesian
        yield Reading(f"{above}{name}{separator}{{lang}}", token, tag, grade, above, name, separator)
    tag, grade = tagged(base)
    if tag and folders:
        yield Reading(f"{above}{{lang}}", base, tag, grade, above, "", "/")


def _without(base: str, tag: str) -> str:
    """`README.de` below a folder `de` is `README`."""
    for name, _, _, other, _ in _file(base):
        if other == tag:
            return name
    return base


def homes(before: str, name: str) -> Iterator[str]:
    """Yield where the edition without a language may stand, the likeliest first, without extension."""
    straight = before if before.endswith("/") or not before else f"{before[:-1]}/"
    yield straight + name
    above = straight
    while above and (folder := above.rstrip("/").rpartition("/")[2]).lower() in CONTAINERS:
        if folder == TEMPLATED:
            return
        above = above[: len(above) - len(folder) - 1]
        yield above + name
        if name.startswith("docusaurus-plugin-content-"):
            yield from _docusaurus(above, name)
            yield from _docusaurus(_parent(above), name)
    if name.lower() in ROOTED or not name:
        while above.rstrip("/").rpartition("/")[2].lower() in DOCS:
            above = _parent(above)
            yield above + (name or "README")
        if not name and above != straight:
            yield f"{above}README"


def _parent(folder: str) -> str:
    """`a/b/` is in `a/`, and `a/` in ``."""
    return folder.rstrip("/").rpartition("/")[0] + "/" * (folder.count("/") > 1)


_PLUGIN = regex(
    r"docusaurus-plugin-content-(docs|blog|pages)(?:-([^/]+))?/(?:(?:current|(version-[^/]+))/)?(.+)",
    re.DOTALL,
)


def _docusaurus(above: str, name: str) -> Iterator[str]:
    """Where Docusaurus keeps the source of `i18n/<lang>/<name>`: its documented folders."""
    match = _PLUGIN.fullmatch(name)
    if match is None:
        return
    kind, plugin, version, rest = match.groups()
    if version:
        yield f"{above}{plugin + '_' if plugin else ''}versioned_docs/{version}/{rest}"
    elif kind == "pages":
        yield f"{above}src/pages/{rest}"
    elif plugin:
        for folder in (plugin, f"{kind}-{plugin}", f"{plugin}-{kind}", f"{kind}/{plugin}"):
            yield f"{above}{folder}/{rest}"
    else:
        yield f"{above}{kind}/{rest}"
