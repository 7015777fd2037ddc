"""One link is broken into adjacent links to the same place.

A reader sees two links where there is one thing to visit, and a screen reader announces both; it
happens when a machine translates the words of a link one by one. Neighbours count as one link when
they lead to the same place and nothing but a space, a hyphen or a slash stands between them. Links
whose text is a picture, code, a number or a language code stand side by side on purpose, and so do
links in table cells.

Bad:

~~~md en.md
We are on [social networks](/networks) every day.
~~~

~~~md da.md:1
Vi er på [sociale](/networks) [netværk](/networks) hver dag.
~~~

Good:

~~~md da.md
Vi er på [sociale netværk](/networks) hver dag.
~~~

Bad:

~~~md en.md
We use [social media networks](/networks).
~~~

~~~md de.md:1
Wir nutzen [Social](/networks) [-Media-Netzwerke](/networks).
~~~

Good:

~~~md de.md
Wir nutzen [Social-Media-Netzwerke](/networks).
~~~

Good:

~~~md de.md
Siehe [`split`](/text) [`join`](/text), Quellen [1](/sources) [2](/sources), [Netze](/networks) und
[Netze](/networks).
~~~

Good, two names of one thing in a table:

~~~md en.md
| For | Use |
|---|---|
| PDF | [pdf-kit](/kit) [@pdf/kit](/kit) |
~~~

~~~md de.md
| Für | Nimm |
|---|---|
| PDF | [pdf-kit](/kit) [@pdf/kit](/kit) |
~~~
"""

from collections.abc import Iterator
from itertools import pairwise

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import HYPHENS, between, label, runs
from smo_lint.rules.links._targets import shown, target


@rule("LK001")
def split_link(edition: Edition) -> Iterator[Problem]:
    """Report each run of links that are one."""
    for run in runs(edition):
        first, last = run[0], run[-1]
        joined = label(edition, first)
        for before, link in pairwise(run):
            joined += _joint(edition, before, link) + label(edition, link)
        head = edition.slice(Span(first.span.start, first.inner.start))
        tail = edition.slice(Span(first.inner.end, first.span.end))
        span = Span(first.span.start, last.span.end)
        yield Problem(
            edition.at(span),
            f"{len(run)} adjacent links to {shown(first.url)} that read as one: {quote(joined)}",
            fix=Fix("Join the links", (Edit(span, head + joined + tail),)),
            topic=target(first.url).topic,
        )


def _joint(edition: Edition, before: Node, link: Node) -> str:
    """What joins two texts: the white space between them, unless a hyphen does it."""
    gap = between(edition, before, link)
    glued = label(edition, before)[-1:] in HYPHENS or label(edition, link)[:1] in HYPHENS
    return gap.strip() if glued else gap
