r"""A `<` or `{` that the reference escapes stands bare in MDX prose.

In MDX `<5GB` begins a tag and `{x}` is an expression: the build stops, or the text is gone. Looked for
in `.mdx` files alone, in blocks whose reference writes `\<`, `\{`, `&lt;` or `&#123;`.

Bad:

~~~md en.mdx
Files \<5GB and names like \{id} are fine.
~~~

~~~md fr.mdx:1
Les fichiers <5GB et les noms comme \{id} conviennent.
~~~

Good:

~~~md fr.mdx
Les fichiers \<5GB et les noms comme \{id} conviennent.
~~~

Good:

~~~md fr.mdx
Les fichiers &lt;5GB et les noms comme `{id}` conviennent.
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem, Span
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules import rule

_ESCAPED = regex(r"\\[<{]|&(?:lt|#60|#x3c|#123|lcub|lbrace);", re.IGNORECASE)


@rule("MK111")
def unescaped_markup(pair: Pair) -> Iterator[Problem]:
    if not pair.target.path.endswith(".mdx"):
        return
    for sources, targets in pair.prose():
        escaped = [match for block in sources for match in _ESCAPED.findall(pair.source.slice(block.span))]
        if not escaped:
            continue
        for block in targets:
            for place in _bare(pair, block):
                mark = pair.target.text[place.start]
                yield Problem(
                    pair.target.at(place),
                    f"“{mark}” opens {'a tag' if mark == '<' else 'an expression'} in MDX: it is escaped in "
                    f"{pair.source.lang or 'the reference'}",
                    related=(pair.source.at(sources[0], "the block there"),),
                    fix=Fix("Escape it", (Edit(Span(place.start, place.start), "\\"),), safe=False),
                )


def _bare(pair: Pair, block: Node) -> Iterator[Span]:
    text = prose(pair.target, block)
    for match in re.finditer("[<{]", text.text):
        place = text.span(*match.span())
        if pair.target.slice(place) == match.group():
            yield place
    for node in block.find("inline_expression"):
        if re.fullmatch(r"\{\w+\}", pair.target.slice(node.span)):
            yield Span(node.span.start, node.span.start + 1)
