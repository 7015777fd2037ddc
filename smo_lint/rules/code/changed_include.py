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
from functools import lru_cache

from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem, once
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote

_FORM = regex(r"\{!>? ?[^{}!\n]+!\}|\{\*[^{}\n]+\*\}")
_ALIKE = 0.8


@rule("CD107")
def changed_include(pair: Pair) -> Iterator[Problem]:
    theirs, ours = _includes(pair.source), _includes(pair.target)
    if not theirs and not ours:
        return
    own = re.compile(rf"(?<=/){re.escape(pair.target.lang)}/", re.IGNORECASE)
    here = {_key(text) for text in ours.values()} | {own.sub("", _key(text)) for text in ours.values()}
    wanted = {_key(text) for text in theirs.values()}
    come = [node for node, text in ours.items() if not wanted & {_key(text), own.sub("", _key(text))}]
    there = pair.source.lang or "the reference"
    for node, text in theirs.items():
        if _key(text) in here:
            continue
        twin = pair.counterpart(node)
        if twin not in come:
            twin = next((other for other in come if _likeness(text, ours[other]) > _ALIKE), None)
        related = (pair.source.at(node, "the line there"),)
        if twin is not None:
            come.remove(twin)
            said = f"{quote(ours[twin])}, but {quote(text)} in {there}"
            fix = Fix("Write the include of the reference", (Edit(twin.span, text),))
            yield Problem(pair.target.at(twin), said, related, fix, _key(text))
        elif pair.match(node) is None and pair.match(pair.source.parent(node) or node):
            said = f"{quote(text)} of {there} is missing here"
            yield Problem(pair.gap(node), said, related, topic=_key(text))
    for node in come:
        if pair.match(pair.target.parent(node) or node):
            yield Problem(
                pair.target.at(node), f"{quote(ours[node])} is not in {there}", topic=_key(ours[node])
            )


@once
def _includes(edition: Edition) -> dict[Node, str]:
    """Return the lines that include a file, those glued to the end of a paragraph too, as written."""
    formed = "{!" in edition.text or "{*" in edition.text
    kinds = ("include", "paragraph", "inline_shortcode") if formed else ("include",)
    found = {node: edition.slice(node.span) for node in edition.find(*kinds)}
    return {node: text for node, text in found.items() if node.kind == "include" or _FORM.fullmatch(text)}


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Return an include without spaces, leading `../` and the label of a `<<<`."""
    label = re.sub(r"\[[^\[\]{}]*\]$", "", text.rstrip()) if text.startswith("<<<") else text
    return re.sub(r"(?:\.\./)+", "", "".join(label.split()))


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_key(one), _key(other))
