"""White space inside the brackets of a link.

`[ text ](url)` underlines the space, and where the words around it need one it is on the wrong side.

Bad:

~~~md en.md
Read the [guide](guide.md) first.
~~~

~~~md es.md:1
Lea primero la [ guía ](guide.md).
~~~

Good:

~~~md es.md
Lea primero la [guía](guide.md).
~~~

Bad:

~~~md en.md
Read the [guide](guide.md) first.
~~~

~~~md es.md:1
Lea la[ guía](guide.md) primero.
~~~

Good:

~~~md es.md
Lea la [guía](guide.md) primero.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import drawn, label, links

_BLANK = " \t\u3000\u00a0"


@rule("LK006", severity="warning")
def padded_link_text(edition: Edition) -> Iterator[Problem]:
    """Report links whose text begins or ends with white space."""
    for link in links(edition):
        text = label(edition, link)
        bare = text.strip(_BLANK)
        if bare == text or not bare or drawn(link) or "\n" in (bare[:1], bare[-1:]):
            continue
        yield Problem(
            edition.at(link),
            f"white space inside the brackets of {quote(bare)}",
            fix=Fix("Take the white space out of the link", tuple(_edits(edition, link, text))),
        )


def _edits(edition: Edition, link: Node, text: str) -> Iterator[Edit]:
    """Drop the white space, or put it outside where words would run together."""
    before = edition.text[link.span.start - 1 : link.span.start]
    after = edition.text[link.span.end : link.span.end + 1]
    lead = len(text) - len(text.lstrip(_BLANK))
    trail = len(text) - len(text.rstrip(_BLANK))
    if lead:
        yield Edit(Span(link.inner.start, link.inner.start + lead), "")
        if before.isalnum():
            yield Edit(Span(link.span.start, link.span.start), text[:lead])
    if trail:
        yield Edit(Span(link.inner.end - trail, link.inner.end), "")
        if after.isalnum():
            yield Edit(Span(link.span.end, link.span.end), text[-trail:])
