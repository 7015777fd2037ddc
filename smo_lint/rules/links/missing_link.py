"""A link of the source is missing in the translation.

The reader cannot follow what readers of the source can. Destinations of matched blocks are compared
whatever their order; a difference of language, host edition, extension, depth or trailing slash is
none. A link that its block mentions twice, a link whose block is missing as a whole, and one that
turns up in a block of its own are not reported; one that is there but broken is what other rules
say. The message tells whether the words of the link still stand there, without the link.

Bad:

~~~md en.md
# Guide

Install [Docker](https://docker.com) first, then read the [manual](manual.md).
~~~

~~~md pl.md:3
# Poradnik

Najpierw zainstaluj Docker, potem przeczytaj [podręcznik](manual.md).
~~~

Good:

~~~md pl.md
# Poradnik

Przeczytaj [podręcznik](manual.md), ale najpierw zainstaluj [Docker](https://www.docker.com/).
~~~

A link may lead to the edition of the reader's own language:

Good:

~~~md pl.md
# Poradnik

Najpierw zainstaluj [Dockera](https://docker.com/pl/), potem przeczytaj [podręcznik](../pl/manual/).
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._changes import Change, changes, parts


@rule("LK101")
def missing_link(pair: Pair) -> Iterator[Problem]:
    """Report the links that a matched block has in the source only."""
    for change in changes(pair):
        if change.how != "missing" or change.source is None or _written(pair, change):
            continue
        link = change.source
        words = _words(pair, link, change.block)
        said = f"{quote(link.text)} is plain text" if words else "a link is missing"
        yield Problem(
            pair.target.at(words or change.block),
            f"{said}, but leads to {link.url} in {pair.source.lang}",
            related=(pair.source.at(link, "the link"),),
            topic=parts(pair, link).topic,
        )


def _written(pair: Pair, change: Change) -> bool:
    """Whether the link is there, but broken: its address stands in the block, or a link has none."""
    assert change.source is not None
    address = "".join(change.source.url.split())
    if address in "".join(pair.target.slice(change.block.span).split()):
        return True
    return any(not link.url and link.text.strip() for link in change.block.find("link"))


def _words(pair: Pair, link: Node, block: Node) -> Span | None:
    """Where the text of a link stands without the link: a name, code, or text left as it was."""
    text = pair.source.slice(link.inner).strip()
    if len(text) < 3 or link.name == "auto":
        return None
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    for found in whole.finditer(pair.target.text, block.span.start, block.span.end):
        span = Span(found.start(), found.end())
        if not any(n.span.start <= span.start < n.span.end for n in block.find("link", "image")):
            return span
    return None
