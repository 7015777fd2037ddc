"""A template tag of the reference is missing.

What it puts in is not on the page: a table, a note, a part that all languages share. Tags that only
set a variable, and videos, are left alone; so is a tag in a paragraph or section that is missing as
a whole, for that is one thing.

Bad:

~~~md en.md
# Libraries

Use the `api`.

{{% include esm-support-note.md %}}

Read on.
~~~

~~~md pt.md:3
# Bibliotecas

Use a `api`.

Continue lendo.
~~~

Good:

~~~md pt.md
# Bibliotecas

Use a `api`.

{{% include esm-support-note.md %}}

Continue lendo.
~~~

Bad, what closes a box or a tab, told where it should stand:

~~~md en.md
{{% tabs %}}

Run `one`.

{{% /tabs %}}

Between.

{{% tabs %}}

Run `two`.

{{% /tabs %}}
~~~

~~~md pt.md:3
{{% tabs %}}

Execute `one`.

Entre eles.

{{% tabs %}}

Execute `two`.

{{% /tabs %}}
~~~

Good:

~~~md pt.md
{{% tabs %}}

Execute `one`.

{{% /tabs %}}

Entre eles.

{{% tabs %}}

Execute `two`.

{{% /tabs %}}
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.markup._shortcodes import changed


@rule("MK106")
def missing_shortcode(pair: Pair) -> Iterator[Problem]:
    for tag in changed(pair).gone:
        if "{{" + tag.name + "}}" in pair.source.locale.elements:
            continue
        block = pair.source.block(tag.node)
        beside = pair.counterpart(block)
        written = quote(pair.source.slice(tag.span))
        yield Problem(
            pair.target.at(beside) if beside else pair.gap(block),
            f"{written} of {pair.source.lang or 'the reference'} is missing here",
            related=(pair.source.at(tag.span, "the tag there"),),
            topic=" ".join(tag.key),
        )
