"""What language a text is in, where that is surely not the one it should be in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from smo_lint.languages import close, language
from smo_lint.languages.telling import share, told
from smo_lint.regexes import regex

_WORD = regex(r"[^\W\d_]+")
# What the names of letters begin with, in Unicode, for scripts that are not called alike there.
_LETTERS = {
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"), "Kore": ("HANGUL",), "Hans": ("CJK", "BOPOMOFO"),
    "Hant": ("CJK", "BOPOMOFO"), "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Arab": ("ARABIC",),
    "Deva": ("DEVANAGARI",), "Grek": ("GREEK",), "Hebr": ("HEBREW",), "Thai": ("THAI",),
    "Beng": ("BENGALI",), "Taml": ("TAMIL",), "Telu": ("TELUGU",), "Geor": ("GEORGIAN",),
    "Armn": ("ARMENIAN",), "Mlym": ("MALAYALAM",), "Sinh": ("SINHALA",), "Gujr": ("GUJARATI",),
    "Knda": ("KANNADA",), "Khmr": ("KHMER",), "Laoo": ("LAO",), "Mymr": ("MYANMAR",),
}  # fmt: skip
_KANA = ("HIRAGANA", "KATAKANA")
# Parts of the letters: what a page in the right script has at least, and a page in another one at most
# (between the two it is half translated); kana in Chinese at most, in Japanese at least.
_HALF, _TRACE, _HARDLY, _MUCH = 0.5, 0.1, 0.02, 0.2
# Part of the letters that no page in Latin ones has of another script.
_QUARTER = 0.25
# How many places of a long text are looked at before all of it is, and how many characters of each.
_GLANCES, _GLANCE = 8, 200
# Words of the declared language that a page in another one has by chance, beside the other's.
_CHANCE = 0.5


def other(text: str, tag: str, least: int) -> str:
    """What a text is in, where that is surely not the language of a tag; else "".

    A glance at some places of a long text comes first: what looks right there is not counted in full.
    """
    if len(text) > _GLANCES * _GLANCE:
        step = len(text) // _GLANCES
        glance = " ".join([text[start : start + _GLANCE] for start in range(0, step * _GLANCES, step)])
        if not _other(glance, tag, 0):
            return ""
    return _other(text, tag, least)


def _other(text: str, tag: str, least: int) -> str:
    own = language(tag)
    if own.script not in _LETTERS:
        return ""
    alphabets: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if char.isalpha():
            alphabets[_alphabet(char)] += times
    count = alphabets.total()
    if count < least:
        return ""
    fitting = sum(alphabets[name] for name in _LETTERS[own.script])
    kana = sum(alphabets[name] for name in _KANA)
    if fitting >= _HALF * count:
        if own.script in ("Hans", "Hant", "Jpan"):
            return _by_kana(own.script, kana / count)
        return _by_words(_words(text), tag)
    if fitting > _TRACE * count:
        return ""
    if most := next((name for name, n in alphabets.most_common(1) if n >= _HALF * count), ""):
        if most != "LATIN":
            return "Japanese" if kana > _MUCH * count else f"{most.capitalize()} script"
        there = told(_words(text))
        return language(there).name if there and not close(there, tag) else ""
    return ""


@cache
def _alphabet(letter: str) -> str:
    """The first word of a letter's name."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _by_kana(script: str, kana: float) -> str:
    if script == "Jpan":
        return "Chinese" if kana < _HARDLY else ""
    return "Japanese" if kana > _MUCH else ""


def _by_words(words: Counter[str], tag: str) -> str:
    there = told(words)
    if not there or not language(tag).words or close(there, tag):
        return ""
    return language(there).name if share(words, tag) < _CHANCE * share(words, there) else ""


def speaks(text: str, tag: str) -> bool:
    """Whether a text is surely in the language of a tag."""
    there = told(_WORD.findall(text.casefold()))
    return bool(there) and close(there, tag)


def at_home(text: str, tag: str, there: str) -> bool:
    """Whether a text is in the script of a second tag, which is none of the first one's: names alone, in
    Latin letters mostly, are in every language."""
    own, other = _LETTERS.get(language(tag).script, ()), _LETTERS.get(language(there).script, ())
    if "LATIN" not in own or not other or "LATIN" in other:
        return False
    names = [unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()]
    return sum(name in other for name in names) > _QUARTER * len(names)
