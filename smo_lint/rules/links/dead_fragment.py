"""A link into this page leads to no heading of it.

The heading was translated and with it changed the id that the site makes of its text, or the link
was translated differently than the heading. Only links into the page itself are looked at, and only
where no way to make ids of headings gives the fragment while the source's leads to a heading there.
An explicit id that the heading lost is reported at the heading.

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
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._inpage import Inside, counterpart, dead, fragment, inside
from smo_lint.rules.links._slugs import ALGORITHMS, alive, explicit, headings, plain
from smo_lint.rules.links._where import place


@rule("LK105")
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
        wanted = [make(plain(heading)) for make in ALGORITHMS if make(text) == there]
    unique = len(set(wanted)) == len(both.others) == 1
    best = next(iter(wanted), "")
    if not best or not alive(pair.target, best) or headings(pair.target, best) != [heading]:
        return None
    return Fix("Lead to the heading", (Edit(written, f"{start}#{best}"),), safe=unique)
