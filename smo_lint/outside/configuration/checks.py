"""Values of a configuration against the table of options: every mistake at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smo_lint.languages import normalise
from smo_lint.model import ConfigError
from smo_lint.options import BY_KEY, OF_PROJECTS, Option, unknown
from smo_lint.outside.articles.claims import compiled
from smo_lint.outside.configuration.mistakes import Mistake, meant, shown
from smo_lint.outside.configuration.pinned import read_habits
from smo_lint.outside.configuration.rule_options import as_arguments, wrong_levels, wrong_rules
from smo_lint.rules import rules

_NAMES = {
    "string": "a string",
    "strings": "a list of strings",
    "number": "a whole number",
    "switch": "true or false",
    "ignores": "a table of lists of rules",
    "projects": "a list of tables",
}
Key = tuple[str, ...]


def checked(table: Mapping[str, Any], *, loose: bool = False) -> tuple[dict[str, Any], list[Mistake]]:
    """Return key -> plain value, and the mistakes in a table as TOML gives it.

    loose  it is from a command line, where a string may stand for a list
    """
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for key, value in table.items():
        option = BY_KEY.get(key)
        if option is None:
            mistakes.append(Mistake((key,), f"unknown option “{key}”{meant(key, BY_KEY)}"))
            continue
        if option.holds in ("files", "presets") and option.type == "strings" and isinstance(value, str):
            value = [value]
        if loose and option.type == "strings" and isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        if option.type == "habits":
            values[key], found = read_habits(value)
        else:
            found = list(_wrong(option, value))
            if all(mistake.mild for mistake in found):
                values[key] = value if option.type == "projects" else _plain(value)
                if option.type == "rules":
                    values[key] = as_arguments(values[key])
        mistakes += found
    return values, mistakes


def _wrong(option: Option, value: Any) -> Iterator[Mistake]:
    key = (option.key,)
    if option.type == "levels":
        yield from wrong_levels(key, value)
    elif option.type == "rules":
        yield from wrong_rules(key, value)
    elif not _fits(option.type, value):
        remedy = f', write ["{value}"]' if option.type == "strings" and isinstance(value, str) else ""
        yield Mistake(key, f"“{option.key}” must be {_NAMES[option.type]}, not {shown(value)}{remedy}")
    elif option.choices and value not in option.choices:
        yield Mistake(key, f"“{value}” is none of {', '.join(option.choices)}{meant(value, option.choices)}")
    elif option.type == "number" and value < option.least:
        yield Mistake(key, f"“{option.key}” must be at least {option.least}")
    elif option.type == "ignores":
        yield from _wrong_ignores(option, value)
    elif option.type == "projects":
        for number, entry in enumerate(value):
            yield from _wrong_project((*key, str(number)), entry)
    elif isinstance(value, list):
        for number, word in enumerate(value):
            yield from _wrong_word(option.holds, (*key, str(number)), word)
    else:
        yield from _wrong_word(option.holds, key, value)


def _wrong_word(holds: str, key: Key, word: str) -> Iterator[Mistake]:
    """Yield what is wrong with one string of an option."""
    wrong = ""
    if holds in ("rules", "silent"):
        wrong = unknown(word, rules())
    elif holds == "tags" and word not in ("", "none") and not normalise(word):
        wrong = f"“{word}” is no language tag"
    elif holds == "layouts":
        wrong = _wrong_layout(word)
    elif holds == "patterns":
        wrong = _wrong_pattern(word)
    elif holds == "version":
        wrong = wrong_version(word)
    if wrong:
        # What leaves out a rule that was removed, or is not there yet, does no harm.
        yield Mistake(key, wrong, mild=holds == "silent")


def _wrong_ignores(option: Option, value: Mapping[str, Any]) -> Iterator[Mistake]:
    for name, words in value.items():
        key = (option.key, name)
        yield from _wrong_word(option.holds, key, name)
        if not _fits("strings", words):
            yield Mistake(key, f"“{name}” must be a list of rules, not {shown(words)}")
            continue
        for number, word in enumerate(words):
            yield from _wrong_word("silent", (*key, str(number)), word)


def _wrong_project(key: Key, entry: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield what is wrong with the root of a project and its file; its options are a layer of their own."""
    for name in OF_PROJECTS:
        if name in entry and not isinstance(entry[name], str):
            yield Mistake((*key, name), f"“{name}” must be a string, not {shown(entry[name])}")
    if "root" not in entry:
        yield Mistake(key, "a project needs “root”: the folder that it lies in")


def _wrong_layout(pattern: str) -> str:
    try:
        compiled(pattern)
    except ConfigError as error:
        return str(error)
    return ""


def _wrong_pattern(pattern: str) -> str:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        return f"“{pattern}” is no pattern as in .gitignore"
    return ""


def wrong_version(specifier: str) -> str:
    """Return why this version is not among those that a specifier means, "" where it is."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    from smo_lint import __version__

    try:
        fits = SpecifierSet(specifier).contains(__version__, prereleases=True)
    except InvalidSpecifier:
        return f"“{specifier}” is no specifier of versions, such as “>=0.1,<2”"
    return "" if fits else f"this is smo-lint {__version__}, and “{specifier}” is asked for"


def _fits(kind: str, value: Any) -> bool:
    if kind == "strings":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == "projects":
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)
    if kind == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, {"switch": bool, "ignores": dict}.get(kind, str))


def _plain(value: Any) -> Any:
    """Lists become tuples, so that a Config can be hashed and pickled as it is."""
    if isinstance(value, (list, Sequence)) and not isinstance(value, str):
        return tuple(_plain(item) for item in value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
