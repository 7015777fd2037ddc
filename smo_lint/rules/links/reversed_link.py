"""A link with its brackets exchanged.

`(text)[url]` is no link: readers see the address in brackets.

Bad:

~~~md en.md
Read the [guide](https://example.com/guide) first.
~~~

~~~md de.md:1
Lesen Sie zuerst die (Anleitung)[https://example.com/guide].
~~~

Good:

~~~md de.md
Lesen Sie zuerst die [Anleitung](https://example.com/guide).
~~~

Good:

~~~md de.md
Lesen Sie (zuerst)[1] die Anleitung.
~~~

Bad, a template:

~~~md en.md
See [the question]({{base}}123).
~~~

~~~md de.md:1
Siehe (die Frage)[{{base}}123].
~~~

Good:

~~~md de.md
Siehe [die Frage]({{base}}123).
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._raw import STRUCK, URL, matches

_REVERSED = regex(
    rf"(?<![\]A-Za-z0-9_])\(((?:[^()\n]|\([^()\n]*\))+)\)\[((?:{URL}|{STRUCK}+[\w/.#-])[^\s\[\]]*)\](?!\()"
)


@rule("LK004")
def reversed_link(edition: Edition) -> Iterator[Problem]:
    """Report links whose text stands in parentheses and whose destination in brackets."""
    for base, found in matches(edition, _REVERSED):
        span = Span(base + found.start(), base + found.end())
        text, url = (edition.slice(Span(base + found.start(i), base + found.end(i))) for i in (1, 2))
        yield Problem(
            edition.at(span),
            f"the brackets of {quote(edition.slice(span))} are exchanged, so this is no link",
            fix=Fix("Exchange the brackets", (Edit(span, f"[{text}]({url})"),)),
        )
