"""A paragraph of the reference is two here, or two are one.

Nothing is lost, but the next comparison is harder, and so is every patch of the translation.

Bad:

~~~md en.md
# Guide

You can install [the package](/package) with `pip install x`. After that,
open [the page](/page) with `x open`.

See [the manual](/manual) for more.
~~~

~~~md de.md:3
# Anleitung

Sie können [das Paket](/package) mit `pip install x` installieren.

Danach öffnen Sie [die Seite](/page) mit `x open`.

Mehr dazu steht im [Handbuch](/manual).
~~~

Good:

~~~md de.md
# Anleitung

Sie können [das Paket](/package) mit `pip install x` installieren. Danach öffnen Sie
[die Seite](/page) mit `x open`.

Mehr dazu steht im [Handbuch](/manual).
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule


@rule("TX111", severity="hint")
def split_paragraph(pair: Pair) -> Iterator[Problem]:
    """Report each paragraph that was split and each group that was merged."""
    for match in pair.matches:
        one, other = len(match.source), len(match.target)
        if one == other or any(node.kind != "paragraph" for node in match.source + match.target):
            continue
        message = f"one paragraph of {pair.source.lang} is {other} here"
        if one > other:
            message = f"{one} paragraphs of {pair.source.lang} are one here"
        related = tuple(pair.source.at(node, f"the paragraph in {pair.source.lang}") for node in match.source)
        yield Problem(pair.target.at(match.target[0]), message, related)
