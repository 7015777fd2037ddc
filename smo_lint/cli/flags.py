"""Flags: declared in groups, shown in groups, and taken from the table of options where they are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from smo_lint.model import ConfigError
from smo_lint.options import OPTIONS, Option

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Any], Any]

# The groups, in the order in which they are shown; "" holds what a command has of its own.
GROUPS = ("", "Input", "Rules", "Fixing", "Gate", "Output", "Run")
# Cells that a flag may take before what it does begins on a line of its own.
COLUMN = 26
_METAVARS = {"rules": "RULE,…", "silent": "RULE,…", "tags": "LANG", "files": "PATH", "layouts": "PATTERN"}


class Flag(click.Option):
    """An option that belongs to a group; `choices` says what its help lists, where that takes imports."""

    def __init__(
        self, *args: Any, group: str = "", choices: Callable[[], str] | None = None, **attrs: Any
    ) -> None:
        self.group = group
        self.choices = choices
        super().__init__(*args, **attrs)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how it is written, and what it does."""
        record = super().get_help_record(ctx)
        if record is None:
            return None
        name, told = record
        if self.secondary_opts:
            name = self.opts[0].replace("--", "--[no-]", 1)
        if self.choices:
            told = f"{told} {self.choices()}."
        return name, told.partition("  [x>=")[0]


class Verb(click.Command):
    """A command whose help shows its options in groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, group by group."""
        groups: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record:
                groups["Run" if "--help" in param.opts else getattr(param, "group", "")].append(record)
        width = max(len(name) for records in groups.values() for name, _ in records if len(name) <= COLUMN)
        for group, records in groups.items():
            if records:
                with formatter.section(group or "Options"):
                    formatter.write_dl([(name.ljust(width), told) for name, told in records], COLUMN)


def flag(group: str, *names: str, **attrs: Any) -> Decorator:
    """Return a decorator that gives a command an option of a group."""
    return click.option(*names, cls=Flag, group=group, **attrs)


def given_options(command: Command, options: Iterable[Decorator]) -> Command:
    """Give a command some options, in their order."""
    for option in reversed(tuple(options)):
        command = option(command)
    return command


def from_table(*groups: str) -> tuple[Decorator, ...]:
    """Return the options of the table that are flags of these groups."""
    return tuple(_flag(option) for option in OPTIONS if option.group and option.group in groups)


def table_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return key -> value of the flags that were given, as a configuration file would say it."""
    table: dict[str, Any] = {}
    for option in OPTIONS:
        value = given.get(_name(option))
        if option.group and value is not None and value != ():
            table[option.key] = _levels(value) if option.type == "levels" else _plain(option, value)
    return table


def words(values: Iterable[str]) -> list[str]:
    """Return the words of values that may hold several, by commas."""
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def _flag(option: Option) -> Decorator:
    text = option.help[0].upper() + option.help[1:] + "."
    names: tuple[str, ...] = (f"--{option.key}",)
    attrs: dict[str, Any] = {"default": None, "help": text}
    if option.type == "switch":
        names = (f"--{option.key}/--no-{option.key}",)
    elif option.type == "number":
        attrs |= {"type": click.IntRange(min=option.least), "metavar": "N"}
    elif option.choices:
        attrs |= {"type": click.Choice(option.choices), "metavar": "LEVEL"}
        attrs["help"] = f"{text[:-1]}: {', '.join(option.choices)}."
    else:
        attrs |= {"metavar": _METAVARS.get(option.holds, "PATTERN"), "type": _kind(option)}
    if option.type == "levels":
        attrs |= {"metavar": "RULE=LEVEL,…"}
    if option.type in ("strings", "levels"):
        attrs |= {"multiple": True, "default": ()}
    return flag(option.group, *names, **attrs)


def _kind(option: Option) -> click.ParamType[Any]:
    from smo_lint.cli.kinds import Languages, Rules

    if option.holds in ("rules", "silent") or option.type == "levels":
        return Rules()
    return (
        Languages() if option.holds == "tags" else click.Path() if option.holds == "files" else click.STRING
    )


def _name(option: Option) -> str:
    return option.key.replace("-", "_")


def _plain(option: Option, value: Any) -> Any:
    if option.holds == "tags":
        from smo_lint.cli.kinds import tag

        return tag(value)
    if option.type != "strings":
        return value
    return words(value) if option.holds in ("rules", "silent") else list(value)


def _levels(values: Iterable[str]) -> dict[str, str]:
    pairs = [word.partition("=") for word in words(values)]
    for rule, sign, level in pairs:
        if not sign or not level:
            raise ConfigError(f"--severity {rule}: must be RULE=LEVEL")
    return {rule.strip(): level.strip() for rule, _, level in pairs}
