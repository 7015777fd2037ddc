"""A section that the reference lacks.

Often it was removed or renamed in the reference and is out of date here. Chapters for readers of one
language are legitimate: put an ignore comment before them. As they are not rare, this is a hint.

Bad:

~~~md en.md
# Guide

Read `first`.

## Configure

Open `config.toml`.
~~~

~~~md pl.md:5
# Poradnik

Przeczytaj `first`.

## Instalacja

Uruchom `install --now`.

## Konfiguracja

Otwórz `config.toml`.
~~~

Good:

~~~md pl.md
# Poradnik

Przeczytaj `first`.

## Konfiguracja

Otwórz `config.toml`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._moves import extra
from smo_lint.rules.headings._outline import around, extent, heading_of, named


@rule("HD105", severity="hint")
def extra_section(pair: Pair) -> Iterator[Problem]:
    """Report each outermost section without a counterpart, at its heading."""
    for node in extra(pair):
        where = reference(pair)
        message = f"section {named(pair.target, node)}{extent(node)} is not in {where}{around(pair, node)}"
        yield Problem(pair.target.at(heading_of(node) or node), message)
