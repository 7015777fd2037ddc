"""`smo-lint explain` and `smo-lint rules`: what the rules say about themselves."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.screen import say
from smo_lint.model import SmoLintError

if TYPE_CHECKING:
    from smo_lint.model import Rule


_PLUGIN = click.option("--plugin", "plugins", multiple=True, metavar="NAME", help="Load a plugin.")


@click.command()
@click.argument("names", nargs=-1, metavar="RULE…")
@click.option("--all", "every", is_flag=True, help="Every rule.")
@click.option("--output", metavar="DIR", type=click.Path(), help="Write a file for each, and an index.")
@_PLUGIN
def explain(names: tuple[str, ...], every: bool, output: str | None, plugins: tuple[str, ...]) -> int:
    """Print the pages of rules: codes, names, prefixes of codes, or families."""
    _load(plugins)
    if not names and not every:
        raise click.UsageError("name a rule, or say --all; `smo-lint rules` lists them")
    rules = _named(("ALL",) if every else names)
    if output:
        return _write(rules, output)
    pages = "\n\n---\n\n".join(_page(rule) for rule in rules)
    if not sys.stdout.isatty():
        click.echo(pages)
        return 0
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(pages))
    return 0


@click.command("rules")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@_PLUGIN
def list_rules(format_: str, plugins: tuple[str, ...]) -> int:
    """List all rules."""
    _load(plugins)
    from smo_lint.rules import rules

    if format_ == "json":
        import json

        click.echo(json.dumps([_facts(rule) for rule in rules()], indent=2, ensure_ascii=False))
        return 0
    width = max((len(rule.name) for rule in rules()), default=0)
    for rule in rules():
        level = rule.severity if rule.default else "off"
        click.echo(f"{rule.code}  {rule.name:{width}}  {level:7}  {_subject(rule):7}  {_summary(rule)}")
    return 0


def _load(plugins: Sequence[str]) -> None:
    """Take in the rules of plugins, which are allowed by being named here. Raises ConfigError."""
    if plugins:
        from smo_lint.outside.configuration.plugins import loaded

        loaded(plugins)


def _named(names: Iterable[str]) -> list[Rule]:
    from smo_lint.rules import rules

    found: dict[str, Rule] = {}
    for name in names:
        word = name.strip().lower()
        fitting = [rule for rule in rules() if word in ("all", rule.code.lower(), rule.name, rule.family)]
        if not fitting and len(word) > 1:
            fitting = [rule for rule in rules() if rule.code.lower().startswith(word)]
        if not fitting:
            raise SmoLintError(f"unknown rule “{name}”{_near(name)}")
        found |= {rule.code: rule for rule in fitting}
    return list(found.values())


def _write(rules: Sequence[Rule], folder: str) -> int:
    """Write a file for each rule, called by its code, and an index of them by family."""
    from itertools import groupby

    lines = ["# Rules", ""]
    for family, members in groupby(rules, key=lambda rule: rule.family):
        lines += [
            f"## {family.replace('_', ' ').capitalize()}",
            "",
            "| code | name | severity | |",
            "|---|---|---|---|",
        ]
        for rule in members:
            level = rule.severity if rule.default else f"{rule.severity}, off by default"
            summary = _summary(rule).replace("|", "\\|")
            lines.append(f"| [{rule.code}]({rule.code}.md) | {rule.name} | {level} | {summary} |")
        lines.append("")
    files = {"index.md": "\n".join(lines)} | {f"{rule.code}.md": _page(rule) + "\n" for rule in rules}
    try:
        os.makedirs(folder, exist_ok=True)
        for name, text in files.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise SmoLintError(f"{error.filename}: {error.strerror}") from None
    say(f"wrote {len(files)} files to {folder}")
    return 0


def _page(rule: Rule) -> str:
    kind = f"{rule.severity}, looks at each {_subject(rule)}" + ("" if rule.default else ", off by default")
    guard = " Where it reports, the other rules are silent about that edition." if rule.guard else ""
    from smo_lint.manual import readable

    rest = readable(rule.doc).partition("\n")[2].strip()
    parts = [f"# {rule.code} {rule.name}", _summary(rule), f"*{kind}.*{guard}", rest]
    if rule.options:
        options = (f"- `{name.replace('_', '-')} = {_toml(value)}`" for name, value in rule.options.items())
        parts.append(f"Options, in `[tool.smo-lint.rules.{rule.name}]`:\n\n" + "\n".join(options))
    parts.append(f"Silence it: `<!-- smo-lint-ignore {rule.code} -- reason -->` before the block.")
    return "\n\n".join(parts)


def _facts(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "default": rule.default,
        "subject": _subject(rule),
        "summary": _summary(rule),
        "options": {name: list(v) if isinstance(v, tuple) else v for name, v in rule.options.items()},
    }


def _subject(rule: Rule) -> str:
    return rule.subject.__name__.lower()


def _summary(rule: Rule) -> str:
    return rule.doc.partition("\n")[0]


def _toml(value: object) -> str:
    import json

    plain = list(value) if isinstance(value, tuple) else value
    return json.dumps(plain, ensure_ascii=False, default=str)


def _near(name: str) -> str:
    from difflib import get_close_matches

    from smo_lint.rules import rules

    words = [word for rule in rules() for word in (rule.code, rule.name, rule.family)]
    near = get_close_matches(name, words, n=1)
    return f", did you mean “{near[0]}”?" if near else ""
