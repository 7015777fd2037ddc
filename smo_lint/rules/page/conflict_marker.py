"""The markers of an unresolved merge are in the text.

Both sides of the conflict are on the page, which readers see twice, with `<<<<<<<` between. Markers
inside code are examples, and a line of `=======` on its own is an underlined heading; both are left
alone. Formatters join the lines of a conflict, so the markers are also found inside a paragraph.

Bad:

~~~md en.md
# Guide

Install it first.
~~~

~~~md pl.md:3
# Poradnik

<<<<<<< HEAD
Najpierw zainstaluj.
=======
Zacznij od instalacji.
>>>>>>> main
~~~

Good:

~~~md pl.md
# Poradnik

Zacznij od instalacji.
~~~

Good, in code:

~~~~md pl.md
# Poradnik

```text
<<<<<<< HEAD
=======
>>>>>>> main
```
~~~~

Bad:

~~~md en.md
# Guide

Install it first.
~~~

~~~md pl.md:3
# Poradnik

<<<<<<< HEAD Najpierw zainstaluj. ======= Zacznij od instalacji.

> > > > > > > origin/main
~~~

Good:

~~~md pl.md
# Poradnik

Zacznij od instalacji.
~~~
"""

import re
from collections.abc import Iterable, Iterator, Set

from smo_lint.model import Edition, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.page._plain import line_at, plain

_MARKERS = ("<<<<<<<", ">>>>>>>", "> > > > > > >")
_OURS = regex(r"^[ \t]*<{7}(?!<)[^\n]*", re.MULTILINE)
# `> > > >` is what a formatter makes of it: a quote in a quote in a quote.
_THEIRS = regex(r"^[ \t]*(?:>{7}(?!>) ?|(?:> ){6}> )\S[^\n]*$", re.MULTILINE)
_MIDDLE = regex(r"(?:^|(?<=[ \t]))={7}(?=[ \t]|$)", re.MULTILINE)


@rule("PG007", guard=True)
def conflict_marker(edition: Edition) -> Iterator[Problem]:
    """Report each conflict at its first marker."""
    text = plain(edition)
    if not any(marker in text for marker in _MARKERS):
        return
    ours, theirs = ({_span(match) for match in one.finditer(text)} for one in (_OURS, _THEIRS))
    middle = [_span(match) for match in _MIDDLE.finditer(text)] if ours or theirs else []
    for first, *others in _conflicts(sorted((*ours, *theirs, *middle)), theirs):
        if first in ours or first in theirs or any(span in theirs for span in others):
            marker = edition.slice(line_at(edition.text, first.start))
            related = tuple(edition.at(span, "belongs to it") for span in others)
            yield Problem(edition.at(first), f"{quote(marker[:20])} is left of an unresolved merge", related)


def _conflicts(markers: Iterable[Span], last: Set[Span]) -> Iterator[list[Span]]:
    """Yield the markers of each conflict: up to the last one of it, or to the end."""
    found: list[Span] = []
    for marker in markers:
        found.append(marker)
        if marker in last:
            yield found
            found = []
    if found:
        yield found


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span())
