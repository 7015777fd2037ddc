"""`smo-lint list`: which files are editions of which article, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.configured import languages, parts, reading_options
from smo_lint.cli.flags import Verb
from smo_lint.cli.screen import say

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.articles.discovery import Discovery

# Files without an article that are listed when nobody asked why.
SOME = 10


@click.command("list", cls=Verb)
@click.argument("paths", nargs=-1, type=click.Path())
@reading_options
@click.option("--why", is_flag=True, help="Say for every file why it was grouped so.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
def list_articles(paths: tuple[str, ...], why: bool, format_: str, **given: Any) -> int:
    """Show articles and languages, and the files that are in no article."""
    pair = given["pair"] or ()
    found = [
        _list(part.config, tuple(path for path in part.paths if path not in pair), why, format_, given)
        for part in parts([*paths, *pair], given)
    ]
    return max(found)


def _list(config: Config, paths: tuple[str, ...], why: bool, format_: str, given: dict[str, Any]) -> int:
    from smo_lint.cli.prepare import discovered

    discovery = discovered(paths, config, given["pair"])
    for sentence in (*discovery.warnings, *((discovery.mode,) if discovery.bundles else ())):
        say(sentence)
    langs = languages(given["lang"])
    if format_ == "json":
        _print_json(discovery)
    elif why:
        _print_reasons(discovery)
    else:
        _print_table(discovery, langs)
    if not discovery.bundles:
        say(f"error: no article found: {discovery.looked}")
        return 2
    return 0


def _print_table(discovery: Discovery, langs: frozenset[str]) -> None:
    from smo_lint.reports import shown

    known = {member.lang for bundle in discovery.bundles for member in bundle.members}
    columns = sorted(known & langs if langs else known)
    rows = [["article", *columns]]
    for bundle in discovery.bundles:
        held = {member.lang for member in bundle.members}
        marks = ["s" if tag == bundle.source else "x" if tag in held else "-" for tag in columns]
        rows.append([shown(bundle.key), *marks])
    for line in _aligned(rows):
        click.echo(line)
    click.echo(f"\n{_sizes(discovery)}  (s: source, x: edition, -: none)")
    _print_alone(discovery, SOME)


def _print_reasons(discovery: Discovery) -> None:
    from smo_lint.reports import shown

    for bundle in discovery.bundles:
        click.echo(shown(bundle.key) + ("" if bundle.source else "   (the editions vote)"))
        rows = [[f"  {shown(m.path)}", m.lang or "?", shown(m.why)] for m in bundle.members]
        for line in _aligned(rows):
            click.echo(line)
    click.echo(f"\n{_sizes(discovery)}")
    _print_alone(discovery, len(discovery.alone))


def _print_alone(discovery: Discovery, limit: int) -> None:
    from smo_lint.reports import shown

    if not discovery.alone:
        return
    click.echo(f"\nIn no article ({len(discovery.alone)}):")
    for line in _aligned([[f"  {shown(m.path)}", shown(m.why)] for m in discovery.alone[:limit]]):
        click.echo(line)
    if len(discovery.alone) > limit:
        click.echo(f"  … and {len(discovery.alone) - limit} more: smo-lint list --why")


def _print_json(discovery: Discovery) -> None:
    import json

    whole = {
        "source": discovery.source or None,
        "mode": discovery.mode,
        "articles": [
            {
                "key": bundle.key,
                "source": bundle.source or None,
                "editions": [member._asdict() for member in bundle.members],
            }
            for bundle in discovery.bundles
        ],
        "alone": [{"path": member.path, "why": member.why} for member in discovery.alone],
    }
    click.echo(json.dumps(whole, indent=2))


def _sizes(discovery: Discovery) -> str:
    members = [member for bundle in discovery.bundles for member in bundle.members]
    langs = {member.lang for member in members}
    sizes = (len(discovery.bundles), "article"), (len(members), "edition"), (len(langs), "language")
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in sizes)


def _aligned(rows: list[list[str]]) -> list[str]:
    from rich.cells import cell_len, set_cell_size

    if not rows:
        return []
    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(map(set_cell_size, row, widths)).rstrip() for row in rows]
