"""Whether two images are one picture in two languages."""

from __future__ import annotations

import re
from itertools import pairwise

from smo_lint.regexes import regex
from smo_lint.rules.links._kinship import same_page
from smo_lint.rules.links._targets import Target, loose, without_language

_FILE = regex(r"(.*?)((?:\.[0-9a-f]{8,})?)\.([A-Za-z0-9]{2,5})")

# What of a badge's query is words.
_WORDS = frozenset(("label", "message", "text", "title", "alt"))
# Letters and digits of a name that a machine made, and how often they change between capitals, small
# letters and digits.
_LONG, _RESTLESS = 16, 0.18


def same_picture(one: Target, other: Target, lang: str) -> bool:
    """Whether an image of a translation is the source's, or the source's redrawn beside it.

    `x.de.png`, `x-zh.png` and `de/x.png` stand for `x.png`, and `y_zh.png` beside it; another extension
    or another host does not.
    """
    if one.page == other.page:
        return True
    if bool(one.site) != bool(other.site) and len(one.path) > 1 and one.path == other.path:
        return True  # the site's own address, written out by one of them
    if one.site != other.site:
        return False
    if not one.path or not other.path:
        return False
    if one.query != other.query:  # one file, asked for in another size or form
        return one.path == other.path and (not (one.query and other.query) or _reworded(one, other))
    if _badge(one) and _badge(one) == _badge(other):
        return True
    return _name(one) == _name(other) or same_page(one, other, lang) or _redrawn(one, other)


def opaque(place: Target) -> bool:
    """Whether the name of an uploaded file was made by a machine, so that it says nothing of the picture."""
    stem = place.path[-1].rpartition(".")[0] or place.path[-1] if place.site and place.path else ""
    kinds = ["0" if c.isdigit() else "A" if c.isupper() else "a" for c in stem if c.isalnum()]
    changes = sum(one != other for one, other in pairwise(kinds))
    return len(kinds) >= _LONG and changes > _RESTLESS * len(kinds)


def _badge(place: Target) -> tuple[str, ...]:
    """What a translation keeps of a badge whose address is its text: `/badge/<label>-<message>-<colour>`."""
    name = place.path[-1]
    if place.path[:-1] != ("badge",) or name.count("-") < 1:
        return ()
    return place.site, name.rpartition("-")[2], *re.findall(r"\d+", name)


def _reworded(one: Target, other: Target) -> bool:
    """Whether two badges are one with other words: `?label=version&color=blue`."""
    ours, theirs = (dict(part.partition("=")[::2] for part in p.query.split("&")) for p in (one, other))
    return ours.keys() == theirs.keys() and all(ours[key] == theirs[key] for key in ours.keys() - _WORDS)


def _redrawn(one: Target, other: Target) -> bool:
    """Whether a translation has a picture of its own in the source's folder, marked with its language."""
    stem = other.path[-1].rpartition(".")[0]
    return without_language(stem) != stem and loose(one.path[:-1]) == loose(other.path[:-1])


def _name(place: Target) -> tuple[str, ...]:
    """The file's name without its language; with its folders where it lies on another site."""
    found = _FILE.fullmatch(place.path[-1])
    if found is None:
        return loose(place.path)
    stem, _, extension = found.groups()
    stem = without_language(stem)
    folders = loose(place.path[:-1]) if place.site else ()
    return (*folders, stem.casefold(), extension.casefold())
