"""The configuration: found, read, checked as a whole, and turned into a Config."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from smo_lint.model import ConfigError
from smo_lint.options import Config
from smo_lint.outside.load import read
from smo_lint.outside.root import CONFIG_FILES, configures, project_root

Table = Mapping[str, Any]
# The rule that glossaries are for, by its name and by its code.
GLOSSARY, GLOSSARY_CODE = "glossary", "TX108"


class Settings(NamedTuple):
    """The configuration of a run.

    config    what is in force
    file      path of the file that it comes from, "" where there is none
    warnings  what the user should know: files that another one hides
    """

    config: Config
    file: str = ""
    warnings: tuple[str, ...] = ()


def settings(
    paths: Sequence[str] = (), given: Sequence[str] = (), *, isolated: bool = False, cwd: str | None = None
) -> Settings:
    """Return the configuration that holds for a run.

    paths     what the run is over: the file is looked for upwards from the first one, else from `cwd`
    given     values of `--config`: a file, or KEY=VALUE with the value in TOML; the later one wins
    isolated  no file is looked for; `given` holds all the same
    Raises ConfigError with one line for each mistake, each with file and line where it has one.
    """
    here = os.path.abspath(cwd or os.getcwd())
    files = [item for item in given if not _is_assignment(item, here)]
    warnings: tuple[str, ...] = ()
    file = os.path.join(here, files[-1]) if files else ""
    if not file and not isolated:
        file, *hidden = find(os.path.join(here, paths[0]) if paths else here) or [""]
        warnings = tuple(f"{path} is not read: {os.path.basename(file)} stands beside it" for path in hidden)
    mistakes: list[str] = []
    values: dict[str, Any] = {}
    if file:
        values = _of_file(file, mistakes)
    kept = dict(values)
    for item in given:
        if _is_assignment(item, here):
            later = _of_assignment(item, mistakes)
            kept = {key: value for key, value in kept.items() if key not in later}
            _merge(values, later)
    if not mistakes:
        _with_glossaries(values, os.path.dirname(file) if "glossary" in kept else here, mistakes)
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return Settings(Config(**values), file, warnings)


def of_text(text: str) -> Config:
    """Return the configuration that a text in TOML stands for. Raises ConfigError."""
    from smo_lint.outside.checks import checked

    values, wrong = checked(tomllib.loads(text))
    if wrong:
        raise ConfigError("\n".join(mistake.message for mistake in wrong))
    return Config(**values)


def _with_glossaries(values: dict[str, Any], folder: str, mistakes: list[str]) -> None:
    """Give the terms of the glossaries that a configuration names to the rule that wants them."""
    found = [
        entry for name in values.get("glossary", ()) for entry in _glossary(folder, name, values, mistakes)
    ]
    if found:
        rules = dict(values.get("rules", {}))
        own = dict(rules.get(GLOSSARY, {}))
        own["terms"] = (*own.get("terms", ()), *rules.get(GLOSSARY_CODE, {}).get("terms", ()), *found)
        values["rules"] = {**rules, GLOSSARY: own}


def _glossary(folder: str, name: str, values: Table, mistakes: list[str]) -> Sequence[Table]:
    from smo_lint.outside.glossary import glossary

    try:
        return glossary(os.path.join(folder, name), values.get("source", ""))
    except ConfigError as error:
        mistakes += (f"{name}{line}" for line in str(error).split("\n"))
        return ()


def find(path: str) -> list[str]:
    """Return the configuration files that hold for a path: the one in force first, then hidden ones."""
    root = project_root(path)
    if not root:
        return []
    found = [os.path.join(root, name) for name in CONFIG_FILES]
    found = [file for file in found if os.path.lexists(file)]
    pyproject = os.path.join(root, "pyproject.toml")
    return [*found, pyproject] if configures(pyproject) else found


def _of_file(file: str, mistakes: list[str]) -> dict[str, Any]:
    name = os.path.relpath(file) if os.path.relpath(file).count("..") == 0 else file
    text = read(file)
    if not isinstance(text, str):
        mistakes.append(f"{name}: {text.reason}")
        return {}
    try:
        table: Table = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        mistakes.append(f"{name}: {error}")
        return {}
    above: tuple[str, ...] = ()
    if os.path.basename(file) == "pyproject.toml":
        above = ("tool", "smo-lint")
        table = table.get("tool", {}).get("smo-lint", {})
    if not isinstance(table, Mapping):
        mistakes.append(f"{name}: “tool.smo-lint” must be a table")
        return {}
    from smo_lint.outside.checks import checked

    values, wrong = checked(table)
    if wrong:
        from smo_lint.outside.places import places

        lines = places(text)
        mistakes += (f"{name}:{_line(lines, above + mistake.key)}: {mistake.message}" for mistake in wrong)
    return values


def _line(lines: Mapping[tuple[str, ...], int], key: tuple[str, ...]) -> int:
    """Return the line of a key, of the nearest table around it where it has none of its own."""
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 1)


def _is_assignment(item: str, here: str) -> bool:
    return "=" in item and not os.path.lexists(os.path.join(here, item))


def _of_assignment(item: str, mistakes: list[str]) -> dict[str, Any]:
    from smo_lint.outside.checks import checked

    key, _, value = item.partition("=")
    try:
        table: Table = tomllib.loads(f"{key.strip()} = {value.strip()}")
    except tomllib.TOMLDecodeError:
        # A shell has eaten the quotation marks: what is no TOML is a string, or several by commas.
        table = _nested(key.strip().split("."), value.strip())
    values, wrong = checked(table, loose=value.strip())
    mistakes += (f"--config {item}: {mistake.message}" for mistake in wrong)
    return values


def _nested(keys: Sequence[str], value: str) -> Table:
    table: Any = value
    for key in reversed(keys):
        table = {key.strip("\"'"): table}
    return dict(table)


def _merge(values: dict[str, Any], later: Mapping[str, Any]) -> None:
    for key, value in later.items():
        if isinstance(value, Mapping) and isinstance(values.get(key), Mapping):
            inner = dict(values[key])
            _merge(inner, value)
            values[key] = inner
        else:
            values[key] = value
