"""Rows put together: the articles of a part, in the order of their ids, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from smo_lint.corpus.orders import Columns, Order, Part
from smo_lint.corpus.scatter import gathered, number
from smo_lint.corpus.tables import batches, plain
from smo_lint.languages import normalise
from smo_lint.model import Bundle, Member


class Item(NamedTuple):
    """An article.

    files     path -> text
    rows      path -> number of its row in the table of the part
    doubled   editions that were left out, as their language was there already
    """

    bundle: Bundle
    files: dict[str, str]
    rows: dict[str, int]
    doubled: int


def table_of(part: Part, columns: Columns, names: tuple[str, ...]) -> pa.Table | None:
    """Return the rows of a part, by article, language and path; None where there are none.

    names  of the columns that are wanted, none for all
    """
    found = gathered(part) if part.files else (b for piece in part.pieces for b in batches(piece, names))
    mine = [rows for rows in (_share(batch, part, columns) for batch in found) if rows.num_rows]
    if not mine:
        return None
    table = pa.Table.from_batches(mine)
    # The order of the rows of the input must not matter: the text decides where all else is alike.
    keys = {name: plain(table[name].combine_chunks()) for name in columns.used() if name != columns.source}
    order = pc.sort_indices(pa.table(keys), sort_keys=[(name, "ascending") for name in keys])
    return table.take(order)


def items(table: pa.Table, order: Order) -> Iterator[Item]:
    """Yield the articles of a table whose rows are sorted."""
    columns = order.columns
    ids = plain(table[columns.article].combine_chunks())
    first = 0
    while first < len(ids):
        end = _end(ids, first)
        yield _item(table.slice(first, end - first), first, ids[first].as_py(), order)
        first = end


def _end(ids: pa.Array, first: int) -> int:
    own, end = ids[first], first + 1
    while end < len(ids) and ids[end] == own:
        end += 1
    return end


def _share(batch: pa.RecordBatch, part: Part, columns: Columns) -> pa.RecordBatch:
    which, of = part.share
    article, text = (batch.column(name) for name in (columns.article, columns.text))
    known = pc.and_(pc.is_valid(article), pc.is_valid(text))
    if of > 1:
        own = [one is not None and number(one, of, b"share") == which for one in plain(article).to_pylist()]
        known = pc.and_(known, pa.array(own))
    return batch.filter(known)


def _item(rows: pa.Table, first: int, article: str, order: Order) -> Item:
    columns = order.columns
    langs, texts = (
        [value or "" for value in plain(rows[name].combine_chunks()).to_pylist()]
        for name in (columns.lang, columns.text)
    )
    told = plain(rows[columns.path].combine_chunks()).to_pylist() if columns.path else [None] * len(langs)
    marked = rows[columns.source].to_pylist() if columns.source else [None] * len(langs)
    members: dict[str, Member] = {}
    files: dict[str, str] = {}
    places: dict[str, int] = {}
    source = ""
    for place, (lang, text, path, is_source) in enumerate(zip(langs, texts, told, marked, strict=True)):
        tag = normalise(lang) or lang
        if not tag or tag in members:
            continue
        path = path or f"{article}.{tag}.md"
        if path in files:
            path = f"{path}#{tag}"
        members[tag] = Member(path, tag, "its row says so")
        files[path], places[path] = text, first + place
        source = tag if is_source and not source else source
    if not columns.source:
        source = order.source if order.source in members else ""
    sorted_members = tuple(sorted(members.values()))
    return Item(Bundle(article, sorted_members, source), files, places, len(langs) - len(members))
