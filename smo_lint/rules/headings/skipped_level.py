"""A heading is two or more levels below the one before it.

The outline has a hole: screen readers and tables of contents show a section without its parent.
A translation is not judged: where it
strays from its reference, `changed-heading-level` or `missing-heading` say so.

Bad:

~~~md en.md:5
# Guide

## Install

#### On Linux
~~~

~~~md pl.md
# Poradnik

## Instalacja

#### Na Linuksie
~~~

Good:

~~~md en.md
# Guide

## Install

### On Linux
~~~

Good, from the bottom to the top:

~~~md en.md
# Guide

## Install

### On Linux

# Reference
~~~
"""

from collections.abc import Iterator
from itertools import pairwise

from smo_lint.model import Article, Edition, Node, Problem, lasting
from smo_lint.rules import rule
from smo_lint.rules.headings._outline import named


@rule("HD003", severity="hint")
def skipped_level(article: Article) -> Iterator[Problem]:
    """Report each heading of the source that skips a level on the way down; without a source, in
    each edition, unless another edition has another level there."""
    for edition in (article.source,) if article.source else article.editions:
        for before, node in pairwise(edition.find("heading")) if _skips(edition) else ():
            if node.level <= before.level + 1:
                continue
            if article.source or _levels(article, edition, node) <= {node.level}:
                message = f"level {node.level} right after level {before.level}"
                yield Problem(edition.at(node), message, (edition.at(before, named(edition, before)),))


@lasting
def _skips(edition: Edition) -> bool:
    return any(node.level > before.level + 1 for before, node in pairwise(edition.find("heading")))


def _levels(article: Article, edition: Edition, node: Node) -> set[int]:
    """The levels of the headings that correspond to one."""
    return {other.level for _, other in article.counterparts(edition, node) if other.kind == "heading"}
