"""How much two pages look like editions of one article, by their names and headings alone."""

from __future__ import annotations

from collections.abc import Iterable

from smo_lint.model import Page
from smo_lint.regexes import regex

# From where on two pages are taken for one, and how much closer than any other it must be.
LIKELY, AHEAD = 0.77, 0.08
# Pages with fewer headings are too much alike.
_TELLING = 4
_WORD = regex(r"[A-Za-z][\w.-]{2,}")


def nearest(page: Page, others: Iterable[Page]) -> Page | None:
    """Return the page that this one is most likely an edition of, None where it resembles none or several."""
    ranked = sorted(((resemblance(page, other), other.path, other) for other in others), reverse=True)
    if not ranked or ranked[0][0] < LIKELY:
        return None
    return None if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD else ranked[0][2]


def resemblance(page: Page, other: Page) -> float:
    """Return from 0 to 1: how alike the levels of the headings, the ids and the names of two pages are."""
    from rapidfuzz.fuzz import ratio

    names = ratio(_name(page.path), _name(other.path)) / 100
    levels = ["".join(str(level) for level, _, _ in one.headings) for one in (page, other)]
    if min(map(len, levels)) < _TELLING:
        return 0.8 * names
    shape = ratio(*levels) / 100
    ids, words = _shared(page.ids, other.ids), _shared(_words(page), _words(other))
    known = [value for value in (ids, words) if value is not None]
    content = max(known, default=0.5)
    return 0.3 * names + 0.35 * shape + 0.35 * content


def _name(path: str) -> str:
    folder, _, name = path.rpartition("/")
    name = name.partition(".")[0].casefold()
    return folder.rpartition("/")[2].casefold() if name in ("index", "_index", "readme") else name


def _words(page: Page) -> frozenset[str]:
    return frozenset(word.casefold() for _, text, _ in page.headings for word in _WORD.findall(text))


def _shared(one: frozenset[str], other: frozenset[str]) -> float | None:
    """How much both have, None where either has too little to tell: half of the smaller's is all that
    names can be, since the other words are translated."""
    if min(len(one), len(other)) < 2:
        return None
    return min(1.0, 2 * len(one & other) / min(len(one), len(other)))
