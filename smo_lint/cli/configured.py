"""Options that several commands share, and the configuration that they make."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from smo_lint.cli.flags import Command, flag, from_table, given_options, table_of
from smo_lint.cli.kinds import Languages, tags
from smo_lint.cli.screen import note, say

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.configuration.settings import Settings

ALLOW_PLUGINS = flag("Run", "--allow-plugins", is_flag=True, help="Let configuration files load plugins.")
NO_CACHE = flag("Run", "--no-cache", is_flag=True, help="Neither read nor write a cache.")
_READING = (
    *from_table("Input"),
    flag("Input", "--lang", multiple=True, type=Languages(), metavar="LANG,…", help="Report on these only."),
    flag("Input", "--pair", nargs=2, type=click.Path(), metavar="SRC TGT", help="A folder, its translation."),
    flag("Run", "--config", multiple=True, metavar="FILE|KEY=VALUE", help="A file, or one option in TOML."),
    flag("Run", "--isolated", is_flag=True, help="Look for no configuration file."),
    ALLOW_PLUGINS,
)


class Part(NamedTuple):
    """What a run is over, and how.

    paths   what is named of it; () for the whole
    config  what is in force
    file    path of the file that says so, "" where none does alone
    aside   whether it is named by folders around other projects only: it may hold nothing there
    """

    paths: tuple[str, ...]
    config: Config
    file: str
    aside: bool = False


def reading_options(command: Command) -> Command:
    """Give a command the options that say which files are read, and how."""
    return given_options(command, _READING)


def keeping_options(command: Command) -> Command:
    """Give a command the options that say what is kept of its run, and how long it may take."""
    return given_options(command, (*from_table("Run"), NO_CACHE))


def judging_options(command: Command) -> Command:
    """Give a command the options that say which rules run, and what they weigh."""
    return given_options(command, from_table("Rules"))


def configured(paths: Sequence[str], given: Mapping[str, Any]) -> Config:
    """Return the configuration of a project with the options of the command line above it.

    Raises ConfigError, with all mistakes at once.
    """
    return configured_by(paths, given)[0]


def configured_by(paths: Sequence[str], given: Mapping[str, Any]) -> tuple[Config, str]:
    """Return the same, and the file that it comes from: "" where there is none."""
    first, *more = parts(paths, given)
    if more:
        names = ", ".join(f"“{part.config.project or '.'}”" for part in (first, *more))
        raise click.UsageError(f"this is of several projects, name one of them: {names}")
    return first.config, first.file


def parts(paths: Sequence[str], given: Mapping[str, Any]) -> list[Part]:
    """Return the projects that paths stand for, each with its configuration: one in most repositories."""
    found = loaded(paths, given)
    if not found.projects:
        return [Part(tuple(paths), found.config, found.file)]
    asked = _asked(paths, [project.config.root for project in found.projects])
    if not asked:
        where = " ".join(paths) or "this folder"
        raise click.UsageError(f"{where}: in none of the projects that {found.file} speaks of")
    roots = [project.config.root for project in found.projects]
    return [
        Part(named, project.config, "", bool(named) and all(_around(path, roots) for path in named))
        for project in found.projects
        if (named := asked.get(project.config.root)) is not None
    ]


def loaded(paths: Sequence[str], given: Mapping[str, Any]) -> Settings:
    """Return the settings that hold for paths; what is doubtful in them is told."""
    from smo_lint.outside.configuration.settings import settings

    found = settings(
        paths,
        given["config"],
        table_of(given),
        isolated=given["isolated"],
        allow_plugins=given["allow_plugins"],
    )
    if not given.get("quiet"):
        for warning in (*found.warnings, *(w for project in found.projects for w in project.warnings)):
            say(warning)
    note(f"configuration: {found.file or 'none, everything is as it is by default'}")
    return found


def languages(given: Iterable[str]) -> frozenset[str]:
    """Return the tags of the languages that are named; empty for all. Raises ConfigError."""
    return tags(given)


def _asked(paths: Sequence[str], roots: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return root of a project -> what is named of it, () for all of it.

    A path stands for something of the innermost project around it, and for all projects inside of it.
    """
    asked: dict[str, list[str]] = {}
    whole: set[str] = set()
    for path in paths or (os.curdir,):
        place = os.path.abspath(path)
        whole.update(root for root in roots if place in _above(root))
        around = [root for root in roots if root in _above(place)]
        if around:
            asked.setdefault(max(around, key=len), []).append(path)
    if not paths:
        whole |= asked.keys()
    return {
        root: () if root in whole else tuple(asked[root]) for root in roots if root in asked or root in whole
    }


def _around(path: str, roots: Iterable[str]) -> bool:
    """Whether projects lie inside of a path."""
    place = os.path.abspath(path)
    return any(place in _above(root) for root in roots)


def _above(path: str) -> list[str]:
    """Return a path and the folders above it."""
    whole = [path]
    while (parent := os.path.dirname(whole[-1])) != whole[-1]:
        whole.append(parent)
    return whole
