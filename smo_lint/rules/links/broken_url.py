"""The destination of a link is torn or wrapped in parentheses of its own.

White space or a line break inside a destination makes the whole link plain text; a doubled
parenthesis becomes part of the address, or is left standing behind the link.

Bad:

~~~md en.md
The [initiative](https://example.com/design-a-code-of-conduct/) has examples.
~~~

~~~md tr.md:1
[Girişim](https://example.com/design-a-code- of-conduct/) örnekler içerir.
~~~

Good:

~~~md tr.md
[Girişim](https://example.com/design-a-code-of-conduct/) örnekler içerir.
~~~

Bad:

~~~md en.md
Comment in [this issue](https://example.com/issues/477) or the [forum](https://example.com/forum).
~~~

~~~md ms.md:1,3
Komen dalam [isu ini]((https://example.com/issues/477)).

Atau [forum](https://example.com/forum)) ini.
~~~

Good:

~~~md ms.md
Komen dalam [isu ini](https://example.com/issues/477).

Atau [forum](https://example.com/forum) ini.
~~~

Good:

~~~md ms.md
Komen (dalam [isu ini](https://example.com/issues/477)) atau [forum](https://example.com/forum "Forum kami").
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import links
from smo_lint.rules.links._raw import TORN, matches, struck
from smo_lint.rules.links._targets import shown


@rule("LK007")
def broken_url(edition: Edition) -> Iterator[Problem]:
    """Report destinations with white space inside, and with parentheses around."""
    for base, found in matches(edition, TORN):
        span = Span(base + found.start("url"), base + found.end("url"))
        yield Problem(
            edition.at(span),
            f"white space in the destination {quote(found['url'])}, so this is no link",
            fix=_joined(span, found["url"]) if found["url"].isascii() else None,
        )
    for link in links(edition):
        if link.target is not None and re.fullmatch(r"\(.*\)", link.url):
            yield _doubled(edition, link, Span(link.target.start, link.target.end), link.url[1:-1])
        elif _stray(edition, link):
            yield _doubled(edition, link, Span(link.span.end, link.span.end + 1), "")


def _joined(span: Span, url: str) -> Fix:
    return Fix("Delete the white space", (Edit(span, "".join(url.split())),), safe=False)


def _doubled(edition: Edition, link: Node, span: Span, text: str) -> Problem:
    fix = Fix("Delete the second parenthesis", (Edit(span, text),), safe=False)
    return Problem(edition.at(link), f"doubled parenthesis at the destination {shown(link.url)}", fix=fix)


def _stray(edition: Edition, link: Node) -> bool:
    """Whether a parenthesis that nothing opens follows the link."""
    if edition.text[link.span.end : link.span.end + 1] != ")" or link.target is None:
        return False
    block = edition.block(link)
    text = struck(edition, block)
    before = text[: link.span.end - block.span.start]
    return (before.count("(") + before.count("（") <= before.count(")") + before.count("）")) and (
        text.count("(") + text.count("（") < text.count(")") + text.count("）")
    )
