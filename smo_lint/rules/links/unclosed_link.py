r"""A link that lacks one of its brackets.

`[text](url` without an end, `[text(url)` and `text](url)` without a beginning are no links: readers
see the brackets and the address.

Bad:

~~~md en.md
The team [holds office hours](https://example.com/hours) every week.
~~~

~~~md pl.md:1
Zespół [organizuje godziny pracy](https://example.com/hours każdego tygodnia.
~~~

Bad:

~~~md en.md
Use a [model template](https://example.com/model), [charter](charter.md) and [rules](/rules).
~~~

~~~md de.md:1,3
Nutzen Sie eine Modellvorlage](https://example.com/model).

Dazu eine [Satzung(https://example.com/charter) und die [Regeln](/rules).
~~~

Good:

~~~md de.md
Nutzen Sie eine [Modellvorlage](https://example.com/model) (siehe [Satzung](charter.md)) und `](/rules)`.
~~~

Bad, with brackets in its text:

~~~md en.md
Set the [value \[int\]](/docs/value) now.
~~~

~~~md de.md:1
Setze jetzt den [Wert \[int\]](/docs/value hier.
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edition, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._raw import TORN, URL, matches

_UNCLOSED = regex(rf"(?<!\\)\[(?:\\[\[\]]|[^\[\]\n])++(\])\({URL}[^\s()<>]*(?=\s|$)")
_UNPARTED = regex(r"(?<!\\)\[[^\[\]()\n]+\(https?://[^\s()\[\]]+\)(?![^\[\n]*\])")
_UNOPENED = regex(
    rf"(?:(?<![^\s\[\]])[^\s\[\]]*+|(?<=\))[^\s\[\])]*+)\]\({URL}[^\s()]*\)"  # at a gap, or after a link
)


@rule("LK005")
def unclosed_link(edition: Edition) -> Iterator[Problem]:
    """Report links that a bracket is missing from."""
    for base, found in matches(edition, _UNCLOSED):
        if not TORN.match(found.string, found.start(1)):
            yield _problem(edition, base, found, "no closing parenthesis")
    for base, found in matches(edition, _UNPARTED):
        yield _problem(edition, base, found, "no closing bracket before the destination")
    for base, found in matches(edition, _UNOPENED):
        before = found.string[: found.start()]
        if before.count("[") <= before.count("]"):
            yield _problem(edition, base, found, "no opening bracket")


def _problem(edition: Edition, base: int, found: re.Match[str], what: str) -> Problem:
    span = Span(base + found.start(), base + found.end())
    return Problem(edition.at(span), f"{what} in {quote(found[0])}, so this is no link", covers=span)
