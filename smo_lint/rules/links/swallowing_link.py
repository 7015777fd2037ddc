"""The text of a link takes in the sentence around it.

A link should name what it leads to; here it runs on over names and clauses that stand outside the
link in other languages, often to the full stop. Reported where at least two signs come together: it
is far longer than its counterparts, ends with the sentence, or holds a list or a sentence's end
that they do not hold; tags of HTML in it do not count. With a source the counterpart is the source's
link, else what most editions do.

Bad:

~~~md en.md
Several [social media](/social-media) platforms can be used, such as Facebook, YouTube, and TikTok.
~~~

~~~md fi.md:1
Voidaan käyttää [sosiaalisen median alustoja, kuten Facebook, YouTube ja TikTok.](/social-media)
~~~

Good:

~~~md fi.md
Voidaan käyttää [sosiaalisen median](/social-media) alustoja, kuten Facebook, YouTube ja TikTok.
~~~

Good:

~~~md en.md
[Facebook, Instagram, YouTube, TikTok, and all the others of today.](/social-media)
~~~

~~~md fi.md
[Facebook, Instagram, YouTube, TikTok ja kaikki muut tämän päivän alustat.](/social-media)
~~~

Bad, on a site in the own language:

~~~md en.md
The [rendering chapter](https://docs.example.org/guide/ssr.html) gives more context on what it is.
~~~

~~~md ru.md:1
Глава [Рендеринг на сервере, где рассказано, что это такое, и какие есть советы.](https://ru.docs.example.org/guide/ssr.html)
~~~

Good:

~~~md ru.md
Глава [Рендеринг на сервере](https://ru.docs.example.org/guide/ssr.html), где рассказано, что это.
~~~

Good, a number before the words:

~~~md en.md
- [1. pipeline](#1)
~~~

~~~md zh.md
- [1. 数据处理的 pipeline 和说明](#1)
~~~

Good, a title with its own mark:

~~~md en.md
See ["Why I Say No"](https://example.org/no).
~~~

~~~md hu.md
Lásd: ["Miért mondok nemet olyan gyakran az embereknek?"](https://example.org/no).
~~~

Good, a title with a mark in the middle, and tags around its foreign words:

~~~md en.md
See ["What does plain even mean? tiny.js edition"](https://example.org/plain).
~~~

~~~md ar.md
انظر: ["ماذا يعني <span dir='ltr' markdown="1">plain</span>? نسخة <span dir='ltr' markdown="1">tiny.js</span>"](https://example.org/plain).
~~~
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smo_lint.languages import language
from smo_lint.model import Article, Edition, Pair, Problem, Span, lasting
from smo_lint.prose import letters
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import links
from smo_lint.rules.links._kinship import same_page
from smo_lint.rules.links._targets import target

_TAG = regex(r"</?[A-Za-z][^<>]*+>")
_LIST = regex(r"[,、，،]")
_STOP = regex(r"[.!?。！？।][^\w.!?。！？।]*+$")
_QUOTES = frozenset('"“”„«»「」『』')
_BREAK = regex(r"(?<!\d)[.!?]\s+([^\W\d_])|[。！？।][^\w。！？।]*+(\w)")


class _Link(NamedTuple):
    """A link of an edition in this language: where it stands, its text as written, where it leads."""

    lang: str
    start: int
    end: int
    text: str
    url: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def said(self) -> str:
        """The text as a reader sees it."""
        return _TAG.sub("", self.text)

    @property
    def length(self) -> float:
        return letters(self.said) / language(self.lang).length


@rule("LK008", severity="warning")
def swallowing_link(article: Article, *, least: int = 20, times: float = 1.8) -> Iterator[Problem]:
    """Report links whose text is a sentence that other editions do not link.

    least  letters that a link's text must have to be looked at; counted as in English
    times  how many times longer than its counterparts a text is far longer, languages evened out
    """
    for edition in article.editions:
        if edition is article.source or edition.fault is not None:
            continue
        for link in (_Link(*told) for told in _suspects(edition, least)):
            if others := _others(article, edition, link):
                median = sorted(others, key=lambda both: both[1].length)[(len(others) - 1) // 2]
                if _signs(link, [beside for _, beside in others], times) > 1:
                    other, beside = median
                    yield Problem(
                        edition.at(link.span),
                        f"link text takes in the sentence: {quote(link.text)}, "
                        f"but {quote(beside.text)} in {other.lang}",
                        related=(other.at(beside.span, "the link there"),),
                        topic=target(link.url).topic,
                    )


@lasting
def _suspects(edition: Edition, least: int) -> tuple[tuple[str, int, int, str, str], ...]:
    """The links that are long, and have another sign of having swallowed a sentence."""
    found = (_Link(edition.lang, *node.span, node.text, node.url) for node in links(edition))
    return tuple(link for link in found if link.length > least and _may_swallow(link.said))


def _may_swallow(said: str) -> bool:
    """Whether a text shows any sign of a swallowed sentence besides its length, which alone is not enough."""
    return bool(_STOP.search(said) or _BREAK.search(said) or len(_LIST.findall(said)) > 1)


def _others(article: Article, edition: Edition, link: _Link) -> list[tuple[Edition, _Link]]:
    """The links to the same place in the corresponding blocks: of the source, else of all."""
    told = ((pair.source, _opposite(pair, link.start)) for pair in article.pairs_of(edition))
    return [(other, _Link(*found)) for other, found in told if found]


@lasting
def _opposite(pair: Pair, start: int) -> tuple[str, int, int, str, str] | None:
    """The link in the source to the same place as the one that begins here in the target."""
    link = next(node for node in links(pair.target) if node.span.start == start)
    block = pair.counterpart(pair.target.block(link))
    langs = (pair.target.lang, pair.source.lang)
    here = target(link.url, langs)
    same = [
        node
        for node in (block.find("link") if block else ())
        if same_page(target(node.url, langs), here, pair.target.lang)
    ]
    if not same or same[0].name == "auto":
        return None
    longest = max(same, key=lambda node: len(node.text))
    return pair.source.lang, *longest.span, longest.text, longest.url


def _breaks(text: str) -> int:
    """How many sentences end inside a text; an abbreviation goes on in lower case."""
    return sum(not (found[1] or found[2]).islower() for found in _BREAK.finditer(text))


def _marks(text: str) -> int:
    """How many marks stand inside a text as at the end of a sentence: not all letters have a lower case."""
    return sum(1 for _ in _BREAK.finditer(text))


def _quoted(text: str) -> bool:
    """Whether a text is the title of a work, whose marks are its own."""
    return not _QUOTES.isdisjoint(text[:1]) and not _QUOTES.isdisjoint(text[-1:])


def _signs(link: _Link, others: Sequence[_Link], times: float) -> int:
    """How many signs of a swallowed sentence a link shows that most others do not."""
    lengths = sorted(other.length for other in others)

    def rare(sign: re.Pattern[str], number: int = 1) -> bool:
        having = sum(len(sign.findall(other.said)) >= number for other in others)
        return len(sign.findall(link.said)) >= number and 2 * having < len(others)

    signs = [
        link.length > times * lengths[(len(lengths) - 1) // 2],
        rare(_STOP) and not _quoted(link.said.strip()),
        rare(_LIST, 2),
        _breaks(link.said) > max(_marks(other.said) for other in others),
    ]
    return sum(signs)
