"""The same paragraph stands twice in one section.

It is what is left when a translation is pasted beside its older self, or when two paragraphs were
given one translation. Only prose of some length is looked at, inside one list or section, and what
the source repeats at the same place may be repeated. Tables are left alone, and so are words with a colon
that lead to different things. A page that begins again, with its headings, is told once.

Bad:

~~~md en.md
You can install the package with one command.

Then open the page.
~~~

~~~md de.md:3
Sie können das Paket mit einem Befehl installieren.

Sie können das Paket mit einem Befehl installieren.

Öffnen Sie dann die Seite.
~~~

Good:

~~~md de.md
Sie können das Paket mit einem Befehl installieren.

Öffnen Sie dann die Seite.
~~~

Bad, two paragraphs with one translation:

~~~md en.md
Install the package with the first of these commands.

Remove the package with the second of these commands.
~~~

~~~md de.md:3
Installieren Sie das Paket mit dem ersten dieser Befehle.

Installieren Sie das Paket mit dem ersten dieser Befehle.
~~~

Good, the source does it too:

~~~md en.md
First, install the package with the command above.

Second, open it.

First, install the package with the command above.
~~~

~~~md de.md
Installieren Sie zuerst das Paket mit dem Befehl von oben.

Öffnen Sie es dann.

Installieren Sie zuerst das Paket mit dem Befehl von oben.
~~~

Good, what leads to different things:

~~~md en.md
Write this:

    open(page)

    close(page)
~~~

~~~md de.md
Schreiben Sie das in die Datei mit den Einstellungen:

    open(page)

Schreiben Sie das in die Datei mit den Einstellungen:

    close(page)
~~~

Bad, one after the other, whatever the second one leads to:

~~~md en.md
Write this into the file with the settings:

    open(page)
~~~

~~~md de.md:3
Schreiben Sie das in die Datei mit den Einstellungen:

Schreiben Sie das in die Datei mit den Einstellungen:

    open(page)
~~~

Good:

~~~md de.md
Schreiben Sie das in die Datei mit den Einstellungen:

    open(page)
~~~

Bad, a page that begins again:

~~~md en.md
# Guide

## Setup

## Settings

## First start

## Help
~~~

~~~md pl.md:11
# Poradnik

## Instalacja

## Ustawienia

## Pierwszy start

## Pomoc

# Poradnik

## Instalacja

## Ustawienia

## Pierwszy start

## Pomoc
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja

## Ustawienia

## Pierwszy start

## Pomoc
~~~
"""

from collections import Counter
from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem, Span, once
from smo_lint.prose import letters, prose
from smo_lint.rules import rule
from smo_lint.rules._quote import quote

# So many headings tell that a page stands twice, where so many of them are the same.
_HEADINGS, _SAME = 5, 0.8
# What words with a colon lead to.
_LED = ("code", "list", "table", "html", "quote")


@rule("TX104", severity="warning")
def duplicated_paragraph(pair: Pair, *, min_letters: int = 30) -> Iterator[Problem]:
    """Report each copy of a paragraph that the source does not repeat."""
    enough = min_letters * language(pair.target.lang).length
    anew = None if _anew(pair.source) else _anew(pair.target)
    if anew:
        end = Span(anew.span.start, len(pair.target.text))
        yield Problem(pair.target.at(anew), "the page begins again here, with the same headings", covers=end)
    for first, again in _copies(pair.target):
        if anew and again.span.start > anew.span.start:
            return
        if letters(prose(pair.target, again).text) < enough:
            continue
        one, other = pair.counterpart(first), pair.counterpart(again)
        if one and other and _words(one) == _words(other):
            continue
        if _parted(pair.target, first, again) and _leads(pair.target, first) != _leads(pair.target, again):
            continue
        once = f", once in {pair.source.lang}" if one or other else ""
        yield Problem(
            pair.target.at(again),
            f"the same paragraph twice{once}: {quote(prose(pair.target, again).text)}",
            related=(pair.target.at(first, "the first one"),),
            fix=None if other and other is not one else _fix(pair.target, first, again),
            covers=again.span,
        )


@once
def _anew(edition: Edition) -> Node | None:
    """The heading with which a page begins again, None where it does not."""
    headings = [node for node in edition.find("heading") if node.text.strip()]
    top = min((node.level for node in headings), default=0)
    first: dict[str, int] = {}
    for place, node in enumerate(headings):
        before = first.setdefault(_words(node), place)
        if before == place or node.level != top:
            continue
        above, below = ({_words(n) for n in run} for run in (headings[before:place], headings[place:]))
        enough = len(below) >= _HEADINGS and len(above & below) >= _SAME * max(len(above), len(below))
        return node if enough else None
    return None


@once
def _copies(edition: Edition) -> list[tuple[Node, Node]]:
    """The paragraphs of a section that are equal: the first, another."""
    found = []
    seen: dict[tuple[Node | None, str], Node] = {}
    begun = {node: tuple(node.text.split(None, 2)[:2]) for node in edition.find("paragraph")}
    often = Counter(begun.values())
    words = {node: _words(node) for node, first in begun.items() if often[first] > 1}
    times = Counter(words.values())
    for node in (node for node in words if times[words[node]] > 1):
        section = next((n for n in edition.ancestors(node) if n.kind in ("section", "document")), None)
        first = seen.setdefault((section, words[node]), node)
        if first is not node:
            found.append((first, node))
    return found


def _leads(edition: Edition, node: Node) -> str:
    """What stands under a paragraph that ends with a colon, where that is no paragraph; "" for others."""
    if not node.text.rstrip(" *_").endswith((":", "：")):
        return ""
    parent = edition.parent(node)
    after = parent.children[parent.children.index(node) + 1 :] if parent else ()
    return edition.slice(after[0].span) if after and after[0].kind in _LED else ""


def _parted(edition: Edition, first: Node, again: Node) -> bool:
    return bool(edition.text[first.span.end : again.span.start].strip())


def _words(node: Node) -> str:
    return " ".join(node.text.split())


def _fix(edition: Edition, first: Node, again: Node) -> Fix | None:
    """Delete the second one where it follows the first, with what separates them."""
    if _parted(edition, first, again):
        return None
    return Fix("Delete the second one", (Edit(Span(first.span.end, again.span.end), ""),))
