"""A row of a table, or a whole table, that the reference lacks.

Often it was removed from the reference: an option that no longer exists, or a version that nobody
should use. A table that is plain text in the reference, as the line under its head has another number of
cells, is told as such.

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

Bad, where the reference's table is broken:

~~~md en.md
Its options:

| Name   | Meaning      |
|--------|--------------|--|
| `size` | how large the window of the page is when it is opened |
| `name` | what the window is called where others speak of it |

They end here.
~~~

~~~md pl.md:3
Jego opcje:

| Nazwa  | Znaczenie |
|--------|-----------|
| `size` | jak duże jest okno, gdy strona się otwiera |
| `name` | jak okno nazywają inni |

Tu się kończą.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import count, excerpt, reference
from smo_lint.rules.tables._broken import torn
from smo_lint.rules.tables._rows import extra


@rule("TB103", severity="warning", runs=True)
def extra_table_row(pair: Pair) -> Iterator[Problem]:
    """Report each outermost row or table without a counterpart."""
    where = reference(pair)
    for node in extra(pair):
        if meant := torn(pair).get(node):
            message = f"a table, but plain text in {where}: the line under its head has not as many cells"
            yield Problem(pair.target.at(node), message, (pair.source.at(meant, "the paragraph there"),))
            continue
        text = excerpt(pair.target, node)
        if node.kind == "table":
            rows = count(max(len(node.children) - 1, 0), "row")
            message = f"table of {rows} is not in {where}, it begins with {text}"
        else:
            message = f"table row {text} is not in {where}"
        yield Problem(pair.target.at(node), message)
