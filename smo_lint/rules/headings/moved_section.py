"""A section stands at another place than in the reference.

One finding, instead of one for what is missing there and one for what is too much here.

Bad:

~~~md en.md
# Guide

## Install {#install}

Run `install --now` from `https://example.org/install` 1 time.

## Configure {#configure}

Open `config.toml` and set `port` to 8080.

## Run {#run}

Call `run` with `--fast` and `--quiet`.
~~~

~~~md pl.md:11
# Poradnik

## Konfiguracja {#configure}

Otwórz `config.toml` i ustaw `port` na 8080.

## Uruchomienie {#run}

Wywołaj `run` z `--fast` i `--quiet`.

## Instalacja {#install}

Uruchom `install --now` z `https://example.org/install` 1 raz.
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja {#install}

Uruchom `install --now` z `https://example.org/install` 1 raz.

## Konfiguracja {#configure}

Otwórz `config.toml` i ustaw `port` na 8080.

## Uruchomienie {#run}

Wywołaj `run` z `--fast` i `--quiet`.
~~~

Bad, of two neighbours the first is named, whichever of them moved:

~~~md en.md
# Guide

## Install

Run `a1`.

## Start

Run `b2` and `c3`, then `d4`.

## Stop

Run `e5`.
~~~

~~~md pl.md:3
# Poradnik

## Start

Uruchom `b2` i `c3`, potem `d4`.

## Instalacja

Uruchom `a1`.

## Stop

Uruchom `e5`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._moves import moved
from smo_lint.rules.headings._outline import between, heading_of, named


@rule("HD106", severity="warning")
def moved_section(pair: Pair) -> Iterator[Problem]:
    """Report each outermost section that stands elsewhere, at its heading."""
    for source, target in moved(pair):
        title = named(pair.target, target)
        message = f"section {title} belongs{between(pair, source)}, as in {reference(pair)}"
        related = (pair.source.at(heading_of(source) or source, "its place in the reference"),)
        yield Problem(pair.target.at(heading_of(target) or target), message, related)
