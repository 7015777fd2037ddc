r"""Full-width brackets where a link needs ASCII ones.

An input method or a translation machine turns `[text](url)` into `[text]（url）` or `［text］(url)`;
readers see the address, and cannot follow it.

Bad:

~~~md en.md
The [assistant](https://example.com/cla) helps.
~~~

~~~md ja.md:1
[アシスタント]（https://example.com/cla）が役立ちます。
~~~

Good:

~~~md ja.md
[アシスタント](https://example.com/cla)が役立ちます。
~~~

Good:

~~~md ja.md
手伝い（https://example.com/cla）を［必ず］（詳細は後述）読んでください。
~~~

Bad, a template:

~~~md en.md
See [the question]({{base}}123).
~~~

~~~md zh.md:1
参见[问题]（{{base}}123）。
~~~

Good:

~~~md zh.md
参见[问题]({{base}}123)。
~~~

Bad, with brackets in its text:

~~~md en.md
Set the [value \[int\]](/docs/value) now.
~~~

~~~md de.md:1
Setze jetzt den [Wert \[int\]]（/docs/value） hier.
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
from smo_lint.rules.links._raw import STRUCK, URL, matches

_WIDE = regex(
    rf"([\[［])((?:\\[\[\]]|[^\[\]［］\n])++)([\]］])[ \t]?([(（])(?:{URL}|{STRUCK})[^\s()（）]*([)）])"
)
_ASCII = str.maketrans("［］（）", "[]()")


@rule("LK003")
def fullwidth_link(edition: Edition) -> Iterator[Problem]:
    """Report links that full-width brackets keep from being links."""
    for base, found in matches(edition, _WIDE):
        brackets = [(group, found[group]) for group in (1, 3, 4, 5)]
        if all(text.isascii() for _, text in brackets):
            continue
        edits = [
            Edit(Span(base + found.start(group), base + found.end(group)), text.translate(_ASCII))
            for group, text in brackets
            if not text.isascii()
        ]
        if found.end(3) < found.start(4):
            edits.append(Edit(Span(base + found.end(3), base + found.start(4)), ""))
        whole = Span(base + found.start(), base + found.end())
        yield Problem(
            edition.at(whole),
            f"full-width brackets around {quote(found[2])} or its destination, so this is no link",
            fix=Fix("Use ASCII brackets", tuple(edits)),
            covers=whole,
        )
