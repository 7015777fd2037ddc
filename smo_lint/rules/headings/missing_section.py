"""A section of the reference is absent, with everything below its heading.

Readers of this language never learn what it says. One finding for the whole section: what stands in
it is not reported again, and sections that are missing at one place are one finding.

Bad:

~~~md en.md
# Guide

Read `first`.

## Install

Run `install --now`:

- quickly
- quietly

## Configure

Open `config.toml`.
~~~

~~~md pl.md:3
# Poradnik

Przeczytaj `first`.

## Konfiguracja

Otwórz `config.toml`.
~~~

Good:

~~~md pl.md
# Poradnik

Przeczytaj `first`.

## Instalacja

Uruchom `install --now`:

- szybko
- cicho

## Konfiguracja

Otwórz `config.toml`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.headings._moves import missing
from smo_lint.rules.headings._outline import between, extent, heading_of, named, swallowed, undivided


@rule("HD104", runs=True)
def missing_section(pair: Pair) -> Iterator[Problem]:
    """Report each outermost section without a counterpart, where it should stand."""
    told = {part for parts in undivided(pair).values() for part in parts}
    for node in missing(pair):
        heading = heading_of(node)
        if node in told or (heading and swallowed(pair, heading)):
            continue
        rivals = pair.rivals.get(heading, ()) if heading else ()
        others = "".join(f" or {named(pair.source, rival)}" for rival in rivals)
        message = f"section {named(pair.source, node)}{others}{extent(node)} is missing{between(pair, node)}"
        yield Problem(pair.gap(node), message, (pair.source.at(node, "the section"),))
