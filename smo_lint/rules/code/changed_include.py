"""A line that includes a file is not the reference's.

Another file is shown, or other lines of it are marked; where the line is lost, the example is not
there at all. `{* file.py hl[1] *}`, `{!file.py!}`, `--8<--`, `<<<` and `@include` are compared without
spaces and without the `../` they begin with. The fix writes the reference's line.

Bad:

~~~md en.md
# Forms

{* ../../docs_src/forms/tutorial001.py hl[9] *}
~~~

~~~md de.md:3
# Formulare

{* ../../docs_src/forms/tutorial001.py hl[7] *}
~~~

Good:

~~~md de.md
# Formulare

{* ../../docs_src/forms/tutorial001.py hl[9] *}
~~~

Bad:

~~~md en.md
# Forms

Declare it:

{* ../../docs_src/forms/tutorial002.py *}
~~~

~~~md de.md:3,5
# Formulare

Deklarieren Sie es:

{!../../../docs/missing-translation.md!}
~~~

Good:

~~~md de.md
# Formulare

Deklarieren Sie es:

{*  ../../../docs_src/forms/tutorial002.py *}
~~~

A label, and a copy of the file for this language, may differ:

Good:

~~~md en.md
<<< @/components/Demo.vue [a demo]
~~~

~~~md de.md
<<< @/de/components/Demo.vue [eine Vorführung]
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote

_BANG = re.compile(r"\{!>? ?[^{}!\n]+!\}")
_ALIKE = 0.5


@rule("CD107")
def changed_include(pair: Pair) -> Iterator[Problem]:
    theirs, ours = _includes(pair.source), _includes(pair.target)
    own = re.compile(rf"(?<=/){re.escape(pair.target.lang)}/", re.IGNORECASE)
    known = {_key(other) for other in ours} | {own.sub("", _key(other)) for other in ours}
    gone = [node for node in theirs if _key(node) not in known]
    wanted = {_key(other) for other in theirs}
    come = [node for node in ours if not wanted & {_key(node), own.sub("", _key(node))}]
    there = pair.source.lang or "the reference"
    for node in gone:
        twin = pair.counterpart(node)
        if twin not in come:
            twin = next((other for other in come if _similar(node, other)), None)
        related = (pair.source.at(node, "the line there"),)
        if twin is not None:
            come.remove(twin)
            said = f"{quote(twin.text)}, but {quote(node.text)} in {there}"
            yield Problem(pair.target.at(twin), said, related, _fix(pair, node, twin), _key(node))
        elif pair.match(node) is None and pair.match(pair.source.parent(node) or node):
            said = f"{quote(node.text)} of {there} is missing here"
            yield Problem(pair.gap(node), said, related, topic=_key(node))
    for node in come:
        if pair.match(pair.target.parent(node) or node):
            yield Problem(pair.target.at(node), f"{quote(node.text)} is not in {there}", topic=_key(node))


def _includes(edition: Edition) -> list[Node]:
    found = (
        n for n in edition.find("include", "paragraph") if n.kind == "include" or _BANG.fullmatch(n.text)
    )
    return list(found)


def _key(node: Node) -> str:
    label = re.sub(r"\[[^\[\]{}]*\]$", "", node.text.rstrip()) if node.text.startswith("<<<") else node.text
    return re.sub(r"(?:\.\./)+", "", "".join(label.split()))


def _similar(source: Node, target: Node) -> bool:
    return Indel.normalized_similarity(_key(source), _key(target)) > 0.8


def _fix(pair: Pair, source: Node, target: Node) -> Fix:
    alike = Indel.normalized_similarity(_key(source), _key(target)) > _ALIKE
    return Fix("Write the include of the reference", (Edit(target.span, source.text),), alike)
