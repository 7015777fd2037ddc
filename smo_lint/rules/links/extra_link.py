"""A link that the source does not have.

It was put in by the translator, or the source has dropped it since. A second link to a place that
the block leads to anyway is not reported, nor is one in a block of its own, nor what was an image.

Bad:

~~~md en.md
Made with Vite and [Vue](https://vuejs.org).
~~~

~~~md es.md:1
Hecho con [Vite](https://vitejs.dev) y [Vue](https://vuejs.org).
~~~

Good:

~~~md es.md
Hecho con Vite y [Vue](https://vuejs.org). [Vue](https://vuejs.org) es un framework.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Location, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, leads_to, parts
from smo_lint.rules.links._images import same_picture
from smo_lint.rules.links._lone import lone
from smo_lint.rules.links._targets import shown


@rule("LK102", severity="hint")
def extra_link(pair: Pair) -> Iterator[Problem]:
    """Report the links that a matched block has in the translation only."""
    pictures = {
        parts(pair, change.source)
        for change in changes(pair, "image", same_picture)
        if change.how == "missing" and change.source is not None
    }
    pictures |= {parts(pair, image) for _, image in lone(pair, "image", same_picture)}
    for change in changes(pair):
        if change.how != "extra" or change.target is None or parts(pair, change.target) in pictures:
            continue
        if leads_to(pair.target, change.target, pair.target.path):
            continue
        related: tuple[Location, ...] = ()
        if beside := pair.counterpart(change.block):
            related = (pair.source.at(beside, "the block without it"),)
        yield Problem(
            pair.target.at(change.target),
            f"link to {shown(change.target.url)}, but none in {pair.source.lang}",
            related=related,
            topic=parts(pair, change.target).topic,
        )
