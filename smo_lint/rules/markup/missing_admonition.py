"""An admonition of the reference is missing.

A warning that is not there, or whose text stands among the rest without its box, is not seen. The
message says which of the two. Silent where a broken mark tells what became of it, and where a whole
section is missing.

Bad:

~~~md en.md
# Deploy

Copy the files.

!!! warning
    This deletes the old files.

Restart the server.
~~~

~~~md de.md:3
# Ausliefern

Kopieren Sie die Dateien.

Starten Sie den Server neu.
~~~

Good:

~~~md de.md
# Ausliefern

Kopieren Sie die Dateien.

!!! warning "Warnung"
    Das löscht die alten Dateien.

Starten Sie den Server neu.
~~~

Bad:

~~~md en.md
# Deploy

::: tip
Read `CHANGELOG.md` first.
:::
~~~

~~~md de.md:3
# Ausliefern

Lesen Sie zuerst `CHANGELOG.md`.
~~~

Good:

~~~md de.md
# Ausliefern

> [!TIP]
> Lesen Sie zuerst `CHANGELOG.md`.
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt
from smo_lint.rules.markup._admonitions import alert, broken, missing


@rule("MK101")
def missing_admonition(pair: Pair) -> Iterator[Problem]:
    marks = [line.start for _, line, _ in broken(pair.target)]
    for node, twin in missing(pair):
        gap = pair.gap(node)
        if any(abs(mark - gap.span.start) < 4 or _within(mark, twin) for mark in marks):
            continue
        if twin is not None and _boxed(pair, twin):
            continue
        there = pair.source.lang or "the reference"
        name = f"{node.name.lower()} {excerpt(pair.source, node)}".strip()
        yield Problem(
            pair.target.at(twin) if twin else gap,
            f"{name} of {there} stands here without its box"
            if twin
            else f"{name} of {there} is missing here",
            related=(pair.source.at(node.marker or node, "the admonition there"),),
            topic=node.name.lower(),
        )


def _within(mark: int, twin: Node | None) -> bool:
    return twin is not None and twin.span.start - 80 <= mark <= twin.span.end


def _boxed(pair: Pair, twin: Node) -> bool:
    """Tell whether a block stands in a box of another kind: an alert, a tag, a directive, a tab."""
    for around in (twin, *pair.target.ancestors(twin)):
        if around.kind in ("admonition", "component"):
            return True
        if around.kind == "quote" and any(alert(pair.target, p) for p in around.find("paragraph")):
            return True
    return False
