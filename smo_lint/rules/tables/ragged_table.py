"""A row has more or fewer cells than the head of its table.

What is too much is not shown at all; what is missing shifts the meaning of the columns. Where the
reference's row is ragged too, it is left alone.

Bad:

~~~md en.md
| Name | Type | Default |
|------|------|---------|
| size | int  | 3       |
~~~

~~~md pl.md:3
| Nazwa | Typ | Domyślnie |
|-------|-----|-----------|
| size  |     | int | 3   |
~~~

Good:

~~~md pl.md
| Nazwa | Typ | Domyślnie |
|-------|-----|-----------|
| size  | int \\| str | 3 |
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edition, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import count


@rule("TB101")
def ragged_table(edition: Edition) -> Iterator[Problem]:
    """Report each such row."""
    for table in edition.find("table"):
        for row in table.children:
            number = sum(cell.kind == "cell" for cell in row.children)
            if row.kind == "row" and number != table.level:
                head = (edition.at(table.children[0], "the head"),)
                message = f"row of {count(number, 'cell')} in a table of {count(table.level, 'column')}"
                yield Problem(edition.at(row), message, head)
