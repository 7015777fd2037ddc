"""A heading was left in another edition's language.

Readers find it in the table of contents and cannot tell what the section is about. What equals the
source's is reported when most translations have their own, or when the source uses its words in plain
prose and the translation never does; without a source, what several editions share while most have
their own. Single words are reported between scripts only, names and code alone never, nor a title that
names a package or a repository. Five or more of one page are one finding, at the first of them. What names
where it was published (`[ICML 2023]`) is the title of a work: a hint.

Bad:

~~~md en.md
## Choosing the right license

Choosing is hard. The right license protects users.
~~~

~~~md de.md:1
## Choosing the right license

Die Wahl fällt schwer. Die passende Lizenz schützt alle.
~~~

Good:

~~~md de.md
## Die passende Lizenz wählen

Die Wahl fällt schwer. Die passende Lizenz schützt alle.
~~~

Good, names:

~~~md en.md
## Visual Studio Code

Open Visual Studio Code.

## `uv run` HTTP Basic Auth

Use it.

## docs-build-server

The server builds the docs.

## build.remove ()

The call removes what the build made.
~~~

~~~md de.md
## Visual Studio Code

Öffnen Sie Visual Studio Code.

## `uv run` HTTP Basic Auth

Verwenden Sie es.

## docs-build-server

Er erzeugt die Dokumentation.

## build.remove ()

Der Aufruf entfernt, was erzeugt wurde.
~~~

Good, the name of a package:

~~~md en.md
# Page Shop Server

The server lets a page be a shop. Run `npx page-shop-server`.
~~~

~~~md de.md
# Page Shop Server

Er macht aus Seiten Läden. Starten Sie `npx page-shop-server`.
~~~

Bad, a hint, the title of a work:

~~~md en.md
# Learning to Choose the Right License [XYZ 2023]

Choosing the right license is hard, and learning it takes long.
~~~

~~~md de.md:1
# Learning to Choose the Right License [XYZ 2023]

Die passende Lizenz zu wählen fällt schwer, und es zu lernen dauert lange.
~~~

Bad, a single word:

~~~md en.md
## Requirements

There are two requirements.
~~~

~~~md ja.md
## 要件

要件は二つあります。
~~~

~~~md ru.md
## Требования

Есть два требования.
~~~

~~~md th.md:1
## Requirements

มีข้อกำหนดสองข้อ
~~~

~~~md de.md
## Requirements

Es gibt zwei Anforderungen.
~~~

~~~md ko.md
## 요구 사항

요구 사항은 두 가지입니다.
~~~

Good:

~~~md th.md
## ข้อกำหนด

มีข้อกำหนดสองข้อ
~~~

Bad, most of a page:

~~~md en.md
# Choosing the right license

## Writing the first page

## Asking for more help

## Finding the right people

## Leaving the old project

Choosing the right page, writing for people, asking the old project and finding help is what more people want.
~~~

~~~md de.md:1
# Choosing the right license

## Writing the first page

## Asking for more help

## Finding the right people

## Leaving the old project

Die richtige Seite zu wählen, für alle zu schreiben und Hilfe zu finden ist das, was die meisten wollen.
~~~

Bad, without a source:

~~~md da.md:1
# Social media optimization

Brugen af sociale medier.
~~~

~~~md de.md
# Social-Media-Optimierung

Die Nutzung sozialer Medien.
~~~

~~~md fi.md:1
# Social media optimization

Sosiaalisen median käyttö.
~~~

~~~md is.md
# Hagræðing á samfélagsmiðlum

Notkun samfélagsmiðla.
~~~

~~~md pl.md
# Optymalizacja mediów społecznościowych

Wykorzystanie mediów społecznościowych.
~~~

Bad, a sentence in another script:

~~~md en.md
## Add attributes to a span

It is easy.
~~~

~~~md ja.md:1
## Add attributes to a span

簡単です。
~~~

Good:

~~~md ja.md
## スパンに属性を追加する

簡単です。
~~~

Bad, without a source, where as many have it as have their own:

~~~md en.md
## Setting up the server

Before setting up anything, read what the server needs.
~~~

~~~md ja.md:1
## Setting up the server

最初にサーバーに必要なものを読んでください。
~~~

~~~md ko.md
## 서버 설정

먼저 서버에 필요한 것을 읽으세요.
~~~

~~~md ru.md
## Настройка сервера

Сначала прочтите, что нужно серверу.
~~~

Bad, without a source, where one edition alone has its own:

~~~md en.md
## Setting up the server

Before setting up anything, read what the server needs.
~~~

~~~md ja.md:1
## Setting up the server

最初にサーバーに必要なものを読んでください。
~~~

~~~md ko.md:1
## Setting up the server

먼저 서버에 필요한 것을 읽으세요.
~~~

~~~md ru.md
## Настройка сервера

Сначала прочтите, что нужно серверу.
~~~

Good, names in the place of words:

~~~md en.md
## Visual Studio Code

Before setting up anything, read what the server needs.
~~~

~~~md ja.md
## Visual Studio Code

最初にサーバーに必要なものを読んでください。
~~~

~~~md ko.md
## Visual Studio Code

먼저 서버에 필요한 것을 읽으세요.
~~~

~~~md ru.md
## Редактор

Сначала прочтите, что нужно серверу.
~~~
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from smo_lint.model import Article, Edition, Pair, Problem, Span, lasting
from smo_lint.opposite import Side, beside, sides
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules._untranslated import Text, untranslated
from smo_lint.rules.headings._names import is_product

# From so many headings of one edition on, they are told at once.
MANY = 5
# Where a work was published.
_WORK = regex(r"[\[(][A-Z][A-Za-z]*[A-Z][ '’-]?(?:19|20)?\d\d[\])]")


@rule("HD109", severity="warning", witness=True)
def untranslated_heading(article: Article) -> Iterator[Problem]:
    """Report each heading that was not translated where it should be."""
    found: dict[Edition, list[tuple[Text, Text]]] = {}
    for texts in _together(article):
        for copy, original in untranslated(article, texts):
            if _is_product(original.edition, original.at.start):
                continue
            found.setdefault(copy.edition, []).append((copy, original))
    for copies in found.values():
        told = [copies] if len(copies) >= MANY else [[both] for both in copies]
        yield from map(_problem, told)


def _problem(copies: Sequence[tuple[Text, Text]]) -> Problem:
    (copy, original), *rest = copies
    more = f", and {len(rest)} more" if rest else ""
    return Problem(
        copy.place,
        f"heading left untranslated: {quote(copy.text)}, as in {original.edition.lang}{more}",
        severity="hint" if not rest and _WORK.search(copy.text) else "",
        related=(original.place, *(replace(other.place, note="another one") for other, _ in rest)),
    )


def _together(article: Article) -> Iterator[list[Text]]:
    """Yield what the editions write for each heading, the source's or the first edition's first."""
    seen: set[tuple[Edition, int]] = set()
    for edition in (article.source,) if article.source else article.editions:
        others = [(other, dict(_met(pair, side))) for other, pair, side in beside(article, edition)]
        for number in range(len(_headings(edition))):
            if (edition, number) not in seen:
                places = {edition: number}
                for other, met in others:
                    if number in met:
                        places.setdefault(other, met[number])
                seen.update(places.items())
                yield [_text(other, place) for other, place in places.items()]


def _text(edition: Edition, number: int) -> Text:
    start, end, text = _headings(edition)[number]
    return Text(edition, text, Span(start, end), "the heading")


@lasting
def _headings(edition: Edition) -> tuple[tuple[int, int, str], ...]:
    """Where each heading stands, and what it says."""
    return tuple((*node.span, prose(edition, node).text) for node in edition.find("heading"))


@lasting
def _met(pair: Pair, side: Side) -> tuple[tuple[int, int], ...]:
    """The number of each heading of one side, with that of its counterpart where this is one as well."""
    here, there = sides(pair, side)
    numbers = {node: number for number, node in enumerate(there.find("heading"))}
    others = [pair.counterpart(node) for node in here.find("heading")]
    return tuple((number, numbers[other]) for number, other in enumerate(others) if other in numbers)


@lasting
def _is_product(edition: Edition, start: int) -> bool:
    return any(is_product(edition, node) for node in edition.find("heading") if node.span.start == start)
