"""A sentence begins in lower case after a full stop.

Either the stop cuts a sentence in two or the beginning of the second one is lost; both come from
sentences that were translated piece by piece. Looked for in scripts with capitals only, and never
where another edition breaks the same block in the same way. Abbreviations, ordinals and short words
before the stop are no ends, and names written in lower case (`npm`, or any word that another
edition has too) may begin a sentence.

Bad:

~~~md en.md
It improves the visibility of the page to users of a search engine.
~~~

~~~md fi.md:1
Se parantaa sivun näkyvyyttä. verkkohakukoneen käyttäjille.
~~~

Good:

~~~md fi.md
Se parantaa sivun näkyvyyttä verkkohakukoneen käyttäjille.
~~~

Good:

~~~md fi.md
Katso esim. tämä sivu, 26. elokuuta, n. viisi, yms. sekä muuta … ja jotain. `npm` auttaa. iOS myös.

Katso muutakin. cf：toinen sivu.
~~~

Good, a name in lower case:

~~~md en.md
We recommend a tool here. uvicorn is a server.
~~~

~~~md fi.md
Suosittelemme yhtä työkalua. uvicorn on palvelin.
~~~

Good, a description in lower case:

~~~md en.md
- `join`: Whether an item may be added. Return nothing to keep it.
~~~

~~~md fi.md
- `join`: voidaanko kohta lisätä. palauta tyhjä, jos ei.
~~~

Bad, words that were left as they are:

~~~md en.md
Send it to the open source projects behind it.
~~~

~~~md hi.md:1
यह open. source projects को जाता है।
~~~

Good:

~~~md hi.md
यह open source projects को जाता है।
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.languages import Language, language
from smo_lint.model import Article, Edition, Problem, Span, lasting
from smo_lint.opposite import Place, node_at, opposite, place
from smo_lint.prose import MASK, prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks
from smo_lint.rules._quote import quote

_WORD = r"[^\s(\[“„«\"'/]"
_BREAK = regex(rf"(?<!{_WORD})(?P<before>{_WORD}+)\. (?P<after>[^\W\d_][\w’'-]*)(?P<next>\S?)")
_SMALL = regex(r"\. [^\W\d_A-Z]")
# What may stand before a text: a mark, and code or a name with a colon or a dash.
_FIRST = regex(rf"[\W_]*?(?:{MASK}[\w./]* ?[:：–—-] ?)?([^\W\d_])")
# A word this long before a full stop is no abbreviation, unless it is listed.
_LONG = 4
# What introduces an example or a reference, and is written without stops.
_INTRODUCES = frozenset(("eg", "ie", "cf", "viz", "zb"))


@rule("TX110", severity="warning")
def broken_sentence(article: Article) -> Iterator[Problem]:
    """Report each full stop before a lower-case word that no other edition has."""
    for edition in article.editions:
        for where, start, end, words in _broken(edition):
            if not _shared(article, edition, where, words):
                message = f"a sentence begins in lower case: {quote(words[0])}"
                yield Problem(edition.at(Span(start, end)), message)


@lasting
def _broken(edition: Edition) -> tuple[tuple[Place, int, int, tuple[str, str, str]], ...]:
    """The full stops before a word in lower case: the block, the place, both words together and each."""
    own = language(edition.lang)
    return tuple(
        (place(edition.block(node)), *text.span(match.start(), match.end("after")), _words(match))
        for node, text in (blocks(edition, _SMALL) if own.end_marks else ())
        if not (own.cased and _begins_small(text.text))
        for match in _BREAK.finditer(text.text)
        if _cuts(match, own)
    )


def _words(match: re.Match[str]) -> tuple[str, str, str]:
    return match[0], match["before"], match["after"]


def _begins_small(text: str) -> bool:
    """Whether the first word of a text, behind what it describes, is in lower case."""
    first = _FIRST.match(text)
    return first is not None and first[1].islower()


def _cuts(match: re.Match[str], own: Language) -> bool:
    before, after = match["before"], match["after"]
    if not own.cased and not before.islower():
        return False
    if not after.islower() or match["next"] in tuple("./:_@=("):
        return False
    if after in _INTRODUCES:
        return False
    if len(before) < _LONG or not before.isalpha() or before.isupper():
        return False
    return before.casefold() not in own.abbreviations


def _shared(article: Article, edition: Edition, where: Place, words: tuple[str, str, str]) -> bool:
    """Whether the source, or half of the other editions, break this block too, or have the second word
    in it, and not behind the first."""
    others, same = 0, 0
    for other, there in opposite(article, edition, where):
        others += 1
        if _breaks_too(other, there, *words[1:]):
            if other is article.source:
                return True
            same += 1
    return 2 * same >= max(others, 1)


@lasting
def _breaks_too(edition: Edition, where: Place, *words: str) -> bool:
    before, after = map(re.escape, words)
    text = prose(edition, node_at(edition, where)).text
    if any(_cuts(match, language(edition.lang)) for match in _BREAK.finditer(text)):
        return True
    alone, together = (re.compile(rf"(?<!\w){phrase}(?!\w)") for phrase in (after, f"{before} {after}"))
    return alone.search(text) is not None and not together.search(text)
