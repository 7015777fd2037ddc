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

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.headings._outline import UNSPACED


@rule("HD001")
def unspaced_heading(edition: Edition) -> Iterator[Problem]:
    """Report each line of a paragraph that was meant as a heading."""
    for node in edition.find("paragraph"):
        for match in UNSPACED.finditer(edition.slice(node.span)):
            marker = match["marker"]
            wide = marker.startswith("＃")
            if not wide and (match["space"] or (len(marker) == 1 and not _is_title(edition, node))):
                continue
            start = node.span.start + match.start("marker")
            place = Span(start, node.span.start + match.end())
            signs = Span(start, node.span.start + match.start("text"))
            fix = Fix("Insert a space", (Edit(signs, "#" * len(marker) + " "),), safe=len(marker) > 1)
            message = (
                f"{quote(match[0].strip())} reads as a paragraph, not as a heading of level {len(marker)}: "
                f"its section is lost for readers"
            )
            yield Problem(edition.at(place), message, fix=fix)


def _is_title(edition: Edition, node: Node) -> bool:
    """Whether a line with one number sign is the page's title rather than a tag."""
    blocks = [block for block in edition.skeleton.children if block.kind not in ("comment", "esm", "html")]
    first = bool(blocks) and blocks[0] is node
    titled = any(heading.level == 1 for heading in edition.find("heading"))
    return first and not titled and "\n" not in node.text and " #" not in node.text
