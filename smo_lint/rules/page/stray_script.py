"""A letter of another script stands inside a word.

Cyrillic `а` and Latin `a` look alike: readers see nothing, but search, sorting, screen readers and
spell checkers do not find the word. Fires on look-alikes only. Names with an ending in the own
script (`Google-ом`, `APIs`) and formulas are left alone.

Bad:

~~~md en.md
# Guide

Every system needs a name.
~~~

~~~md ru.md:3
# Руководство

Каждой системe нужно имя.
~~~

Good:

~~~md ru.md
# Руководство

Каждой системе нужно имя.
~~~

Good, a Latin name with an ending:

~~~md ru.md
# Руководство

Сделайте commitа два, настройте Google-ом, ΔT, µs и `systemе`.
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.page._plain import plain

# Look-alikes of Latin letters, as in the confusables of Unicode (UTS 39), those without any doubt.
_TWINS = {
    "Cyrillic": dict(zip("асеіјорѕхуАВСЕНІКМОРЅТУХ", "aceijopsxyABCEHIKMOPSTYX", strict=True)),
    "Greek": dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True)),
}
_RANGE = {"Cyrillic": ("\u0400", "\u052f"), "Greek": ("\u0370", "\u03ff")}
_LATIN = r"A-Za-z\u00c0-\u024f"
_OTHERS = regex(r"[\u0370-\u052f]")
_SEAM = regex(rf"[{_LATIN}][\u0370-\u052f]|[\u0370-\u052f][{_LATIN}]")
# Words of the three alphabets; those of other scripts may follow without a space.
_WORD = regex(rf"(?:(?![\W\d_])[{_LATIN}\u0370-\u052f])+")


@rule("PG010", severity="warning")
def stray_script(edition: Edition) -> Iterator[Problem]:
    """Report each word once for each place where it is mixed."""
    text, end = plain(edition), 0
    if not _OTHERS.search(text):
        return
    for seam in _SEAM.finditer(text):
        if seam.start() < end:
            continue
        start = seam.start()
        while start and _WORD.match(text, start - 1):
            start -= 1
        word = _WORD.match(text, start)
        assert word is not None, "a seam is made of letters"
        end = word.end()
        for other in _TWINS:
            if found := _strays(word[0], other, language(edition.lang).script):
                yield _problem(edition, word, *found)


def _problem(edition: Edition, word: re.Match[str], script: str, letters: list[tuple[int, str]]) -> Problem:
    edits = tuple(Edit(Span(word.start() + i, word.start() + i + 1), new) for i, new in letters)
    named = ", ".join(f"“{word[0][i]}” (letter {i + 1})" for i, _ in letters[:3])
    fix = Fix("Replace the letter", edits, safe=False)
    return Problem(edition.at(Span(*word.span())), f"{quote(word[0])} holds {script} {named}", fix=fix)


def _strays(word: str, other: str, own: str) -> tuple[str, list[tuple[int, str]]] | None:
    """The script that strays in a word and (position, right letter) of its letters.

    Words of one and two letters are symbols and units.
    """
    first, last = _RANGE[other]
    foreign = [i for i, char in enumerate(word) if first <= char <= last]
    latin = [i for i, char in enumerate(word) if char < "\u0250"]
    if len(word) < 3 or not foreign or len(foreign) + len(latin) < len(word) or len(foreign) == len(latin):
        return None
    twins = _TWINS[other]
    if len(foreign) < len(latin):
        ending = foreign == list(range(len(word) - len(foreign), len(word)))
        if any(word[i] not in twins for i in foreign) or (ending and own.startswith(other[:3])):
            return None
        return other, [(i, twins[word[i]]) for i in foreign]
    back = {new: old for old, new in twins.items()}
    acronym = latin == list(range(len(latin))) and len(latin) > 1 and word[: len(latin)].isupper()
    if any(word[i] not in back for i in latin) or acronym:
        return None
    return "Latin", [(i, back[word[i]]) for i in latin]
