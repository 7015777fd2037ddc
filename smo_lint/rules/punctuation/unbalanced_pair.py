"""Brackets or quotation marks do not balance, though they do in the reference.

One of a pair was lost or doubled in translation, and readers cannot tell where the aside ends. Each
kind is counted in a block, code and links' destinations apart; round and full-width brackets are one
kind. Quotation marks of a language may open where another's close („…“, “…”, »…«), so that only
their number is judged, and an apostrophe is never one of them.

Bad:

~~~md en.md
Open the page (or reload it) now.
~~~

~~~md de.md:1
Öffnen Sie jetzt die Seite (oder laden Sie sie neu.
~~~

Good:

~~~md de.md
Öffnen Sie jetzt die Seite (oder laden Sie sie neu).
~~~

Bad, in one of the paragraphs that the reference has as one:

~~~md en.md
Open the page with the settings (or reload it, which takes a while) now. Then look at the list of all names.
~~~

~~~md de.md:1
Öffnen Sie jetzt die Seite mit den Einstellungen (oder laden Sie sie neu, was etwas dauert.

Sehen Sie dann die Liste mit allen Namen an.
~~~

Good:

~~~md de.md
Öffnen Sie jetzt die Seite mit den Einstellungen (oder laden Sie sie neu, was etwas dauert).

Sehen Sie dann die Liste mit allen Namen an.
~~~

Good:

~~~md en.md
He said “yes” and "no" (twice). First a) one, then b) two :)
~~~

~~~md de.md
Er sagte „ja“ und »nein« (zweimal（！)). Erst a) eins, dann b) zwei :) 5" und 6' groß, O’Neill.
~~~
"""

import re
from collections.abc import Iterable, Iterator

from smo_lint.model import Edition, Node, Pair, Problem, once
from smo_lint.prose import Prose, prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks

_BRACKETS = {"()": "(（)）", "[]": "[［]］", "「」": "「」", "『』": "『』", "《》": "《》", "【】": "【】"}
_QUOTES = {"“”": "“”„", "«»": "«»"}
_MARK = regex(f"[{re.escape(''.join((*_BRACKETS.values(), *_QUOTES.values())))}]")
# What a lone closing bracket may follow: the number or letter of a list, a smiley, a mask.
_LONE = regex(r"(?:(?:^|[\s(（：:；;。，,、])(?:\d{1,2}|[^\W\d_])|[:;8][-^']?)\Z")


@rule("PN005", severity="warning")
def unbalanced_pair(pair: Pair) -> Iterator[Problem]:
    """Report each block where a kind of brackets or quotation marks is odd."""
    odd = _unbalanced(pair.target)
    for target in odd:
        match = pair.match(target)
        if not match or len({node.kind for node in (*match.source, *match.target)}) > 1:
            continue
        if not list(_odd(_text(pair.source, match.source))):
            left = {name for name, _ in _odd(_text(pair.target, match.target))}
            for name, at in odd[target]:
                if name in left:
                    yield _problem(pair, prose(pair.target, target), name, at)


def _text(edition: Edition, nodes: Iterable[Node]) -> str:
    """The text of blocks that one of the other edition corresponds to, or that correspond to one."""
    return "\n".join(prose(edition, node).text for node in nodes)


def _problem(pair: Pair, text: Prose, name: str, at: int) -> Problem:
    return Problem(
        pair.target.at(text.span(at, at + 1)),
        f"{name} do not balance, though they do in {pair.source.lang}",
        topic=name,
    )


@once
def _unbalanced(edition: Edition) -> dict[Node, list[tuple[str, int]]]:
    """The blocks that do not balance, and what `_odd` says of them."""
    return {node: odd for node, text in blocks(edition, _MARK) if (odd := list(_odd(text.text)))}


def _odd(text: str) -> Iterator[tuple[str, int]]:
    """Yield (kind, offset of the mark that is left over) of what does not balance."""
    found = [(match[0], match.start()) for match in _MARK.finditer(text)]
    if not found:
        return
    for name, marks in _BRACKETS.items():
        half = len(marks) // 2
        if (at := _left_over(text, found, marks[:half], marks[half:])) is not None:
            yield name, at
    for name, marks in _QUOTES.items():
        places = [i for char, i in found if char in marks]
        if len(places) % 2:
            yield name, places[-1]


def _left_over(text: str, found: list[tuple[str, int]], opening: str, closing: str) -> int | None:
    """The offset of the first bracket that has no partner."""
    stack: list[int] = []
    for char, i in found:
        if char in opening:
            stack.append(i)
        elif char in closing:
            if stack:
                stack.pop()
            elif not _LONE.search(text[:i]):
                return i
    return stack[0] if stack else None
