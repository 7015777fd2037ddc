"""A paragraph ends with a mark of another class than its counterpart.

A question became a statement, or the end was cut off. Marks are compared by class (`。`, `।` and `.`
are all full stops), each language by its own (`;` asks in Greek). A full stop may stand for an
exclamation mark, a colon, a semicolon or an ellipsis. List items and what introduces code or a list
are looser and not compared; a heading may lose its mark, and what has none in the reference may have
one. Thai, Lao and others that end sentences without marks are left alone.

Bad:

~~~md en.md
Did you know that it is fast? Try it.

Why not?
~~~

~~~md de.md:1
Wussten Sie, dass es schnell ist? Versuchen Sie es,

Warum nicht?
~~~

Good:

~~~md de.md
Wussten Sie, dass es schnell ist? Versuchen Sie es.

Warum nicht?
~~~

Good:

~~~md en.md
Did you know that it is fast? Try it.

Why not?
~~~

~~~md de.md
Wussten Sie, dass es schnell ist? Versuchen Sie es!

Warum nicht?
~~~

~~~md el.md
Ξέρατε ότι είναι γρήγορο; Δοκιμάστε το.

Γιατί όχι;
~~~

Good:

~~~md en.md
Did you know that it is fast? Try it.

Why not?
~~~

~~~md de.md
Wussten Sie, dass es schnell ist? Versuchen Sie es.

Warum nicht?
~~~

~~~md th.md
คุณรู้ไหมว่ามันเร็ว ลองดู

ทำไมจะไม่ล่ะ
~~~
"""

from collections.abc import Iterator

from smo_lint.earlier import of_blocks
from smo_lint.languages import language
from smo_lint.model import Edition, Node, Pair, Problem, Span, once
from smo_lint.prose import MASK, letters, prose
from smo_lint.rules import rule
from smo_lint.rules.punctuation._marks import ending

# Classes that stand for each other.
_LOOSE = (
    {"stop", "exclamation"},
    {"stop", "colon"},
    {"stop", "ellipsis"},
    {"stop", "semicolon"},
    {"colon", ""},
)
_LETTERS = 5


@rule("PN007", severity="hint")
def end_mark(pair: Pair) -> Iterator[Problem]:
    """Report each matched paragraph that ends in another way."""
    theirs, ours = language(pair.source.lang), language(pair.target.lang)
    if not theirs.end_marks or not ours.end_marks:
        return
    there, here = _endings(pair.source), _endings(pair.target)
    for source, target in pair.matched("paragraph", "heading"):
        expected, found = there[source], here[target]
        if expected == found or MASK in (expected, found) or {expected, found} in _LOOSE:
            continue
        if not expected or (not found and (target.kind == "heading" or _introduces(pair.target, target))):
            continue
        parent, text = pair.target.parent(target), prose(pair.target, target)
        if parent is not None and parent.kind == "item":
            continue
        if min(letters(prose(pair.source, source).text), letters(text.text)) < _LETTERS:
            continue
        end = text.span(len(text.text) - 1, len(text.text)).end
        message = f"ends with {_called(found)}, but with {_called(expected)} in {pair.source.lang}"
        yield Problem(
            pair.target.at(Span(max(end - 1, target.span.start), end)), message, (pair.source.at(source),)
        )


@once
def _endings(edition: Edition) -> dict[Node, str]:
    """What each paragraph and heading ends with, as `ending` says it."""
    return {node: end for node, end in of_blocks(edition, _ending) if end is not None}


def _ending(edition: Edition, node: Node) -> str | None:
    if node.kind not in ("paragraph", "heading"):
        return None
    return ending(prose(edition, node).text, language(edition.lang))


def _introduces(edition: Edition, node: Node) -> bool:
    """Whether a block that needs no mark before it follows: code, a list, a table, a quotation."""
    parent = edition.parent(node)
    after = [child for child in parent.children if child.span.start >= node.span.end] if parent else []
    return bool(after) and after[0].kind in ("code", "list", "table", "quote", "math", "html", "include")


def _called(name: str) -> str:
    if not name:
        return "no mark"
    words = {"stop": "a full stop", "question": "a question mark", "exclamation": "an exclamation mark"}
    return words.get(name, f"{'an' if name == 'ellipsis' else 'a'} {name}")
