"""An admonition has no counterpart in the reference.

Left over from an older version of the text, or put around a text that the reference does not single
out. Shortcodes that make a box (`{{% alert %}}`, `{% note %}`) count as well.

Bad:

~~~md en.md
# Cookies

Declare them with `Cookie`.

## Forms

Declare them with `Form`.
~~~

~~~md de.md:5,15
# Cookies

Deklarieren Sie diese mit `Cookie`.

/// info | Info

Früher hieß das anders.

///

## Formulare

Deklarieren Sie diese mit `Form`.

{{% alert title="Achtung" %}}
Nicht geprüft.
{{% /alert %}}
~~~

Good:

~~~md de.md
# Cookies

Deklarieren Sie diese mit `Cookie`.

## Formulare

Deklarieren Sie diese mit `Form`.
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt, quote
from smo_lint.rules.markup._admonitions import extra
from smo_lint.rules.markup._shortcodes import changed

_BOX = regex(r"alert|admonition|callout|note|notice|tip|hint|info|warning|caution|danger|important")


@rule("MK102", severity="warning")
def extra_admonition(pair: Pair) -> Iterator[Problem]:
    for node, twin in extra(pair):
        there = pair.source.lang or "the reference"
        name = f"{node.name.lower()} {excerpt(pair.target, node)}".strip()
        related = (pair.source.at(twin, "the text there"),) if twin else ()
        said = f"{name} is no admonition in {there}" if twin else f"{name} is not in {there}"
        yield Problem(pair.target.at(node.marker or node), said, related, topic=node.name)
    for tag in changed(pair).come:
        if _BOX.fullmatch(tag.name):
            written = quote(pair.target.slice(tag.span))
            said = f"{written} is not in {pair.source.lang or 'the reference'}"
            yield Problem(pair.target.at(tag.span), said, topic=tag.name)
