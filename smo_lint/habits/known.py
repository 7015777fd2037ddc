"""Habits as plain values: they pickle, compare, and can be written into a configuration."""

from __future__ import annotations

from dataclasses import dataclass

from smo_lint.habits.traits import digest, stretches, telling
from smo_lint.model import Locale


@dataclass(frozen=True)
class Habits:
    """Plain values, learnt once from every file of a project; every tuple is sorted.

    protected_keys  keys of front matter that nearly all editions of nearly all articles hold equal
    boilerplate     (tag, digest) of blocks that most pages of a language carry
    keys            (tag, key) of front matter that only the pages of one language have
    elements        (tag, "<Card>" or "{{note}}") that only the pages of one language have
    addresses       (tag, beginning of a URL in the source, what replaces it)
    lengths         (tag, letters that say what one letter of the corpus' first language says)
    spaces          (tag, marks, the space before them)
    marks           (tag, ASCII mark that pages write although the language has its own)
    """

    protected_keys: tuple[str, ...] = ()
    boilerplate: frozenset[tuple[str, str]] = frozenset()
    keys: tuple[tuple[str, str], ...] = ()
    elements: tuple[tuple[str, str], ...] = ()
    addresses: tuple[tuple[str, str, str], ...] = ()
    lengths: tuple[tuple[str, float], ...] = ()
    spaces: tuple[tuple[str, str, str], ...] = ()
    marks: tuple[tuple[str, str], ...] = ()

    def carries(self, lang: str, text: str) -> bool:
        """Whether every block of a text that says anything is one that most pages of a language carry."""
        blocks = [block for block in stretches(text) if telling(block)] if self.boilerplate else []
        return bool(blocks) and all((lang, digest(block)) in self.boilerplate for block in blocks)

    def locale(self, lang: str) -> Locale:
        """Return what was learnt about the pages of a language."""
        mapped = ((source, own) for tag, source, own in self.addresses if tag == lang)
        return Locale(
            protected=self.protected_keys,
            keys=tuple(key for tag, key in self.keys if tag == lang),
            elements=tuple(name for tag, name in self.elements if tag == lang),
            addresses=tuple(sorted(mapped, key=lambda both: (-len(both[1]), both))),
            length=next((length for tag, length in self.lengths if tag == lang), 0.0),
            spaces=tuple((marks, space) for tag, marks, space in self.spaces if tag == lang),
            marks=tuple(mark for tag, mark in self.marks if tag == lang),
        )


NONE = Habits()
