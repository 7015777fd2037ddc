"""A paragraph has no counterpart in the reference.

It may be a translator's note, or what is left of an older version of the text. A paragraph that was
split in two is not one too many.

Bad:

~~~md en.md
# Guide

Install the package with `pip install x`.

Then open [the page](/page) in your browser.
~~~

~~~md de.md:5
# Anleitung

Installieren Sie das Paket mit `pip install x`.

Die alte Version steht noch auf dem Server der Hochschule bereit.

Öffnen Sie dann [die Seite](/page) im Browser.
~~~

Good:

~~~md de.md
# Anleitung

Installieren Sie das Paket mit `pip install x`.

Öffnen Sie dann [die Seite](/page) im Browser.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edition, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt
from smo_lint.rules.text._alone import absorbed, neighbours, size, worded

# Letters of English from which a copy is told as such.
COPY = 30


@rule("TX103", severity="hint", runs=True)
def extra_paragraph(pair: Pair) -> Iterator[Problem]:
    """Report each paragraph and each quotation that the source lacks."""
    for node in pair.extra("paragraph", "quote"):
        if worded(pair.target, node) and not absorbed(pair, node) and not _repeated(pair.target, node):
            kind = "quotation" if node.kind == "quote" else "paragraph"
            message = f"a {kind} that {pair.source.lang} does not have: {excerpt(pair.target, node)}"
            yield Problem(pair.target.at(node), message)


def _repeated(edition: Edition, node: Node) -> bool:
    """Whether a neighbour says the same: one of the two is a copy, which is told as such."""
    said = edition.slice(node.span)
    return size(edition, node) >= COPY and any(
        edition.slice(n.span) == said for n in neighbours(edition, node)
    )
