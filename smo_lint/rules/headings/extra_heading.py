"""A heading that the reference lacks stands over text that the reference has.

A section was cut in two, or a line of text became a heading. Where the text below it is foreign to
the reference too, it is `extra-section`. Beside a reference that has a quarter of the headings it is a hint,
and so is one that opens the page, before any that both editions have.

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

Good, where the reference's heading lacks a space:

~~~md en.md
##Start

Call `run`.
~~~

~~~md pl.md
## Uruchomienie

Wywołaj `run`.
~~~

Bad, a hint, over what opens the page:

~~~md en.md
The lamp needs `oil` and a wick.

It shines for a night, see [how](/how).

## Lamp

Fill it.
~~~

~~~md pl.md:1
## Wstęp

Lampa potrzebuje `oil` i knota.

Świeci przez noc, zobacz [jak](/how).

## Lampa

Napełnij ją.
~~~

Good:

~~~md pl.md
Lampa potrzebuje `oil` i knota.

Świeci przez noc, zobacz [jak](/how).

## Lampa

Napełnij ją.
~~~

Bad, a hint, where the reference is still to be parted:

~~~md en.md
# Guide

Open `config.toml`.

Call `run`.
~~~

~~~md pl.md:3,7
# Poradnik

## Plik

Otwórz `config.toml`.

## Uruchomienie

Wywołaj `run`.

## Koniec
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt, reference
from smo_lint.rules.headings._outline import around, headings, named, titled

# So many times more headings has an edition whose reference is still to be written.
_STUB = 4
# What was meant as a heading, and is told as such.
_UNSPACED = regex(r"#{1,6}[^#\s]")


@rule("HD102", severity="warning")
def extra_heading(pair: Pair) -> Iterator[Problem]:
    """Report headings without a counterpart, and those that are plain text in the source."""
    where = reference(pair)
    level = "hint" if _stub(pair) else ""
    known = {target for _, target in headings(pair)}
    first = min((target.span.start for target in known), default=0)
    for node in pair.extra("heading"):
        if node in known or _is_title(pair, node):
            continue
        message = (
            f"heading {named(pair.target, node)} of level {node.level} is not in {where}{around(pair, node)}"
        )
        opens = "hint" if node.span.start < first else ""
        yield Problem(pair.target.at(node), message, severity=level or opens)
    for target in pair.target.find("heading"):
        source = pair.counterpart(target)
        if source is not None and source.kind == "paragraph" and not _UNSPACED.match(source.text):
            message = f"{named(pair.target, target)} is a heading, but a paragraph in {where}"
            related = (pair.source.at(source, f"the paragraph {excerpt(pair.source, source)}"),)
            yield Problem(pair.target.at(target), message, related)


def _stub(pair: Pair) -> bool:
    """Whether the reference is hardly begun beside the edition: then it is the one that lags."""
    theirs, ours = (sum(1 for _ in edition.find("heading")) for edition in (pair.source, pair.target))
    return ours >= _STUB * max(theirs, 1)


def _is_title(pair: Pair, heading: Node) -> bool:
    """Whether a heading is the page's title, which the source has in its front matter alone, or in HTML."""
    first = next(pair.target.find("heading"))
    stated = pair.source.meta is not None and pair.source.meta.get("title") is not None
    tops = any(node.level == 1 for node in pair.source.find("heading"))
    return heading is first and heading.level == 1 and (stated or titled(pair.source)) and not tops
