"""How many letters one language needs for what another says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from smo_lint.habits.traits import without_code
from smo_lint.languages import language
from smo_lint.model import Fault, Member
from smo_lint.prose import letters

# Articles of a language that are measured, and letters that an edition must have: the median moves no more.
ENOUGH, SHORT = 60, 600
# Share of its letters that a page may have in words of the other edition, and the factor by which a
# language may differ from what is usual: beyond these, pages are half translated, or drafts.
FOREIGN, PLAUSIBLE = 0.3, 1.5
_NOT_PROSE = re.compile(r"\]\([^\s()]*\)|https?://\S+|<[^<>]*>|\{[^{}]*\}|\A---\n.*?\n---\n", re.DOTALL)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


class _Letters(NamedTuple):
    """The letters of a page: all, and those of each name in it."""

    all: int
    names: Mapping[str, int]

    def own(self, other: _Letters) -> int:
        """The letters without the words that the other page has too."""
        return self.all - sum(self.names[name] for name in self.names.keys() & other.names.keys())


def lengths(
    articles: Sequence[Sequence[Member]], first: str, texts: Mapping[str, str | Fault], witnesses: int
) -> tuple[tuple[str, float], ...]:
    """Return (tag, letters for one letter of the first language), sorted.

    first  tag of the source language; "" for the language that most articles have
    The median over articles, to two decimals; words that both editions have are left out, and so are
    pages that have many of them.
    """
    held = Counter(member.lang for members in articles for member in members)
    if not held:
        return ()
    first = first or min(held, key=lambda lang: (-held[lang], lang))
    ratios: dict[str, list[float]] = defaultdict(list)
    for members in articles:
        base = next((member for member in members if member.lang == first), None)
        wanted = [m for m in members if m is not base and len(ratios[m.lang]) < ENOUGH]
        if base is None or not wanted:
            continue
        here = _letters(texts[base.path])
        for member in wanted:
            there = _letters(texts[member.path])
            ours, theirs = here.own(there), there.own(here)
            if ours >= SHORT and theirs >= (1 - FOREIGN) * there.all:
                ratios[member.lang].append(theirs / ours)
    medians = {lang: round(median(found), 2) for lang, found in ratios.items() if len(found) >= witnesses}
    found = [(lang, ratio) for lang, ratio in medians.items() if _likely(ratio, lang, first)]
    return tuple(sorted([(first, 1.0), *found])) if found else ()


def _likely(ratio: float, lang: str, first: str) -> bool:
    """Whether a ratio is one of translations, not of drafts: languages are known to within a factor."""
    usual = language(lang).length / language(first).length
    return usual / PLAUSIBLE <= ratio <= usual * PLAUSIBLE


def _prose(text: str | Fault) -> str:
    return _NOT_PROSE.sub(" ", without_code(text)) if isinstance(text, str) else ""


def _letters(text: str | Fault) -> _Letters:
    plain = _prose(text)
    names = Counter(_NAME.findall(plain))
    return _Letters(letters(plain), {name: n * letters(name) for name, n in names.items()})
