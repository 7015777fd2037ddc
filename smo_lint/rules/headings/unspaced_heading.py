"""A heading has no space after its number signs, so it reads as a paragraph.

`##Install` is plain text for a Markdown reader: the section is lost for the table of contents, for
links, and for everybody who skims the page. Full-width number signs (`＃＃`) do the same. Tags such
as `#release`, shebangs and commands are left alone.

Bad:

~~~md en.md
# Guide

## Install

Run it.
~~~

~~~md pl.md:3
# Poradnik

##Instalacja

Uruchom.
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

Uruchom.
~~~

Bad:

~~~md en.md
# Guide

## Install

Run it.
~~~

~~~md zh.md:3
# 指南

＃＃ 安装

运行它。
~~~

Good:

~~~md zh.md
# 指南

## 安装

运行它。
~~~

Good, tags and commands:

~~~~md zh.md
# 指南

## 安装

#安装 #运行

运行它： `##install`

```sh
##install
```
~~~~
"""

from collections.abc import Iterator

from smo_lint.model import Article, Edit, Edition, Fix, Node, Problem, Span, lasting
from smo_lint.opposite import Place, node_at, opposite, place
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.headings._outline import UNSPACED, named

# Where a line stands, where its number signs with what follows them do, and its level.
_Line = tuple[tuple[int, int], tuple[int, int], int]


@rule("HD001")
def unspaced_heading(article: Article) -> Iterator[Problem]:
    """Report each line of a paragraph that was meant as a heading, unless the source has it so too."""
    for edition in article.editions:
        for where, lines in _marked(edition):
            others = list(opposite(article, edition, where))
            if any(other is article.source and _is_marked(other, there) for other, there in others):
                continue
            heads = [(other, there) for other, there in others if there[0] == "heading"]
            lost = "its section"
            if heads:
                other, there = heads[0]
                lost = f"the section that is {_called(other, there)} in {other.lang}"
            related = tuple(other.at(Span(*there[1:]), "a heading there") for other, there in heads[:3])
            for line, signs, level in lines:
                fix = Fix("Insert a space", (Edit(Span(*signs), "#" * level + " "),), safe=level > 1)
                message = f"{quote(edition.slice(Span(*line)))} reads as a paragraph, so {lost} is lost"
                yield Problem(edition.at(Span(*line)), message, related, fix)


@lasting
def _marked(edition: Edition) -> tuple[tuple[Place, tuple[_Line, ...]], ...]:
    """The paragraphs that hold such lines, with these."""
    found = ((node, tuple(_lines(edition, node))) for node in edition.find("paragraph"))
    return tuple((place(node), lines) for node, lines in found if lines)


@lasting
def _is_marked(edition: Edition, where: Place) -> bool:
    return any(_lines(edition, node_at(edition, where)))


@lasting
def _called(edition: Edition, where: Place) -> str:
    return named(edition, node_at(edition, where))


def _lines(edition: Edition, node: Node) -> Iterator[_Line]:
    """Yield the lines of a paragraph that were meant as headings."""
    if node.kind != "paragraph" or not ("#" in node.text or "＃" in node.text):
        return
    text = edition.slice(node.span)
    for match in UNSPACED.finditer(text):
        marker = match["marker"]
        tag = len(marker) == 1 and not _is_title(edition, node)
        if marker.startswith("＃") or not (match["space"] or tag):
            start = node.span.start + match.start("marker")
            signs = start, node.span.start + match.start("text")
            yield (start, node.span.start + match.end()), signs, len(marker)


def _is_title(edition: Edition, node: Node) -> bool:
    """Whether a line with one number sign is the page's title rather than a tag."""
    blocks = [block for block in edition.skeleton.children if block.kind not in ("comment", "esm", "html")]
    first = bool(blocks) and blocks[0] is node
    titled = any(heading.level == 1 for heading in edition.find("heading"))
    return first and not titled and "\n" not in node.text and " #" not in node.text
