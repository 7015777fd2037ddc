"""What a sample of a corpus teaches: which language is the source, and the habits of the others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pyarrow.compute as pc

from smo_lint.corpus.articles import Item, items, table_of
from smo_lint.corpus.orders import Order, Part
from smo_lint.corpus.scatter import number
from smo_lint.habits import Habits
from smo_lint.habits.learning import learnt
from smo_lint.habits.lengths import ratio
from smo_lint.habits.traits import blocks, traits
from smo_lint.languages import normalise
from smo_lint.model import Bundle
from smo_lint.outside.deadline import in_time

# Parts that the sample is taken from, at even distances: each is read as a whole.
PARTS = 4
# The share of the articles that must have an edition in the language that is taken for the source.
MOST = 0.8


def taught(parts: Sequence[Part], order: Order, sample: int) -> Order:
    """Return the order with the source language and the habits of a corpus, where it knows them not yet.

    sample  articles, 0 to learn nothing; which ones depends on their ids alone
    """
    config = order.config
    if config.source:
        order = replace(
            order, source="" if config.source == "none" else normalise(config.source) or config.source
        )
    told = bool(config.source or order.columns.source)
    if config.habits is not None:
        order = replace(order, habits=config.habits)
    if not sample or not parts or (told and config.habits is not None):
        return order
    found = list(_sample(parts, order, sample))
    if not told:
        order = replace(order, source=_source(found, config.default_language))
    if config.habits is None:
        bundles = [replace(item.bundle, source=_own(item, order)) for item in found]
        order = replace(
            order,
            habits=_habits(
                bundles, {path: text for item in found for path, text in item.files.items()}, order.timeout
            ),
        )
    return order


def _habits(bundles: Sequence[Bundle], texts: Mapping[str, str], limit: float) -> Habits:
    """What the texts teach; one that it takes too long to look through teaches nothing."""
    return learnt(
        bundles,
        lambda member: in_time(limit, traits, texts[member.path], member.lang),
        lambda member: in_time(limit, blocks, texts[member.path]) or frozenset(),
        lambda base, member: in_time(limit, ratio, texts[base.path], texts[member.path]),
    )


def _sample(parts: Sequence[Part], order: Order, sample: int) -> Iterator[Item]:
    step = max(1, len(parts) // PARTS)
    chosen = parts[::step][:PARTS]
    each = math.ceil(sample / len(chosen))
    for part in chosen:
        table = table_of(part, order.columns, order.columns.used())
        if table is None:
            continue
        articles = pc.count_distinct(table[order.columns.article]).as_py()
        of = max(1, articles // each)
        yield from (item for item in items(table, order) if number(item.bundle.key, of, b"sample") == 0)


def _source(found: Sequence[Item], default: str) -> str:
    """The default language, where most articles have it; else the editions vote."""
    tags = Counter(member.lang for item in found for member in item.bundle.members)
    return default if found and tags[default] >= MOST * len(found) else ""


def _own(item: Item, order: Order) -> str:
    if order.columns.source:
        return item.bundle.source
    return order.source if any(member.lang == order.source for member in item.bundle.members) else ""
