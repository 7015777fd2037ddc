"""`smo-lint config`: what is in force and where it comes from, and what could be said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.configured import judging_options, loaded, reading_options
from smo_lint.cli.flags import Verb, from_table, given_options
from smo_lint.model import SmoLintError

if TYPE_CHECKING:
    from smo_lint.options import Option
    from smo_lint.outside.configuration.settings import Settings

_FORMAT = click.option(
    "--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True
)


@click.group()
def config() -> None:
    """Show what is in force and where it comes from, or what could be said."""


@config.command(cls=Verb, short_help="What is in force, and where each value comes from.")
@click.argument("path", nargs=-1, type=click.Path())
@reading_options
@judging_options
@lambda command: given_options(command, from_table("Fixing", "Gate", "Output", "Run"))
@_FORMAT
def show(path: tuple[str, ...], format_: str, **given: Any) -> int:
    """Print the configuration that holds for a path, as TOML, and where each value comes from.

    The later a file is named behind a value, the more it says; a flag is above all files.
    """
    found = loaded(path, given)
    if format_ == "json":
        _print_json({".": found} | {project.config.project or ".": project for project in found.projects})
        return 0
    for project in found.projects or (found,):
        if found.projects:
            click.echo(f"# project {project.config.project or '.'}")
        rows = list(_rows(project))
        width = max(len(text) for text, _ in rows if len(text) <= 60)
        for text, origin in rows:
            click.echo(f"{text.ljust(width)}  # {origin}")
    return 0


@config.command("list", short_help="All options.")
@_FORMAT
def list_options(format_: str) -> int:
    """List all options, with what holds where nothing is said."""
    from smo_lint.options import OPTIONS

    if format_ == "json":
        _print_json({option.key: _facts(option) for option in OPTIONS})
        return 0
    width = max(len(option.key) for option in OPTIONS)
    for option in OPTIONS:
        default = _toml(option.default)
        more = f"  [default: {default}]" if option.default not in (None, "", (), {}) else ""
        click.echo(f"{option.key:{width}}  {option.help}{more}")
    return 0


@config.command(short_help="One option.", context_settings={"ignore_unknown_options": True})
@click.argument("keys", nargs=-1, required=True, metavar="KEY…")
def explain(keys: tuple[str, ...]) -> int:
    """Say what options mean, what they may hold, and how they are written."""
    from smo_lint.options import OPTIONS

    known = {option.key: option for option in OPTIONS}
    for key in keys:
        if key.removeprefix("--") not in known:
            from smo_lint.outside.configuration.mistakes import meant

            raise SmoLintError(f"unknown option “{key}”{meant(key, known)}")
    click.echo("\n\n".join("\n".join(_page(known[key.removeprefix("--")])) for key in keys))
    return 0


@config.command(short_help="The JSON Schema, for editors.")
def schema() -> int:
    """Print the JSON Schema of a configuration: editors complete and check files with it."""
    from smo_lint.outside.configuration.schema import schema as whole

    _print_json(whole())
    return 0


def _rows(found: Settings) -> Iterator[tuple[str, str]]:
    """Yield each value as TOML writes it, and where it comes from."""
    from smo_lint.options import OPTIONS

    for option in OPTIONS:
        if not option.field or option.adds:
            continue
        value = getattr(found.config, option.field)
        if isinstance(value, dict):
            below = [(path, origin) for path, origin in found.origins.items() if path[0] == option.key]
            for path, origin in below:
                inner = _inside(value, path[1:])
                yield f"{'.'.join(map(_key, path))} = {_toml(inner)}", ", ".join(map(str, origin))
            if not below:
                yield f"{option.key} = {{}}", "default"
        elif option.type == "habits":
            told = ", ".join(map(str, found.origins.get((option.key,), ()))) or "default"
            yield f"# {option.key}: {'pinned' if value is not None else 'learnt from the project'}", told
        else:
            yield (
                f"{option.key} = {_toml(value)}",
                ", ".join(map(str, found.origins.get((option.key,), ()))) or "default",
            )


def _print_json(whole: Any) -> None:
    import json

    if isinstance(whole, dict) and "." in whole:
        whole = {name: _told(found) for name, found in whole.items()}
    click.echo(json.dumps(whole, indent=2, ensure_ascii=False))


def _told(found: Settings) -> dict[str, Any]:
    from smo_lint.options import OPTIONS

    return {
        option.key: {
            "value": None if option.type == "habits" else getattr(found.config, option.field),
            "origin": {
                ".".join(path): list(map(str, told))
                for path, told in found.origins.items()
                if path[0] == option.key
            },
        }
        for option in OPTIONS
        if option.field and not option.adds
    }


def _facts(option: Option) -> dict[str, Any]:
    return {
        "type": option.type,
        "help": option.help,
        "default": option.default,
        "choices": list(option.choices),
        "flag": f"--{option.key}" if option.group else None,
    }


def _page(option: Option) -> Iterator[str]:
    types = {
        "strings": "a list of strings",
        "string": "a string",
        "number": f"a whole number, at least {option.least}",
        "switch": "true or false",
        "levels": "a table: rule to severity",
        "ignores": "a table of lists of rules",
        "rules": "a table: rule to its options",
        "habits": "a table, written by `smo-lint init`",
        "projects": "a list of tables",
    }
    yield f"{option.key}: {option.help}"
    yield f"  {types[option.type]}" + (f", one of {', '.join(option.choices)}" if option.choices else "")
    if option.adds:
        yield f"  adds to {option.field.replace('_', '-')}, and to what lower configurations add"
    elif option.default not in (None, "", (), {}):
        yield f"  default: {_toml(option.default)}"
    if option.group:
        yield f"  flag: --{option.key}"
    if option.example:
        yield from ("", *(f"      {line}" for line in option.example.split("\n")))


def _inside(value: Any, path: Sequence[str]) -> Any:
    for key in path:
        value = value[key]
    return value


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else _toml(key)


def _toml(value: Any) -> str:
    from smo_lint.outside.configuration.pinned import string

    if isinstance(value, str):
        return string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_toml(inner)}" for key, inner in value.items()) + "}"
    return str(value)
