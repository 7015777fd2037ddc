"""A heading holds nothing that could be read.

No text, or only punctuation: the section has no name in the table of contents and no anchor. Images
and code are something to read. It is a hint where every edition has it in the same place.

Bad:

~~~md en.md
# Guide

## Install

Run it.
~~~

~~~md pl.md:3
# Poradnik

## …

Uruchom.
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

Uruchom.
~~~

Bad, a hint, every edition has it:

~~~md en.md:5
# Guide

- [Install](#install)

####

## Install

Run it.
~~~

~~~md pl.md
# Poradnik

- [Instalacja](#instalacja)

####

## Instalacja

Uruchom.
~~~

Good, an image as a heading:

~~~md en.md
# ![Guide](guide.png)
~~~

~~~md pl.md
# ![Poradnik](guide.png)
~~~

Good, empty headings that keep parts of a page at a distance:

~~~md en.md
# Guide

Read it.

####

Use it.

####

Share it.

####

Enjoy it.
~~~

~~~md pl.md
# Poradnik

Przeczytaj.

####

Użyj.

####

Podziel się.

####

Baw się.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Article, Edition, Node, Problem, Span, lasting
from smo_lint.opposite import Place, node_at, opposite, place
from smo_lint.rules import rule

# From how many headings on that hold nothing at all they are there for the distance that they make.
SPACERS = 3
_READABLE = (
    "image",
    "inline_code",
    "inline_math",
    "tag",
    "inline_shortcode",
    "inline_expression",
    "footnote_ref",
)


@rule("HD111")
def empty_heading(article: Article) -> Iterator[Problem]:
    """Report headings without letters, digits or anything else to read; what the source has, there alone."""
    for edition in article.editions:
        for where, level in _silent(edition):
            others = [other for other, there in opposite(article, edition, where) if _is_empty(other, there)]
            if edition is not article.source and article.source in others:
                continue
            meant = bool(others) and len({*others, edition}) == len(article.editions)
            said = f"a heading of level {level} that says nothing"
            yield Problem(edition.at(Span(*where[1:])), said, severity="hint" if meant else "")


@lasting
def _silent(edition: Edition) -> tuple[tuple[Place, int], ...]:
    """The headings that say nothing, and that are not there for a distance; with their levels."""
    empty = [node for node in edition.find("heading") if _empty(node)]
    spacers = sum(not node.text for node in empty) >= SPACERS
    kept = (node for node in empty if (node.text or not spacers) and not _text_below(edition, node))
    return tuple((place(node), node.level) for node in kept)


@lasting
def _is_empty(edition: Edition, where: Place) -> bool:
    return _empty(node_at(edition, where))


def _empty(node: Node) -> bool:
    return not any(_says(char) for char in node.text) and not any(node.find(*_READABLE))


def _says(char: str) -> bool:
    """Letters, digits and symbols such as emoji or `+`; marks of sentences say nothing."""
    return char.isalnum() or (not char.isspace() and char not in ".,;:!?…-–—_*'\"“”‘’()[]。，、：；！？")


def _text_below(edition: Edition, node: Node) -> bool:
    """Whether the heading's text merely slipped to the next line: lone-heading-marker says that."""
    rest = edition.text[node.span.end :].partition("\n")[2].partition("\n")[0]
    return not node.text.strip() and bool(rest.strip())
