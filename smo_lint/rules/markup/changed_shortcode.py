"""A template tag has another name or other arguments than in the reference.

The tag does something else, or the build stops: a file that is not there, a language code that was
put into a path. Titles and other arguments that readers see may be translated: `title`, `alt`,
`caption`, quoted text with spaces or letters beyond ASCII, and unquoted words behind the first.

Bad:

~~~md en.md
# Exporters

{{% docs/languages/exporters/intro %}}

{{< figure src="flow.svg" title="The flow" width=400 >}}

{% note info In a subdirectory %}
~~~

~~~md pt.md:3,5
# Exportadores

{{% pt/docs/languages/exporters/intro %}}

{{< figure src="flow.svg" title="O fluxo" width=40 >}}

{% note info Em um subdiretório %}
~~~

Good:

~~~md pt.md
# Exportadores

{{% docs/languages/exporters/intro %}}

{{< figure src="flow.svg" title="O fluxo" width=400 >}}

{% note info Em um subdiretório %}
~~~

Another video may be shown, but by a tag that there is; what closes a box must close it.

Bad:

~~~md en.md
{% youtube a1b2c3 %}

{% note %}

Read `this`.

{% endnote %}
~~~

~~~md pt.md:1,7
{% youtubex a1b2c3 %}

{% note %}

Leia `this`.

{% endnotex %}
~~~

Good:

~~~md pt.md
{% youtube a1b2c3 %}

{% note %}

Leia `this`.

{% endnote %}
~~~

Good:

~~~md pt.md
{% youtube z9y8x7 %}

{% note %}

Leia `this`.

{% endnote %}
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.markup._shortcodes import Tag, changed


@rule("MK105")
def changed_shortcode(pair: Pair) -> Iterator[Problem]:
    for source, target in changed(pair).changed:
        there = quote(pair.source.slice(source.span))
        yield Problem(
            pair.target.at(target.span),
            f"{quote(pair.target.slice(target.span))}, but {there} in {pair.source.lang or 'the reference'}",
            related=(pair.source.at(source.span, "the tag there"),),
            fix=_fix(pair, source, target),
            topic=" ".join(source.key),
        )


def _fix(pair: Pair, source: Tag, target: Tag) -> Fix | None:
    """The one word that differs put back; None where more does, or it stands there twice."""
    wrong = [part for part in target.key if part not in source.key]
    right = [part for part in source.key if part not in target.key]
    written = pair.target.slice(target.span)
    if len(wrong) != 1 or len(right) != 1 or len(source.key) != len(target.key):
        return None
    (_, _, old), (_, _, new) = ((side[0].rpartition("=")) for side in (wrong, right))
    if not old or not new or written.count(old) != 1:
        return None
    return Fix(f"Write {quote(new)}", (Edit(target.span, written.replace(old, new)),), safe=False)
