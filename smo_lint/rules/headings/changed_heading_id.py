"""The explicit id of a heading differs from the reference's.

Links from other pages and from other languages lead to the id of the reference, and end at the top
of the page here. Where the reference has no explicit ids and a page has those that its headings generate, an
id that does not fit its heading is reported too, if it is nearly the right one or made of the translation:
other words of the same language were chosen.

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

Good, ids that the translator chose:

~~~md en.md
# Guide

## Install

## Configure

## Run

## Outline
~~~

~~~md pl.md
# Poradnik

## Instalacja {#install}

## Konfiguracja {#configure}

## Uruchomienie {#run}

## Przegląd {#overview}
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._ids import bare, expected, fits, fits_itself
from smo_lint.rules.headings._outline import named

# Likeness in percent from which an id is the right one with a slip in it.
NEARLY = 88.0


@rule("HD107", site=True)
def changed_heading_id(pair: Pair) -> Iterator[Problem]:
    """Report each matched heading whose id is another one."""
    taken = {node.anchor for node in pair.target.find("heading")}
    for source, target in pair.matched("heading"):
        wanted = expected(pair, source)
        if wanted and target.anchor and not fits(source, target.anchor) and not _of_another(pair, target):
            if not source.anchor and not _meant(target, wanted):
                continue
            message = f"id “{target.anchor}”, but “{wanted}” in {reference(pair)}"
            related = (pair.source.at(source, f"the heading {named(pair.source, source)}"),)
            fix = None if wanted in taken else _fix(pair, source, target, wanted)
            place = bare(pair.target, target) or target
            yield Problem(pair.target.at(place), message, related, fix, wanted)


def _meant(target: Node, wanted: str) -> bool:
    """Whether an id was to be the one that the source's heading generates, or is made of the translation."""
    from rapidfuzz.fuzz import ratio

    return ratio(target.anchor, wanted) >= NEARLY or not target.anchor.isascii() or fits_itself(target)


def _of_another(pair: Pair, target: Node) -> bool:
    """Whether the id is right for another heading: then the two were taken for each other."""
    return any(not node.anchor and fits(node, target.anchor) for node in pair.source.find("heading"))


def _fix(pair: Pair, source: Node, target: Node, wanted: str) -> Fix | None:
    """Take the id of the reference; one that is made of its heading may be made otherwise there."""
    place = bare(pair.target, target)
    sure = bool(source.anchor)
    return Fix("Take the id of the reference", (Edit(place, wanted),), safe=sure) if place else None
