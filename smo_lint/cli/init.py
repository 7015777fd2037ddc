"""`smo-lint init`: look at the repository, write the configuration that it would need."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.configured import configured, reading_options
from smo_lint.cli.flags import Verb
from smo_lint.cli.screen import say
from smo_lint.model import ConfigError, SmoLintError
from smo_lint.regexes import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from smo_lint.habits import Habits
    from smo_lint.options import Config
    from smo_lint.outside.articles.discovery import Discovery

# Of the ways in which files were grouped, the most frequent ones are told.
WAYS = 3
_WORD = regex(r"^“[^”]*” ")


@click.command("init", cls=Verb)
@click.argument("paths", nargs=-1, type=click.Path())
@reading_options
@click.option("--pyproject", is_flag=True, help="Write into pyproject.toml, as [tool.smo-lint].")
@click.option("--force", is_flag=True, help="Where there is a configuration, write its habits anew.")
@click.option("--stdout", "dry", is_flag=True, help="Print it, and write nothing.")
@click.option("--baseline", "accepts", is_flag=True, help="Accept today's findings: only new ones count.")
def init(paths: tuple[str, ...], pyproject: bool, force: bool, dry: bool, accepts: bool, **given: Any) -> int:
    """Look at the articles of a project, and write down what a run over a few of them has to know.

    The file names the source language and what all articles have in common, so that any run gives the
    findings that a run over everything gives, without reading everything.
    """
    from smo_lint.cli.prepare import discovered
    from smo_lint.cli.run import NoArticleError

    if dry and accepts:
        raise click.UsageError("--stdout writes nothing: there is no --baseline to go with it")
    if given["pair"]:
        raise SmoLintError("--pair names two folders, not a project: init has nothing to write for them")
    config = configured(paths, given)
    discovery = discovered(paths, config, None)
    if not discovery.every:
        raise NoArticleError(f"no article found: {discovery.looked}")
    file = _file(discovery.root, pyproject=pyproject, project=config.project)
    before = _before(file)
    text, habits = _text(discovery, config, file, before or "", force=force or dry)
    for sentence in (*discovery.warnings, *_seen(discovery), *_taught(habits)):
        say(sentence)
    if dry:
        click.echo(text, nl=False)
        return 0
    from smo_lint.outside.articles.discovery import from_here
    from smo_lint.outside.load import write

    if before is None:
        _create(file, text)
    else:
        write(file, text, was=before)
    say(f"wrote {from_here(file)}")
    if accepts:
        from smo_lint.cli.baseline import accept

        accept((discovery.root,), {**given, "baseline": ""})
    return 0


def _file(root: str, *, pyproject: bool, project: str) -> str:
    """Return the file to write: the one in force, so that none hides another; else a new one."""
    from smo_lint.outside.articles.discovery import from_here
    from smo_lint.outside.configuration.settings import find

    in_force = next(iter(find(root)), "")
    if project and os.path.dirname(in_force) != root:
        in_force = ""  # that of the repository holds for other projects too
    name = "pyproject.toml" if pyproject else "smo-lint.toml"
    if in_force and pyproject and os.path.basename(in_force) != name:
        raise ConfigError(f"{from_here(in_force)} is in force, and would hide what {name} says")
    return in_force or os.path.join(root, name)


def _before(file: str) -> str | None:
    """Return what a file holds, None where there is none. Raises ConfigError."""
    from smo_lint.outside.articles.discovery import from_here
    from smo_lint.outside.load import read

    if not os.path.lexists(file):
        return None
    before = read(file)
    if not isinstance(before, str):
        raise ConfigError(f"{from_here(file)}: {before.reason}")
    return before


def _text(discovery: Discovery, config: Config, file: str, before: str, *, force: bool) -> tuple[str, Habits]:
    """Return what the file will hold, and the habits in it. Raises ConfigError where it may not.

    before  what it holds, "" where there is none
    """
    from dataclasses import replace

    from smo_lint.outside.articles.discovery import from_here
    from smo_lint.outside.articles.root import configures
    from smo_lint.outside.cache.lore import Lore
    from smo_lint.outside.configuration import draft
    from smo_lint.outside.task import Task, gists_of, taught

    above = "tool.smo-lint." if os.path.basename(file) == "pyproject.toml" else ""
    known = configures(file) if above else bool(before.strip())
    if known and not force:
        raise ConfigError(f"{from_here(file)} is there already; --force writes its habits anew")
    task = Task(replace(config, habits=None)).holding(discovery.every)
    texts = task.held
    habits = taught(discovery.every, task, Lore(discovery, gists_of(discovery, task)))
    notes = draft.notes_of(discovery.every, texts, habits)
    before = before.removeprefix("\ufeff").replace("\r\n", "\n")
    if known:
        return draft.renewed(before, draft.learnt(habits, notes, above), above), habits
    text = draft.draft(discovery, _source(discovery, config), config, habits, notes, above)
    return (f"{before.rstrip()}\n\n{text}" if before.strip() else text), habits


def _source(discovery: Discovery, config: Config) -> str:
    """Return the source language to write down; "" where naming one would change any article."""
    from dataclasses import replace

    from smo_lint.outside.articles.discover import discover

    named = discovery.source or "none"
    paths = [member.path for bundle in discovery.every for member in bundle.members[:1]]
    again = discover(paths, replace(config, source=named))
    return named if _grouping(again) == _grouping(discovery) else ""


def _grouping(discovery: Discovery) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    bundles = discovery.every
    return [(b.key, b.source, tuple((m.path, m.lang) for m in b.members)) for b in bundles]


def _create(file: str, text: str) -> None:
    try:
        with open(file, "x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        raise SmoLintError(f"{file}: {error.strerror}") from None


def _seen(discovery: Discovery) -> Iterator[str]:
    members = [member for bundle in discovery.every for member in bundle.members]
    langs = Counter(member.lang for member in members)
    told = ", ".join(
        f"{lang} {number}" for lang, number in sorted(langs.items(), key=lambda e: (-e[1], e[0]))
    )
    yield f"{len(discovery.every)} articles, {len(members)} editions in {len(langs)} languages: {told}"
    ways = Counter(_WORD.sub("", member.why) for member in members)
    for why, number in sorted(ways.items(), key=lambda entry: (-entry[1], entry[0]))[:WAYS]:
        yield f"{number} files: {why}"
    yield discovery.mode


def _taught(habits: Habits) -> Iterator[str]:
    """What was learnt, a line for each habit that there is."""
    from smo_lint.outside.configuration.pinned import SHAPES

    if habits.protected_keys:
        yield f"equal in all languages: {', '.join(habits.protected_keys)}"
    for field, _, comment in SHAPES.values():
        entries = sorted(getattr(habits, field))
        if entries:
            langs = ", ".join(dict.fromkeys(entry[0] for entry in entries))
            yield f"{comment}: {len(entries)} ({langs})"
