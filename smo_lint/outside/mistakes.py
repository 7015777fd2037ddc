"""What is wrong in a configuration, where, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Mistake(NamedTuple):
    """key: where it is, from the top;  message: without final stop."""

    key: tuple[str, ...]
    message: str


def meant(word: str, words: Iterable[str]) -> str:
    """Return “, did you mean …?” with the nearest word, "" where none is near."""
    from rapidfuzz import process

    found = process.extractOne(word, list(words), score_cutoff=60)
    return f", did you mean “{found[0]}”?" if found else ""


def shown(value: Any) -> str:
    """Return a value as TOML gives it the way a message names it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"“{value}”"
    return {"list": "a list", "dict": "a table"}.get(type(value).__name__, str(value))
