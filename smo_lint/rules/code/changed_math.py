r"""A formula is not the reference's.

A lost sign, a translated letter, a dollar that fell out: the formula says something else or is shown
as its source. Formulas of aligned blocks are compared whatever their order, without spaces and without
what stands in `\text{…}`, which may be translated. Plain numbers between dollars are left alone.

Bad:

~~~md en.md
Where $x \le y_1$ holds:

$$
f(x) = \text{if any} + a^2
$$
~~~

~~~md de.md:1,3
Wo $x < y_1$ gilt:

$$
f(x) = \text{falls} + a2
$$
~~~

Good:

~~~md de.md
Wo $x \le y_1$ gilt:

$$
f(x) = \text{if any} + a^2
$$
~~~

Good:

~~~md de.md
Wo $x\le y_1$ gilt:

$$
f(x) = \text{falls vorhanden} + a^2
$$
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote

_TEXT = regex(r"\\(?:text|mbox|textrm|textbf|textit|mathrm|operatorname)\*?\{[^{}]*\}")
_FORMULA = regex(r"[\\^_{}=<>+*/()]|^\s*[A-Za-z]\w?\s*$")


@rule("CD109")
def changed_math(pair: Pair) -> Iterator[Problem]:
    for source, target in pair.matched("math"):
        if _bare(source) != _bare(target):
            yield _problem(pair, source, target)
    for sources, targets in pair.prose() if pair.source.has("inline_math") else ():
        gone, come = _formulas(sources), _formulas(targets)
        for key in list(gone):
            if key in come:
                del gone[key], come[key]
        if len(gone) == len(come) == 1:
            yield _problem(pair, next(iter(gone.values())), next(iter(come.values())))
        elif gone and not come:
            for key, node in gone.items():
                if not any(key in _squeezed(block.text) for block in targets):
                    yield _problem(pair, node, targets[0])


def _formulas(blocks: tuple[Node, ...]) -> dict[str, Node]:
    found = (node for block in blocks for node in block.find("inline_math"))
    return {_bare(node): node for node in found if _FORMULA.search(node.text)}


def _bare(node: Node) -> str:
    return _squeezed(_TEXT.sub(r"\\text", node.text))


def _squeezed(text: str) -> str:
    return re.sub(r"\\[,;:! ]|\s+|~", "", text)


def _problem(pair: Pair, source: Node, target: Node) -> Problem:
    there = f"{quote(source.text)} in {pair.source.lang or 'the reference'}"
    same = "math" in source.kind and source.kind == target.kind
    return Problem(
        pair.target.at(target),
        f"formula {quote(target.text)}, but {there}" if same else f"formula {there} is missing here",
        related=(pair.source.at(source, "the formula there"),),
        fix=_fix(pair, source, target) if same else None,
        topic=_bare(source),
    )


def _fix(pair: Pair, source: Node, target: Node) -> Fix | None:
    written = pair.source.slice(source.span)
    if "\n" in written and pair.target.text[: target.span.start].rpartition("\n")[2].strip():
        return None
    return Fix("Restore the formula", (Edit(target.span, written),), safe=not _TEXT.search(source.text))
