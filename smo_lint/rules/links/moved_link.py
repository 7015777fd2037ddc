"""A link stands in another block than in the source.

Either the words moved too, and nothing is wrong, or the link was put on words that it does not
belong to. One finding, not one for a missing and one for an extra link.

Bad:

~~~md en.md
Read the [manual](manual.md) before you run `start` with 3 workers.

Ask on the forum when `stop` fails 5 times, and tell us what you saw.
~~~

~~~md pl.md:3
Przeczytaj podręcznik, zanim uruchomisz `start` z 3 procesami.

Pytaj na [forum](manual.md), jeśli `stop` zawiedzie 5 razy, i opisz, co widać.
~~~

Good:

~~~md pl.md
Przeczytaj [podręcznik](manual.md), zanim uruchomisz `start` z 3 procesami.

Pytaj na forum, jeśli `stop` zawiedzie 5 razy, i opisz, co widać.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, parts
from smo_lint.rules.links._targets import shown


@rule("LK104", severity="warning")
def moved_link(pair: Pair) -> Iterator[Problem]:
    """Report the links that went from one matched block to another."""
    for change in changes(pair):
        if change.how != "moved" or change.source is None or change.target is None:
            continue
        beside = pair.match(pair.source.block(change.source))
        if beside is not None and beside.how != "kept":
            continue  # which block became one with which is not sure
        yield Problem(
            pair.target.at(change.target),
            f"link to {shown(change.target.url)} stands in another block than in {pair.source.lang}",
            related=(pair.source.at(change.source, "the link in its block"),),
            topic=parts(pair, change.target).topic,
        )
