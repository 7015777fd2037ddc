"""A word stands twice.

Of a hundred such places in good texts one is a mistake, so that this runs only where it is selected.
Languages that double words on purpose are left out, and so are words that may follow themselves
(`that that`, `nous nous`), numbers, and what the source doubles as well. Between the two stands
nothing but a space: with a comma, a line's end or markup between them they are meant.

Bad:

~~~md en.md
Open the page that you wrote.
~~~

~~~md de.md:1
Öffnen Sie bitte bitte die Seite, die Sie geschrieben haben.
~~~

Good:

~~~md de.md
Öffnen Sie bitte die Seite, die Sie geschrieben haben.
~~~

Good:

~~~md de.md
Öffnen Sie die Seite, die die Nutzer geschrieben haben. Bitte, bitte! 10 10 `code` `code` und *nun* nun.
~~~
"""

import unicodedata
from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks
from smo_lint.rules._quote import quote

_TWICE = regex(r"(?<![\w'’-])([^\W\d_]{2,}) \1(?![\w'’-])")


@rule("PN008", severity="hint", default=False)
def doubled_word(edition: Edition) -> Iterator[Problem]:
    """Report each word that follows itself."""
    own = language(edition.lang)
    if own.reduplication or not own.spaces:
        return
    for _, text in blocks(edition):
        for match in _TWICE.finditer(text.text):
            at = text.span(*match.span())
            # A mark may follow the last letter, and make another word of it.
            marked = unicodedata.category(text.text[match.end() : match.end() + 1] or " ")[0] == "M"
            if marked or match[1].casefold() in own.doubles or edition.slice(at) != match[0]:
                continue
            again = Span(at.start + len(match[1]), at.end)
            yield Problem(
                edition.at(at),
                f"{quote(match[1])} stands twice",
                fix=Fix("Delete the second one", (Edit(again, ""),), safe=False),
                topic=match[1],
            )
