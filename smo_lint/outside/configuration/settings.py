"""The configuration: found, read, checked as a whole, and turned into a Config."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from smo_lint.model import ConfigError
from smo_lint.options import Config
from smo_lint.outside.articles.discovery import under
from smo_lint.outside.articles.root import CONFIG_FILES, configures, project_root
from smo_lint.outside.configuration.layers import Document, Layer, Layers, Origin, Table, merged, shown_path
from smo_lint.outside.configuration.mistakes import InvalidConfigError, Told
from smo_lint.outside.configuration.places import Key
from smo_lint.outside.configuration.projects import Project, projects
from smo_lint.outside.load import read

# The rule that glossaries are for.
GLOSSARY = "glossary"


class Settings(NamedTuple):
    """The configuration of a run.

    config    what is in force
    file      path of the file that it comes from, "" where there is none
    warnings  what the user should know: files that another one hides, rules that are not there
    origins   key path -> where its value comes from, the lowest first; of others it is the default
    projects  those that the file speaks of, each with its own configuration; () where it is one
    """

    config: Config
    file: str = ""
    warnings: tuple[str, ...] = ()
    origins: Mapping[Key, Sequence[Origin]] = {}
    projects: tuple[Settings, ...] = ()


def settings(
    paths: Sequence[str] = (),
    given: Sequence[str] = (),
    flags: Table | None = None,
    *,
    isolated: bool = False,
    allow_plugins: bool = False,
    cwd: str | None = None,
) -> Settings:
    """Return the configuration that holds for a run.

    paths     what the run is over: the file is looked for upwards from the first one, else from `cwd`
    given     values of `--config`: a file, or KEY=VALUE with the value in TOML; the later one wins
    flags     key -> value of other flags, as TOML would give it; they are above everything
    isolated  no file is looked for; `given` holds all the same
    allow_plugins  whether files may name plugins: these are loaded; the command line always may
    Raises ConfigError with one line for each mistake, each with file, line and column where it has one.
    """
    here = os.path.abspath(cwd or os.getcwd())
    files = [item for item in given if not _is_assignment(item, here)]
    hidden: Sequence[str] = ()
    file = os.path.join(here, files[-1]) if files else ""
    if not file and not isolated:
        file, *hidden = governing(os.path.join(here, paths[0]) if paths else here) or [""]
    warnings = [f"{path} is not read: {os.path.basename(file)} stands beside it" for path in hidden]
    layers, above = Layers(trusted=allow_plugins), Layers(trusted=True)
    for item in given:
        if _is_assignment(item, here):
            above.add(_assignment(item), Document(f"--config {item}", here), loose=True)
    for key, value in (flags or {}).items():
        above.add({key: value}, Document(f"--{key}", here), loose=True)
    table, document = layers.add_file(file) if file else ({}, Document("", here))
    several = projects(table, document, layers) if not layers.wrong else ()
    wrong = list(
        dict.fromkeys((*layers.wrong, *(w for one in several for w in one.layers.wrong), *above.wrong))
    )
    warnings += dict.fromkeys(map(str, (*layers.doubtful, *above.doubtful)))
    if wrong:
        raise InvalidConfigError(wrong)
    whole = _settled(layers, above, file, warnings)
    return whole._replace(projects=tuple(_of_project(one, above, file) for one in several))


def of_text(text: str) -> Config:
    """Return the configuration that a text in TOML stands for. Raises ConfigError."""
    from smo_lint.outside.configuration.checks import checked

    values, wrong = checked(tomllib.loads(text))
    if wrong:
        raise ConfigError("\n".join(mistake.message for mistake in wrong))
    return Config(**merged([Layer(values, Document("", ""))])[0])


def find(path: str) -> list[str]:
    """Return the configuration files that lie nearest to a path: the one in force first, then hidden ones."""
    root = project_root(path)
    return _files_of(root) if root else []


def governing(path: str) -> list[str]:
    """Return the files that hold for a path: those of a repository that calls it one of its projects.

    So the same configuration holds whether a run is over one of its pages or over everything.
    """
    own = find(path)
    folder = project_root(path)
    while folder and not os.path.lexists(os.path.join(folder, ".git")):
        folder = project_root(os.path.dirname(folder)) if os.path.dirname(folder) != folder else ""
        files = _files_of(folder) if folder else []
        if files and any(under(path, [root]) for root in _roots(files[0])):
            return files
    return own


def _settled(layers: Layers, above: Layers, file: str, warnings: Sequence[str]) -> Settings:
    """Return what layers come to. Raises ConfigError where a file with terms is wrong."""
    values, origins = merged([*layers.found, *above.found])
    for key in ("extends", "required-version", "projects"):
        values.pop(key, None)
    wrong: list[Told] = []
    _with_glossaries(values, wrong)
    if wrong:
        raise InvalidConfigError(wrong)
    return Settings(Config(**values), file, tuple(warnings), origins)


def _of_project(one: Project, above: Layers, file: str) -> Settings:
    found = _settled(one.layers, above, file, [str(told) for told in one.layers.doubtful])
    exclude = (*found.config.exclude, *(f"/{path}/" for path in one.others))
    config = replace(found.config, root=one.root, project=one.name, exclude=exclude)
    if not one.others:
        return found._replace(config=config)
    why = Origin(Document("other projects", one.root), ("exclude",))
    own: dict[Key, Sequence[Origin]] = {("exclude",): [*found.origins.get(("exclude",), ()), why]}
    return found._replace(config=config, origins={**found.origins, **own})


def _with_glossaries(values: dict[str, Any], wrong: list[Told]) -> None:
    """Give the terms of the glossaries that a configuration names to the rule that wants them."""
    found = [entry for name in values.get("glossary", ()) for entry in _glossary(name, values, wrong)]
    if found:
        rules = dict(values.get("rules", {}))
        own = dict(rules.get(GLOSSARY, {}))
        own["terms"] = (*own.get("terms", ()), *found)
        values["rules"] = {**rules, GLOSSARY: own}


def _glossary(file: str, values: Table, wrong: list[Told]) -> Sequence[Table]:
    from smo_lint.outside.configuration.glossary import glossary

    try:
        return glossary(file, values.get("source", ""))
    except ConfigError as error:
        wrong += (Told(f"{shown_path(file)}{line}", "") for line in str(error).split("\n"))
        return ()


def _files_of(root: str) -> list[str]:
    found = [os.path.join(root, name) for name in CONFIG_FILES]
    found = [file for file in found if os.path.lexists(file)]
    pyproject = os.path.join(root, "pyproject.toml")
    return [*found, pyproject] if configures(pyproject) else found


def _roots(file: str) -> list[str]:
    """Return the absolute roots of the projects that a file speaks of, [] where it cannot be understood."""
    text = read(file)
    try:
        table: Any = tomllib.loads(text.removeprefix("\ufeff")) if isinstance(text, str) else {}
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    if os.path.basename(file) == "pyproject.toml":
        table = table.get("tool", {}).get("smo-lint", {})
    entries = table.get("projects", ()) if isinstance(table, dict) else ()
    roots = (
        [entry.get("root") for entry in entries if isinstance(entry, dict)]
        if isinstance(entries, list)
        else []
    )
    return [
        os.path.normpath(os.path.join(os.path.dirname(file), root)) for root in roots if isinstance(root, str)
    ]


def _is_assignment(item: str, here: str) -> bool:
    return "=" in item and not os.path.lexists(os.path.join(here, item))


def _assignment(item: str) -> Table:
    key, _, value = item.partition("=")
    try:
        return tomllib.loads(f"{key.strip()} = {value.strip()}")
    except (tomllib.TOMLDecodeError, RecursionError):
        # A shell has eaten the quotation marks: what is no TOML is a string, or several by commas.
        return _nested(key.strip().split("."), value.strip())


def _nested(keys: Sequence[str], value: str) -> Table:
    table: Any = value
    for key in reversed(keys):
        table = {key.strip("\"'"): table}
    return dict(table)
