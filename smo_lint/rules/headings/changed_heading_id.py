"""The explicit id of a heading differs from the reference's.

Links from other pages and from other languages lead to the id of the reference, and end at the top
of the page here.

Bad:

~~~md en.md
# Guide

## Install {#install}
~~~

~~~md pl.md:3
# Poradnik

## Instalacja {#instalacja}
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja {#install}
~~~

Bad:

~~~md en.md
# Guide { #guide }

## Install { #install .wide }
~~~

~~~md pl.md:3
# Poradnik { #guide }

## Instalacja { #setup .wide }
~~~

Good:

~~~md pl.md
# Poradnik { #guide }

## Instalacja { #install .wide }
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._ids import bare
from smo_lint.rules.headings._outline import named


@rule("HD107")
def changed_heading_id(pair: Pair) -> Iterator[Problem]:
    """Report each matched heading whose id is another one."""
    taken = {node.anchor for node in pair.target.find("heading")}
    for source, target in pair.matched("heading"):
        if source.anchor and target.anchor and source.anchor != target.anchor:
            where = reference(pair)
            message = f"id “{target.anchor}”, but “{source.anchor}” in {where}"
            related = (pair.source.at(source, f"the heading {named(pair.source, source)}"),)
            fix = None if source.anchor in taken else _fix(pair, source, target)
            place = bare(pair.target, target) or target
            yield Problem(pair.target.at(place), message, related, fix, source.anchor)


def _fix(pair: Pair, source: Node, target: Node) -> Fix | None:
    place = bare(pair.target, target)
    return Fix("Take the id of the reference", (Edit(place, source.anchor),)) if place else None
