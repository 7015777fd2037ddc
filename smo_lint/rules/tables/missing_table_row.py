"""A row of a table, or a whole table, is absent.

An option, a property or a release that readers of this language do not learn of. A table that is
absent as a whole is one finding; one that lost its form is `broken-table`.

Bad:

~~~md en.md
| Name   | Meaning          |
|--------|------------------|
| `size` | how large it is  |
| `port` | where it listens |
| `host` | what it is named |
~~~

~~~md pl.md:3
| Nazwa  | Znaczenie        |
|--------|------------------|
| `size` | jak duże         |
| `host` | jak się nazywa   |
~~~

Good:

~~~md pl.md
| Nazwa  | Znaczenie        |
|--------|------------------|
| `size` | jak duże         |
| `port` | gdzie nasłuchuje |
| `host` | jak się nazywa   |
~~~

Bad, a cell that says the same tells the rows apart:

~~~md en.md
| Channel | Delay | Needs a network |
|---------|-------|-----------------|
| sound   | none  | no              |
| mail    | 1 min | yes             |
| radio   | 5 s   | no              |
~~~

~~~md ar.md:3
| القناة | التأخير | تحتاج إلى شبكة |
|--------|---------|----------------|
| sound  | بلا     | لا             |
| radio  | 5 s     | لا             |
~~~

Good:

~~~md ar.md
| القناة | التأخير | تحتاج إلى شبكة |
|--------|---------|----------------|
| sound  | بلا     | لا             |
| mail   | 1 min   | نعم            |
| radio  | 5 s     | لا             |
~~~

Bad, where another row has moved into its place:

~~~md en.md
| Task   | Command           |
|--------|-------------------|
| Fetch  | `lamp fetch all`  |
| Try    | `lamptry`         |
| Paint  | `lamp paint red`  |
| Bend   | `lamp bend left`  |
| Look   | `./look/all.sh`   |
~~~

~~~md zh.md:5
| 任务 | 命令              |
|------|-------------------|
| 获取 | `lamp fetch all`  |
| 上漆 | `lamp paint red`  |
| 弯曲 | `lamp bend left`  |
| 试用 | `lamptry`         |
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import count, excerpt
from smo_lint.rules._siblings import kept
from smo_lint.rules.tables._broken import explained
from smo_lint.rules.tables._rows import missing


@rule("TB102", runs=True)
def missing_table_row(pair: Pair) -> Iterator[Problem]:
    """Report each outermost row or table without a counterpart, where it should stand."""
    for node in missing(pair):
        gap = pair.gap(node)
        if explained(pair, gap.span.start):
            continue
        text = excerpt(pair.source, node)
        if node.kind == "table":
            rows = count(max(len(node.children) - 1, 0), "row")
            message = (
                f"table of {rows} and {count(node.level, 'column')} is missing, its first cell is {text}"
            )
        else:
            message = f"table row {text}{_rivals(pair, node)} is missing{_after(pair, node)}"
        yield Problem(gap, message, (pair.source.at(node, f"the {node.kind}"),))


def _rivals(pair: Pair, node: Node) -> str:
    return "".join(f" or {excerpt(pair.source, rival)}" for rival in pair.rivals.get(node, ()))


def _after(pair: Pair, node: Node) -> str:
    row, _ = kept(pair, node)
    before = excerpt(pair.target, row) if row else ""
    return f" after {before}" if before else ""
