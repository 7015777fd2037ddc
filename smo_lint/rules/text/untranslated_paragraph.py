"""A paragraph, or a sentence of it, was left in the reference's language.

Readers who need the translation cannot read it. Reported when the text equals a paragraph of the
reference, wherever that stands, or nearly equals the one it corresponds to; when a whole sentence of
that one stands in it; or when its words are those of the reference and not of this edition. Blocks
that follow each other are one problem. Names, code, numbers and links are left out first: what remains
must be a clause, of three plain words at least. Lists of names, titles in links, subjects of commits,
signatures of functions and entries of a bibliography are no clauses; quotations may stay as they are, and
so may an original that stands beside its translation. Elements of one name, such as asides, that are left on
the whole page are a hint. Languages as close as Danish and Norwegian may agree.

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

import Tabs from '@theme/Tabs';
import TabItem from '@theme/TabItem';
~~~

~~~md de.md
[FastAPI Documentation](/docs), Starlette, Pydantic, SQLModel and `uvicorn --reload main:app`

Sebastián Ramírez, Creator of FastAPI, Typer

Visual Studio Code, Docker Compose, GitHub Actions

import Tabs from '@theme/Tabs';
import TabItem from '@theme/TabItem';
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

Bad, without a source: the edition that the words are at home in is not meant:

~~~md en.md
# Guide

You can install the package with one command. Then open the page in your browser.

The server says what it does.
~~~

~~~md ja.md:3
# ガイド

You can install the package with one command. Then open the page in your browser.

サーバーは何をしているかを表示します。
~~~

~~~md th.md:3
# คู่มือ

You can install the package with one command. เปิดหน้าในเบราว์เซอร์ของคุณ

เซิร์ฟเวอร์บอกว่ากำลังทำอะไรอยู่
~~~

Bad:

~~~md ru.md
Эта страница показывает, как им пользоваться, сначала прочтите статью ниже.

Doe J, Roe R, Writing pages that people like to read, Proceedings of the society of writers.
~~~

~~~md en.md:1
Эта страница показывает, как им пользоваться, сначала прочтите статью ниже.
~~~

Good, what stands in a third language in both:

~~~md en.md
This page shows how to use it, read the article below before you begin.

Doe J, Roe R, Writing pages that people like to read, Proceedings of the society of writers.
~~~

Bad, a hint, what stands in elements of one kind and is left on the whole page:

~~~md en.md
# Hall

The hall has room for all who come.

<aside markdown="1">
The best thing about it is the people that you meet here.
</aside>

Coffee stands in the kitchen, and so does tea.

<aside markdown="1">
We would never have come so far without this house.
</aside>
~~~

~~~md de.md:6,12
# Saal

Der Saal hat Platz für alle, die kommen.

<aside markdown="1">
The best thing about it is the people that you meet here.
</aside>

Kaffee steht in der Küche, und Tee auch.

<aside markdown="1">
We would never have come so far without this house.
</aside>
~~~

Good, papers:

~~~md en.md
# Papers

Read what was written about it.

1. Sun et al. Efficient reading of the long texts for everyone who has little time. 2023.
2. Open or closed models for the small texts and their tasks. 2023. [[pdf]](https://arxiv.org/abs/0000.00000)
~~~

~~~md pl.md
# Artykuły

Przeczytaj, co o tym napisano.

1. Sun et al. Efficient reading of the long texts for everyone who has little time. 2023.
2. Open or closed models for the small texts and their tasks. 2023. [[pdf]](https://arxiv.org/abs/0000.00000)
~~~
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from smo_lint.earlier import each
from smo_lint.languages import close, language
from smo_lint.languages.telling import told
from smo_lint.model import Edition, Match, Node, Pair, Problem, Span
from smo_lint.prose import prose
from smo_lint.rules import rule
from smo_lint.rules._generated import generated
from smo_lint.rules._quote import count, quote
from smo_lint.rules.text._alone import neighbours, size
from smo_lint.rules.text._paragraphs import (
    alike,
    is_clause,
    key,
    names_a_paper,
    plain,
    unlinked,
)
from smo_lint.rules.text._vocabulary import Vocabulary, Wording, at_home, foreign, wording

# From so many sentences on, those that cannot stand in a text are left out before they are looked for.
MANY = 8


class _Left(NamedTuple):
    """A block of the target, the text of it that was left, and where the reference has it."""

    node: Node
    text: str
    original: Node | None


@rule("TX101", severity="warning", witness=True)
def untranslated_paragraph(pair: Pair, *, similarity: int = 90) -> Iterator[Problem]:
    """Report each run of blocks that repeat the reference's words, and each sentence that does."""
    if close(pair.source.lang, pair.target.lang) or generated(pair.source, pair.target):
        return
    found = [(run, what) for run, what in _runs(pair, similarity) if run]
    left = {one.node for run, _ in found for one in run}
    for run, what in found:
        yield _problem(pair, run, what, "hint" if _kept(pair.target, run, left) else "")


def _runs(pair: Pair, similarity: int) -> Iterator[tuple[list[_Left], str]]:
    """Yield blocks that follow each other and were left, and what to say of them."""
    theirs, ours = wording(pair.source), wording(pair.target)
    words, langs = Vocabulary(theirs, ours), (pair.source.lang, pair.target.lang)
    run: list[_Left] = []
    copied: dict[Node, _Copied] = {}
    for match, those in each(pair, _copied(similarity)):
        if those:
            copied.update(zip(match.target, those, strict=True))
    own_script = language(pair.source.lang).script not in ("", "Latn")
    for node, text in ours.texts.items():
        if own_script and node not in ours.other_scripts:
            continue  # a reference in English under a text in Chinese
        counterpart = pair.counterpart(node)
        copy = copied.get(node, _NOTHING)
        equal = theirs.known.get(ours.keys[node])
        original = _nearest(pair, node, equal) if equal else counterpart if copy.alike else None
        left = (foreign(node, words) or original is not None) and not at_home(text, words, langs)
        part = "" if original or node.kind == "row" else copy.sentence
        if not (left or run or part):
            continue
        speaks = _says_something(pair.target, node)
        if speaks and left and not _translated_beside(pair, node, original):
            run.append(_Left(node, text, original))
            continue
        if run and not speaks and original is not None:
            continue  # a label or a name between two blocks that were left
        yield run, "left in"
        run = []
        if speaks and part and not at_home(part, words, langs):
            yield [_Left(node, part, counterpart)], "a sentence left in"
    yield run, "left in"


def _kept(edition: Edition, run: Sequence[_Left], left: AbstractSet[Node]) -> bool:
    """Whether blocks stand in elements of one name whose text the edition leaves as it is throughout: their
    quotations, for instance."""
    names = {_box(edition, one.node) for one in run}
    name = names.pop()
    if names or not name:
        return False
    alike = [node for node in wording(edition).texts if _box(edition, node) == name]
    said = [node for node in alike if _says_something(edition, node)]
    return len(said) > len(run) and left >= set(said)


def _box(edition: Edition, node: Node) -> str:
    """The name of the outermost element that holds a block, "" where none does."""
    if not edition.has("component"):
        return ""
    names = [above.name for above in edition.ancestors(node) if above.kind == "component"]
    return names[-1] if names else ""


def _nearest(pair: Pair, node: Node, equal: Sequence[Node]) -> Node:
    """Of equal blocks of the reference the counterpart of one, else the one that stands where it stands."""
    counterpart = pair.counterpart(node)
    if counterpart is not None and counterpart in equal:
        return counterpart
    place = node.span.start / len(pair.target.text)
    return min(equal, key=lambda other: abs(other.span.start / len(pair.source.text) - place))


class _Copied(NamedTuple):
    """What a block has of its counterpart: all of it or nearly so, or its longest sentence."""

    alike: bool
    sentence: str


_NOTHING = _Copied(alike=False, sentence="")


@cache
def _copied(similarity: int) -> Callable[[Pair, Match], tuple[_Copied, ...]]:
    def copied(pair: Pair, match: Match) -> tuple[_Copied, ...]:
        """What each of the blocks of the target has of the first one of the source; () where none has any."""
        theirs, ours = wording(pair.source), wording(pair.target)
        one = match.source[0]
        if one not in theirs.texts:
            return ()
        other_script = one in theirs.other_scripts
        found = []
        for node in match.target:
            text = ours.texts.get(node)
            if text is None:
                found.append(_NOTHING)
                continue
            same_script = other_script == (node in ours.other_scripts)
            whole = same_script and alike(ours.said(node), theirs.said(one), similarity)
            sentence = _sentence(text, theirs, one)
            found.append(_Copied(whole, sentence) if whole or sentence else _NOTHING)
        return tuple(found) if any(one is not _NOTHING for one in found) else ()

    return copied


def _problem(pair: Pair, run: Sequence[_Left], what: str, severity: str) -> Problem:
    """One problem for blocks that follow each other: they were left for one reason."""
    first, last = run[0], run[-1]
    more = f" and {count(len(run) - 1, 'block')} after it" if len(run) > 1 else ""
    related = (pair.source.at(first.original, "the same text"),) if first.original else ()
    at = pair.target.at(Span(first.node.span.start, last.node.span.end))
    said = f"{what} {_tongue(pair, run)}: {quote(first.text)}{more}"
    return Problem(at, said, related, severity=severity)


def _tongue(pair: Pair, run: Sequence[_Left]) -> str:
    """The language that blocks were left in: the reference's, unless they wait there for translation too."""
    there = told(word for left in run for word in plain(left.text))
    known = not there or close(there, pair.source.lang) or close(there, pair.target.lang)
    return pair.source.lang if known else there


def _says_something(edition: Edition, node: Node) -> bool:
    if edition.within(node, "quote") or names_a_paper(prose(edition, node).text, node):
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


def _sentence(text: str, theirs: Wording, counterpart: Node) -> str:
    """The longest sentence of the counterpart that stands in a text, "" where none does."""
    parts: Sequence[str] = theirs.sentences(counterpart)
    if len(parts) > MANY:  # what stands in the text has its words there, but for the first and the last
        words = set(text.split())
        parts = [part for part in parts if words.issuperset(part.split()[1:-1])]
    return next((part for part in parts if part in text and is_clause(part)), "")
