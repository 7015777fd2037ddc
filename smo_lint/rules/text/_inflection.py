"""Where a term stands in a text, with the endings that its language gives it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from re import Match, Pattern

from smo_lint.languages import Language, language

# Letters of a term that may take an ending without a mark before it, and that may lose a final vowel.
SHORT, LONG = 3, 5
# An ending: what people put before it, and small letters or letters without case.
_MARKS = "[’'ʼ:‐–-]"
_ENDING = r"[^\W\d_A-Z]"
_VOWELS = frozenset("aeiouyаеиіоуыэюя")


def occurrences(
    text: str, term: str, lang: str, others: Iterable[str] = (), *, case: bool = False
) -> Iterator[Match[str]]:
    """Yield where a term stands in a text of a language, endings included.

    others  further terms: where a longer one begins with this and stands there, this does not
    """
    longer = [other.casefold() for other in others if len(other) > len(term)]
    for match in _pattern(term, lang, case).finditer(text):
        here = text[match.start() : match.start() + 80].casefold()
        if not any(here.startswith(other) for other in longer if other.startswith(term.casefold())):
            yield match


def rendered(text: str, term: str, lang: str, *, case: bool = False) -> bool:
    """Whether a text has a word or phrase in any form: inside compounds, and with stems that change.

    Looser than `occurrences`: to miss a form would accuse a good translation.
    """
    return next(occurrences(text, term, lang, case=case), None) is not None or (
        _loose(term, lang, case).search(text) is not None
    )


@lru_cache(4096)
def _loose(term: str, lang: str, case: bool) -> Pattern[str]:
    own = language(lang)
    words = [_stem(word, own) for word in term.split()]
    return re.compile(r"[\s-]+".join(words), 0 if case else re.IGNORECASE)


def _stem(word: str, own: Language) -> str:
    """The part of a word that its forms share: two thirds of a long one, a short one as a whole."""
    if not (own.cased or own.spaces) or not word.isalpha():
        return _escaped(word)
    if len(word) < LONG:
        return rf"\b{re.escape(word)}\w{{0,3}}"
    kept = max(LONG - 1, round(len(word) * 0.65))
    return rf"{re.escape(word[:kept])}\w*"


def _escaped(word: str) -> str:
    """A word as a pattern: an apostrophe is one, however it is written."""
    return re.sub("['’ʼ]", "['’ʼ]", re.escape(word))


@lru_cache(4096)
def _pattern(term: str, lang: str, case: bool) -> Pattern[str]:
    own = language(lang)
    words = [_word(word, own) for word in re.split(r"[\s\u00a0]+", term.strip())]
    # Letters before a term make it another word; where words are not told apart, only ASCII ones do.
    bound = r"\w" if own.cased or (own.spaces and term.isascii()) else "[A-Za-z0-9_]"
    whole = r"[\s-]+".join(words)
    return re.compile(rf"(?<!{bound}){whole}(?!{bound})", 0 if case else re.IGNORECASE)


def _word(word: str, own: Language) -> str:
    if not word[-1:].isalpha() or not (own.cased or own.spaces):
        return _escaped(word)
    most = 6 if own.inflects or not own.cased else 3
    ending = rf"(?:{_MARKS}?(?-i:{_ENDING}){{0,{most}}})"
    if len(word) <= SHORT:
        return rf"{_escaped(word)}(?:{_MARKS}(?-i:{_ENDING}){{1,{most}}})?"
    if own.inflects and len(word) >= LONG and _bare(word[-1]) in _VOWELS:
        return rf"{_escaped(word[:-1])}(?:{re.escape(word[-1])}{ending}|(?-i:{_ENDING}){{0,{most}}})"
    return _escaped(word) + ending


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.casefold())[:1]
