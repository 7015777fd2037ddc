"""Values of a configuration against the table of options: every mistake at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smo_lint.languages import normalise
from smo_lint.model import SEVERITIES, ConfigError
from smo_lint.options import OPTIONS, Option
from smo_lint.outside.claims import compiled
from smo_lint.outside.glossary import wrong_terms
from smo_lint.outside.mistakes import Mistake, meant, shown
from smo_lint.outside.pinned import read_habits
from smo_lint.rules import rules

LEVELS = (*SEVERITIES, "off")


def checked(table: Mapping[str, Any], *, loose: str = "") -> tuple[dict[str, Any], list[Mistake]]:
    """Return fields of Config and the mistakes in a table as TOML gives it.

    loose  what was written on a command line, where a string may stand for a list or a number
    """
    options = {option.key: option for option in OPTIONS}
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for key, value in table.items():
        option = options.get(key)
        if option is None:
            mistakes.append(Mistake((key,), f"unknown option “{key}”{meant(key, options)}"))
            continue
        if option.holds == "files" and isinstance(value, str):
            value = [value]
        if loose and option.type == "strings" and isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        if option.type == "habits":
            values[option.field], found = read_habits(value)
            mistakes += found
            continue
        found = list(_wrong(option, value))
        mistakes += found
        if not found:
            plain = _plain(value)
            values[option.field] = _as_arguments(plain) if option.type == "rules" else plain
    return values, mistakes


def _wrong(option: Option, value: Any) -> Iterator[Mistake]:
    key = (option.key,)
    if option.type == "levels":
        yield from _wrong_levels(key, value)
    elif option.type == "rules":
        yield from _wrong_rules(key, value)
    elif not _fits(option.type, value):
        yield Mistake(key, f"“{option.key}” must be {_NAMES[option.type]}, not {shown(value)}")
    elif option.choices and value not in option.choices:
        yield Mistake(key, f"“{value}” is none of {', '.join(option.choices)}{meant(value, option.choices)}")
    elif option.type == "number" and value < 1:
        yield Mistake(key, f"“{option.key}” must be at least 1")
    elif option.holds == "rules":
        yield from (Mistake(key, message) for word in value for message in unknown_rule(word))
    elif option.holds == "layouts":
        yield from (Mistake(key, message) for pattern in value for message in _wrong_layout(pattern))
    elif option.holds == "tags":
        words = [value] if isinstance(value, str) else value
        yield from (Mistake(key, f"“{word}” is no language tag") for word in words if not _is_tag(word))


def _wrong_layout(pattern: str) -> Iterator[str]:
    try:
        compiled(pattern)
    except ConfigError as error:
        yield str(error)


def _is_tag(word: str) -> bool:
    return word in ("", "none") or bool(normalise(word))


_NAMES = {"string": "a string", "strings": "a list of strings", "number": "a whole number"}


def _fits(kind: str, value: Any) -> bool:
    if kind == "strings":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def unknown_rule(word: str) -> Iterator[str]:
    """Yield what is wrong with a selector of rules, nothing where it selects some."""
    names = [name for rule in rules() for name in (rule.code, rule.name, rule.family)]
    if word in ("ALL", "default", *names) or (word and any(rule.code.startswith(word) for rule in rules())):
        return
    yield f"unknown rule “{word}”{meant(word, names)}"


def _wrong_levels(key: tuple[str, ...], value: Any) -> Iterator[Mistake]:
    if not isinstance(value, dict):
        yield Mistake(key, f"“severity” must be a table of rules, not {shown(value)}")
        return
    for word, level in value.items():
        yield from (Mistake((*key, word), message) for message in unknown_rule(word))
        if level not in LEVELS:
            near = meant(level, LEVELS) if isinstance(level, str) else ""
            yield Mistake((*key, word), f"{shown(level)} is none of {', '.join(LEVELS)}{near}")


def _wrong_rules(key: tuple[str, ...], value: Any) -> Iterator[Mistake]:
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
            yield from _wrong_rule_options((*key, word), rule.options, options)


def _wrong_rule_options(
    key: tuple[str, ...], known: Mapping[str, Any], options: Mapping[str, Any]
) -> Iterator[Mistake]:
    names = {name.replace("_", "-"): default for name, default in known.items()}
    for word, value in options.items():
        if word.replace("_", "-") not in names:
            near = meant(word, names) if names else ": it has none"
            yield Mistake((*key, word), f"unknown option “{word}” of rule “{key[-1]}”{near}")
            continue
        default = names[word.replace("_", "-")]
        if word == "terms":
            yield from (Mistake((*key, word), message) for message in wrong_terms(value))
            continue
        if not _like(default, value):
            yield Mistake((*key, word), f"“{word}” must be {_shown_type(default)}, not {shown(value)}")


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


def _shown_type(default: Any) -> str:
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}
    return names.get(type(default), "a list" if isinstance(default, (tuple, frozenset)) else "a table")


def _as_arguments(options: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Options of rules are arguments of Python: `at-least` is `at_least` there."""
    return {
        rule: {name.replace("-", "_"): value for name, value in given.items()}
        for rule, given in options.items()
    }


def _plain(value: Any) -> Any:
    """Lists become tuples, so that a Config can be hashed and pickled as it is."""
    if isinstance(value, (list, Sequence)) and not isinstance(value, str):
        return tuple(_plain(item) for item in value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
