"""A heading is two or more levels below the one before it.

The outline has a hole: screen readers and tables of contents show a section without its parent.
Where the reference skips the level too, it is left alone.

Bad:

~~~md en.md
# Guide

## Install

### On Linux
~~~

~~~md pl.md:5
# Poradnik

## Instalacja

#### Na Linuksie
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

### Na Linuksie
~~~

Good, the same hole in the reference:

~~~md en.md
# Guide

### On Linux
~~~

~~~md pl.md
# Poradnik

### Na Linuksie
~~~
"""

from collections.abc import Iterator
from itertools import pairwise

from smo_lint.model import Edition, Problem
from smo_lint.rules import rule
from smo_lint.rules.headings._outline import named


@rule("HD003", severity="hint")
def skipped_level(edition: Edition) -> Iterator[Problem]:
    """Report each heading that skips a level on the way down."""
    for before, node in pairwise(edition.find("heading")):
        if node.level > before.level + 1:
            message = f"level {node.level} right after level {before.level}"
            yield Problem(edition.at(node), message, (edition.at(before, f"{named(edition, before)}"),))
