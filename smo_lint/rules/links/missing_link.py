"""A link of the source is missing in the translation.

The reader cannot follow what readers of the source can. Destinations of matched blocks are compared
whatever their order; a difference of language, host edition, extension, depth or trailing slash is
none. A link that its block mentions twice, a link whose block is missing as a whole, and one that
turns up in a block of its own are not reported, nor is one to the page itself or to the front page of
another site where its block leads into that site; one that is there but broken is what other rules say. The
message tells whether the words of the link still stand there, without the link. Links that one block lacks
are one finding. It is a warning where the block still leads to another address of the same file or where
only badges are lost, pictures from elsewhere that are links, and a hint where the two blocks share nothing
and a block without a counterpart stands beside one of them, which may be the one. A bare address in
parentheses is no link for most generators, and one inside code is none for all of them.

Bad:

~~~md en.md
# Guide

Install [Docker](https://docker.com) first, then read the [manual](manual.md).
~~~

~~~md pl.md:3
# Poradnik

Najpierw zainstaluj Docker, potem przeczytaj [podręcznik](manual.md).
~~~

Good:

~~~md pl.md
# Poradnik

Przeczytaj [podręcznik](manual.md), ale najpierw zainstaluj [Docker](https://www.docker.com/).
~~~

A link may lead to the edition of the reader's own language:

Good:

~~~md pl.md
# Poradnik

Najpierw zainstaluj [Dockera](https://docker.com/pl/), potem przeczytaj [podręcznik](../pl/manual/).
~~~

Bad:

~~~md en.md
For inspiration, read the [manual](https://example.com/manual).
~~~

~~~md es.md:1
Para inspirarte, lee el manual (https://example.com/manual).
~~~

Bad:

~~~md en.md
Use it with the less variable [prefix](prefix.md).
~~~

~~~md es.md:1
Se usa con la `variable less [prefix](prefix.md)`.
~~~

Bad, one finding for the paragraph:

~~~md en.md
Take the [MIT](https://example.org/mit) license, or that of [ISC](https://example.org/isc).
~~~

~~~md es.md:1
Tome la licencia MIT o la de ISC.
~~~

Bad, a warning, there is another way to it:

~~~md en.md
Take it from [dist](https://files.example.org/browse/app@5/dist/) or [our files](https://files.example.org/app/dist).
~~~

~~~md es.md:1
Tómelo de [nuestros archivos](https://files.example.org/app/dist).
~~~

Bad, a warning, badges:

~~~md en.md
[![Version](https://badges.example.org/version.svg)](https://packages.example.org/lamp)
[![Build](https://badges.example.org/build.svg)](https://build.example.org/lamp)
~~~

~~~md es.md:1
[![Versión](https://badges.example.org/version.svg)](https://packages.example.org/lamp)
~~~

Good, the front page of a site that the block leads into:

~~~md en.md
Run it on [Orkan](https://www.orkan.example.org) as these [steps](https://orkan.example.org/blog/steps) say.
~~~

~~~md es.md
Siga los [pasos para Orkan](https://orkan.example.org/blog/steps).
~~~

Good, the line of languages:

~~~md en.md
English | [español](./es.md) | [Deutsch](./de.md)
~~~

~~~md es.md
[English](./en.md) | español | [Deutsch](./de.md)
~~~

Good, the same, with the address at which everybody reads it:

~~~md en.md
English | [español](https://git.example.org/lamps/lamp/blob/main/es.md)
~~~

~~~md es.md
[English](./en.md) | español
~~~

Good, a link into the computer of whoever wrote the source:

~~~md en.md
Show [details](vscode-file://vscode-app/Applications/workbench.html) when somebody asks for them.
~~~

~~~md es.md
Muestre los detalles cuando alguien los pida.
~~~

Bad, a warning, in an edition that tells in short what the source tells at length:

~~~md en.md
# Lamps

Everybody who reads at night needs a lamp, as [Ada](https://ada.example.org) found out in a long winter
without one, and as her sister did in the winter after it.

Put it on the left of the book, never behind it: [Bob](https://bob.example.org) shows with many pictures
what happens to the eyes of those who do. [Dora](https://dora.example.org) has some advice of her own.

Then take a [hook](https://hook.example.org), a long one, and hang up what else is in the way of the light,
coats and hats above all, and the [paper](https://paper.example.org) of yesterday.
~~~

~~~md es.md:3
# Lámparas

Quien lee de noche necesita una lámpara.

Póngala a la izquierda del libro, como muestra [Bob](https://bob.example.org).

Cuelgue lo demás de un gancho.
~~~

Good, an item of a list that the source has below one of several headings, and the translation below none:

~~~md en.md
# Guide

Take `one`.

## Money

There are several ways, and `money` is but one.

### Sales

Sell your [shirts](https://shirts.example.org) to all who like the project.

### Grants

Those who got one:

- The [Lamp Fund](https://lamps.example.org/grants) for those who work at night
- [Hooks](https://hooks.example.org) for all others, which asks for nothing

## Rules

Read `rules`.
~~~

~~~md es.md
# Guía

Tome `one`.

## Dinero

Hay varias maneras, y `money` es solo una.

Estas son las que se conocen:

- Venda sus camisas a todos los que aman el proyecto
- Pida una beca, como la del [fondo](https://lamps.example.org/grants) de las lámparas
- Busque una empresa que pague por lo que hace

## Reglas

Lea `rules`.
~~~

Good, an address that stands for the reader's own:

~~~md en.md
Open the dashboard (http://NodeIP:5601), then set the url to <b>https://_name_.example.org/</b>.
~~~

~~~md es.md
Abra el panel (`http://NodeIP:5601`) y cambie la url a `https://<nombre>.example.org/`.
~~~

Good, a link that is there but torn leads to an id of its own:

~~~md en.md
Set the [language](/docs/i18n#Path) first.
~~~

~~~md es.md
Primero configure el [idioma] (i18n#Ruta).
~~~

Good, a page as an archive keeps it:

~~~md en.md
As [Ada](https://web.archive.org/web/20190304000000/https://example.net/ada) said.
~~~

~~~md es.md
Como dijo [Ada](https://example.net/ada).
~~~

Good, one of two that moved to the block before:

~~~md en.md
- Use a [lamp](https://lamp.example.org) and a `hook` to read at night.

<aside markdown="1">
  Use a [lamp](https://lamp.example.org) for the dull parts.
</aside>

- Rest, as `sleep` says.
~~~

~~~md de.md
- Lies nachts mit einer [Lampe](https://lamp.example.org) und einem `hook`.
[Lampe](https://lamp.example.org) für die langweiligen Teile.

<aside markdown="1">
</aside>

- Ruhe dich aus, wie `sleep` sagt.
~~~

Bad, without a source, where each edition names the place in its own words:

~~~md de.md
Wie man [beginnt](../guide/#anfang), steht oben.
~~~

~~~md en.md
How to [begin](../guide/#start) stands above.
~~~

~~~md es.md:1
Cómo empezar está arriba.
~~~

~~~md fr.md
Comment [commencer](../guide/#debut) est plus haut.
~~~

Bad, a hint, a paragraph beside one that has no counterpart:

~~~md en.md
# Lamp

What does their [survey](https://example.org/survey) show that was made among them last year?

How many people do they reach, and what do these people want of a lamp?

Read `first`.
~~~

~~~md pl.md:3
# Lampa

Dobra lampa zaprasza ludzi, żeby usiedli przy stole i porozmawiali ze sobą choć chwilę.

Przeczytaj `first`.
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edition, Location, Node, Pair, Problem, Span
from smo_lint.prose import letters
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._evidence import by_place
from smo_lint.rules._hole import hole
from smo_lint.rules._quote import quote
from smo_lint.rules.headings._outline import undivided
from smo_lint.rules.links._changes import Change, changes, equals, leads_to_itself, parts, switches_to
from smo_lint.rules.links._kinship import same_page
from smo_lint.rules.links._raw import struck, without_code
from smo_lint.rules.links._references import incomplete, key
from smo_lint.rules.links._references import undefined as without_definition
from smo_lint.rules.links._surplus import stands_near
from smo_lint.rules.links._targets import shown, target
from smo_lint.rules.lists._runs import item_of
from smo_lint.rules.text._alone import condensed

_BRACKETED = regex(r"[(（\[]([^()（）\[\]]+)")
# What a bare address stands behind when it is not the second half of a link: other rules say that.
_PARENTHESIS = regex(r"[^\s\]］][ \t]?[(（]$")


@rule("LK101", runs=True)
def missing_link(pair: Pair) -> Iterator[Problem]:
    """Report the links that a matched block has in the source only: one finding for each place."""
    lost: dict[Location, list[Node]] = {}
    blocks: dict[Location, Node] = {}
    undefined: list[Node] = []
    for change in changes(pair):
        if change.how == "missing" and change.source is not None and not _written(pair, change):
            if _defined(pair, change.source, change.block):
                undefined.append(change.source)
                continue
            words = _words(pair, change.source, change.block)
            at = pair.target.at(words or change.block)
            blocks[at] = change.block
            lost.setdefault(at, []).append(change.source)
    yield from _bare(pair)
    yield from _definitions(pair, undefined)
    for at, found in lost.items():
        urls = ", ".join(shown(link.url) for link in found)
        if pair.target.slice(at.span) == found[0].text.strip():
            said = f"{quote(found[0].text)} is plain text, but leads to {urls} in {pair.source.lang}"
        else:
            number = "a link is missing that leads" if len(found) == 1 else f"{len(found)} missing links lead"
            said = f"{number} to {urls} in {pair.source.lang}"
        yield Problem(
            at,
            said,
            related=tuple(pair.source.at(link, "the link") for link in found),
            topic=" ".join(sorted(_topic(pair, link) for link in found)),
            covers=hole(pair.target, blocks[at]),
            severity=_weight(pair, found, blocks[at], at),
        )


def _weight(pair: Pair, links: list[Node], block: Node, at: Location) -> str:
    """How much links that a block lacks weigh, where it is not as much as others."""
    if all(_still_near(pair, link, block) or _badge(pair, link) for link in links):
        return "warning"
    if at.span == block.span and by_place(pair, block):
        return "hint"
    return "warning" if condensed(pair) else ""


def _still_near(pair: Pair, link: Node, block: Node) -> bool:
    """Whether a block leads to a file of the same name on the other site that a link leads to."""
    lost = parts(pair, link)
    left = (parts(pair, node) for node in block.find("link"))
    return bool(lost.site and lost.path) and any(
        lost.site == there.site and lost.path[-1] == there.path[-1] for there in left if there.path
    )


def _badge(pair: Pair, link: Node) -> bool:
    """Whether a link is nothing but a picture from elsewhere."""
    whole = [node for node in link.children if node.kind != "text" or node.text.strip()]
    return bool(whole) and all(node.kind == "image" and parts(pair, node).site for node in whole)


def _defined(pair: Pair, link: Node, block: Node) -> bool:
    """Whether the block still names the label of a link, which only the source defines."""
    if not link.name or link.name == "auto":
        return False
    label = key(link.name)
    if label not in {key(node.name) for node in pair.source.find("definition")}:
        return False
    known = {key(node.name) for node in pair.target.find("definition")}
    return label not in known and f"[{label}]" in key(without_code(pair.target, block))


def _definitions(pair: Pair, links: list[Node]) -> Iterator[Problem]:
    """One problem for all labels that lost their definitions, where definitions usually stand."""
    if links:
        first = {key(link.name): link for link in reversed(links)}
        labels = [link.name for link in reversed(first.values())]
        more = f" and {len(labels) - 3} more" if labels[3:] else ""
        named = ", ".join(map(quote, labels[:3])) + more
        end = len(pair.target.text.rstrip())
        definitions = {key(node.name): node for node in reversed(list(pair.source.find("definition")))}
        yield Problem(
            pair.target.at(Span(end, end)),
            f"no definition of {named}, so links are plain text, but {pair.source.lang} has one",
            related=tuple(pair.source.at(definitions[label], "the definition") for label in reversed(first)),
            topic=" ".join(sorted(first)),
        )


def _written(pair: Pair, change: Change) -> bool:
    """Whether the link is there, but broken: its address stands in the block, or a link has none; or whether
    it leads to where the reader is, or stands in a block beside, once more than in the source."""
    assert change.source is not None
    if leads_to_itself(pair, change.source) or stands_near(pair, change.source, change.block):
        return True
    if switches_to(change.source, pair.target.path) or _in_another_list(pair, change.block):
        return True
    address = "".join(change.source.url.split()).casefold()
    if address in "".join(without_code(pair.target, change.block).split()).casefold():
        return True
    if _torn(pair, change.source, change.block) or _enters(pair, change.source, change.block):
        return True
    if any(not link.url and link.text.strip() for link in change.block.find("link")):
        return True
    if incomplete(pair.target):
        return False
    # Where the source has undefined labels too, nothing is said about the translation's.
    match = pair.match(change.block)
    beside = match.source if match else ()
    return _undefined(pair.target, (change.block,)) and not _undefined(pair.source, beside)


def _in_another_list(pair: Pair, block: Node) -> bool:
    """Whether an item leads nowhere at all, and met one of a list that the source has below one of several
    headings, of which there is none here."""
    match = pair.match(block)
    if match is None or item_of(pair.target, block) is None or any(block.find("link", "inline_code")):
        return False
    around = {above for node in match.source for above in pair.source.ancestors(node)}
    return any(not around.isdisjoint(parts) for parts in undivided(pair).values())


def _enters(pair: Pair, link: Node, block: Node) -> bool:
    """Whether a link leads to the front page of another site, and its block into that site."""
    there = parts(pair, link)
    front = bool(there.site) and not there.path and not there.query
    return front and any(parts(pair, node).site == there.site for node in block.find("link"))


def _torn(pair: Pair, link: Node, block: Node) -> bool:
    """Whether an address between brackets that make no link leads where a link does, in other words."""
    there, langs = parts(pair, link), (pair.source.lang, pair.target.lang)
    pieces = [found[1].split() for found in _BRACKETED.finditer(struck(pair.target, block))]
    heres = [target(url, langs) for words in pieces if words for url in (words[0], "".join(words))]
    return any(
        same_page(there, here, pair.target.lang)
        or ((here.site, here.path[-1:]) == (there.site, there.path[-1:]) and (here.path or here.fragment))
        for here in heres
    )


def _undefined(edition: Edition, blocks: tuple[Node, ...]) -> bool:
    places = [base + found.start() for base, found in without_definition(edition)]
    return any(block.span.start <= place < block.span.end for block in blocks for place in places)


def _bare(pair: Pair) -> Iterator[Problem]:
    """Yield the links of which only the address is left, in parentheses behind their words."""
    for source, bare in equals(pair, "link"):
        if bare.name == "auto" != source.name:
            before = pair.target.text[: bare.span.start].rstrip()[-8:]
            if letters(source.text) > 2 and _PARENTHESIS.search(before):
                words, lang = quote(source.text), pair.source.lang
                yield Problem(
                    pair.target.at(bare),
                    f"bare address {shown(bare.url)}, but {words} is linked in {lang}",
                    related=(pair.source.at(source, "the link"),),
                    topic=_topic(pair, source),
                )


def _topic(pair: Pair, link: Node) -> str:
    """What a link leads to; a place on this site is called otherwise in each language."""
    there = parts(pair, link)
    return (there if there.site else there._replace(fragment="")).topic


def _words(pair: Pair, link: Node, block: Node) -> Span | None:
    """Where the text of a link stands without the link: a name, code, or text left as it was."""
    text = pair.source.slice(link.inner).strip()
    if len(text) < 3 or link.name == "auto":
        return None
    whole = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(text)}(?![A-Za-z0-9_])")
    for found in whole.finditer(pair.target.text, block.span.start, block.span.end):
        span = Span(found.start(), found.end())
        if not any(n.span.start <= span.start < n.span.end for n in block.find("link", "image")):
            return span
    return None
