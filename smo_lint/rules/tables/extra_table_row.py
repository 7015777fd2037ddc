"""A row of a table, or a whole table, that the reference lacks.

Often it was removed from the reference: an option that no longer exists, or a version that nobody
should use.

Bad:

~~~md en.md
| Name   | Meaning          |
|--------|------------------|
| `size` | how large it is  |
| `host` | what it is named |
~~~

~~~md pl.md:4
| Nazwa  | Znaczenie        |
|--------|------------------|
| `size` | jak duże         |
| `port` | gdzie nasłuchuje |
| `host` | jak się nazywa   |
~~~

Good:

~~~md pl.md
| Nazwa  | Znaczenie        |
|--------|------------------|
| `size` | jak duże         |
| `host` | jak się nazywa   |
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import count, excerpt, reference
from smo_lint.rules.tables._rows import extra


@rule("TB103", severity="warning", runs=True)
def extra_table_row(pair: Pair) -> Iterator[Problem]:
    """Report each outermost row or table without a counterpart."""
    where = reference(pair)
    for node in extra(pair):
        text = excerpt(pair.target, node)
        if node.kind == "table":
            rows = count(max(len(node.children) - 1, 0), "row")
            message = f"table of {rows} is not in {where}, it begins with {text}"
        else:
            message = f"table row {text} is not in {where}"
        yield Problem(pair.target.at(node), message)
