"""A section stands at another place than in the reference.

One finding, instead of one for what is missing there and one for what is too much here.

Bad:

~~~md en.md
# Guide

## Install

Run `install --now` from `https://example.org/install` 1 time.

## Configure

Open `config.toml` and set `port` to 8080.

## Run

Call `run` with `--fast` and `--quiet`.
~~~

~~~md pl.md:11
# Poradnik

## Konfiguracja

Otwórz `config.toml` i ustaw `port` na 8080.

## Uruchomienie

Wywołaj `run` z `--fast` i `--quiet`.

## Instalacja

Uruchom `install --now` z `https://example.org/install` 1 raz.
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

Uruchom `install --now` z `https://example.org/install` 1 raz.

## Konfiguracja

Otwórz `config.toml` i ustaw `port` na 8080.

## Uruchomienie

Wywołaj `run` z `--fast` i `--quiet`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._outline import between, heading_of, named


@rule("HD106", severity="warning")
def moved_section(pair: Pair) -> Iterator[Problem]:
    """Report each outermost section that stands elsewhere, at its heading."""
    moved = list(pair.moved("section"))
    inside = {node for _, target in moved for node in target.walk() if node is not target}
    for source, target in moved:
        if target not in inside:
            where = reference(pair)
            message = f"section {named(pair.target, target)} belongs{between(pair, source)}, as in {where}"
            related = (pair.source.at(heading_of(source) or source, "its place in the reference"),)
            yield Problem(pair.target.at(heading_of(target) or target), message, related)
