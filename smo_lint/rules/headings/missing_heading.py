"""A heading of the reference is absent, while what stands below it is there.

The text runs into the section before it; links to the section lead nowhere. Where the whole section
is absent, it is `missing-section`.

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

Bad:

~~~md en.md
# Guide

<aside>
Read `first`.
</aside>

## Install

Run `install --now`.
~~~

~~~md pl.md:6
# Poradnik

<aside>
Przeczytaj `first`.
</aside>
## Instalacja

Uruchom `install --now`.
~~~

Good:

~~~md pl.md
# Poradnik

<aside>
Przeczytaj `first`.
</aside>

## Instalacja

Uruchom `install --now`.
~~~

Bad:

~~~md en.md
# Guide

Read `first`.

## Install

Run `install --now`.
~~~

~~~md pl.md:5
# Poradnik

Przeczytaj `first`.

**Instalacja**

Uruchom `install --now`.
~~~

Good:

~~~md pl.md
# Poradnik

Przeczytaj `first`.

## Instalacja

Uruchom `install --now`.
~~~

Good, said by unspaced-heading:

~~~md pl.md
# Poradnik

Przeczytaj `first`.

##Instalacja

Uruchom `install --now`.
~~~

Bad, said once for a section that lost all of them:

~~~md en.md
# Guide

## Money

### Ask many people

Look at [Ghost](https://example.org/ghost).

### Sell it

Look at the [shop](https://example.org/shop).

## More

Read `last`.
~~~

~~~md pl.md:3
# Poradnik

## Pieniądze

- **Proś wielu ludzi**, jak [Ghost](https://example.org/ghost).
- **Sprzedaj**, jak [sklep](https://example.org/shop).

## Więcej

Przeczytaj `last`.
~~~

Good, the title in HTML:

~~~md en.md
# Lamp

Read `first`.

## Install

Run `install --now`.
~~~

~~~md pl.md
<h1 align="center">Lampa</h1>

Przeczytaj `first`.

## Instalacja

Uruchom `install --now`.
~~~

Bad, the subheading of a section that has nothing else:

~~~md en.md
# Lamp

Read `first`.

## Examples

### Usual use

<code src="./demo.tsx" />

## Options

Open `config.toml`.
~~~

~~~md pl.md:5
# Lampa

Przeczytaj `first`.

## Przykłady

<code src="./demo.tsx" />

## Opcje

Otwórz `config.toml`.
~~~

Good:

~~~md pl.md
# Lampa

Przeczytaj `first`.

## Przykłady

### Zwykłe użycie

<code src="./demo.tsx" />

## Opcje

Otwórz `config.toml`.
~~~

Good, headings that became the items of a list:

~~~md en.md
# Guide

## Mistakes

#### When you wrote `fix` instead of `feat`

Rewrite it.

#### When you wrote `feet` instead of `feat`

Leave it.

## More

Read `last`.
~~~

~~~md pl.md
# Poradnik

## Pomyłki

* Gdy jest `fix` zamiast `feat`:
  Napisz od nowa.
* Gdy jest `feet` zamiast `feat`:
  Zostaw.

## Więcej

Przeczytaj `last`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt, quote, reference
from smo_lint.rules.headings._outline import (
    UNSPACED,
    between,
    heading_of,
    headings,
    listed,
    named,
    swallowed,
    titled,
    undivided,
)


@rule("HD101")
def missing_heading(pair: Pair) -> Iterator[Problem]:
    """Report headings without a counterpart, and those that became plain text."""
    told = {heading_of(part) for parts in undivided(pair).values() for part in parts}
    for section, parts in undivided(pair).items():
        lost = [heading for part in parts if (heading := heading_of(part))]
        if not all(listed(pair, heading) for heading in lost):
            yield _undivided(pair, section, lost)
    for node in pair.missing("heading"):
        if node in told or listed(pair, node) or (node.level == 1 and titled(pair.target)):
            continue
        line = swallowed(pair, node)
        yield from _swallowed(pair, node, line) if line else (_missing(pair, node),)
    for section in pair.missing("section"):
        heading = heading_of(section)
        if heading and (line := swallowed(pair, heading)):
            yield from _swallowed(pair, heading, line)
    known = {source for source, _ in headings(pair)}
    for source in pair.source.find("heading"):
        target = pair.counterpart(source)
        if source in known or target is None or target.kind != "paragraph":
            continue
        if not _is_unspaced(pair, target):
            where, title = reference(pair), named(pair.source, source)
            message = f"{excerpt(pair.target, target)} is a paragraph, but a heading in {where}: {title}"
            yield Problem(pair.target.at(target), message, (pair.source.at(source, "the heading"),))


def _undivided(pair: Pair, section: Node, lost: list[Node]) -> Problem:
    title, first = named(pair.source, section), named(pair.source, lost[0])
    message = (
        f"section {title} is not divided here: its {len(lost)} headings are missing, the first is {first}"
    )
    related = tuple(pair.source.at(heading, "a heading") for heading in lost)
    return Problem(pair.gap(lost[0]), message, related, topic="undivided")


def _missing(pair: Pair, node: Node) -> Problem:
    rivals = (rival for rival in pair.rivals.get(node, ()) if rival.level == node.level)
    one_of = "".join(f" or {named(pair.source, rival)}" for rival in rivals)
    level = f" of level {node.level}"
    if (above := _wrapper(pair.source, node)) and pair.match(above):
        one_of, level = f" or {named(pair.source, above)} right above it", ""
    message = f"heading {named(pair.source, node)}{one_of}{level} is missing{between(pair, node)}"
    return Problem(pair.gap(node), message, (pair.source.at(node, "the heading"),))


def _wrapper(edition: Edition, heading: Node) -> Node | None:
    """The heading above one, whose section holds nothing but that one's: which of two in another language
    the text has kept, the words alone tell."""
    section = edition.parent(heading)
    outer = edition.parent(section) if section else None
    return outer.children[0] if outer and outer.children[1:] == (section,) else None


def _swallowed(pair: Pair, node: Node, line: Span) -> Iterator[Problem]:
    """The heading is there, but belongs to the HTML above it.

    Programs that know `markdown="1"` end such HTML with its last tag.
    """
    block = next(
        block for block in pair.target.find("html") if block.span.start <= line.start < block.span.end
    )
    if "markdown=" in pair.target.slice(block.span):
        return
    message = f"{quote(pair.target.slice(line))} is part of the HTML above it, without a blank line between"
    fix = Fix("Insert a blank line", (Edit(Span(line.start, line.start), "\n"),))
    yield Problem(pair.target.at(line), message, (pair.source.at(node, "the heading"),), fix)


def _is_unspaced(pair: Pair, target: Node) -> bool:
    return UNSPACED.search(pair.target.slice(target.span)) is not None
