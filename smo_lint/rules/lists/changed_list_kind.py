"""A list has bullets where the reference has numbers, or the reverse.

Numbers promise an order, and the text may refer to “step 3”. Where both lists have code or links and none in
common, they may say different things: a hint.

Bad:

~~~md en.md
# Guide

1. Read `first`
2. Run `start`
~~~

~~~md pl.md:3
# Poradnik

- Przeczytaj `first`
- Uruchom `start`
~~~

Good:

~~~md pl.md
# Poradnik

1. Przeczytaj `first`
2. Uruchom `start`
~~~

Bad, a hint, a list of other things:

~~~md en.md
# Guide

- Parts are in `parts`
- Hooks are in `hooks`
~~~

~~~md pl.md:3
# Poradnik

1. Zarządzaj przez `lamp`
2. Świeć przez `bulb`

   Jak najdłużej.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.lists._runs import marks

_KINDS = {"bullet": "a bulleted list", "number": "a numbered list"}


@rule("LS103", severity="warning")
def changed_list_kind(pair: Pair) -> Iterator[Problem]:
    """Report each matched list of the other kind."""
    for source, target in pair.matched("list"):
        if source.name != target.name:
            where = reference(pair)
            message = (
                f"{_KINDS.get(target.name, 'a list')}, but {_KINDS.get(source.name, 'another')} in {where}"
            )
            related = (pair.source.at(source, "the list"),)
            theirs, ours = marks(source), marks(target)
            weak = "hint" if theirs and ours and theirs.isdisjoint(ours) else ""
            yield Problem(pair.target.at(target), message, related, _fix(pair, source, target), severity=weak)


def _fix(pair: Pair, source: Node, target: Node) -> Fix | None:
    """Write the source's markers; where items go on over lines, their indentation would change too."""
    markers = [pair.source.slice(item.marker).strip() for item in source.children if item.marker]
    places = [item.marker for item in target.children if item.marker]
    lines = [pair.target.slice(item.span) for item in target.children]
    if not markers or len(markers) != len(places) or any("\n" in line for line in lines):
        return None
    edits = (
        Edit(place._replace(end=place.start + len(pair.target.slice(place).rstrip())), marker)
        for place, marker in zip(places, markers, strict=True)
    )
    return Fix("Write the markers of the reference", tuple(edits))
