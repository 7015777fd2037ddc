"""Two items of a list ran into one.

The second item's marker stands inside the text of the first, so that readers
see one long item.

Bad:

~~~md en.md
# Guide

- Read the whole first chapter of the book `first`
- Install the program with the command `setup`
- Run `start`
~~~

~~~md pl.md:3
# Poradnik

- Przeczytaj cały pierwszy rozdział książki `first` - Zainstaluj program poleceniem `setup`
- Uruchom `start`
~~~

Good:

~~~md pl.md
# Poradnik

- Przeczytaj cały pierwszy rozdział książki `first`
- Zainstaluj program poleceniem `setup`
- Uruchom `start`
~~~

Good, dashes that part what an item is from what it says:

~~~md en.md
- [Films](/films) for those who would rather look than read
- [Issues](/issues) for what is broken
- [Talks](/talks) for all
- [Home](/home) for everything else
~~~

~~~md pl.md
- [Filmy](/films) - dla tych, którzy wolą patrzeć niż czytać
- [Zgłoszenia](/issues) - dla tego, co zepsute
- [Rozmowy](/talks) - dla wszystkich, którzy chcą rozmawiać
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt, reference
from smo_lint.rules.lists._bullets import damaged
from smo_lint.rules.lists._runs import merged


@rule("LS105")
def merged_items(pair: Pair) -> Iterator[Problem]:
    """Report each item that holds what remains of another one's marker."""
    for items, target, seam in merged(pair):
        if seam is not None and not any(bullet.paragraph is target for bullet in damaged(pair)):
            where = reference(pair)
            message = f"{len(items)} list items of {where} run into one here: {excerpt(pair.target, target)}"
            related = tuple(pair.source.at(item, "an item of its own") for item in items)
            yield Problem(pair.target.at(target), message, related)
