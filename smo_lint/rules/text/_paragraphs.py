"""What is prose enough to be compared: the words of a text that a translator would change."""

from __future__ import annotations

import re

from smo_lint.prose import MASK, letters

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])|\n")
# A clause: enough letters and plain words that two languages cannot share it by chance.
LETTERS, PLAIN_LETTERS, PLAIN_WORDS = 20, 12, 3


def key(text: str) -> str:
    """Return a text without markup's masks, case and the amount of white space."""
    return " ".join(text.replace(MASK, " ").casefold().split())


def is_clause(text: str) -> bool:
    """Whether a text says something in words: names, numbers, links and code left out.

    Scripts without capitals have no names to be told apart: there, letters alone count.
    """
    if letters(text) < LETTERS:
        return False
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    plain = [word for word in words if word.islower()]
    if any(word.lower() != word.upper() for word in words):
        return len(words) > 3 and len(plain) >= PLAIN_WORDS and sum(map(len, plain)) >= PLAIN_LETTERS
    return True


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, roughly; abbreviations may cut one in two."""
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]
