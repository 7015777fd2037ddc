"""A paragraph of the reference has no counterpart.

Readers of this language do not get what it says. A paragraph that was joined with its neighbour is
not missing, nor is one that stands right behind the closing tag of an element, which makes it a part of
that, nor is one that holds no words of its own (a picture, a badge, a template): other rules
look after these. Where the same section has a paragraph that the reference lacks, the one may stand for
the other: a hint. So is a short line that only leads from a heading on to the list or code below. Of a
section that tells in half as many paragraphs what the reference tells, their number is said. A missing
section, list, table or admonition is reported as a whole, elsewhere.

Bad:

~~~md en.md
# Guide

Install the package with one command.

Restart the server after every change of its configuration.

Then open the page in your browser.
~~~

~~~md de.md:3
# Anleitung

Installieren Sie das Paket mit einem Befehl.

Öffnen Sie dann die Seite im Browser.
~~~

Good:

~~~md de.md
# Anleitung

Installieren Sie das Paket mit einem Befehl.

Starten Sie den Server nach jeder Änderung seiner Konfiguration neu.

Öffnen Sie dann die Seite im Browser.
~~~

Good, two in one:

~~~md de.md
# Anleitung

Installieren Sie das Paket mit einem Befehl. Starten Sie den Server nach jeder
Änderung seiner Konfiguration neu.

Öffnen Sie dann die Seite im Browser.
~~~

Good, two that lost the blank line between them:

~~~md en.md
# Guide

There are ready texts, so you need not write one, and many sites use [the Plain Text](https://plain.example.org).

Put it into a file PLAIN beside the others, and lead to it from your README.

## Samples

You find them in the folder of the same name, one for each kind of text.

They may be changed as you like, for nobody keeps them as they are.

Who wants to send one will be told how that is done by the others.
~~~

~~~md de.md
# Anleitung

Es gibt fertige Texte, und sehr viele Seiten nehmen [den Plain Text](https://plain.example.org).
Er kommt in die Datei PLAIN neben den anderen, README führt dann hin.

## Beispiele

Sie finden sie im Ordner des gleichen Namens, einen für jede Art von Text.

Sie dürfen sie ändern, wie Sie mögen, denn niemand lässt sie, wie sie sind.

Wer einen senden möchte, dem sagen die anderen gern, wie man das macht.
~~~

Good, a paragraph that became a list:

~~~md en.md
# Guide

It can be used to divide a page from left to right. Each part may grow as its readers want.
A part may have a least width.

## Samples
~~~

~~~md de.md
# Anleitung

- Damit lässt sich eine Seite von links nach rechts teilen.
- Jeder Teil darf wachsen, wie die Leser wollen.
- Ein Teil kann eine kleinste Breite haben.

## Beispiele
~~~

Good, the text of an item that the reference has outside of it:

~~~md en.md
1. **Easy on the eyes**

What is shown at night must not be too bright, for readers tire of it.

## Samples
~~~

~~~md de.md
1. **Angenehm für die Augen**

   Was nachts gezeigt wird, darf nicht zu hell sein, denn das ermüdet die Leser.

## Beispiele
~~~

Good, where an element swallows it:

~~~md en.md
# Guide

Set your own limits:

<aside>
  My time is my own.
</aside>

Learn to say no at once to those who ask for too much.

Then rest.
~~~

~~~md de.md
# Anleitung

Setzen Sie sich Grenzen:

<aside>
  Meine Zeit gehört mir.

</aside>
Lernen Sie, sofort nein zu sagen, wenn jemand zu viel verlangt.

Dann ruhen Sie sich aus.
~~~

Bad, their number in a section that was shortened:

~~~md en.md
## Talk

To talk is good, but there is a difference between a talk that leads somewhere and one that does not.

Let people talk for as long as they come closer to each other, and end it when they do not any more.

When a talk goes on for too long, its heat grows and nobody knows any more what was asked at first.

With everything that you say, ask yourself how it brings the whole of you nearer to what you want.
~~~

~~~md de.md:5
## Reden

Reden ist gut, aber nicht jedes Gespräch führt irgendwohin; beenden Sie es, wenn es niemandem hilft.

Wenn ein Gespräch zu lange dauert, wird es hitzig, und niemand weiß mehr, worum es anfangs ging.
~~~

Bad, two lists became one:

~~~md en.md
- `one`
- `two`

They broadly fall into the following categories, by their size:

- `small`
- `large`
- `huge`
~~~

~~~md fr.md:2
- `one`
- `two`
- `small`
- `large`
- `huge`
~~~

Good:

~~~md fr.md
- `one`
- `two`

Elles se répartissent globalement en trois catégories :

- `small`
- `large`
- `huge`
~~~

Bad, a hint, where another one stands:

~~~md en.md
## Friends

Nothing here would be where it is without all of you, be it with a name or without one.

> [Write to us](https://example.org/write)
~~~

~~~md fr.md:1
## Amis

> [Écrivez-nous](https://example.org/write)

Merci beaucoup à toutes et à tous !
~~~

Bad, a hint, in an edition that tells in short what the source tells at length:

~~~md en.md
# Lamps

Everybody who reads at night needs a lamp, as [Ada](https://ada.example.org) found out in a long winter
without one, and as her sister did in the winter after it.

Put it on the left of the book, never behind it: [Bob](https://bob.example.org) shows with many pictures
what happens to the eyes of those who do. [Dora](https://dora.example.org) has some advice of her own.

Then take a [hook](https://hook.example.org), a long one, and hang up what else is in the way of the light,
coats and hats above all, and the [paper](https://paper.example.org) of yesterday.
~~~

~~~md fr.md:5
# Lampes

Qui lit la nuit a besoin d’une lampe.

Mettez-la à gauche du livre, comme le montre [Bob](https://bob.example.org).
~~~

Good, a table that is broken in the source, as `extra-table-row` says:

~~~md en.md
Its options:

| Name   | Meaning      |
|--------|--------------|--|
| `size` | how large the window of the page is when it is opened |
| `name` | what the window is called where others speak of it |

They end here.
~~~

~~~md fr.md
Ses options :

| Nom    | Sens      |
|--------|-----------|
| `size` | la taille de la fenêtre quand la page s'ouvre |
| `name` | le nom de la fenêtre pour les autres |

Elles finissent ici.
~~~

Good, a line by which readers choose their language:

~~~md en.md
# Guide

_Read this in other languages:_ [in French](fr.md), [in German](de.md)

Install it with `tool add`, then start it.
~~~

~~~md fr.md
# Guide

Installez-le avec `tool add`, puis démarrez-le.
~~~

Good, two that became one, with the code between them lost:

~~~md en.md
# Judge

No decision of Ada is a secret: each of them has its reason and says what it has cost, and shows it:

```sh
judge trace --all
```

The words that it asks with are kept for good, and nobody changes them without a look at the `golden` set.

## End
~~~

~~~md fr.md
# Juge

Aucune décision d’Ada n’est un secret : chacune a sa raison et dit ce qu’elle a coûté, et elle le montre.
Les mots avec lesquels il demande sont gardés, et personne ne les change sans regarder les exemples `golden`.

## Fin
~~~

Good, its names stand in the counterpart of another one of the section:

~~~md en.md
# Learning

Ada and Bob say whether it was worth it, and that is what the weights of Cid learn from, as time goes by.

> Wait a while.

The loop is run once more by `learn --cohort`, with a hundred readers of all kinds, and each of them likes
something else, at another time of the day, and says so more or less often than those beside.

Read `last`.
~~~

~~~md fr.md
# Apprendre

> Attendez un peu.

Ada et Bob disent si cela valait la peine, et les poids de Cid en apprennent ; puis la boucle recommence avec
`learn --cohort` et cent lecteurs, dont chacun aime autre chose.

Lisez `last`.
~~~

Bad, a hint, a line that leads from a heading to a list:

~~~md en.md
# Next

When all of this is done, we recommend that you read:

- [The rules](/rules)
- [The map](/map)
~~~

~~~md fr.md:1
# La suite

- [Les règles](/rules)
- [La carte](/map)
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import excerpt
from smo_lint.rules.tables._broken import torn
from smo_lint.rules.text._alone import absorbed, answered, condensed, shortened, swallowed, texts, worded
from smo_lint.rules.text._elsewhere import leads_on, leads_to_told, swallowed_over_code, told_beside


@rule("TX102", severity="warning", runs=True)
def missing_paragraph(pair: Pair) -> Iterator[Problem]:
    """Report each paragraph and each quotation that the target lacks; of a shortened section, how many."""
    tables = torn(pair).values()
    lost = [
        node
        for node in pair.missing("paragraph", "quote")
        if node not in tables
        and worded(pair.source, node)
        and not absorbed(pair, node)
        and not swallowed(pair, node)
        and not told_beside(pair, node)
        and not swallowed_over_code(pair, node)
        and not leads_to_told(pair, node)
    ]
    short = {section: nodes for section, nodes in _sections(pair, lost) if shortened(pair, section, nodes)}
    for section, nodes in short.items():
        yield _some(pair, section, nodes)
    for node in lost:
        if pair.source.parent(node) in short:
            continue
        lang = pair.source.lang
        kind = "quotation" if node.kind == "quote" else "paragraph"
        yield Problem(
            pair.gap(node),
            f"a {kind} of {lang} is missing here: {excerpt(pair.source, node)}",
            related=(pair.source.at(node, f"the {kind} in {lang}"),),
            severity="hint" if answered(pair, node) or condensed(pair) or leads_on(pair, node) else "",
        )


def _sections(pair: Pair, lost: list[Node]) -> Iterator[tuple[Node, list[Node]]]:
    """Yield each section that lost several paragraphs, with these."""
    found: dict[Node, list[Node]] = {}
    for node in lost:
        section = pair.source.parent(node)
        if section is not None and section.kind == "section":
            found.setdefault(section, []).append(node)
    yield from ((section, nodes) for section, nodes in found.items() if len(nodes) > 1)


def _some(pair: Pair, section: Node, nodes: list[Node]) -> Problem:
    """How many paragraphs a section lacks: of one that was shortened nothing tells which they are."""
    lang = pair.source.lang
    return Problem(
        pair.gap(nodes[0]),
        f"{len(nodes)} of the {len(texts(section))} paragraphs that {lang} has in this section are missing",
        related=tuple(pair.source.at(node, f"perhaps this one of {lang}") for node in nodes),
    )
