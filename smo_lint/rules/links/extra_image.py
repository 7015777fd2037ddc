"""An image that the source does not have.

It was put in by the translator, or the source has dropped it since. Only matched blocks are looked
at: a paragraph of its own is reported as such.

Bad:

~~~md en.md
Press the button to begin.
~~~

~~~md pl.md:1
Naciśnij przycisk ![przycisk](button.png), aby zacząć.
~~~

Good:

~~~md pl.md
Naciśnij przycisk, aby zacząć.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, parts
from smo_lint.rules.links._images import same_picture
from smo_lint.rules.links._lone import swapped
from smo_lint.rules.links._targets import shown


@rule("LK109", severity="hint")
def extra_image(pair: Pair) -> Iterator[Problem]:
    """Report the images that a matched block has in the translation only."""
    others = {target for _, target in swapped(pair, "image", same_picture)}
    for change in changes(pair, "image", same_picture):
        if change.how == "extra" and change.target is not None and change.target not in others:
            yield Problem(
                pair.target.at(change.target),
                f"image {shown(change.target.url)}, but none in {pair.source.lang}",
                topic=parts(pair, change.target).topic,
            )
