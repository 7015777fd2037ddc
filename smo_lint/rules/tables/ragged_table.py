"""A row has more or fewer cells than the head of its table.

What is too much is not shown at all, and a hint where it is empty; what is missing shifts the meaning of the
columns. Where the
reference's row has as many, it is left alone; so is a row that merely lacks its last cells, if the
reference's does too or nobody can tell. A pipe inside code is no second cell: GitHub counts it, other
Markdown programs do not.

Bad:

~~~md en.md
| Name | Type | Default |
|------|------|---------|
| size | int  | 3       |
| port | int  | 80      |
~~~

~~~md pl.md:3,4
| Nazwa | Typ | Domyślnie |
|-------|-----|-----------|
| size  |     | int | 3   |
| port  | int |
~~~

Good:

~~~md pl.md
| Nazwa | Typ | Domyślnie |
|-------|-----|-----------|
| size  | int \\| str | 3 |
| port  | `int | str` | 80 |
~~~

Bad, a hint, nothing is lost:

~~~md en.md
| Name | Type | Default |
|------|------|---------|
| size | int  | 3       |
~~~

~~~md pl.md:3
| Nazwa | Typ | Domyślnie |
|-------|-----|-----------|
| size  | int | 3 | |
~~~

Good, cells that the reference leaves out too:

~~~md en.md
| Name | Type | Default |
|------|------|---------|
| size | int  |
~~~

~~~md pl.md
| Nazwa | Typ | Domyślnie |
|-------|-----|-----------|
| size  | int |
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Article, Edition, Node, Problem, lasting
from smo_lint.opposite import Place, node_at, opposite, place
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import count

_CODE = regex(r"(?<!`)(`++)(?:(?!\1).)+\1")


@rule("TB101")
def ragged_table(article: Article) -> Iterator[Problem]:
    """Report each row with too many cells, and each with too few where its counterpart has all."""
    for edition in article.editions:
        for where, over in _ragged(edition):
            if not _excused(article, edition, where, over):
                row = node_at(edition, where)
                table = edition.parent(row)
                assert table is not None, "a row stands in a table"
                number = count(table.level + over, "cell")
                message = f"row of {number} in a table of {count(table.level, 'column')}"
                head = edition.at(table.children[0], "the head")
                weak = "hint" if over > 0 and not any(c.text.strip() for c in _cells(row)[-over:]) else ""
                yield Problem(edition.at(row), message, (head,), severity=weak)


@lasting
def _ragged(edition: Edition) -> tuple[tuple[Place, int], ...]:
    """The rows that have too many cells or too few, and how many too many."""
    rows = ((row, _over(edition, table, row)) for table in edition.find("table") for row in table.children)
    return tuple((place(row), over) for row, over in rows if over and row.kind == "row")


def _cells(row: Node) -> list[Node]:
    return [cell for cell in row.children if cell.kind == "cell"]


def _over(edition: Edition, table: Node, row: Node) -> int:
    """How many cells a row has too many; negative where it has too few, pipes in code apart."""
    over = len(_cells(row)) - table.level
    codes = [code[0] for code in _CODE.finditer(edition.slice(row.span))]
    inside = sum(code.count("|") - code.count("\\|") for code in codes)
    return 0 if 0 < over <= inside else over


def _excused(article: Article, edition: Edition, where: Place, over: int) -> bool:
    """Whether the counterparts are ragged in the same way, or say nothing about missing cells."""
    if over > 0 and edition is article.source:
        return False
    if over < 0 and edition is article.source:
        return True
    rows = (_of(other, *there) for other, there in opposite(article, edition, where) if there[0] == "row")
    other = next(rows, None)
    if over > 0:
        return article.source is not None and over == other
    return other is None or other < 0


@lasting
def _of(edition: Edition, kind: str, start: int, end: int) -> int:
    row = node_at(edition, (kind, start, end))
    table = edition.parent(row)
    return _over(edition, table, row) if table else 0
