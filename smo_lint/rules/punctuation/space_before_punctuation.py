"""A space stands before a comma or a full stop.

It tears the mark from its word, and a line may break there. A full stop or a comma never has one; the
other marks have one in French and, some of them, in Khmer, Nepali and others. `.NET`, ` ...`, `:-)`
and marks after code are left alone. A full-width mark that a page sets apart from Latin words and emphasis
more often than not is a habit of that page: a hint. Five or more before one mark are one finding, at the
first of them.

Bad:

~~~md en.md
Use social media, including Facebook.
~~~

~~~md pl.md:1
Używaj mediów społecznościowych , w tym Facebooka.
~~~

Good:

~~~md pl.md
Używaj mediów społecznościowych, w tym Facebooka.
~~~

Bad:

~~~md en.md
Is it **fast**? Yes!
~~~

~~~md de.md:1
Ist es **schnell** ? Ja!
~~~

Good:

~~~md de.md
Ist es **schnell**? Ja!
~~~

Good:

~~~md en.md
Is it fast? Yes! Here is “all”: it is small.
~~~

~~~md de.md
Ist es schnell? Ja! Hier ist „alles“: Es ist klein.
~~~

~~~md fr.md
Est-ce rapide ? Oui ! Voici « tout » : c'est petit.
~~~

Good:

~~~md de.md
Ist es `schnell` ? Ja ... oder .NET :-) und a ./b, .5 und `x` , dann.
~~~

Good, a term and its definition:

~~~md de.md
Begriff
:   Was er bedeutet.
~~~

Bad, on many lines:

~~~md en.md
- **Size**: how large
- **Name**: what it is called
- **Port**: where it listens
- **Host**: who answers
- **Mode**: how it works
~~~

~~~md de.md:1
- **Größe** : wie groß
- **Name** : wie es heißt
- **Port** : wo es lauscht
- **Host** : wer antwortet
- **Modus** : wie es arbeitet
~~~

Good:

~~~md de.md
- **Größe**: wie groß
- **Name**: wie es heißt
- **Port**: wo es lauscht
- **Host**: wer antwortet
- **Modus**: wie es arbeitet
~~~

Bad, a hint, a page that does so throughout:

~~~md en.md
Use **GitHub**, **GitLab**, or Codeberg.
~~~

~~~md zh.md:1
请使用 **GitHub** ， **GitLab** ，或者 Codeberg 。
~~~

Good:

~~~md zh.md
请使用 **GitHub**， **GitLab**，或者 Codeberg。
~~~
"""

from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem, once
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks

_SPACED = regex(r"(?<=[^\W_])([*_)\]”’»\"]*)( +)(?:([,.;:!?])(?=\s|$)|([，。、；：！？]))")
_ANY = regex(r" [,.;:!?，。、；：！？]")
# Full-width marks behind what is not written in full width.
_WIDE = regex(r"([A-Za-z0-9*_)\]])( *)[，。、；：！？]")
# So many of them at least tell a habit.
_ENOUGH = 3


@rule("PN003", severity="warning", habit=True)
def space_before_punctuation(edition: Edition) -> Iterator[Problem]:
    """Report each mark with a space before it that its language does not have."""
    own = language(edition.lang)
    if not own.end_marks:
        return
    for _, text in blocks(edition, _ANY):
        for match in _SPACED.finditer(text.text):
            mark = match[3] or match[4]
            if mark in own.space_before:
                continue
            space = text.span(*match.span(2))
            if edition.text[space.end : space.end + 1] != mark:
                continue  # the space belongs to the text of a link, or the link has none
            broken = "\n" in edition.slice(space)
            if broken and mark == ":":
                continue  # the definition of a term
            usual = match[4] and _kind(text.text[match.end(1) - 1]) in _apart(edition)
            yield Problem(
                edition.at(text.span(match.start(2), match.end())),
                f"a space before “{mark}”",
                fix=None if broken else Fix("Delete the space", (Edit(space, ""),)),
                topic=mark,
                severity="hint" if usual else "",
            )


@once
def _apart(edition: Edition) -> frozenset[str]:
    """Behind which of these most full-width marks stand apart: Latin words, each bracket, emphasis."""
    spaces: dict[str, list[bool]] = {}
    for _, text in blocks(edition, _WIDE):
        for found in _WIDE.finditer(text.text):
            spaces.setdefault(_kind(found[1]), []).append(bool(found[2]))
    return frozenset(
        kind for kind, these in spaces.items() if len(these) >= _ENOUGH and 2 * sum(these) > len(these)
    )


def _kind(char: str) -> str:
    return "word" if char.isascii() and char.isalnum() else char
