"""A table has more or fewer columns than in the reference.

A column was lost, or two ran into one: what stands in the cells no longer means what its head says.

Bad:

~~~md en.md
| Name   | Type | Default |
|--------|------|---------|
| `size` | int  | 3       |
| `port` | int  | 80      |
~~~

~~~md pl.md:1
| Nazwa  | Domyślnie |
|--------|-----------|
| `size` | 3         |
| `port` | 80        |
~~~

Good:

~~~md pl.md
| Nazwa  | Typ | Domyślnie |
|--------|-----|-----------|
| `size` | int | 3         |
| `port` | int | 80        |
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import count, reference


@rule("TB104")
def changed_columns(pair: Pair) -> Iterator[Problem]:
    """Report each matched table with another number of columns, at its head."""
    for source, target in pair.matched("table"):
        if source.level != target.level:
            where = reference(pair)
            message = f"table of {count(target.level, 'column')}, but {source.level} in {where}"
            related = (pair.source.at(source.children[0], f"its head {_head(pair.source, source)}"),)
            yield Problem(pair.target.at(target.children[0]), message, related)


def _head(edition: Edition, table: Node) -> str:
    return " ".join(edition.slice(table.children[0].span).split())
