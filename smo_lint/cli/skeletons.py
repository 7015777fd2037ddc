"""`smo-lint show`: the skeletons of two editions side by side, aligned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from smo_lint.cli.configured import configured, languages, reading_options

if TYPE_CHECKING:
    from smo_lint.model import Edition, Match, Node, Pair

# How a row of two blocks is marked.
MARKS = {"kept": " ", "moved": "~", "merged": ">", "split": "<", "missing": "-", "extra": "+"}
NARROW = 40
# Kinds whose content says more than their name; others are shown with the blocks that they hold.
_DEEPER = ("item", "quote", "admonition", "component")
_SILENT = ("document", "section", "list", "table")


class Line(NamedTuple):
    """A block of the source, of the target, or of both; and how they correspond."""

    source: Node | None
    target: Node | None
    how: str


@click.command()
@click.argument("article", nargs=1, required=False, type=click.Path())
@reading_options
def show(article: str | None, **given: Any) -> int:
    """Show the editions of an article beside their reference, block by block."""
    from smo_lint.cli.run import prepare
    from smo_lint.engine import compare

    paths = [article] if article else []
    if not paths and not given["pair"]:
        raise click.UsageError("which article? Name one of its files")
    config = configured([*paths, *(given["pair"] or ())], given)
    langs = languages(given["lang"])
    run = prepare(paths, config, pair=given["pair"])
    for bundle in run.discovery.bundles:
        found = compare(run.task.files(bundle), bundle, run.task.habits)
        seen: set[Edition] = set()
        for pair in found.pairs:
            # In consensus an edition stands beside the nearest other one.
            if pair.target in seen or (langs and pair.target.lang not in langs):
                continue
            seen.add(pair.target)
            _print(pair)
    return 0


def _print(pair: Pair) -> None:
    from rich.console import Console

    from smo_lint.reports import shown

    width = max(NARROW, (Console().width - 6) // 2)
    left, right = (f"{edition.lang}  {shown(edition.path)}" for edition in (pair.source, pair.target))
    click.echo(f"{_cell(left, width)}   {right}")
    for line in lines(pair):
        left = _told(pair.source, line.source, width)
        right = _told(pair.target, line.target, width)
        click.echo(f"{_cell(left, width)} {MARKS[line.how]} {right}".rstrip())
    click.echo("")


def lines(pair: Pair) -> Iterator[Line]:
    """Yield the blocks of both editions in the order of the source; extra ones after what precedes them."""
    done: set[int] = set()
    extra = [node for node in pair.target.nodes if _told_apart(node) and pair.match(node) is None]
    reached = 0
    for node in (node for node in pair.source.nodes if _told_apart(node)):
        match = pair.match(node)
        if match is None:
            yield Line(node, None, "missing")
        elif id(match) not in done:
            done.add(id(match))
            if match.how != "moved":
                start = match.target[0].span.start
                while extra and extra[0].span.start < start and start >= reached:
                    yield Line(None, extra.pop(0), "extra")
                reached = start
            yield from _of_match(match)
    yield from (Line(None, node, "extra") for node in extra)


def _of_match(match: Match) -> Iterator[Line]:
    for index in range(max(len(match.source), len(match.target))):
        source = match.source[index] if index < len(match.source) else None
        target = match.target[index] if index < len(match.target) else None
        yield Line(source, target, match.how)


def _told_apart(node: Node) -> bool:
    from smo_lint.model import BLOCKS

    if node.kind == "item":
        return not any(child.kind == "paragraph" for child in node.children)
    return node.kind in BLOCKS and node.kind not in _SILENT


def _told(edition: Edition, node: Node | None, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    from smo_lint.reports import shown

    if node is None:
        return ""
    depth = sum(parent.kind in _DEEPER for parent in edition.ancestors(node))
    label = f"h{node.level}" if node.kind == "heading" else node.kind
    label = "text" if node.kind == "paragraph" else label
    number = edition.text.count("\n", 0, node.span.start) + 1
    content = "" if any(child.kind == "paragraph" for child in node.children) else " ".join(node.text.split())
    text = shown(f"{number:5} {'  ' * depth}{label} {node.name or ''} {content[:width]}".rstrip())
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def _cell(text: str, width: int) -> str:
    from rich.cells import set_cell_size

    return set_cell_size(text, width)
