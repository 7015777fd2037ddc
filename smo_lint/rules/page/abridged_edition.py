"""Nearly half of the reference's blocks have no counterpart, all over the page.

So it is said, too, of a page that lacks a fifth of them and is for the greater part a text of its own, and
of a short one that keeps no link, code or name of its reference.

The translation is an abridgement, a text of its own, or years behind. That is one finding: rules
that compare block by block are silent on such a page, as a list of all that it lacks helps nobody.
It is a warning where the page says so itself: a sentence sends its readers to the source for the rest. Then
it is said of a page that has half of the source and stops, too, and what is missing on it is a hint.
Damage that the page has by itself is reported all the same. A page that only stops early is
[truncated-edition](PG004).

Bad:

~~~md en.md
# Guide

Read `a1` first of all, because it says what the guide is for.

## Install

Fetch `b1` from [the archive](/archive).

Unpack it with `b2 --all`.

Set `b3` to the folder you want.

Then run `b4` and wait.

## Configure

The file `c1` holds all options.

- set `c2` to your name
- set `c3` to your key
- leave `c4` as it is

Check it with `c5`.

## Run

Start with `d1`.

Stop with `d2`.

Look at `d3` when something fails.

## Share

Publish with `e1`.

Invite others with `e2`.

Thank them with `e3`.

## Ask

Write to `f1`.
~~~

~~~md pl.md:1
# Poradnik

Najpierw przeczytaj `a1`, bo mówi, do czego jest ten poradnik.

## Instalacja

Pobierz `b1` z [archiwum](/archive).

## Uruchomienie

Zacznij od `d1`.

## Pytania

Napisz do `f1`.
~~~

Good:

~~~md pl.md
# Poradnik

Najpierw przeczytaj `a1`, bo mówi, do czego jest ten poradnik.

## Instalacja

Pobierz `b1` z [archiwum](/archive).

Rozpakuj przez `b2 --all`.

Ustaw `b3` na wybrany katalog.

Potem uruchom `b4` i czekaj.

## Konfiguracja

Plik `c1` zawiera wszystkie opcje.

- ustaw `c2` na swoje imię
- ustaw `c3` na swój klucz
- zostaw `c4` bez zmian

Sprawdź przez `c5`.

## Uruchomienie

Zacznij od `d1`.

Zatrzymaj przez `d2`.

## Pytania

Napisz do `f1`.
~~~

Bad, another page's text:

~~~md en.md
# @lamp/rows

## Description

What lays out rows

## Usage

```js
import { rows } from "@lamp/rows";
```
~~~

~~~md pl.md:1
<div align="center">
  <h1>Biurko</h1>
</div>

Nie tylko biurko, lecz także krzesło.

[Opis](https://example.org/opis) | [Galeria](https://example.org/galeria)

[English](./en.md) | polski

Czego jeszcze potrzeba, powie [sklep](https://example.org/sklep).
~~~

Good:

~~~md pl.md
# @lamp/rows

## Opis

Co układa wiersze

## Użycie

```js
import { rows } from "@lamp/rows";
```
~~~

Bad, a warning, a page that says that it is a part:

~~~md en.md
# Guide

Read `a1` first of all, because it says what the guide is for.

## Install

Fetch `b1` from [the archive](/archive).

Unpack it with `b2 --all`.

Set `b3` to the folder you want.

## Configure

The file `c1` holds all options.

- set `c2` to your name
- set `c3` to your key
- leave `c4` as it is

Check it with `c5`.

## Run

Start with `d1`.

Stop with `d2`.

Look at `d3` when something fails.

## Share

Publish with `e1`.

Invite others with `e2`.

Thank them with `e3`.
~~~

~~~md pl.md:11
# Poradnik

Najpierw przeczytaj `a1`, bo mówi, do czego jest ten poradnik.

## Instalacja

Pobierz `b1` z [archiwum](/archive).

Rozpakuj przez `b2 --all`.

O konfiguracji i o wszystkim innym pisze [angielski poradnik](en.md).
~~~

Good:

~~~md pl.md
# Poradnik

Najpierw przeczytaj `a1`, bo mówi, do czego jest ten poradnik.

## Instalacja

Pobierz `b1` z [archiwum](/archive).

Rozpakuj przez `b2 --all`.

Ustaw `b3` na wybrany katalog.

## Konfiguracja

Plik `c1` zawiera wszystkie opcje.

- ustaw `c2` na swoje imię
- ustaw `c3` na swój klucz
- zostaw `c4` bez zmian

O wszystkim innym pisze [angielski poradnik](en.md).
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.alignment.pairing import apart
from smo_lint.alignment.units import units
from smo_lint.model import Edition, Pair, Problem, Span
from smo_lint.partial import partial
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import reference

_FENCE = regex(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


@rule("PG014")
def abridged_edition(pair: Pair) -> Iterator[Problem]:
    """Report a target that most of the source's blocks are not in."""
    sent = partial(pair)
    if not (sent or apart(pair)) or _swallowed(pair.target):
        return
    blocks, own = ([unit.node for unit in units(edition)] for edition in (pair.source, pair.target))
    missing, extra = ([node for node in nodes if pair.match(node) is None] for nodes in (blocks, own))
    more = f", nor have {len(extra)} of {len(own)} here one there" if 2 * len(extra) > len(own) else ""
    rest = "readers are sent away for the rest: " if sent else ""
    yield Problem(
        pair.target.at(Span(*sent) if sent else _first_line(pair.target)),
        f"{rest}{len(missing)} of {len(blocks)} blocks of {reference(pair)} have no counterpart here{more}",
        related=() if sent else (pair.source.at(missing[0], "the first of them"),),
        severity="warning" if sent else "",
        covers=Span(*sent) if sent else None,
    )


def _swallowed(edition: Edition) -> bool:
    """Whether a fence is open to the end or holds another one: what it takes in is there."""
    codes = [node for node in edition.find("code") if node.level]
    return any(not node.closed or _FENCE.search(node.text) for node in codes)


def _first_line(edition: Edition) -> Span:
    start = next((node.span.start for node in edition.skeleton.children), 0)
    end = edition.text.find("\n", start)
    return Span(start, len(edition.text) if end < 0 else end)
