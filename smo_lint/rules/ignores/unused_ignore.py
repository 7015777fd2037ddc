"""An ignore comment silences nothing.

The defect that it was written for is gone, or has moved away from it. What is left hides the next
defect of that kind, which nobody has decided to accept.

Every word of a comment is looked at by itself. Words for rules that did not run are left alone, and so are
comments for a language of which the article has no edition, and for rules about revisions, which are
silent wherever the history is not at hand.

Bad:

~~~md en.md
# Guide

## Install
~~~

~~~md pl.md:3
# Poradnik

<!-- smo-lint-ignore HD103 -- was deeper once -->

## Instalacja
~~~

Good:

~~~md pl.md
# Poradnik

## Instalacja
~~~

Good:

~~~md pl.md
# Poradnik

<!-- smo-lint-ignore HD103 -- deeper on purpose -->

### Instalacja
~~~

Good, since it is a quotation:

~~~md en.md
# Guide

    <!-- smo-lint-ignore HD103 -->
~~~

~~~md pl.md
# Poradnik

    <!-- smo-lint-ignore HD103 -->
~~~

Bad:

~~~md en.md
# Guide

## Install

Text.
~~~

~~~md pl.md:3
# Poradnik

<!-- smo-lint-ignore HD103, changed-code -->

### Instalacja

Tekst.
~~~

Good:

~~~md pl.md
# Poradnik

<!-- smo-lint-ignore HD103 -->

### Instalacja

Tekst.
~~~
"""

from collections.abc import Iterator

from smo_lint.ignores import KINDS, fits, ignores
from smo_lint.model import Edition, Fix, Problem
from smo_lint.rules import rule, rules
from smo_lint.rules.ignores._removal import removal

# What these families report does not follow from the texts of the article alone.
_NOT_BY_TEXT = ("ignores", "freshness")


@rule("IG001", severity="hint")
def unused_ignore(edition: Edition) -> Iterator[Problem]:
    """Claim every word to be of no use; what was silenced is known to those who silence."""
    for comment in ignores(edition):
        for word in comment.words if comment.kind in KINDS else ():
            meant = [rule for rule in rules() if fits(word.text, rule.code, rule.name, rule.family)]
            codes = [rule.code for rule in meant if rule.default or len(meant) == 1]
            if codes and not any(rule.family in _NOT_BY_TEXT for rule in meant):
                yield Problem(
                    edition.at(word.span),
                    f"this comment silences nothing of “{word.text}”",
                    fix=Fix("Remove the ignore comment", removal(edition, comment, word)),
                    topic=" ".join(codes),
                )
