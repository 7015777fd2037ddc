"""A name that nearly all editions keep is not in this one.

A product or a protocol was lost or altered, and readers who look for it find nothing. Names are told
by a capital or a digit inside (`YouTube`, `OAuth2`); they count as kept with an ending (`Googlen`,
`GitHub-on`), in the singular, in another case, and in code or a URL of the same block. An edition that
writes a name in its own way more than once is not accused; acronyms are often translated and left
alone. A hint: half of the sentences that go without a name say the same with "it" or with a word for it.

Bad, of many languages:

~~~md en.md
# Networks

We are on YouTube and on GitHub every day.

Follow us on YouTube.

YouTube is large.
~~~

~~~md de.md
# Netze

Wir sind jeden Tag auf YouTube und auf GitHub.

Folgen Sie uns auf YouTube.

YouTube ist groß.
~~~

~~~md fi.md
# Verkostot

Olemme joka päivä YouTubessa ja GitHubissa.

Seuraa meitä YouTubessa.

YouTube on suuri.
~~~

~~~md ja.md
# ネットワーク

毎日YouTubeとGitHubにいます。

YouTubeでフォローしてください。

YouTubeは大きいです。
~~~

~~~md es.md
# Redes

Estamos en YouTube y en GitHub cada día.

Síguenos en YouTube.

YouTube es grande.
~~~

~~~md pl.md:3
# Sieci

Codziennie jesteśmy na GitHubie.

Śledź nas na YouTubie.

YouTube jest duży.
~~~

Good:

~~~md pl.md
# Sieci

Codziennie jesteśmy na YouTubie i na GitHubie.

Śledź nas na YouTubie.

YouTube jest duży.
~~~
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from smo_lint.languages import language
from smo_lint.model import Article, Edition, Node, Pair, Problem, Span, lasting, once
from smo_lint.opposite import Side, beside, sides
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote

_NAME = regex(r"(?<![\w./@#-])(?:[A-Z]+[a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+|[A-Z][a-z]+\d+)(?![\w/@]|\.\w)")
_SHORT = 5


class _Place(NamedTuple):
    """A block of the first edition and its counterparts, that hold a name and that do not."""

    span: Span
    holding: tuple[Edition, ...]
    lacking: tuple[tuple[Edition, Span], ...]


# Where a block stands, and which of some names it holds.
_Holding = tuple[int, int, tuple[str, ...]]


@rule("TX107", severity="hint")
def missing_term(article: Article, *, editions: int = 4) -> Iterator[Problem]:
    """Report each block that lacks a name that its counterparts in at least `editions` others hold."""
    first = article.source or next(iter(article.editions), None)
    if first is None or len(article.editions) + article.absent <= editions:
        return
    for name, places in _places(article, first).items():
        losses = Counter(edition for place in places for edition, _ in place.lacking)
        kept = Counter(edition for place in places for edition in place.holding)
        for place in places:
            if len(place.lacking) == 1 and len(place.holding) >= editions:
                edition, span = place.lacking[0]
                if losses[edition] == 1 and kept[edition] >= _kept_enough(first, edition):
                    message = f"{quote(name)} is not here, but in this place in all other editions"
                    related = (first.at(place.span, f"the same in {first.lang}"),)
                    yield Problem(edition.at(span), message, related, topic=name)


def _kept_enough(first: Edition, edition: Edition) -> int:
    """How often an edition must keep a name to be held to it: another script may write it in its own way."""
    return 2 if language(edition.lang).script == language(first.lang).script else 5


def _places(article: Article, first: Edition) -> dict[str, list[_Place]]:
    places: dict[str, list[_Place]] = defaultdict(list)
    others = [(other, dict(_opposite(pair, side))) for other, pair, side in beside(article, first)]
    for number, (names, own) in enumerate(_named(first)):
        found: dict[Edition, _Holding] = {first: own}
        for edition, there in others:
            if number in there:
                found.setdefault(edition, there[number])
        for name in names:
            holding = tuple(edition for edition, (*_, held) in found.items() if name in held)
            lacking = tuple(
                (edition, Span(start, end))
                for edition, (start, end, held) in found.items()
                if name not in held
            )
            places[name].append(_Place(Span(*own[:2]), holding, lacking))
    return places


@lasting
def _named(edition: Edition) -> tuple[tuple[tuple[str, ...], _Holding], ...]:
    """The names in each paragraph and heading that has some, and which of them it holds as others would."""
    return tuple((names, _holding(edition, node, names)) for node, names in _naming(edition))


@lasting
def _opposite(pair: Pair, side: Side) -> tuple[tuple[int, _Holding], ...]:
    """What the counterpart of each block of one side holds, by the block's number in `_named`."""
    here, there = sides(pair, side)
    return tuple(
        (number, _holding(there, other, names))
        for number, (node, names) in enumerate(_naming(here))
        if (other := pair.counterpart(node))
    )


@once
def _naming(edition: Edition) -> list[tuple[Node, tuple[str, ...]]]:
    found = ((n, _NAME.findall(prose(edition, n).text)) for n in edition.find("paragraph", "heading"))
    return [(node, tuple(dict.fromkeys(names))) for node, names in found if names]


def _holding(edition: Edition, node: Node, names: tuple[str, ...]) -> _Holding:
    return (*node.span, tuple(name for name in names if _holds(edition, node, name)))


def _holds(edition: Edition, node: Node, name: str) -> bool:
    stem = name.removesuffix("s")
    if language(edition.lang).inflects and len(name) > _SHORT and name[-1] in "aeiouy":
        stem = name[:-1]
    return _pattern(stem).search(edition.slice(node.span)) is not None


@lru_cache(maxsize=4096)
def _pattern(stem: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(stem)}", re.IGNORECASE)
