"""A table of the reference is plain text here.

Its rows stand in a paragraph, pipes and all: the line under the head is lost or has another number of
cells, or a blank line cuts the table. The fix restores the usual form.

Bad:

~~~md en.md
# Options

| Name   | Type |
|--------|------|
| `size` | int  |
| `port` | int  |
~~~

~~~md pl.md:3
# Opcje

| Nazwa  | Typ |
|--------|-----|-----|
| `size` | int |
| `port` | int |
~~~

Good:

~~~md pl.md
# Opcje

| Nazwa  | Typ |
| --- | --- |
| `size` | int |
| `port` | int |
~~~

Bad:

~~~md en.md
# Options

| Name   | Type |
|--------|------|
| `size` | int  |
| `port` | int  |
~~~

~~~md pl.md:3
# Opcje

| Nazwa  | Typ |

|--------|-----|
| `size` | int |
| `port` | int |
~~~

Good:

~~~md pl.md
# Opcje

| Nazwa  | Typ |
|--------|-----|
| `size` | int |
| `port` | int |
~~~

Bad:

~~~md en.md
# Options

| Name   | Type |
|--------|------|
| `size` | int  |
| `port` | int  |
~~~

~~~md pl.md:3
# Opcje

| Nazwa  | Typ |
| `size` | int |
| `port` | int |
~~~

Good:

~~~md pl.md
# Opcje

| Nazwa  | Typ |
| --- | --- |
| `size` | int |
| `port` | int |
~~~
"""

from collections.abc import Iterator
from itertools import pairwise

from smo_lint.model import Edit, Fix, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.tables._broken import Broken, broken, cells, is_delimiter


@rule("TB105")
def broken_table(pair: Pair) -> Iterator[Problem]:
    """Report the first line of what should be a table, or should belong to the one above it."""
    where = reference(pair)
    for group in broken(pair):
        what = "a table" if group.lost.kind == "table" else "rows of a table"
        message = f"plain text with pipes, but {what} in {where}"
        related = (pair.source.at(group.lost, f"the {group.lost.kind}"),)
        covers = Span(group.lines[0].start, group.lines[-1].end)
        yield Problem(pair.target.at(group.lines[0]), message, related, _fix(pair, group), covers=covers)


def _fix(pair: Pair, group: Broken) -> Fix | None:
    """Drop blank lines, and write the line under the head anew where it is not right."""
    text = pair.target.text
    edits = []
    if group.lost.kind == "row":
        before = len(text[: group.span.start].rstrip())
        edits.append(Edit(Span(before, group.lines[0].start), "\n"))
    for one, two in pairwise(group.lines):
        if text[one.end : two.start].count("\n") > 1:
            edits.append(Edit(Span(one.end, two.start), "\n"))
    if group.lost.kind == "table":
        head = text[slice(*group.lines[0])]
        under = next((line for line in group.lines[1:2] if is_delimiter(text[slice(*line)])), None)
        written = "| " + " | ".join(["---"] * cells(head)) + " |"
        if under is None:
            edits.append(Edit(Span(group.lines[0].end, group.lines[0].end), "\n" + written))
        elif cells(text[slice(*under)]) != cells(head):
            edits.append(Edit(under, written))
    return Fix("Restore the table", tuple(edits), safe=False) if edits else None
