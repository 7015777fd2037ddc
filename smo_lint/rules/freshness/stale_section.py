"""A section of the source has changed since it was stamped.

`smo-lint stamp` writes into a translation which revision of the source it was made from, and a digest
of each of its sections. So it can be said which sections must be looked at again, from the two files
alone. Where git has the revision too, what the translation only lacks because it lags behind is not
reported again, and sections that were added or removed since are told apart from lost ones.

A digest covers the words under one heading, not those of the sections inside, and not punctuation,
code, links and images: the rules about these say what to do.

Bad:

~~~md en.md
# Guide

Open the door.

## Install

Run it twice, and wait.

## Configure

Open the file.
~~~

~~~md pl.md:9
---
smo-lint-stamp: none 1271cf25 54abf765 489bc308 5b2a00d8
---

# Poradnik

Otwórz drzwi.

## Instalacja

Uruchom `install` raz.

## Konfiguracja

Otwórz plik.
~~~

Good, since only code and punctuation have changed:

~~~md en.md
# Guide

Open the door!

## Install

Run `install --now` once.

## Configure

Open the file.
~~~

Good, stamped again:

~~~md en.md
# Guide

Open the door.

## Install

Run it twice, and wait.

## Configure

Open the file.
~~~

~~~md pl.md
---
smo-lint-stamp: none 1271cf25 54abf765 2d81999b 5b2a00d8
---

# Poradnik

Otwórz drzwi.

## Instalacja

Uruchom dwa razy i poczekaj.

## Konfiguracja

Otwórz plik.
~~~

Bad, where git knows that the section is new:

~~~md en.md
# Guide

Open the door.

## Install

Run `install` once.

## Remove

Run `remove` at the end.

## Configure

Open the file.
~~~

~~~md en.md@1a2b3c4
# Guide

Open the door.

## Install

Run `install` once.

## Configure

Open the file.
~~~

~~~md pl.md:11
---
smo-lint-stamp: 1a2b3c4 1271cf25 54abf765 489bc308 5b2a00d8
---

# Poradnik

Otwórz drzwi.

## Instalacja

Uruchom `install` raz.

## Konfiguracja

Otwórz plik.
~~~
"""

from collections.abc import Iterator
from itertools import zip_longest

from smo_lint.lag import Part, parts
from smo_lint.model import Node, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt, reference
from smo_lint.stamps import Declared, declared


@rule("FR102", severity="warning")
def stale_section(pair: Pair) -> Iterator[Problem]:
    """Report each section of the translation whose source has changed."""
    told = declared(pair.target)
    if told is None or not told.parts:
        return
    now = parts(pair.source)
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, told.parts, [part.digest for part in now], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            for before, after in zip_longest(range(a, b), now[c:d]):
                yield from _problem(pair, told, before, after)


def _problem(pair: Pair, told: Declared, before: int | None, after: Part | None) -> Iterator[Problem]:
    lang = reference(pair)
    if after is None:
        yield from _removed(pair, told, before)
    elif after.section is None:
        message = f"what stands above the first heading of {lang} has changed since the stamp"
        yield Problem(pair.target.at(Span(0, 0)), message, topic="changed")
    else:
        heading = _heading(after.section)
        name = excerpt(pair.source, heading)
        there = pair.counterpart(after.section)
        place = (pair.source.at(heading, "the section as it is"),)
        if pair.former and (before is None or there is None):
            message = f"section {name} was added to {lang} since the stamp"
            yield Problem(pair.gap(after.section), message, place, topic="added")
        elif there:  # else what is missing is reported as such
            message = f"section {name} of {lang} has changed since the stamp"
            yield Problem(pair.target.at(_heading(there)), message, place, topic="changed")


def _removed(pair: Pair, told: Declared, before: int | None) -> Iterator[Problem]:
    """Yield a section that the source no longer has, where git still knows it."""
    then = parts(pair.former) if pair.former else ()
    if before is None or tuple(part.digest for part in then) != told.parts:
        return
    section = then[before].section
    if section and pair.former:
        name = excerpt(pair.former, _heading(section))
        message = f"section {name} was removed from {reference(pair)} since the stamp"
        yield Problem(pair.target.at(told.span), message, topic=f"removed {then[before].digest}")


def _heading(section: Node) -> Node:
    return next(section.find("heading"), section)
