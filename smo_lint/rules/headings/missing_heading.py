"""A heading of the reference is absent, while what stands below it is there.

The text runs into the section before it; links to the section lead nowhere. Where the whole section
is absent, it is [missing-section](HD104).

Bad:

~~~md en.md
# Guide

Read `first`.

## Install

Run `install --now`.

## Configure

Open `config.toml`.
~~~

~~~md pl.md:3
# Poradnik

Przeczytaj `first`.

Uruchom `install --now`.

## Konfiguracja

Otwórz `config.toml`.
~~~

Good:

~~~md pl.md
# Poradnik

Przeczytaj `first`.

## Instalacja

Uruchom `install --now`.

## Konfiguracja

Otwórz `config.toml`.
~~~

Good, said by unspaced-heading:

~~~md pl.md
# Poradnik

Przeczytaj `first`.

##Instalacja

Uruchom `install --now`.

## Konfiguracja

Otwórz `config.toml`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt
from smo_lint.rules.headings._outline import UNSPACED, between, named


@rule("HD101")
def missing_heading(pair: Pair) -> Iterator[Problem]:
    """Report headings without a counterpart, and those that became plain text."""
    where = pair.source.lang or "the reference"
    for node in pair.missing("heading"):
        title = named(pair.source, node)
        rivals = pair.rivals.get(node, ())
        one_of = f", or {' or '.join(named(pair.source, rival) for rival in rivals)}" if rivals else ""
        message = f"heading {title}{one_of} of level {node.level} is missing{between(pair, node)}"
        yield Problem(pair.gap(node), message, (pair.source.at(node, "the heading"),))
    for source in pair.source.find("heading"):
        target = pair.counterpart(source)
        if target is not None and target.kind == "paragraph" and not _is_unspaced(pair, target):
            title = named(pair.source, source)
            message = f"{excerpt(pair.target, target)} is a paragraph, but a heading in {where}: {title}"
            yield Problem(pair.target.at(target), message, (pair.source.at(source, "the heading"),))


def _is_unspaced(pair: Pair, target: Node) -> bool:
    return UNSPACED.search(pair.target.slice(target.span)) is not None
