"""Most translations differ from the source in the same way.

Then the source is the odd one out: it was changed and nobody followed, or it has a slip that the
translators repaired. One finding on the source stands in the place of the same finding in each
translation. At least `least` translations and the share `share` of all must agree; a difference
that only some have is reported on each of them.

Bad:

~~~md en.md:5
# Guide

Read this first and take your time, nothing here is urgent.

## News

Only the source has this section.
~~~

~~~md da.md
# Guide

Læs dette først, og giv dig god tid, intet her haster.
~~~

~~~md de.md
# Anleitung

Lesen Sie das zuerst und nehmen Sie sich Zeit, nichts hier eilt.
~~~

~~~md pl.md
# Poradnik

Przeczytaj to najpierw i nie spiesz się, nic tu nie jest pilne.
~~~

Good:

~~~md pl.md
# Poradnik

Przeczytaj to najpierw i nie spiesz się, nic tu nie jest pilne.

## Nowości

Ten rozdział ma także tłumaczenie.
~~~

~~~md de.md
# Anleitung

Lesen Sie das zuerst und nehmen Sie sich Zeit, nichts hier eilt.

## Neues

Diesen Abschnitt gibt es auch hier.
~~~
"""

from collections.abc import Iterator
from dataclasses import replace

from smo_lint.model import Agreement, Problem
from smo_lint.rules import rule


@rule("CS101", severity="warning")
def outlier_source(agreement: Agreement, *, least: int = 3, share: float = 2 / 3) -> Iterator[Problem]:
    """
    least  translations that must differ alike
    share  of all translations that must, 0 to 1
    """
    alike = agreement.problems
    translations = [pair.target for pair in agreement.article.pairs]
    if len(alike) < max(least, share * len(translations)):
        return
    paths = {problem.at.path for problem in alike}
    langs = ", ".join(sorted(edition.lang for edition in translations if edition.path in paths))
    yield Problem(
        agreement.place,
        f"{len(alike)} of {len(translations)} translations differ alike ({langs}): {alike[0].message}",
        related=tuple(replace(problem.at, note="so here") for problem in alike),
        topic=alike[0].topic,
    )
