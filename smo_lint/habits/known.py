"""Which blocks belong to a language, not to an article."""

from __future__ import annotations

from smo_lint.habits.traits import digest, stretches, telling
from smo_lint.model import Habits


def carries(habits: Habits, lang: str, text: str) -> bool:
    """Whether every block of a text that says anything is one that most pages of a language carry."""
    blocks = [block for block in stretches(text) if telling(block)] if habits.boilerplate else []
    return bool(blocks) and all((lang, digest(block)) in habits.boilerplate for block in blocks)
