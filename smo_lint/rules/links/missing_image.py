"""An image of the source is missing in the translation.

What the picture shows is lost, and the text around it refers to nothing. Images of matched blocks
are compared whatever their order and form (`![…](…)` or `<img>`); one that stands in another block
is not missing. An image that is a paragraph of its own is looked for the same way. A row of badges that is
missing as a whole is one warning.

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

Good, pictures of a text that the translation writes out:

~~~md en.md
Write it like this:

<div>
<img src="https://cdn.example.org/right.png" alt="Right">
<img src="https://cdn.example.org/wrong.png" alt="Wrong">
</div>

Then call `start`.
~~~

~~~md zh.md
这样写：

<div>
<table>
<tr><th>正确</th><th>错误</th></tr>
<tr><td>会议定于今天下午五点整在三楼的大会议室开始举行，请提前到场。</td><td>会议定于某天某个时刻在某个地方开始举行，请大家尽量提前到场。</td></tr>
</table>
</div>

然后调用 `start`。
~~~

Good, a badge that went with its link is that link's, and a picture may stand in the block above:

~~~md en.md
[one](https://example.org/one) [![two](https://example.net/two.svg)](https://example.net/two)

<h2>View</h2>

<div>
<img src="docs/img/view.gif">
</div>

<h2>Demo</h2>
~~~

~~~md zh.md
[一](https://example.org/one) 还有

<h2>预览</h2>
<div>
<img src="img/view.gif">
</div>

<h2>演示</h2>
~~~

Good, a picture in another form, and the way to the edition itself:

~~~md en.md
[![Docs](https://badges.example.org/docs.svg)](/docs) [![zh](https://badges.example.org/zh.svg)](zh.md)

This is what you see after that, whenever the lamp is on:

![result](https://files.example.org/2f7c11b09d3e4a56.png)

Then call `start`.
~~~

~~~md zh.md
[![文档](https://badges.example.org/docs.svg)](/docs)

效果：

<img src="https://files.example.org/90ab3c4d5e6f7182.png" alt="结果" width="900">

然后调用 `start`。
~~~

Bad, a warning, a row of badges:

~~~md en.md
# Lamp

[![Version](https://badges.example.org/version.svg)](https://packages.example.org/lamp)
[![Build](https://badges.example.org/build.svg)](https://build.example.org/lamp)

It shines with `oil` at night.
~~~

~~~md de.md:1
# Lampe

Sie leuchtet nachts mit `oil`.
~~~

Bad, alone in HTML that asks for Markdown:

~~~md en.md
Look at this:

<div class="wide" markdown="1">

![The first page](/first.png)

</div>
~~~

~~~md de.md:1
Sehen Sie hier:

<div class="wide" markdown="1">

</div>
~~~
"""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from smo_lint.model import Location, Node, Pair, Problem
from smo_lint.prose import letters
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._evidence import by_place
from smo_lint.rules.links._changes import changes, leads_to, parts
from smo_lint.rules.links._images import same_picture
from smo_lint.rules.links._lone import lone, swapped
from smo_lint.rules.links._targets import shown
from smo_lint.rules.links._where import gap

_TAG = regex(r"<[^<>]*>")
# Letters that can stand for a picture.
WORDS = 40


@rule("LK108")
def missing_image(pair: Pair) -> Iterator[Problem]:
    """Report the images of the source that stand nowhere in the translation."""
    linked = [c.source.span for c in changes(pair) if c.how == "missing" and c.source is not None]
    for change in changes(pair, "image", same_picture):
        if change.how == "missing" and change.source is not None and not _told(pair, change.block):
            if any(span.start <= change.source.span.start < span.end for span in linked):
                continue  # a badge went with its link
            if _leads_here(pair, change.source):
                continue
            level = "hint" if by_place(pair, change.block) else ""
            yield _problem(pair, change.source, gap(pair, change), level)
    changed = {source for source, _ in swapped(pair, "image", same_picture)}
    for block, found in groupby(lone(pair, "image", same_picture), key=itemgetter(0)):
        images = [image for _, image in found if image not in changed and not _leads_here(pair, image)]
        if len(images) > 1 and all(_badge(pair, image) for image in images):
            yield _row(pair, images, pair.gap(block))
        else:
            yield from (_problem(pair, image, pair.gap(block)) for image in images)


def _badge(pair: Pair, image: Node) -> bool:
    """Whether an image from elsewhere is a link: what it shows is said there."""
    around = pair.source.parent(image)
    return bool(parts(pair, image).site) and around is not None and around.kind == "link"


def _row(pair: Pair, images: list[Node], at: Location) -> Problem:
    return Problem(
        at,
        f"a row of {len(images)} badges is missing, the first is {shown(images[0].url)}",
        related=tuple(pair.source.at(image, "a badge") for image in images),
        topic=parts(pair, images[0]).topic,
        severity="warning",
    )


def _leads_here(pair: Pair, image: Node) -> bool:
    """Whether an image is a link to where the reader is: the switch to this edition."""
    around = pair.source.parent(image)
    return around is not None and around.kind == "link" and leads_to(pair.source, around, pair.target.path)


def _told(pair: Pair, block: Node) -> bool:
    """Whether a block of nothing but pictures became one that says it in words: a table of examples."""
    match = pair.match(block)
    if block.kind == "paragraph" or match is None or any(block.find("image")):
        return False
    plain = letters(_TAG.sub("", pair.target.slice(block.span)))
    pictures = all(not letters(_TAG.sub("", pair.source.slice(node.span))) for node in match.source)
    return pictures and plain > WORDS


def _problem(pair: Pair, image: Node, at: Location, level: str = "") -> Problem:
    return Problem(
        at,
        f"no image {shown(image.url)}, but there is one in {pair.source.lang}",
        related=(pair.source.at(image, "the image"),),
        topic=parts(pair, image).topic,
        severity=level,
    )
