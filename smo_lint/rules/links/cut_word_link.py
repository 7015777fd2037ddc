"""The edge of a link cuts a compound in two.

The link ends at a hyphen and the rest of the word stands behind it, often after a stray space: the
compound falls apart, for the eye and for a search. A hyphen that stands for a second half still to
come (`[Vor-](/a) und Nachteile`) is followed by a short word in lower case and is left alone.

Bad:

~~~md en.md
Several [social media](/social-media) platforms can be used.
~~~

~~~md de.md:1
Es können mehrere [Social-Media-](/social-media) Plattformen genutzt werden.
~~~

Good:

~~~md de.md
Es können mehrere [Social-Media-Plattformen](/social-media) genutzt werden.
~~~

Good:

~~~md de.md
Es gibt [Vor-](/pro) und [Nachteile](/contra) sowie die Option [-v](/option), siehe [`--no-`](/option) Namen.
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import drawn, label, links, runs

_CUT_END = regex(r"[^\W\d_][-\u2010\u2011]$")
_REST = regex(r"([ \t\n]?)([^\W\d_][\w\u2010\u2011-]*)")
_CUT_START = regex(r"[-\u2010\u2011][^\W\d_]")
_HEAD = regex(r"(?<![\w-])[\d_-]*+([^\W\d_][\w-]*+)$")


@rule("LK009", severity="warning")
def cut_word_link(edition: Edition) -> Iterator[Problem]:
    """Report links that end, or begin, inside a compound."""
    split = {link for run in runs(edition) for link in run}
    for link in links(edition):
        if link in split or drawn(link):
            continue
        text = label(edition, link)
        after = _REST.match(edition.text, link.span.end, edition.block(link).span.end)
        if _CUT_END.search(text) and after and not _suspended(after):
            yield _problem(edition, link, Span(link.span.start, after.end()), ("", after[2]))
        elif _CUT_START.match(text):
            start = edition.text.rfind("\n", 0, link.span.start) + 1
            if before := _HEAD.search(edition.text, start, link.span.start):
                yield _problem(edition, link, Span(before.start(1), link.span.end), (before[1], ""))


def _suspended(after: re.Match[str]) -> bool:
    """Whether the hyphen waits for a second half: a conjunction follows."""
    return bool(after[1]) and after[2].islower() and len(after[2]) <= 5


def _problem(edition: Edition, link: Node, span: Span, added: tuple[str, str]) -> Problem:
    whole = added[0] + label(edition, link) + added[1]
    head = edition.slice(Span(link.span.start, link.inner.start))
    tail = edition.slice(Span(link.inner.end, link.span.end))
    return Problem(
        edition.at(span),
        f"the link's edge cuts {quote(whole)} in two",
        fix=Fix("Link the whole word", (Edit(span, head + whole + tail),), safe=False),
    )
