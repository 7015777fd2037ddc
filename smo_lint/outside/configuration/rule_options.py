"""The tables `severity` and `rules` of a configuration against the rules that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from smo_lint.model import SEVERITIES
from smo_lint.options import unknown
from smo_lint.outside.configuration.glossary import wrong_terms
from smo_lint.outside.configuration.mistakes import Mistake, meant, shown
from smo_lint.rules import rules

LEVELS = (*SEVERITIES, "off")
Key = tuple[str, ...]


def wrong_levels(key: Key, value: Any) -> Iterator[Mistake]:
    """Yield what is wrong with severities of rules."""
    if not isinstance(value, dict):
        yield Mistake(key, f"“severity” must be a table of rules, not {shown(value)}")
        return
    for word, level in value.items():
        if wrong := unknown(word, rules()):
            yield Mistake((*key, word), wrong)
        if level not in LEVELS:
            near = meant(level, LEVELS) if isinstance(level, str) else ""
            yield Mistake((*key, word), f"{shown(level)} is none of {', '.join(LEVELS)}{near}")


def wrong_rules(key: Key, value: Any) -> Iterator[Mistake]:
    """Yield what is wrong with options of rules."""
    if not isinstance(value, dict):
        yield Mistake(key, f"“rules” must be a table of tables, not {shown(value)}")
        return
    known = {name: rule for rule in rules() for name in (rule.code, rule.name)}
    for word, options in value.items():
        rule = known.get(word)
        if rule is None:
            yield Mistake((*key, word), f"unknown rule “{word}”{meant(word, known)}")
        elif not isinstance(options, dict):
            yield Mistake((*key, word), f"“rules.{word}” must be a table of options, not {shown(options)}")
        else:
            yield from _wrong_options((*key, word), rule.options, options)


def as_arguments(options: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return rule -> its options as arguments of Python: `at-least` is `at_least` there, codes are names."""
    names = {rule.code: rule.name for rule in rules()}
    found: dict[str, dict[str, Any]] = {}
    for rule, given in options.items():
        own = found.setdefault(names.get(rule, rule), {})
        own |= {name.replace("-", "_"): value for name, value in given.items()}
    return found


def spellings(key: Key) -> Iterator[Key]:
    """Yield a key as it may be written: of an option of a rule, by its name or its code."""
    if len(key) < 3 or key[0] != "rules":
        yield key
        return
    names = next(((rule.name, rule.code) for rule in rules() if rule.name == key[1]), (key[1],))
    for name in names:
        yield ("rules", name, key[2].replace("_", "-"), *key[3:])
        yield ("rules", name, *key[2:])


def _wrong_options(key: Key, known: Mapping[str, Any], options: Mapping[str, Any]) -> Iterator[Mistake]:
    names = {name.replace("_", "-"): default for name, default in known.items()}
    for word, value in options.items():
        if word.replace("_", "-") not in names:
            near = meant(word, names) if names else ": it has none"
            yield Mistake((*key, word), f"unknown option “{word}” of rule “{key[-1]}”{near}")
            continue
        default = names[word.replace("_", "-")]
        if word == "terms":
            yield from (Mistake((*key, word), message) for message in wrong_terms(value))
        elif not _like(default, value):
            yield Mistake((*key, word), f"“{word}” must be {_named(default)}, not {shown(value)}")


def _like(default: Any, value: Any) -> bool:
    """Whether a value is of the type of an option's default; a list stands for a tuple."""
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    if isinstance(default, (tuple, frozenset)):
        inner = next(iter(default), "")
        return isinstance(value, list) and all(_like(inner, item) for item in value)
    return isinstance(value, type(default))


def _named(default: Any) -> str:
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
    return names.get(type(default), "a list" if isinstance(default, (tuple, frozenset)) else "a table")
