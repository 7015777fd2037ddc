"""Two headings that differ in the reference read the same here.

Their generated anchors clash: links to the second one lead to the first, or to a name with a number
that nobody knows. Headings with ids of their own are left alone, and so are those that the reference
repeats too.

Bad:

~~~md en.md
# Guide

## Install

Run `install`.

## Set up

Run `setup`.
~~~

~~~md pl.md:7
# Poradnik

## Instalacja

Uruchom `install`.

## Instalacja

Uruchom `setup`.
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

Uruchom `install`.

## Przygotowanie

Uruchom `setup`.
~~~

Good, under headings that differ:

~~~md en.md
# Guide

## Linux

### Install

## Windows

### Setup
~~~

~~~md pl.md
# Poradnik

## Linux

### Instalacja

## Windows

### Instalacja
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._outline import named


@rule("HD110", severity="warning")
def duplicate_heading(pair: Pair) -> Iterator[Problem]:
    """Report the second of two sibling headings with one text for two texts of the source."""
    seen: dict[tuple[Node | None, str], tuple[Node, Node]] = {}
    for source, target in pair.matched("heading"):
        section = pair.target.parent(target)
        above = pair.target.parent(section) if section else None
        key = above, " ".join(target.text.split()).casefold()
        first = seen.setdefault(key, (source, target))
        if target is not first[1] and _differ(first[0], source) and not (target.anchor or first[1].anchor):
            texts = f"{named(pair.source, first[0])} and {named(pair.source, source)}"
            message = f"reads like the heading before it, but {texts} differ in {reference(pair)}"
            related = (
                pair.target.at(first[1], "the other heading"),
                pair.source.at(source, "its counterpart"),
            )
            yield Problem(pair.target.at(target), message, related)


def _differ(one: Node, two: Node) -> bool:
    return bool(one.text.split()) and one.text.split() != two.text.split() and one.level == two.level
