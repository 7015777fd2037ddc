"""How many letters one language needs for what another says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from smo_lint.habits.traits import without_code
from smo_lint.languages import language
from smo_lint.model import Member
from smo_lint.prose import letters
from smo_lint.regexes import regex

# Editions of a language that are measured: a median of more is the same to one or two parts in a hundred.
ENOUGH = 20
# Letters that an edition must have to be measured.
SHORT = 600
# Share of its letters that a page may have in words of the other edition, and the factor by which a
# language may differ from what is usual: beyond these, pages are half translated, or drafts.
FOREIGN, PLAUSIBLE = 0.3, 1.5
_FRONT = regex(r"---\n.*?\n---\n", re.DOTALL)
_NOT_PROSE = regex(r"\]\([^\s()]*\)|https?://\S+|<[^<>]*>|\{[^{}]*\}")
_NAME = regex(r"[A-Za-z][A-Za-z0-9_.-]*")


def lengths(
    articles: Sequence[Sequence[Member]],
    first: str,
    ratio_of: Callable[[Member, Member], float | None],
    witnesses: int,
) -> tuple[tuple[str, float], ...]:
    """Return (tag, letters for one letter of the first language), sorted.

    first     tag of the source language; "" for the language that most articles have
    ratio_of  as `ratio` has it, of two editions
    The median over articles, to two decimals.
    """
    from statistics import median  # brings much along that a run which learns nothing need not wait for

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
        for member in wanted:
            found = ratio_of(base, member)
            if found is not None:
                ratios[member.lang].append(found)
    medians = {lang: round(median(found), 2) for lang, found in ratios.items() if len(found) >= witnesses}
    likely = [(lang, length) for lang, length in medians.items() if _likely(length, lang, first)]
    return tuple(sorted([(first, 1.0), *likely])) if likely else ()


def ratio(here: str, there: str) -> float | None:
    """Return how many letters a text has for one letter of another, None where they tell nothing.

    Words that both have are left out; a text with many of them tells nothing, nor does a short one.
    """
    one, our_names = _measured(here)
    if one < SHORT:
        return None
    other, their_names = _measured(there)
    shared = our_names.keys() & their_names.keys()
    ours, theirs = one - _length(our_names, shared), other - _length(their_names, shared)
    if ours >= SHORT and theirs >= (1 - FOREIGN) * other:
        return theirs / ours
    return None


def _likely(ratio: float, lang: str, first: str) -> bool:
    """Whether a ratio is one of translations, not of drafts: languages are known to within a factor."""
    usual = language(lang).length / language(first).length
    return usual / PLAUSIBLE <= ratio <= usual * PLAUSIBLE


@lru_cache(2)  # the source of an article is beside each of its translations in turn
def _measured(text: str) -> tuple[int, Counter[str]]:
    """The letters of a text's prose, and how often each word in ASCII is there."""
    text = without_code(text)
    front = _FRONT.match(text)
    prose = _NOT_PROSE.sub(" ", text[front.end() :] if front else text)
    return letters(prose), Counter(_NAME.findall(prose))


def _length(names: Mapping[str, int], some: Iterable[str]) -> int:
    return sum(letters(name) * names[name] for name in some)
