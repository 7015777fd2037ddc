"""A section of the reference is absent, with everything below its heading.

Readers of this language never learn what it says. One finding for the whole section: what stands in
it is not reported again, and sections that are missing at one place are one finding. Where one section of a
level is missing and one is extra, the one may be the other, written anew: extra-section tells of it.

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

Good, a section that was written anew at another place:

~~~md en.md
# Guide

## Tools

Get the [ruler](https://example.org/ruler).

## Configure

Open `config.toml`.

## Run

Call `run`.
~~~

~~~md pl.md
# Poradnik

## Konfiguracja

Otwórz `config.toml`.

## Uruchomienie

Wywołaj `run`.

## Narzędzia

Weź [linijkę z naszego sklepu](https://sklep.example.pl/).
~~~

Bad, beside a section that moved to its place:

~~~md en.md
# Lamp

## Show

See the [page](./show.html) that has them all.

## Parts

| Part | What |
|------|------|
| Bulb, Switch | light |
| Shade, Frame | form |

## Change it

Set the colours over:

```css
html.dark {
  --lamp-shade: #your-colour;
  --lamp-frame: #another-one;
}
```
~~~

~~~md pl.md:1
# Lampa

## Zmiany

Zmień kolory:

```css
html.dark {
  --lamp-shade: #twój-kolor;
  --lamp-frame: #inny-kolor;
}
```

## Części

| Część | Co |
|-------|----|
| Bulb, Switch | światło |
| Shade, Frame | forma |
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.headings._moves import extra, missing
from smo_lint.rules.headings._outline import between, extent, heading_of, named, swallowed, undivided


@rule("HD104", runs=True)
def missing_section(pair: Pair) -> Iterator[Problem]:
    """Report each outermost section without a counterpart, where it should stand."""
    told = {part for parts in undivided(pair).values() for part in parts}
    anew = _written_anew(pair)
    for node in missing(pair):
        heading = heading_of(node)
        if node in told or node is anew or (heading and swallowed(pair, heading)):
            continue
        rivals = (named(pair.source, rival) for rival in (pair.rivals.get(heading, ()) if heading else ()))
        others = "".join(f" or {name}" for name in rivals if name != quote(""))
        message = f"section {named(pair.source, node)}{others}{extent(node)} is missing{between(pair, node)}"
        yield Problem(pair.gap(node), message, (pair.source.at(node, "the section"),))


def _written_anew(pair: Pair) -> Node | None:
    """The one section that is missing, where one of its level and about its size is extra."""
    lost, new = list(missing(pair)), list(extra(pair))
    if len(lost) != 1 or len(new) != 1 or lost[0].level != new[0].level:
        return None
    few, many = sorted(len(node.children) for node in (*lost, *new))
    return lost[0] if many <= 2 * few else None
