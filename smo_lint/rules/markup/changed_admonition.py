"""An admonition is of another kind than in the reference.

The keyword decides on the box, its colour and its icon; where it was translated, most frameworks show
no box at all. The title may be translated, the keyword may not. Upper and lower case are equal, and so
are two names of one box (`danger` and `error` are not). Behind `!!!` any word makes a box that looks
like a note: where it should be one, and Markdown dialects do not know the word, this is a warning.

The fix is safe where the keyword is none that Markdown dialects know; after `!!!`, where the keyword is
shown when there is no title, what was shown stays as the title; so it does after `///` on a page that
writes titles there.

Bad:

~~~md en.md
# Routes

::: tip Note
Order matters.
:::

> [!WARNING]
> Never do this.

!!! tip "Hint"
    Read on.
~~~

~~~md pt.md:3,7,10
# Rotas

::: dica Nota
A ordem importa.
:::

> [!AVISO]
> Nunca faça isso.

!!! nota "Dica"
    Continue lendo.
~~~

Good:

~~~md pt.md
# Rotas

::: tip Nota
A ordem importa.
:::

> [!WARNING]
> Nunca faça isso.

!!! tip "Dica"
    Continue lendo.
~~~

Bad, a warning, a keyword that is shown:

~~~md en.md
!!! Note
    Read on.
~~~

~~~md ko.md:1
!!! 참고
    계속 읽으세요.
~~~

Good:

~~~md ko.md
!!! Note "참고"
    계속 읽으세요.
~~~

Bad, a word that became the keyword where the page writes titles:

~~~md en.md
/// note

Read `this`.

///

/// tip

Read `that`.

///
~~~

~~~md ru.md:7
/// note | Примечание

Читайте `this`.

///

/// подсказка

Читайте `that`.

///
~~~

Good:

~~~md ru.md
/// note | Примечание

Читайте `this`.

///

/// tip | Подсказка

Читайте `that`.

///
~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules.markup._admonitions import alert, keyword

# A title behind the keyword, as the page writes it.
_BAR = regex(r"^ {0,3}/{3,}[ ]*[\w-]+[ ]*\|[ ]*\S", re.MULTILINE)
_KNOWN = regex(
    r"note|info|tip|warning|caution|danger|error|important|hint|attention|success|question|failure|bug"
    r"|example|quote|abstract|summary|todo|seealso|admonition|details|check|tab|code-group|raw"
)


@rule("MK103")
def changed_admonition(pair: Pair) -> Iterator[Problem]:
    for place, name, there in _changed(pair):
        written = pair.target.slice(place)
        known = _KNOWN.fullmatch(written.lower()) is not None
        yield Problem(
            pair.target.at(place),
            f"admonition “{written}”, but “{name}” in {pair.source.lang or 'the reference'}",
            related=(pair.source.at(there, "the admonition there"),),
            fix=Fix(f"Write {name}", (Edit(place, _new(pair, place, name)),), not known),
            topic=name,
            severity="" if known or not _drawn_alike(pair, place, name) else "warning",
        )


def _drawn_alike(pair: Pair, place: Span, name: str) -> bool:
    """Whether a word that no dialect knows makes the box that it should: a note, behind `!!!`."""
    line = pair.target.text[pair.target.text.rfind("\n", 0, place.start) + 1 : place.start]
    return name.lower() == "note" and line.lstrip().startswith(("!!!", "???"))


def _new(pair: Pair, place: Span, name: str) -> str:
    """The keyword, and what was shown as the title where the keyword served as one."""
    text = pair.target.text
    line = text[text.rfind("\n", 0, place.start) + 1 : place.start].strip()
    rest = text[place.end :].partition("\n")[0].strip()
    written = pair.target.slice(place)
    if rest or _KNOWN.fullmatch(written.lower()):
        return name
    title = f"{written[:1].upper()}{written[1:]}"
    if line.rstrip("+") in ("!!!", "???"):
        return f'{name} "{title}"'
    return f"{name} | {title}" if set(line) == {"/"} and _BAR.search(text) else name


def _changed(pair: Pair) -> Iterator[tuple[Span, str, Node | Span]]:
    """Yield (keyword's place, what it must be, the place in the source)."""
    for source, target in pair.matched("admonition"):
        place = keyword(pair.target, target)
        if place and source.name.lower() != target.name.lower():
            yield place, source.name, source.marker or source
    for sources, targets in pair.prose() if "[!" in pair.target.text else ():
        at = alert(pair.target, targets[0]) if targets[0].kind == "paragraph" else None
        if at is None:
            continue
        box = pair.source.parent(sources[0])
        there = alert(pair.source, sources[0]) if sources[0].kind == "paragraph" else None
        if there is not None:
            name = pair.source.slice(there)
        elif box is not None and box.kind == "admonition":
            name, there = box.name, box.marker
        else:
            continue
        if there is not None and name.lower() != pair.target.slice(at).lower():
            yield at, name, there
