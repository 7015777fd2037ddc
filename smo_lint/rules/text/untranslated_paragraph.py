"""A paragraph, or a sentence of it, was left in the reference's language.

Readers who need the translation cannot read it. Reported when the text equals a paragraph of the
reference, wherever that stands, or nearly equals the one it corresponds to; when a whole sentence of
that one stands in it; or when its words are those of the reference and not of this edition. Blocks
that follow each other are one problem. Names, code, numbers and links are left out first: what remains
must be a clause, of three plain words at least. Lists of names, titles in links, subjects of commits
and signatures of functions are no clauses; quotations may stay as they are, and so may an original
that stands beside its translation. Languages as close as Danish and Norwegian may agree.

Bad:

~~~md en.md
# Guide

You can install the package with one command.

Then open the page in your browser.
~~~

~~~md de.md:3
# Anleitung

You can install the package with one command.

Öffnen Sie dann die Seite im Browser.
~~~

Good:

~~~md de.md
# Anleitung

Sie können das Paket mit einem Befehl installieren.

Öffnen Sie dann die Seite im Browser.
~~~

Bad:

~~~md en.md
There are three common kinds of open source licenses around. Pick the one that fits you.
~~~

~~~md pt.md:1
Existem três tipos. There are three common kinds of open source licenses around. Escolha uma.
~~~

Good:

~~~md en.md
[FastAPI Documentation](/docs), Starlette, Pydantic, SQLModel and `uvicorn --reload main:app`

Sebastián Ramírez, Creator of FastAPI, Typer

Visual Studio Code, Docker Compose, GitHub Actions
~~~

~~~md de.md
[FastAPI Documentation](/docs), Starlette, Pydantic, SQLModel and `uvicorn --reload main:app`

Sebastián Ramírez, Creator of FastAPI, Typer

Visual Studio Code, Docker Compose, GitHub Actions
~~~

Good, a quotation, and an original beside its translation:

~~~md en.md
> We want to thank you for using this package today.

The most rewarding thing is to help all the other people.

Next: [How to write a page that people like to read](/x)
~~~

~~~md de.md
> We want to thank you for using this package today.

Am lohnendsten ist es, all den anderen Menschen zu helfen.

_The most rewarding thing is to help all the other people._

Weiter: [How to write a page that people like to read](/x)
~~~
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from smo_lint.earlier import each
from smo_lint.languages import close
from smo_lint.model import Edition, Match, Node, Pair, Problem, Span
from smo_lint.prose import prose
from smo_lint.rules import rule
from smo_lint.rules._quote import count, quote
from smo_lint.rules.text._alone import neighbours, size
from smo_lint.rules.text._paragraphs import alike, is_clause, key, unlinked
from smo_lint.rules.text._vocabulary import Vocabulary, at_home, foreign, long_sentences, wording


class _Left(NamedTuple):
    """A block of the target, the text of it that was left, and where the reference has it."""

    node: Node
    text: str
    original: Node | None


@rule("TX101", severity="warning", witness=True)
def untranslated_paragraph(pair: Pair, *, similarity: int = 90) -> Iterator[Problem]:
    """Report each run of blocks that repeat the reference's words, and each sentence that does."""
    if close(pair.source.lang, pair.target.lang):
        return
    theirs, ours = wording(pair.source), wording(pair.target)
    words = Vocabulary(theirs, ours)
    copied: dict[Node, _Copied] = {}
    for match, those in each(pair, _copied(similarity)):
        copied.update(zip(match.target, those, strict=True))
    run: list[_Left] = []
    for node, text in ours.texts.items():
        counterpart = pair.counterpart(node)
        copy = copied.get(node, _NOTHING)
        original = theirs.known.get(ours.keys[node]) or (counterpart if copy.alike else None)
        left = (foreign(text, words) or original is not None) and not at_home(text, words)
        part = "" if original or not counterpart or node.kind == "row" else copy.sentence
        if not (left or run or part):
            continue
        speaks = _says_something(pair.target, node)
        if speaks and left and not _translated_beside(pair, node, original):
            run.append(_Left(node, text, original))
            continue
        if run and not speaks and original is not None:
            continue  # a label or a name between two blocks that were left
        yield from _problem(pair, run, "left in")
        run = []
        if speaks and part:
            yield from _problem(pair, [_Left(node, part, counterpart)], "a sentence left in")
    yield from _problem(pair, run, "left in")


class _Copied(NamedTuple):
    """What a block has of its counterpart: all of it or nearly so, or its longest sentence."""

    alike: bool
    sentence: str


_NOTHING = _Copied(alike=False, sentence="")


@cache
def _copied(similarity: int) -> Callable[[Pair, Match], tuple[_Copied, ...]]:
    def copied(pair: Pair, match: Match) -> tuple[_Copied, ...]:
        """What each of the blocks of the target has of the first one of the source."""
        theirs, ours = wording(pair.source), wording(pair.target)
        beside = theirs.texts.get(match.source[0], "")
        texts = [ours.texts.get(node, "") for node in match.target]
        return tuple([_Copied(alike(text, beside, similarity), _sentence(text, beside)) for text in texts])

    return copied


def _problem(pair: Pair, run: Sequence[_Left], what: str) -> Iterator[Problem]:
    """One problem for blocks that follow each other: they were left for one reason."""
    if run:
        first, last = run[0], run[-1]
        more = f" and {count(len(run) - 1, 'block')} after it" if len(run) > 1 else ""
        related = (pair.source.at(first.original, "the same text"),) if first.original else ()
        at = pair.target.at(Span(first.node.span.start, last.node.span.end))
        yield Problem(at, f"{what} {pair.source.lang}: {quote(first.text)}{more}", related)


def _says_something(edition: Edition, node: Node) -> bool:
    if edition.within(node, "quote"):
        return False
    return any(map(is_clause, unlinked(edition, node).split("\n")))


def _translated_beside(pair: Pair, node: Node, original: Node | None) -> bool:
    """Whether the translation stands right before or after: a block that the reference does not have."""
    own = size(pair.source, original) if original else len(prose(pair.target, node).text)
    for beside in neighbours(pair.target, node):
        if beside.kind == node.kind and pair.counterpart(beside) in (None, original):
            share = size(pair.target, beside) / (own or 1)
            if 0.3 < share < 2 and key(prose(pair.target, beside).text) != key(prose(pair.target, node).text):
                return True
    return False


def _sentence(text: str, beside: str) -> str:
    """The longest sentence of the counterpart that stands in a text, "" where none does."""
    left = [part for part in long_sentences(beside) if part in text and is_clause(part)]
    return max(left, key=len, default="")
