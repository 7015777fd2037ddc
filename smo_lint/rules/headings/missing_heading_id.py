"""A heading lacks the explicit id that it has in the reference.

Its id is then made of the translated text: links from other pages and languages end at the top of
the page. A page without any id is one finding, at its first such heading. An id that lost a brace is
shown as text, and does not count. Where the reference has no explicit ids, but nearly all headings of
this page have those that the reference's generate, the others need theirs too.

Bad:

~~~md en.md
# Guide {#guide}

## Install {#install}

## Run {#run}
~~~

~~~md pl.md:3,5
# Poradnik {#guide}

## Instalacja

## Uruchomienie {#run
~~~

Good:

~~~md pl.md
# Poradnik {#guide}

## Instalacja {#install}

## Uruchomienie {#run}
~~~

Good, whatever stands before the line with the id:

~~~md en.md
<p>One</p>

<a name="two"></a>

## Two
~~~

~~~md pl.md
<p>Jeden</p>
<a name="two"></a>

## Dwa
~~~

Bad:

~~~md en.md
# Guide { #guide }

## Install { #install }
~~~

~~~md pl.md:1
# Poradnik

## Instalacja
~~~

Good:

~~~md pl.md
# Poradnik { #guide }

## Instalacja { #install }
~~~

Bad:

~~~md en.md
# Guide

## Install

## Configure

## Run

## Stop now
~~~

~~~md pl.md:9
# Poradnik

## Instalacja {#install}

## Konfiguracja {#configure}

## Uruchomienie {#run}

## Zatrzymanie
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja {#install}

## Konfiguracja {#configure}

## Uruchomienie {#run}

## Zatrzymanie {#stop-now}
~~~

Good, a heading that is a name in both:

~~~md en.md
# Guide

## Install

## Configure

## Run

## Mention
~~~

~~~md pl.md
# Poradnik

## Instalacja {#install}

## Konfiguracja {#configure}

## Uruchomienie {#run}

## Mentions
~~~

Bad, the id is made as those of the other headings are:

~~~md en.md
# Guide

## Keys & locks

## Doors, windows & roofs

## Walls
~~~

~~~md pl.md:5
# Poradnik {#guide}

## Klucze i zamki {#keys-locks}

## Drzwi, okna i dachy

## Ściany {#walls}
~~~

Good:

~~~md pl.md
# Poradnik {#guide}

## Klucze i zamki {#keys-locks}

## Drzwi, okna i dachy {#doors-windows-roofs}

## Ściany {#walls}
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote, reference
from smo_lint.rules.headings._ids import expected, fits, line_end, made, near, torn, written
from smo_lint.rules.headings._outline import named


@rule("HD108", site=True)
def missing_heading_id(pair: Pair) -> Iterator[Problem]:
    """Report matched headings whose id is lost: one by one, or once where the target has none at all."""
    bare = [(s, t) for s, t in pair.matched("heading") if not t.anchor and t.text.strip()]
    lost = [(s, t) for s, t in bare if s.anchor]
    if len(lost) > 1 and not any(node.anchor for node in pair.target.find("heading")):
        yield _of_page(pair, lost)
        return
    for source, target in bare:
        remains, wanted = torn(pair.target, target), expected(pair, source)
        if not source.anchor and (fits(target, wanted) or near(target, wanted)):
            wanted = ""  # the heading was not translated, and generates the same id or nearly so
        if remains or wanted:
            related = (pair.source.at(source, f"the heading {named(pair.source, source)}"),)
            message = _message(pair, source, wanted, remains)
            fix = _fix(pair, source, target, wanted)
            # Not every reference knows what a torn id was.
            topic = pair.target.slice(remains) if remains else wanted
            yield Problem(pair.target.at(target), message, related, fix, topic)


def _message(pair: Pair, source: Node, wanted: str, remains: Span | None) -> str:
    where = reference(pair)
    if remains is None and not source.anchor:
        names = " or ".join(f"“{name}”" for name in made(pair, source))
        return f"no id, while other headings here keep those of {where}: this one is {names} there"
    if remains is None:
        return f"no id, but “{wanted}” in {where}"
    meant = f"“{wanted}” is the id in {where}" if wanted else "a brace or the number sign is lost"
    return f"{quote(pair.target.slice(remains))} is no id, {meant}"


def _fix(pair: Pair, source: Node, target: Node, wanted: str) -> Fix | None:
    if source.anchor:
        edits = _edits(pair, source, target)
        return Fix("Add the id of the reference", edits) if edits else None
    remains, end = torn(pair.target, target), line_end(pair.target, target)
    if remains:
        name = pair.target.slice(remains).strip(" \t{}｛｝#＃")
        return Fix("Close the braces", (Edit(remains, f" {{#{name}}}"),))
    taken = {node.anchor for node in pair.target.find("heading")}
    if wanted in taken or target.marker is None or len(made(pair, source)) > 1:
        return None
    return Fix("Add the id of the reference", (Edit(Span(end, end), f" {{#{wanted}}}"),), safe=False)


def _of_page(pair: Pair, lost: list[tuple[Node, Node]]) -> Problem:
    source, target = lost[0]
    edits = tuple(edit for s, t in lost for edit in _edits(pair, s, t))
    fix = Fix("Add the ids of the reference", edits) if len(edits) >= len(lost) else None
    names = ", ".join(s.anchor for s, _ in lost[:3]) + ("…" if len(lost) > 3 else "")
    where = reference(pair)
    message = f"no heading has an id, but {len(lost)} of these have one in {where}: {names}"
    related = tuple(pair.target.at(t, f"lacks “{s.anchor}”") for s, t in lost[1:])
    return Problem(pair.target.at(target), message, (pair.source.at(source, "the heading"), *related), fix)


def _edits(pair: Pair, source: Node, target: Node) -> tuple[Edit, ...]:
    """Add the id in the form that the source writes it in, if that stands after the text."""
    form = written(pair.source, source)
    if form is None or form.start < source.inner.end or target.marker is None:
        return ()
    text = " " + pair.source.slice(form)
    remains = torn(pair.target, target)
    end = line_end(pair.target, target)
    return (Edit(remains or Span(end, end), text),)
