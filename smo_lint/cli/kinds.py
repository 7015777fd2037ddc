"""Kinds of values on the command line, and what a shell may complete them to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from smo_lint.model import ConfigError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Rules(click.ParamType):  # type: ignore[type-arg]
    """Selectors of rules, several by commas."""

    name = "rule"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the last word to codes, names and families."""
        from smo_lint.rules import rules

        known = {word: summary(rule.doc) for rule in rules() for word in (rule.code, rule.name)}
        known |= {rule.family: f"all rules about {rule.family}" for rule in rules()}
        known |= {"ALL": "every rule", "default": "the rules that run where nothing is said"}
        return completed(incomplete, known)


class Languages(click.ParamType):  # type: ignore[type-arg]
    """Tags of languages, several by commas."""

    name = "lang"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Complete the last word to the languages of which something is known."""
        from smo_lint.languages import tags

        return completed(incomplete, dict.fromkeys(("none", *tags()), ""))


class Jobs(click.ParamType):  # type: ignore[type-arg]
    """A number of processes, 0 for "auto"."""

    name = "number|auto"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        if value == "auto":
            return 0
        if not str(value).isascii() or not str(value).isdigit() or not int(value):
            self.fail(f"“{value}” is neither a number from 1 nor “auto”", param, ctx)
        return int(value)


def completed(incomplete: str, known: dict[str, str]) -> list[CompletionItem]:
    """Return what the last of several words by commas may become; known: word -> what it means."""
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{word}", help=told or None)
        for word, told in known.items()
        if word.lower().startswith(last.lower())
    ]


def summary(page: str) -> str:
    """Return the first line of a rule's page."""
    return page.partition("\n")[0]


def tag(word: str) -> str:
    """Return the tag of a language that a user names, also in words. Raises ConfigError."""
    from smo_lint.languages import named, normalise

    if word == "none":
        return word
    found = normalise(word) or named(word)
    if not found:
        raise ConfigError(f"“{word}” is no language")
    return found


def tags(values: Iterable[str]) -> frozenset[str]:
    """Return the tags of the languages that are named; empty for all. Raises ConfigError."""
    return frozenset(tag(word.strip()) for value in values for word in value.split(",") if word.strip())
