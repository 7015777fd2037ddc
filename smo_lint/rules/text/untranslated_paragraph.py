"""A paragraph, or a sentence of it, was left in the reference's language.

Readers who need the translation cannot read it. Reported when the text equals a paragraph of the
reference, wherever that stands, or nearly equals the one it corresponds to, or when a whole sentence
of that one stands in it. Names, code, numbers and links are left out first: what remains must be a
clause, of three plain words at least. Lists of names, quoted titles and bibliography are no clauses,
and languages as close as Danish and Norwegian may agree.

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
"""

from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edition, Node, Pair, Problem
from smo_lint.prose import prose
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.text._paragraphs import is_clause, key, sentences

_KINDS = ("paragraph", "title", "row")
# Letters of a sentence that stands untranslated in a block that is otherwise translated.
_SENTENCE = 40


@rule("TX101", severity="warning")
def untranslated_paragraph(pair: Pair, *, similarity: int = 90) -> Iterator[Problem]:
    """Report each block that repeats the reference's words."""
    if _close(pair):
        return
    known = {key(text): node for node, text in _texts(pair.source)}
    for node, text in _texts(pair.target):
        if not is_clause(text):
            continue
        counterpart = pair.counterpart(node)
        beside = prose(pair.source, counterpart).text if counterpart else ""
        original = known.get(key(text)) or (counterpart if _alike(text, beside, similarity) else None)
        if original is not None:
            yield _problem(pair, node, original, text, "left in")
        elif left := _sentence(text, beside):
            yield _problem(pair, node, counterpart, left, "a sentence left in")


def _problem(pair: Pair, node: Node, original: Node | None, text: str, what: str) -> Problem:
    related = (pair.source.at(original, "the same text"),) if original else ()
    return Problem(pair.target.at(node), f"{what} {pair.source.lang}: {quote(text)}", related)


def _texts(edition: Edition) -> Iterator[tuple[Node, str]]:
    for node in edition.find(*_KINDS):
        yield node, prose(edition, node).text


def _alike(text: str, beside: str, similarity: int) -> bool:
    if not beside or not 0.7 < len(text) / len(beside) < 1.4:
        return False
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(key(text), key(beside), score_cutoff=similarity))


def _sentence(text: str, beside: str) -> str:
    """The longest sentence of the counterpart that stands in a text, "" where none does."""
    left = [part for part in sentences(beside) if len(part) >= _SENTENCE and part in text and is_clause(part)]
    return max(left, key=len, default="")


def _close(pair: Pair) -> bool:
    source, target = pair.source.lang.partition("-")[0], pair.target.lang.partition("-")[0]
    return (
        source == target
        or target in language(pair.source.lang).neighbours
        or source in language(pair.target.lang).neighbours
    )
