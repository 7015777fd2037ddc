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

Good, only the sample stands above the heading:

~~~md en.md
# Guide

## Settings

Call `set()` first.

### set()

```js
set({ a1: 1, b2: 2, c3: 3 })
```

| Name | Meaning |
| --- | --- |
| `a1` | First |
| `b2` | Second |

## Stop

Run `e5`.
~~~

~~~md pl.md
# Poradnik

## Ustawienia

Najpierw wywołaj `set()`.

```js
set({ a1: 1, b2: 2, c3: 3 })
```

### set()

| Nazwa | Znaczenie |
| --- | --- |
| `a1` | Pierwszy |
| `b2` | Drugi |

## Stop

Uruchom `e5`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._moves import moved
from smo_lint.rules.headings._outline import between, heading_of, named


@rule("HD106", severity="warning")
def moved_section(pair: Pair) -> Iterator[Problem]:
    """Report each outermost section that stands elsewhere, at its heading."""
    for source, target in moved(pair):
        if _in_place(pair, source, target):
            continue
        title = named(pair.target, target)
        message = f"section {title} belongs{between(pair, source)}, as in {reference(pair)}"
        related = (pair.source.at(heading_of(source) or source, "its place in the reference"),)
        yield Problem(pair.target.at(heading_of(target) or target), message, related)


def _in_place(pair: Pair, source: Node, target: Node) -> bool:
    """Whether the headings around a section are those around its counterpart: what moved is in it."""
    own, other = heading_of(source), heading_of(target)
    return all(
        (pair.counterpart(beside) if beside else None) is there
        for beside, there in zip(_beside(pair.source, own), _beside(pair.target, other), strict=True)
    )


def _beside(edition: Edition, heading: Node | None) -> tuple[Node | None, Node | None]:
    """The headings before and after one."""
    heads = [None, *edition.find("heading"), None]
    at = heads.index(heading) if heading else 0
    return (heads[at - 1], heads[at + 1]) if at else (None, None)
