"""Marks by their class, whatever the language."""

from __future__ import annotations

from smo_lint.languages import Language
from smo_lint.prose import MASK

# Marks that languages share a class of, though few of them use them all.
_CLASSES = {
    "stop": ".。．｡।॥|۔։።។៕။᱾།෴৷",
    "question": "?？؟՞፧⸮\u037e",
    "exclamation": "!！՜߹᥄႟",
    "colon": ":：៖՝፦፥",
    "semicolon": ";；؛፤·\u0387",
    "comma": ",，、،፣၊߸",
    "ellipsis": "…‥",
}
_CLOSING = "\"'“”„‘’«»‹›)]}）］】」』》〉*_ \u00a0\u202f\u200b\u200e\u200f"


def ending(text: str, language: Language) -> str:
    """Return the class of the mark that a text ends with, closing marks aside.

    "" where it ends with none, MASK where it ends with what is no prose.
    """
    bare = text.rstrip(_CLOSING)
    if not bare or bare[-1] == MASK or _is_symbol(bare[-1]):
        return MASK
    if bare.endswith(("..", "。。")):
        return "ellipsis"
    return kind(bare[-1], language)


def kind(mark: str, language: Language) -> str:
    """Return the class of a mark, "" for what is none; what a language makes of it comes first."""
    own = {
        "question": language.questions,
        "stop": language.stops,
        "exclamation": language.exclaims,
        "colon": language.colons,
        "semicolon": language.semicolons,
        "comma": language.commas,
    }
    for classes in (own, _CLASSES):
        for name, marks in classes.items():
            if mark in marks:
                return name
    return ""


def _is_symbol(char: str) -> bool:
    return char > "\u2190" and not char.isalnum() and not any(char in marks for marks in _CLASSES.values())
