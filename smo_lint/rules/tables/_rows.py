"""Rows that only one edition has: neither heads, nor rows that merely stand elsewhere in the table."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair


def missing(pair: Pair) -> Iterator[Node]:
    """Yield the outermost tables and rows of the source that the target lacks."""
    return _lone(pair, pair.source, pair.target, pair.missing("table", "row"))


def extra(pair: Pair) -> Iterator[Node]:
    """Yield the outermost tables and rows of the target that the source lacks."""
    return _lone(pair, pair.target, pair.source, pair.extra("table", "row"))


def _lone(pair: Pair, own: Edition, other: Edition, nodes: Iterator[Node]) -> Iterator[Node]:
    for node in nodes:
        table = own.parent(node)
        beside = pair.counterpart(table) if table and node.kind == "row" else None
        if beside is None:
            yield node
        elif node.name != "head":
            name = _name(own, node)
            if not name or _times(other, beside, name) < _times(own, table, name):
                yield node


def _times(edition: Edition, table: Node | None, name: str) -> int:
    return sum(_name(edition, row) == name for row in table.children) if table else 0


def _name(edition: Edition, row: Node) -> str:
    """What the first cell says."""
    return edition.slice(row.children[0].span).strip(" `") if row.children else ""
