"""One term is written in two ways in one edition.

Readers who search the page find half of it, and wonder whether two things are meant. Told apart are
compounds that lose a hyphen halfway (`Social Media-Optimierung` beside `Social-Media-Optimierung`)
and names whose capitals vary (`Github` beside `GitHub`). What the page writes more often is taken for
right. A hyphen between two words alone is grammar (`an open-source project`, `is open source`) and
never reported, nor are code, commands in lower case and words all in capitals, nor a word that begins
several names, which are spelt as those who gave them liked (`Yama 3`, `YaMA Studio`); what is
quoted stays as it was said.

Bad:

~~~md en.md
# Social media optimization

Social media optimization is new.

Social media optimization helps.
~~~

~~~md de.md:5
# Social-Media-Optimierung

Social-Media-Optimierung ist neu.

Die Social Media-Optimierung hilft.
~~~

Good:

~~~md de.md
# Social-Media-Optimierung

Social-Media-Optimierung ist neu.

Die Social-Media-Optimierung hilft.
~~~

Bad:

~~~md en.md
GitHub hosts it. Ask GitHub. Go to GitHub.
~~~

~~~md pl.md:1
GitHub to trzyma. Zapytaj GitHub. Idź na Github.
~~~

Good:

~~~md pl.md
GitHub to trzyma. Zapytaj GitHub. Idź na GitHub.
~~~

Good:

~~~md en.md
An open-source project is open source. GitHub and GitHub know `Github`, github.com, GITHUB and github.

> Github is fine, they said.
~~~

~~~md pl.md
Projekt open-source jest open source. GitHub i GitHub znają `Github`, github.com, GITHUB i github.

> Github jest w porządku, powiedzieli.
~~~

Good, several names:

~~~md en.md
Yama 3 and Yama 4 run in YaMA Studio. YaMA Studio and YaMA Board open them. YaMA Studio is new.
~~~

~~~md pl.md
Yama 3 i Yama 4 działają w YaMA Studio. Otwierają je YaMA Studio i YaMA Board. YaMA Studio jest nowe.
~~~
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks, written

_WORD = r"[^\W\d_]+"
# Words joined by hyphens, one of the joints a space; and names with a capital inside.
_COMPOUND = regex(rf"(?<![\w-]){_WORD}(?:-{_WORD})+(?![\w-])")
_CAMEL = regex(r"(?<![\w.@/#-])(?=[^\W\d_]*[^\W\d_])[^\W\d_]{4,}(?![\w@/]|\.\w)")


_HYPHENS = regex(rf"-{_WORD}-")
_LETTERS = regex(r"[^\W\d_]{4,}")
# What makes a name of several words of a word: a number, a word with a capital.
_REST = regex(r"[ -]((?!\d)\w+|\d[\w.]*)")
# How many times more often a word begins names with numbers in one spelling, where that is another name.
_TIMES = 4


class _Use(NamedTuple):
    """A word, where it stands, and what follows it as a part of the same name; "" where nothing does."""

    shown: str
    span: Span
    rest: str = ""


@rule("TX109", severity="warning")
def inconsistent_term(edition: Edition) -> Iterator[Problem]:
    """Report each use of the rarer spelling."""
    for uses in (*_compounds(edition).values(), *_names(edition).values()):
        counts = Counter(use.shown for use in uses)
        usual, most = counts.most_common(1)[0]
        for shown, count in counts.items():
            if count < most and _slip(shown, usual) and not _another_name(uses, shown, usual):
                for use in uses:
                    if use.shown == shown:
                        yield _problem(edition, use, usual, most)


def _problem(edition: Edition, use: _Use, usual: str, most: int) -> Problem:
    plain = edition.slice(use.span) == use.shown
    return Problem(
        edition.at(use.span),
        f"“{use.shown}” here, but “{usual}” {most} times in this edition",
        fix=Fix("Write it as elsewhere", (Edit(use.span, usual),), safe=False) if plain else None,
        topic=use.shown,
    )


def _compounds(edition: Edition) -> dict[str, list[_Use]]:
    """Compounds of three words and more, by their letters; spaces may stand for hyphens."""
    found: dict[str, list[_Use]] = defaultdict(list)
    terms = {
        match[0]
        for _, text in blocks(edition, _HYPHENS)
        for match in _COMPOUND.finditer(text.text)
        if match[0].count("-") > 1
    }
    if not terms:
        return found
    parts = (term.split("-") for term in sorted(terms, key=lambda term: (-len(term), term)))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join('[- ]'.join(part) for part in parts)})(?![\w-])")
    for _, text in blocks(edition):
        for match in pattern.finditer(text.text):
            found[match[0].replace("-", " ")].append(_Use(match[0], text.span(*match.span())))
    return found


def _names(edition: Edition) -> dict[str, list[_Use]]:
    """Words by their letters in lower case, where one of the spellings has a capital inside."""
    found: dict[str, list[_Use]] = defaultdict(list)
    several = _spelt_differently(edition)
    for node, text in blocks(edition) if several else ():
        if not any(word in text.text for word in several) or edition.within(node, "quote"):
            continue
        for match in _CAMEL.finditer(text.text):
            if match[0] in several:
                use = _Use(match[0], text.span(*match.span()), _rest(text.text, match.end()))
                found[match[0].lower()].append(use)
    return {key: uses for key, uses in found.items() if any(_inner_capital(use.shown) for use in uses)}


def _rest(text: str, end: int) -> str:
    found = _REST.match(text, end)
    return found[1] if found and not found[1][0].islower() else ""


def _another_name(uses: list[_Use], shown: str, usual: str) -> bool:
    """Whether a spelling begins names of its own: mostly with numbers, unlike the usual one, or each of
    them another one than any that the usual one begins."""
    own, theirs = ([use.rest for use in uses if use.shown == word] for word in (shown, usual))
    numbered = [sum(rest[:1].isdigit() for rest in rests) / len(rests) for rests in (own, theirs)]
    if numbered[0] >= max(0.5, _TIMES * numbered[1]):
        return True
    return "" not in own + theirs and set(own).isdisjoint(theirs)


def _spelt_differently(edition: Edition) -> set[str]:
    """The runs of letters that may be names, and that stand in the edition with other capitals as well."""
    # Only words with a capital can be spelt in two ways, and most have none.
    capital = [word for word in set(written(edition).split()) if word != word.lower()]
    words = set(_LETTERS.findall(" ".join(capital)))
    words = {word for word in words if not word.islower() and not word.isupper()}
    times = Counter(map(str.lower, words))
    return {word for word in words if times[word.lower()] > 1}


def _inner_capital(word: str) -> bool:
    return not word[1:].islower() and not word.isupper()


def _slip(shown: str, usual: str) -> bool:
    if "-" in usual:
        return "-" in shown and " " in shown and " " not in usual
    return _inner_capital(usual) and shown[0].islower() == usual[0].islower()
