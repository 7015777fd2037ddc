"""The source has changed since it was translated.

Readers are told what no longer holds. A translation may say what it was made from: a commit under
`sourceCommit`, `source_commit`, `default_lang_commit` or `l10n.sourceCommit` in its front matter, or
the digest that Co-op Translator leaves in a comment. Then the source as it was is compared with the
source as it is; what the translation only lacks because it lags behind is not reported again.
`smo-lint stamp` records more: which sections were translated (see stale-section).

Where a translation says nothing, its last commit is taken for the day on which it was up to date.
That is a guess: only blocks that were added, removed or rewritten count then, and everything else is
reported as ever. The option `undeclared` turns this off.

Punctuation, white space, code, links, images and what only stands elsewhere do not make a translation
stale: the rules about these say what to do. Without git, only digests are compared.

Bad, where `en.md@1a2b3c4` is the source at that revision:

~~~md en.md
# Guide

Open the door before you start the engine.

Then wait for the green light.
~~~

~~~md en.md@1a2b3c4
# Guide

Open the window.
~~~

~~~md pl.md:2
---
sourceCommit: 1a2b3c4
---

# Poradnik

Otwórz okno.
~~~

Good, since it is translated from the source as it is:

~~~md en.md@2b3c4d5
# Guide

Open the door before you start the engine.

Then wait for the green light.
~~~

~~~md pl.md
---
sourceCommit: 2b3c4d5
---

# Poradnik

Otwórz drzwi, zanim uruchomisz silnik.

Potem poczekaj na zielone światło.
~~~

Good, since a link has changed, and that is reported itself:

~~~md en.md
# Guide

Open [the door](/doors).
~~~

~~~md en.md@1a2b3c4
# Guide

Open [the door](/door)!
~~~

Bad, where nothing is declared, and `en.md@` is the source when `pl.md` was last changed:

~~~md en.md
# Guide

Open the door before you start the engine.
~~~

~~~md en.md@
# Guide

Open the window.
~~~

~~~md pl.md:1
# Poradnik

Otwórz okno.
~~~

Good, where it was only polished:

~~~md en.md
# Guide

Open the little door slowly before you start the big old engine.
~~~

~~~md en.md@
# Guide

Open the little door slowly before you start the big, old motor.
~~~

~~~md pl.md
# Poradnik

Otwórz małe drzwi powoli, zanim uruchomisz duży, stary silnik.
~~~

Bad, with the digest of another text:

~~~md en.md
# Guide

Open the door.
~~~

~~~md pl.md:4
<!--
CO_OP_TRANSLATOR_METADATA:
{
  "original_hash": "0cc175b9c0f1b6a831c399e269772661",
  "source_file": "en.md"
}
-->
# Poradnik

Otwórz okno.
~~~

Good:

~~~md pl.md
<!--
CO_OP_TRANSLATOR_METADATA:
{
  "original_hash": "a8ef827e5bcc692bcafcdd076f7db230",
  "source_file": "en.md"
}
-->
# Poradnik

Otwórz drzwi.
~~~
"""

from collections.abc import Iterator

from smo_lint.lag import Change, changes
from smo_lint.model import Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.freshness._words import commits, extent, places
from smo_lint.stamps import Declared, declared, made_from


@rule("FR101", severity="warning")
def stale_edition(pair: Pair, *, undeclared: bool = True) -> Iterator[Problem]:
    """Report a translation once, with what has changed since it was made.

    undeclared  judge translations that do not say what they were made from by their last commit
    """
    told = declared(pair.target)
    if told and told.parts:
        return  # its sections are judged one by one
    if told and told.digest and pair.past is None:
        if not made_from(told, _content(pair)):
            message = f"{reference(pair)} is no longer the text that this was translated from"
            yield Problem(pair.target.at(told.span), message, topic=told.digest)
    elif told or undeclared:
        if found := _lag(pair, told):
            yield _problem(pair, told, found)


def _lag(pair: Pair, told: Declared | None) -> list[Change]:
    if pair.former is None:
        return []
    found = changes(pair.former, pair.source)
    return [change for change in found if told or not change.slight]


def _problem(pair: Pair, told: Declared | None, found: list[Change]) -> Problem:
    heading = next(pair.target.find("heading"), None)
    span = told.span if told else heading.span if heading else Span(0, 0)
    since = f"{told.revision[:12]}, which this was translated from" if told and told.revision else "this was"
    if since == "this was":
        since += " translated" if told else " last changed"
    message = f"{reference(pair)} has changed since {since}: {extent(found)}{commits(pair)}"
    topic = (told.revision or told.digest) if told else ""
    return Problem(pair.target.at(span), message, tuple(places(pair, found)), topic=topic)


def _content(pair: Pair) -> bytes:
    """The content of the source's file, as far as it is known: mixed newlines are not."""
    text = pair.source.text.replace("\n", pair.source.newline)
    return (("\ufeff" if pair.source.bom else "") + text).encode()
