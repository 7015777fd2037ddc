"""`smo-lint stamp`: record in translations what they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from smo_lint.cli.configured import configured, languages, reading_options
from smo_lint.cli.flags import Verb
from smo_lint.cli.screen import say
from smo_lint.model import Fault, LoadError, SmoLintError

if TYPE_CHECKING:
    from smo_lint.model import Bundle
    from smo_lint.outside.task import Task

FOUND, FAILED = 1, 2


class Stamped(NamedTuple):
    """A translation before and after; after it cannot be stamped: why."""

    path: str
    before: str
    after: str | Fault


@click.command(cls=Verb)
@click.argument("paths", nargs=-1, type=click.Path())
@reading_options
@click.option("--diff", is_flag=True, help="Print what would be changed; change nothing.")
def stamp(paths: tuple[str, ...], diff: bool, **given: Any) -> int:
    """Record in translations which text they were made from: do so once they are up to date.

    Writes into each named translation the revision of its source and a digest of each section, in its
    front matter or, without one, in a comment at the top. From then on stale-section says which
    sections have changed. A source that is named stands for nothing: name its translations.
    """
    from smo_lint.cli.repairs import Repair
    from smo_lint.outside.load import write

    done = list(_all(paths, given))
    changed = [one for one in done if isinstance(one.after, str) and one.after != one.before]
    failed = [one for one in done if isinstance(one.after, Fault)]
    lost = 0
    for one in changed:
        assert isinstance(one.after, str)
        if diff:
            click.echo(Repair(one.path, one.before, one.after, ()).diff(), nl=False)
        else:
            try:
                write(one.path, one.after, was=one.before)
            except LoadError as error:
                say(f"error: {error}")
                lost += 1
    for one in failed:
        assert isinstance(one.after, Fault)
        say(f"{one.path} is not stamped: {one.after.reason}")
    word = "would stamp" if diff else "stamped"
    say(f"{word} {len(changed) - lost} of {len(done)} translations")
    return FAILED if lost else FOUND if failed or (diff and changed) else 0


def _all(paths: tuple[str, ...], given: dict[str, Any]) -> Iterator[Stamped]:
    """Yield the translations that are named, in the order of their articles."""
    from smo_lint.cli.prepare import discovered
    from smo_lint.cli.run import NoArticleError
    from smo_lint.outside.repository.history import revisions
    from smo_lint.outside.task import Task

    config = configured([*paths, *(given["pair"] or ())], given)
    discovery = discovered(paths, config, given["pair"])
    langs = languages(given["lang"])
    if not discovery.bundles:
        raise NoArticleError(f"no article found: {discovery.looked}")
    if not any(bundle.source for bundle in discovery.bundles):
        raise SmoLintError("there is no source language: nothing was translated from anything")
    task = Task(config).holding(discovery.bundles)  # the revision and the parts must be of one text
    known = revisions(discovery, task.read)
    found = False
    for bundle in discovery.bundles:
        for one in _of_article(bundle, discovery.named, langs, known, task):
            found = True
            yield one
    if not found:
        raise SmoLintError("no translation is named: a source alone has nothing to record")


def _of_article(
    bundle: Bundle, named: frozenset[str], langs: frozenset[str], known: dict[str, str], task: Task
) -> Iterator[Stamped]:
    from smo_lint.lag import parts
    from smo_lint.markdown import parse
    from smo_lint.stamps import stamped

    source = next((m for m in bundle.members if bundle.source and m.lang == bundle.source), None)
    text = task.read(source.path) if source else Fault("there is no source")
    for member in bundle.members:
        before = task.read(member.path)
        if member == source or member.path not in named or (langs and member.lang not in langs):
            continue
        fault = next((content for content in (text, before) if isinstance(content, Fault)), None)
        if fault or not source or not isinstance(text, str) or not isinstance(before, str):
            yield Stamped(member.path, "", fault or Fault("there is no source"))
            continue
        found = parts(parse(text, source.path, source.lang))
        yield Stamped(member.path, before, stamped(before, member.path, known.get(source.path, ""), found))
