"""A placeholder in the text is not the reference's.

`%s`, `{name}`, `{{ version }}` (in addresses too), `${HOME}`, `$TOKEN`, `<your-token>`: something fills
them in, or the reader does, and other places speak of the same name. Translated or lost, it stands
there for ever. Placeholders of aligned blocks are compared as sets; those in code are not looked at
here.

Bad:

~~~md en.md
Hello {name}, %s files are in $HOME_DIR.

Version {{ site.version }} is out.
~~~

~~~md es.md:1,3
Hola {nombre}: en $HOME_DIR hay %s archivos.

Ha salido la versión {{ sitio.version }}.
~~~

Good:

~~~md es.md
Hola {name}: en $HOME_DIR hay %s archivos.

Ha salido la versión {{ site.version }}.
~~~

Bad:

~~~md en.md
You have %d messages.
~~~

~~~md es.md:1
Tiene mensajes.
~~~

Bad, one of two:

~~~md en.md
![{{ label }}](/a.png) *{{ label }}*
~~~

~~~md fr.md:1
![{{ labelX }}](/a.png) *{{ label }}*
~~~

Good:

~~~md fr.md
![{{ label }}](/a.png) *{{ label }}*
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import BLOCKS, CONTAINERS, Edit, Edition, Fix, Node, Pair, Problem, Span, once
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import aligned
from smo_lint.rules._quote import quote

_PLACEHOLDER = regex(
    r"%(?:\d\$)?[sd](?![\w%])|%\([A-Za-z_]\w*\)[sd]|\{(?<![\w{$]\{)[^\W\d][\w.]*\}(?!\})"
    r"|\$\{[^\W\d]\w*\}|\$[A-Z][A-Z_0-9]+\b|__[A-Z][A-Z_]+__"
)

_LEAVES = tuple(sorted(BLOCKS - CONTAINERS))
_VALUE = regex(r"\{\{(?![<%])[^{}\n]*\}\}")


@rule("CD108")
def changed_placeholder(pair: Pair) -> Iterator[Problem]:
    for sources, targets in aligned(pair, _holders(pair.source), frozenset()):
        theirs = _placeholders(pair.source, sources)
        ours = _placeholders(pair.target, targets)
        come = [text for text in ours if text not in theirs]
        gone = [
            text
            for text, where in theirs.items()
            if len(where) > len(ours.get(text, ())) and (come or text not in ours)
        ]
        there = pair.source.lang or "the reference"
        for text in gone:
            related = (pair.source.at(theirs[text][0], "the placeholder there"),)
            twin = next((other for other in come if _form(other) == _form(text)), None)
            if twin is None:
                if text in ours:
                    continue  # said once for twice
                said = f"placeholder {quote(text)} of {there} is missing here"
                yield Problem(pair.target.at(targets[0]), said, related, topic=text)
                continue
            come.remove(twin)
            said = f"placeholder {quote(twin)}, but {quote(text)} in {there}"
            fix = Fix(f"Write {quote(text)}", (Edit(ours[twin][0], text),), safe=False)
            yield Problem(pair.target.at(ours[twin][0]), said, related, fix, text)


def _placeholders(edition: Edition, blocks: tuple[Node, ...]) -> dict[str, list[Span]]:
    """Return placeholders and where each stands."""
    found: dict[str, list[Span]] = {}
    known = _known(edition)
    for block in blocks:
        if block not in known:
            known[block] = _of_block(edition, block)
        for text, places in known[block].items():
            found[text] = sorted({*found.get(text, ()), *places})
    return found


@once
def _known(edition: Edition) -> dict[Node, dict[str, list[Span]]]:
    return {}


@once
def _holders(edition: Edition) -> frozenset[Node]:
    """The blocks with placeholders."""
    return frozenset([block for block in edition.find(*_LEAVES) if _placeholders(edition, (block,))])


def _of_block(edition: Edition, block: Node) -> dict[str, list[Span]]:
    found: dict[str, set[Span]] = {}
    text = prose(edition, block)
    for match in _PLACEHOLDER.finditer(text.text):
        place = text.span(*match.span())
        found.setdefault(edition.slice(place), set()).add(place)
    for node in block.find("link", "image") if block.children else ():
        for match in _VALUE.finditer(edition.text, *node.span):
            found.setdefault(match.group(), set()).add(Span(*match.span()))
    for node in block.find("inline_shortcode", "tag") if block.children else ():
        written = edition.slice(node.span)
        value = node.kind == "inline_shortcode" and re.match(r"\{\{(?![<%])", written)
        if value or re.fullmatch(r"<[a-z]+(?:[-_][a-z]+)+>", written):
            found.setdefault(written, set()).add(node.span)
    return {text: sorted(places) for text, places in found.items()}


def _form(placeholder: str) -> str:
    """Return what is left of a placeholder without its words: its brackets and marks."""
    return re.sub(r"[\w\s.-]+", "", placeholder)
