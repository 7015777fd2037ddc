"""An image is another file than in the source.

A path that was damaged shows nothing; a picture that was replaced in the source is stale here. A
localised picture beside the source's (`x.de.png`, `x-de.png`, `de/x.png`) is what readers deserve.

Bad:

~~~md en.md
The team: ![members](assets/team.png)
~~~

~~~md pl.md:1
Zespół: ![członkowie](assets/zespół.png)
~~~

Good:

~~~md pl.md
Zespół: ![członkowie](assets/team.png)
~~~

Good:

~~~md pl.md
Zespół: ![członkowie](../assets/team.pl.png)
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, parts, place
from smo_lint.rules.links._images import same_picture


@rule("LK110")
def changed_image(pair: Pair) -> Iterator[Problem]:
    """Report the images of matched blocks that are other files."""
    for change in changes(pair, "image", same_picture):
        if change.how != "changed" or change.source is None or change.target is None:
            continue
        fix = None
        if change.alone and change.target.target is not None:
            edit = Edit(change.target.target, change.source.url)
            fix = Fix(f"Use the image of {pair.source.lang}", (edit,), safe=False)
        yield Problem(
            place(pair.target, change.target),
            f"image {change.target.url}, but {change.source.url} in {pair.source.lang}",
            related=(pair.source.at(change.source, "the image"),),
            fix=fix,
            topic=parts(pair, change.target).topic,
        )
