"""An image of the source is missing in the translation.

What the picture shows is lost, and the text around it refers to nothing. Images of matched blocks
are compared whatever their order and form (`![…](…)` or `<img>`); one that stands in another block
is not missing. An image that is a paragraph of its own is looked for the same way.

Bad:

~~~md en.md
Choose one of 7 tasks:

![Task types](img/types.png)

Then call `start`.
~~~

~~~md zh.md:1
选择 7 种任务之一：

然后调用 `start`。
~~~

Good:

~~~md zh.md
选择 7 种任务之一：

<img src="../img/zh/types.png" alt="任务类型">

然后调用 `start`。
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Location, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, parts
from smo_lint.rules.links._images import same_picture
from smo_lint.rules.links._lone import lone, swapped
from smo_lint.rules.links._targets import shown
from smo_lint.rules.links._where import gap


@rule("LK108")
def missing_image(pair: Pair) -> Iterator[Problem]:
    """Report the images of the source that stand nowhere in the translation."""
    for change in changes(pair, "image", same_picture):
        if change.how == "missing" and change.source is not None:
            yield _problem(pair, change.source, gap(pair, change))
    changed = {source for source, _ in swapped(pair, "image", same_picture)}
    for block, image in lone(pair, "image", same_picture):
        if image not in changed:
            yield _problem(pair, image, pair.gap(block))


def _problem(pair: Pair, image: Node, at: Location) -> Problem:
    return Problem(
        at,
        f"no image {shown(image.url)}, but there is one in {pair.source.lang}",
        related=(pair.source.at(image, "the image"),),
        topic=parts(pair, image).topic,
    )
