"""An edition has no text, while its reference has.

A page was created and never filled, or a failed run of a translation machine left only the front
matter. Readers of this language get a blank page instead of the reference. Comments and white
space are no text.

Bad:

~~~md en.md
---
title: Guide
---

# Guide

Install it first.
~~~

~~~md pl.md:3
---
title: Poradnik
---
<!-- do zrobienia -->
~~~

Good:

~~~md pl.md
---
title: Poradnik
---

# Poradnik
~~~

Good, a page that is only front matter everywhere:

~~~md en.md
---
layout: home
---
~~~

~~~md pl.md
---
layout: home
---
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edition, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import reference

_NOTHING = ("comment", "esm")


@rule("PG002", guard=True)
def empty_edition(pair: Pair) -> Iterator[Problem]:
    """Report a target without any block where the source has some."""
    if _empty(pair.target) and not _empty(pair.source):
        end = pair.target.meta.span.end if pair.target.meta else 0
        text = pair.target.text[:end]
        end = len(text.rstrip())
        message = f"the page has no text, but {reference(pair)} has"
        yield Problem(
            pair.target.at(Span(end, end)),
            message,
            (pair.source.at(_first(pair.source), "its text"),),
            covers=Span(0, end),
        )


def _empty(edition: Edition) -> bool:
    return all(node.kind in _NOTHING for node in edition.skeleton.children)


def _first(edition: Edition) -> Span:
    return next(node.span for node in edition.skeleton.children if node.kind not in _NOTHING)
