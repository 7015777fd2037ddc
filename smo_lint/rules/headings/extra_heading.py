"""A heading that the reference lacks stands over text that the reference has.

A section was cut in two, or a line of text became a heading. Where the text below it is foreign to
the reference too, it is `extra-section`.

Bad:

~~~md en.md
# Guide

Run `install --now`.

Open `config.toml`.

## Run

Call `run`.
~~~

~~~md pl.md:5
# Poradnik

Uruchom `install --now`.

## Konfiguracja

Otwórz `config.toml`.

## Uruchomienie

Wywołaj `run`.
~~~

Good:

~~~md pl.md
# Poradnik

Uruchom `install --now`.

Otwórz `config.toml`.

## Uruchomienie

Wywołaj `run`.
~~~
Good, the title as a heading, where the reference has it in its front matter:

~~~md en.md
---
title: Guide
---

Run it.
~~~

~~~md pl.md
# Poradnik

Uruchom to.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt, reference
from smo_lint.rules.headings._outline import around, headings, named


@rule("HD102", severity="warning")
def extra_heading(pair: Pair) -> Iterator[Problem]:
    """Report headings without a counterpart, and those that are plain text in the source."""
    where = reference(pair)
    known = {target for _, target in headings(pair)}
    for node in pair.extra("heading"):
        if node in known or _is_title(pair, node):
            continue
        message = (
            f"heading {named(pair.target, node)} of level {node.level} is not in {where}{around(pair, node)}"
        )
        yield Problem(pair.target.at(node), message)
    for target in pair.target.find("heading"):
        source = pair.counterpart(target)
        if source is not None and source.kind == "paragraph":
            message = f"{named(pair.target, target)} is a heading, but a paragraph in {where}"
            related = (pair.source.at(source, f"the paragraph {excerpt(pair.source, source)}"),)
            yield Problem(pair.target.at(target), message, related)


def _is_title(pair: Pair, heading: Node) -> bool:
    """Whether a heading is the page's title, which the source has in its front matter alone."""
    first = next(pair.target.find("heading"))
    titled = pair.source.meta is not None and pair.source.meta.get("title") is not None
    tops = any(node.level == 1 for node in pair.source.find("heading"))
    return heading is first and heading.level == 1 and titled and not tops
