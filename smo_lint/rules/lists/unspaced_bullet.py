"""An item has no space after its bullet or number, so it is no item.

The line runs on as text of the item before it, or stands as a paragraph with a hyphen. Fires where
real items stand beside it, or all lines of the paragraph look like it: a hyphen alone proves nothing.

Bad:

~~~md en.md
# Guide

- Read
- Install
- Run
~~~

~~~md pl.md:4
# Poradnik

- Przeczytaj
-Zainstaluj
- Uruchom
~~~

Good:

~~~md pl.md
# Poradnik

- Przeczytaj
- Zainstaluj
- Uruchom
~~~

Good, hyphens and numbers of other kinds:

~~~md pl.md
# Poradnik

- Przeczytaj
  -v nic nie zmienia, *tak* samo 1.x i 2.5
- Zainstaluj
- Uruchom
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.lists._bullets import unspaced


@rule("LS001")
def unspaced_bullet(edition: Edition) -> Iterator[Problem]:
    """Report each such line."""
    for bullet in unspaced(edition):
        message = f"{quote(edition.slice(bullet.line))} is no list item without a space after the marker"
        fix = Fix("Insert a space", (Edit(bullet.marker, bullet.write),))
        yield Problem(edition.at(bullet.line), message, fix=fix)
