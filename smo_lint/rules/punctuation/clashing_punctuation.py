"""Marks follow each other that cannot, as in `),.` after a link.

One of the two was left behind when a sentence was put together anew, and readers cannot tell whether
it ends there. The repair keeps the comma where lower case follows and the full stop where a sentence
starts; elsewhere the choice is yours. Code, formulas and URLs are not looked at. A full stop before
another mark is fine after an abbreviation, a number or a short word, and runs of dots are something
else.

Bad:

~~~md en.md
This strategy, called [viral marketing](/viral), tries to reach further.
~~~

~~~md da.md:1
Denne strategi, kaldet [viral marketing](/viral),. forsøger at nå længere.
~~~

Good:

~~~md da.md
Denne strategi, kaldet [viral marketing](/viral), forsøger at nå længere.
~~~

Good:

~~~md da.md
Skriv f.eks., bl.a.; 1., 2., `a,.` og [.NET](/net), .NET … osv., eller så ...
~~~

Good, words that end in a colon themselves:

~~~md da.md
Andre typer er **build:**, **docs:**, og _test:_.
~~~

Bad:

~~~md en.md
It is fast. It is small.
~~~

~~~md de.md:1
Es ist schnell,. Es ist klein.
~~~

Good:

~~~md de.md
Es ist schnell. Es ist klein.
~~~

Bad:

~~~md en.md
It is fast and small.
~~~

~~~md zh.md:1
它很快，。而且很小。
~~~
"""

import re
from collections.abc import Iterator
from functools import cache

from smo_lint.languages import Language, language
from smo_lint.model import Edit, Edition, Fix, Problem
from smo_lint.prose import Prose
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks

# ASCII marks clash only before white space, a closing mark or the end: `:.5` and `,.net` are not prose.
_AFTER = r"(?=[\s)\]}\"'”’»]|$)"
_BEFORE = r"(?<=[^\s.,;:!?…(\[{\-])"
# A word this long before a full stop is no abbreviation.
_LONG = 7


@rule("PN001")
def clashing_punctuation(edition: Edition) -> Iterator[Problem]:
    """Report each pair of marks of two classes."""
    own = language(edition.lang)
    two, pattern = _patterns(own.tag)
    for _, text in blocks(edition, two):
        for match in pattern.finditer(text.text):
            if match[0][0] == "." and not _ends_sentence(text.text[: match.start()], own):
                continue
            if match[0][0] in own.colons and edition.slice(text.span(*match.span())) != match[0]:
                continue  # a label such as **docs:**, whose colon belongs to it
            yield Problem(
                edition.at(text.span(*match.span())),
                f"“{match[0]}”: one of the two marks is left over",
                fix=_fix(text, match, own),
                topic=match[0],
            )


@cache
def _patterns(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two marks of whatever classes, and two that clash."""
    own = language(tag)
    mark = f"[{re.escape(own.stops + own.commas + own.semicolons + own.colons)}]"
    return re.compile(mark + mark), _clash(own)


def _clash(own: Language) -> re.Pattern[str]:
    stops, commas, inner = (
        re.escape(marks) for marks in (own.stops, own.commas, own.semicolons + own.colons)
    )
    clash = rf"[{commas}][{stops}{inner}]|[{inner}][{stops}{commas}]|[{stops}][{commas}]"
    wide = r"[^\x00-\x7f]"
    return re.compile(rf"{_BEFORE}(?:(?={wide}{wide})(?:{clash})|(?:{clash}){_AFTER})(?!\.)")


def _ends_sentence(before: str, own: Language) -> bool:
    word = re.search(r"(?<!\S)\S*+$", before)
    last = word[0] if word else ""
    return len(last) >= _LONG and last.isalpha() and last.casefold() not in own.abbreviations


def _fix(text: Prose, match: re.Match[str], own: Language) -> Fix | None:
    """Keep what the words after it ask for."""
    after = text.text[match.end() :].lstrip("\"'”’»)]} ")[:1]
    if after.islower():
        keep, title = own.commas + own.semicolons + own.colons, "Drop the full stop"
    elif after.isupper() or not after:
        keep, title = own.stops, "Drop the mark before the full stop"
    else:
        return None
    drop = [i for i, mark in enumerate(match[0]) if mark not in keep]
    if len(drop) != 1:
        return None
    start = match.start() + drop[0]
    return Fix(title, (Edit(text.span(start, start + 1), ""),), safe=False)
