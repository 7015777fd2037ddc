"""An image is another file than in the source.

A path that was damaged shows nothing; a picture that was replaced in the source is stale here. A
localised picture beside the source's (`x.de.png`, `x-de.png`, `de/x.png`) is what readers deserve, as is a
badge with translated words, and so are pictures under names of their own where they are the rule on the
page. Uploads whose names a machine made do not tell whether they are one picture in two languages; those
that lie in one folder, on a page where nearly all pictures are the source's, are a hint. One from another
site is a warning.

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

Good:

~~~md pl.md
Zespół: ![członkowie](../assets/members-2_pl.png)
~~~

Good:

~~~md pl.md
Zespół: ![członkowie](https://guide.example.org/assets/team.png)
~~~

Good:

~~~md pl.md
Zespół: ![członkowie](assets/team.png?width=300)
~~~

Good:

~~~md en.md
![site](https://badges.example.org/badge/tool-Official_site-blue?logo=x) ![licence](https://badges.example.org/badge/MIT_1.0-red)
![version](https://badges.example.org/npm/v/app?label=version&color=blue)
~~~

~~~md pl.md
![strona](https://badges.example.org/badge/tool-Oficjalna_strona-blue?logo=x) ![licencja](https://badges.example.org/badge/MIT_1.0-red)
![wersja](https://badges.example.org/npm/v/app?label=wersja&color=blue)
~~~

Good:

~~~md en.md
The team: ![members](https://cdn.example.org/files/qnZloxRQmvHzHAhWWwCS.png)
~~~

~~~md pl.md
Zespół: ![członkowie](https://cdn.example.org/files/e6179c89-21a9-44c9-aea4-3cc04af7ef25.png)
~~~

Bad, a warning, another site's, in the block above:

~~~md en.md
Buy the author a glass of juice:

![juice](https://pictures.example.org/juice.png)

Then call `start`.
~~~

~~~md pl.md:2
Postaw autorowi szklankę soku:
![sok](https://gifts.example.net/gift/coffee.png)

Potem wywołaj `start`.
~~~

Good:

~~~md pl.md
Postaw autorowi szklankę soku:
![sok](https://pictures.example.org/juice.png)

Potem wywołaj `start`.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, equals, parts
from smo_lint.rules.links._images import opaque, same_picture
from smo_lint.rules.links._kinship import elsewhere
from smo_lint.rules.links._lone import swapped
from smo_lint.rules.links._targets import Target, shown
from smo_lint.rules.links._where import place

# How many pictures of the page must be the source's for each other upload that is reported.
MOSTLY = 2


@rule("LK110")
def changed_image(pair: Pair, *, few: int = 2) -> Iterator[Problem]:
    """Report the images of matched blocks that are other files.

    few  other files that are reported even where no image of the page is the source's
    """
    found = [
        (change.source, change.target, change.alone)
        for change in changes(pair, "image", same_picture)
        if change.how == "changed" and change.source is not None and change.target is not None
    ]
    found += [(source, target, True) for source, target in swapped(pair, "image", same_picture)]
    kept = sum(1 for _ in equals(pair, "image"))
    told = [both for both in found if not all(opaque(parts(pair, image)) for image in both[:2])]
    near = [both for both in found if both in told or _in_one_folder(pair, *both[:2])]
    found = near if kept >= MOSTLY * (len(near) - len(told)) else told
    if len(found) <= max(few, kept):
        for source, target, alone in found:
            yield _problem(pair, source, target, alone)


def _in_one_folder(pair: Pair, source: Node, target: Node) -> bool:
    there, here = parts(pair, source), parts(pair, target)
    return (there.site, there.path[:-1]) == (here.site, here.path[:-1])


def _problem(pair: Pair, source: Node, target: Node, alone: bool) -> Problem:
    fix = None
    if alone and target.target is not None:
        edit = Edit(target.target, source.url)
        fix = Fix(f"Use the image of {pair.source.lang}", (edit,), safe=False)
    return Problem(
        place(pair.target, target),
        f"image {shown(target.url)}, but {shown(source.url)} in {pair.source.lang}",
        related=(pair.source.at(source, "the image"),),
        fix=fix,
        topic=parts(pair, target).topic,
        severity=_weak(parts(pair, source), parts(pair, target)),
    )


def _weak(there: Target, here: Target) -> str:
    """A lower severity for what may be one picture: named by a machine, or kept on another site."""
    if opaque(there) and opaque(here):
        return "hint"
    return "warning" if elsewhere(there, here) else ""
