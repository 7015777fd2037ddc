"""What is wrong in a configuration, where, and what was meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from smo_lint.model import ConfigError, Span


class Mistake(NamedTuple):
    """What is wrong with a value.

    key      where it is, from the top; an item of a list goes by its number
    message  without final stop
    mild     True: it is told, and nothing else comes of it
    """

    key: tuple[str, ...]
    message: str
    mild: bool = False


class Told(NamedTuple):
    """A mistake where a user finds it.

    message  without final stop
    name     of the file as it is shown, or of the flag
    text     of the file, "" where it is none
    span     in the text; None where the whole is meant
    """

    message: str
    name: str
    text: str = ""
    span: Span | None = None

    def __str__(self) -> str:
        if self.span is None:
            return f"{self.name}: {self.message}" if self.name else self.message
        line = self.text.count("\n", 0, self.span.start) + 1
        column = self.span.start - self.text.rfind("\n", 0, self.span.start)
        return f"{self.name}:{line}:{column}: {self.message}"


class InvalidConfigError(ConfigError):
    """All that is wrong in a configuration; as a string a line each."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.told = tuple(told)
        super().__init__("\n".join(map(str, self.told)))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.told,)


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
