"""A bare address takes in the punctuation or the text behind it.

Where sentences are written without spaces, a parser cannot see the end of an address: everything to
the next space becomes part of the link, and the link is dead. Angle brackets say where it ends.

Bad:

~~~md en.md
Subscribe here (https://example.com/feed) to get news.
~~~

~~~md ja.md:1
こちらから購読できます（https://example.com/feed）。
~~~

Good:

~~~md ja.md
こちらから購読できます（<https://example.com/feed>）。
~~~

Good:

~~~md ja.md
こちら https://ja.wikipedia.org/wiki/日本 または [購読](https://example.com/feed)。
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._html import torn
from smo_lint.rules.links._targets import bare_end

# What stands before the destination of a link in full-width brackets: fullwidth-link's.
_LINK = regex(r"[\]］][ \t]?[(（]\Z")


@rule("LK011")
def greedy_bare_url(edition: Edition) -> Iterator[Problem]:
    """Report bare URLs that do not end where their readers see the end."""
    for link in edition.find("link"):
        if link.name != "auto" or link.span != link.inner:
            continue
        end = bare_end(link.url)
        before = edition.text[max(0, link.span.start - 4) : link.span.start]
        if end == len(link.url) or torn(edition, link) or _LINK.search(before):
            continue
        span = Span(link.span.start, link.span.start + end)
        url = edition.slice(span)
        marked = f"[{url}]({url})" if edition.path.endswith(".mdx") else f"<{url}>"
        yield Problem(
            edition.at(link),
            f"the bare URL takes in {quote(link.url[end : end + 12])} behind it",
            fix=Fix("Say where the URL ends", (Edit(span, marked),)),
            topic=url,
        )
