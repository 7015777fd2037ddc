"""Options that several commands share, and the configuration that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from smo_lint.cli.screen import say
from smo_lint.model import SEVERITIES, ConfigError

if TYPE_CHECKING:
    from smo_lint.options import Config

Command = TypeVar("Command", bound=Callable[..., Any])
LEVELS = (*SEVERITIES, "off")
FAIL_ON = (*SEVERITIES, "never")

_SELECTORS = ("select", "ignore", "extend_select", "fixable", "unfixable")

_READING = (
    click.option("--source", metavar="LANG|none", help="The source language; none: the editions vote."),
    click.option("--lang", multiple=True, metavar="LANG,…", help="Report on these languages only."),
    click.option("--pair", nargs=2, type=click.Path(), metavar="SRC TGT", help="A folder, its translation."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out paths, as in .gitignore."),
    click.option("--config", multiple=True, metavar="FILE|KEY=VALUE", help="A file, or one option in TOML."),
    click.option("--isolated", is_flag=True, help="Look for no configuration file."),
)
_JUDGING = (
    click.option("--select", multiple=True, metavar="RULE,…", help="Run these: codes, names, prefixes, ALL."),
    click.option("--ignore", multiple=True, metavar="RULE,…", help="Leave out these rules."),
    click.option("--extend-select", multiple=True, metavar="RULE,…", help="Run these rules as well."),
    click.option("--severity", multiple=True, metavar="RULE=LEVEL", help=f"One of {', '.join(LEVELS)}."),
    click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit 1 from here on.  [default: error]"),
)


def reading_options(command: Command) -> Command:
    """Give a command the options that say which files are read, and how."""
    return given_options(command, _READING)


def judging_options(command: Command) -> Command:
    """Give a command the options that say which rules run, and what they weigh."""
    return given_options(command, _JUDGING)


def configured(paths: Sequence[str], given: Mapping[str, Any]) -> Config:
    """Return the configuration of a project with the options of the command line above it.

    Raises ConfigError, with all mistakes at once.
    """
    return configured_by(paths, given)[0]


def configured_by(paths: Sequence[str], given: Mapping[str, Any]) -> tuple[Config, str]:
    """Return the same, and the file that it comes from: "" where there is none."""
    from dataclasses import replace

    from smo_lint.outside.settings import settings

    found = settings(paths, given["config"], isolated=given["isolated"])
    for warning in found.warnings:
        say(warning)
    config = found.config
    words = {name: _words(given[name]) for name in _SELECTORS if given.get(name)}
    config = replace(
        config,
        select=words.get("select", config.select),
        ignore=(*config.ignore, *words.get("ignore", ())),
        extend_select=(*config.extend_select, *words.get("extend_select", ())),
        fixable=words.get("fixable", config.fixable),
        unfixable=(*config.unfixable, *words.get("unfixable", ())),
        severity={**config.severity, **_severities(given.get("severity", ()))},
        source=_tag(given["source"]) if given["source"] else config.source,
        exclude=(*config.exclude, *given["exclude"]),
        fail_on=given.get("fail_on") or config.fail_on,
    )
    return config, found.file


def languages(given: Iterable[str]) -> frozenset[str]:
    """Return the tags of the languages that are named; empty for all. Raises ConfigError."""
    return frozenset(_tag(word) for word in _words(given))


def given_options(command: Command, options: Iterable[Callable[[Command], Command]]) -> Command:
    """Give a command some options, in their order."""
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _severities(values: Iterable[str]) -> dict[str, str]:
    levels: dict[str, str] = {}
    for word in _words(values):
        rule, _, level = word.partition("=")
        if level not in LEVELS:
            raise ConfigError(f"--severity {word}: must be RULE=LEVEL, a level is one of {', '.join(LEVELS)}")
        levels[rule] = level
    return levels


def _tag(word: str) -> str:
    from smo_lint.languages import named, normalise

    if word == "none":
        return word
    tag = normalise(word) or named(word)
    if not tag:
        raise ConfigError(f"“{word}” is no language")
    return tag
