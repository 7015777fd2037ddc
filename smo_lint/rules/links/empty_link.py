"""A link without text or without a destination.

The first cannot be seen or clicked, the second leads nowhere. Anchors for a heading
(`[](){#id}`) are no links, a link around a picture has a text, and one in a heading that leads to it or to
its file is an icon that a style sheet draws. Around a picture and nothing else, an empty destination is a
hint: badges are often made so.

Bad:

~~~md en.md
Read the [guide](guide.md) and the [manual](manual.md).
~~~

~~~md fr.md:1,3
Lisez le [guide]()

et le [](manual.md).
~~~

Good:

~~~md fr.md
Lisez le [guide](guide.md) et le [manuel](manual.md).
~~~

Good:

~~~md fr.md
# Le guide [](https://example.org/edit/guide.md)

[](){#ancre}

[![logo](logo.png)](guide.md) et [`code`](manual.md)
~~~

Bad, a hint, a badge:

~~~md en.md
[![version](https://badge.example.org/version.svg)](https://example.org/lamp)
~~~

~~~md fr.md:1
[![version](https://badge.example.org/version.svg)]()
~~~
"""

from collections.abc import Iterator, Sequence

from smo_lint.model import Edition, Node, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import label, links

# Destinations of the icons beside headings: the heading itself, the file in its repository, whatever a
# template puts there.
_OWN = regex(r"^#|/(?:edit|blob)/|\{\{|\{%|\$\{")
_ATTRIBUTES = regex(r"\{[#:.]")


@rule("LK012")
def empty_link(edition: Edition) -> Iterator[Problem]:
    """Report links that show nothing or lead nowhere."""
    headings = [node.span for node in edition.find("heading")]
    for link in links(edition):
        text = label(edition, link).strip()
        if not text and (_ATTRIBUTES.match(edition.text, link.span.end) or _icon(link, headings)):
            continue
        if not text:
            said = f"a link to {link.url or 'nowhere'} without a text"
            yield Problem(edition.at(link), said, covers=link.span)
        elif text and not link.url and not link.name:
            level = "hint" if _badge(link) else ""
            yield Problem(edition.at(link), f"link {quote(text)} has no destination", severity=level)


def _badge(link: Node) -> bool:
    """Whether a link holds a picture and nothing else."""
    return [(child.kind, child.span) for child in link.children] == [("image", link.inner)]


def _icon(link: Node, headings: Sequence[Span]) -> bool:
    """Whether a style sheet draws a link: a pencil, a chain or the like beside a heading."""
    return _OWN.search(link.url) is not None and any(
        span.start < link.span.start < span.end for span in headings
    )
