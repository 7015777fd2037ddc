"""Marks by their class, whatever the language."""

from __future__ import annotations

from functools import cache

from smo_lint.languages import Language, language
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
_EVERY = frozenset("".join(_CLASSES.values()))
_CLOSING = "\"'“”„‘’«»‹›)]}）］】」』》〉*_ \u00a0\u202f\u200b\u200e\u200f"


def ending(text: str, own: Language) -> str:
    """Return the class of the mark that a text ends with, closing marks aside.

    "" where it ends with none, MASK where it ends with what is no prose.
    """
    bare = text.rstrip(_CLOSING)
    if not bare or bare[-1] == MASK or _is_symbol(bare[-1]):
        return MASK
    if bare.endswith(("..", "。。")):
        return "ellipsis"
    return kind(bare[-1], own)


def kind(mark: str, own: Language) -> str:
    """Return the class of a mark, "" for what is none; what a language makes of it comes first."""
    return _kinds(own.tag).get(mark, "")


@cache
def _kinds(tag: str) -> dict[str, str]:
    own = language(tag)
    classes = {
        "question": own.questions,
        "stop": own.stops,
        "exclamation": own.exclaims,
        "colon": own.colons,
        "semicolon": own.semicolons,
        "comma": own.commas,
    }
    found: dict[str, str] = {}
    for name, marks in (*classes.items(), *_CLASSES.items()):
        for mark in marks:
            found.setdefault(mark, name)
    return found


def _is_symbol(char: str) -> bool:
    return char > "\u2190" and not char.isalnum() and char not in _EVERY
