r"""White space between the two halves of a link.

`[text] (url)` is no link: readers see the brackets and the bare address. Reported where what stands
in the parentheses has the form of a destination.

Bad:

~~~md en.md
Read the [guide](https://example.com/guide) first.
~~~

~~~md hu.md:1
Előbb olvassa el az [útmutatót] (https://example.com/guide).
~~~

Good:

~~~md hu.md
Előbb olvassa el az [útmutatót](https://example.com/guide).
~~~

Good:

~~~md hu.md
A szerző [sic] (lásd lent) nem tudta, és `[a] (https://b.c)` csak kód.
~~~

Bad, with brackets in its text:

~~~md en.md
Set the [value \[int\]](/docs/value) now.
~~~

~~~md de.md:1
Setze jetzt den [Wert \[int\]] (/docs/value) hier.
~~~

Good:

~~~md de.md
Setze jetzt den [Wert \[int\]](/docs/value) hier.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._raw import URL, matches

_SPACED = regex(
    r"(?<!\\)\[((?:\\[\[\]]|(?![^\W\d])[^\[\]\n])*+[^\W\d](?:\\[\[\]]|[^\[\]\n])*+)\]"
    rf"([ \t\u3000\u00a0]+|[ \t]*\n[ \t]*)\({URL}[^\s()]*\)"
)


@rule("LK002")
def spaced_link(edition: Edition) -> Iterator[Problem]:
    """Report links that a space keeps from being links."""
    for base, found in matches(edition, _SPACED):
        gap = Span(base + found.start(2), base + found.end(2))
        whole = Span(base + found.start(), base + found.end())
        yield Problem(
            edition.at(whole),
            f"white space between {quote('[' + found[1] + ']')} and its destination, so this is no link",
            fix=Fix("Delete the white space", (Edit(gap, ""),)),
            covers=whole,
        )
