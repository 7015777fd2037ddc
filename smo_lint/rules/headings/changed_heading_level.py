"""A heading is deeper or shallower than in the reference.

Everything below it moves to another branch of the outline, so tables of contents and generated
anchors no longer correspond between the languages. Neighbouring headings that are off by the same
number of levels are one finding, at the first of them. The last section of a page that became a part of
the one before it is a warning: both outlines are sound.

Bad:

~~~md en.md
# Guide
## Install
~~~

~~~md pl.md:2
# Poradnik
### Instalacja
~~~

Good:

~~~md pl.md
# Poradnik
## Instalacja
~~~

Bad:

~~~md en.md
# Guide

## Install

### On Linux

## Run
~~~

~~~md pl.md:3
# Poradnik

### Instalacja

#### Na Linuksie

## Uruchomienie
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

### Na Linuksie

## Uruchomienie
~~~

Bad, a warning, the end of the page:

~~~md en.md
# Guide

## Install

## Thanks
~~~

~~~md pl.md:5
# Poradnik

## Instalacja

### Podziękowania
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

## Podziękowania
~~~

Good, what is missing is the subheading, which stands over all that its section has:

~~~md en.md
# Lamp

## Examples

### Usual use

<code src="./demo.tsx" />
~~~

~~~md pl.md
# Lampa

## Przykłady

<code src="./demo.tsx" />
~~~

Good, a section that was split, so that its heading is another one:

~~~md en.md
# Guide

## Buttons

Read `first`.

## Placement

Put it where `eyes` are, next to [the text](text.md).
~~~

~~~md pl.md
# Poradnik

## Przyciski

Przeczytaj `first`.

## Miejsce

### Obszar przycisków

To jest obszar, w którym leżą przyciski. Może ich być kilka.

### Przy treści

Umieść go tam, gdzie są `eyes`, obok [tekstu](text.md).
~~~
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, takewhile

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.headings._kinship import surely_one
from smo_lint.rules.headings._outline import headings, named


@rule("HD103")
def changed_heading_level(pair: Pair) -> Iterator[Problem]:
    """Report runs of headings whose levels differ by the same number."""
    for step, run in groupby(headings(pair), key=lambda both: both[1].level - both[0].level):
        sure = [
            both for both in run if step and surely_one(pair, *both) and not _beneath_another(pair, *both)
        ]
        if sure:
            yield _problem(pair, sure)


def _beneath_another(pair: Pair, source: Node, target: Node) -> bool:
    """Whether right above the heading stands one of the right level that nothing corresponds to."""
    above = [*pair.target.find("heading")]
    del above[bisect_right(above, target.span.start, key=lambda node: node.span.end) :]
    lone = takewhile(lambda node: pair.match(node) is None, reversed(above))
    return any(node.level == source.level < target.level for node in lone)


def _problem(pair: Pair, run: list[tuple[Node, Node]]) -> Problem:
    source, target = run[0]
    where = reference(pair)
    message = f"level {target.level} heading, but level {source.level} in {where}"
    if len(run) > 1:
        message += f"; so are the {len(run) - 1} after it"
    others = tuple(
        pair.target.at(node, f"level {node.level} instead of {ref.level}") for ref, node in run[1:]
    )
    related = (pair.source.at(source, f"the heading {named(pair.source, source)}"), *others)
    weak = "warning" if len(run) == 1 and _ends_deeper(pair, source, target) else ""
    return Problem(pair.target.at(target), message, related, _fix(pair, run, not weak), severity=weak)


def _ends_deeper(pair: Pair, source: Node, target: Node) -> bool:
    """Whether the page's last section is part of the one before it, which the source has on one level."""
    *above, last = pair.target.find("heading")
    return target is last and bool(above) and source.level <= above[-1].level < target.level


def _fix(pair: Pair, run: list[tuple[Node, Node]], safe: bool) -> Fix | None:
    """Set the number signs; underlined headings are left to people."""
    edits = tuple(
        Edit(target.marker, "#" * source.level)
        for source, target in run
        if target.marker and set(pair.target.slice(target.marker)) == {"#"}
    )
    return Fix("Set the level", edits, safe) if len(edits) == len(run) else None
