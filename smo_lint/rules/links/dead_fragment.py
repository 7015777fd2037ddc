"""The fragment of a link leads to no heading of the page, while the source's does.

The heading was translated and with it changed the id that the site makes of its text, or the link
was translated differently than the heading. Links into the page itself are looked at, and those to
other pages of the project, in the language that they lead to: a page without a translation is the
source's. A fragment is dead where no way to make ids of headings gives it while the source's leads to
a heading there. An explicit id that a heading lost is reported at the heading, and links that cannot
be resolved are left alone.

Bad:

~~~md en.md
# Guide

See [the checklist](#a-checklist) first.

## A checklist
~~~

~~~md pt.md:3
# Guia

Veja primeiro [a lista](#uma-lista-de-verificação).

## Um checklist
~~~

Good:

~~~md pt.md
# Guia

Veja primeiro [a lista](#um-checklist).

## Um checklist
~~~

Good:

~~~md pt.md
# Guia

Veja primeiro [a lista](#checklist).

## Uma lista de verificação { #checklist }
~~~

Bad:

~~~md en/guide.md
Read [how to update](install.md#keep-it-fresh), and [start](install.md#first-steps).
~~~

~~~md pl/guide.md:1
Przeczytaj, [jak aktualizować](install.md#keep-it-fresh), i [zacznij](install.md#pierwsze-kroki).
~~~

~~~md en/install.md
# Install

## First steps

## Keep it fresh
~~~

~~~md pl/install.md
# Instalacja

## Pierwsze kroki

## Aktualizacja
~~~

Good:

~~~md pl/guide.md
Przeczytaj, [jak aktualizować](install.md#aktualizacja), i [zacznij](install.md#pierwsze-kroki).
~~~

Good, where the other page keeps its ids:

~~~md pl/install.md
# Instalacja

## Pierwsze kroki

## Aktualizacja { #keep-it-fresh }
~~~

Good, where the other page is not translated, so that the source's is shown:

~~~md pl/guide.md
Przeczytaj, [jak aktualizować](setup.md#keep-it-fresh).
~~~

~~~md en/guide.md
Read [how to update](setup.md#keep-it-fresh).
~~~

~~~md en/setup.md
## Keep it fresh
~~~

Bad, where the other page has the source's heading, and others besides:

~~~md en/guide.md
Read [how to update](install.md#keep-it-fresh).
~~~

~~~md en/install.md
# Install

## Keep it fresh
~~~

~~~md pl/guide.md:1
Przeczytaj, [jak aktualizować](install.md#aktualizacja).
~~~

~~~md pl/install.md
# Instalacja

## Pobieranie

### Pliki

## Keep it fresh
~~~

Good:

~~~md pl/guide.md
Przeczytaj, [jak aktualizować](install.md#keep-it-fresh).
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._elsewhere import astray
from smo_lint.rules.links._inpage import Inside, counterpart, dead, fragment, inside, means_another
from smo_lint.rules.links._slugs import alive, explicit, headings, plain
from smo_lint.rules.links._where import place
from smo_lint.slugs import ALGORITHMS, BY_NAME


@rule("LK105", site=True)
def dead_fragment(pair: Pair) -> Iterator[Problem]:
    """Report links to places of the page that do not exist, while the source's do."""
    for both in inside(pair):
        here = fragment(pair.target, both.target)
        there = fragment(pair.source, both.source)
        if not dead(pair, both) or (here == there and there in explicit(pair.source)):
            continue
        heading = counterpart(pair, both.source)
        meant = headings(pair.source, there)[0]
        related = [pair.source.at(meant, "the source's heading")]
        if heading is not None:
            related.insert(0, pair.target.at(heading, "the heading it should lead to"))
        yield Problem(
            place(pair.target, both.target),
            f"no heading for #{here}, but {quote(plain(meant))} in {pair.source.lang}",
            related=tuple(related),
            fix=_fix(pair, both, heading, there),
            topic=here,
        )
    yield from astray(pair)


def _fix(pair: Pair, both: Inside, heading: Node | None, there: str) -> Fix | None:
    """The id of the right heading, made the way the source's was."""
    written = place(pair.target, both.target).span
    start, mark, _ = pair.target.slice(written).partition("#")
    if heading is None or "{" in heading.text or not mark or " " in start:
        return None
    if heading.anchor:
        wanted = [heading.anchor]
    else:
        text = plain(headings(pair.source, there)[0])
        makers = [BY_NAME[name] for name in pair.source.site.slugs] or ALGORITHMS
        wanted = [make(plain(heading)) for make in makers if make(text) == there]
    here = fragment(pair.target, both.target)
    sure = here == there or not means_another(both.target, here, plain(heading))
    unique = sure and len(set(wanted)) == len(both.others) == 1
    best = next(iter(wanted), "")
    if not best or not alive(pair.target, best) or headings(pair.target, best) != [heading]:
        return None
    return Fix("Lead to the heading", (Edit(written, f"{start}#{best}"),), safe=unique)
