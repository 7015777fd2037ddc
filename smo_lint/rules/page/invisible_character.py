"""The text holds characters that cannot be seen and do nothing here.

Zero-width spaces, marks of text direction and control characters come with texts that were pasted
from a browser or a word processor. They break search, sorting, links and line wrapping. Joiners
belong to the Arabic and Indic scripts and to emoji, direction marks to text that is written from
right to left, zero-width spaces to scripts such as Thai: they are left alone there. So is a zero-width
space beside emphasis in Chinese or Japanese, where nothing else makes the emphasis work.

Bad:

~~~md en.md
# Guide

Set the CSS variables.
~~~

~~~md pt.md:3
# Guia

Ajuste as variáveis \N{ZERO WIDTH SPACE}\N{ZERO WIDTH SPACE}CSS.
~~~

Good:

~~~md pt.md
# Guia

Ajuste as variáveis CSS.
~~~

Bad, inside a word of another script:

~~~md th.md:3
# คู่มือ

ตั้งค่า data\N{ZERO WIDTH SPACE}base
~~~

Good:

~~~md th.md
# คู่มือ

ตั้งค่า database
~~~

Good, where a script needs them:

~~~md pt.md
# Guia 👩\N{ZERO WIDTH JOINER}💻
~~~

~~~md fa.md
# راهنما

می\N{ZERO WIDTH NON-JOINER}خواهم \N{RIGHT-TO-LEFT MARK}CSS\N{RIGHT-TO-LEFT MARK}.
~~~

~~~md th.md
# คู่มือ

ตั้งค่า\N{ZERO WIDTH SPACE}ตัวแปร
~~~
"""

import unicodedata
from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import count
from smo_lint.rules.page._plain import plain

_JOINERS = "\u200c\u200d"
_BREAKS = "\u200b\u2060"
_MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_OTHERS = "\ufeff\u2028\u2029\u0085\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
_INVISIBLE = regex(f"[{_JOINERS}{_BREAKS}{_MARKS}{_OTHERS}]")
# Scripts in which a zero-width space says where a line may break.
_UNSPACED = ("Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Lana", "Java", "Bali")
_NAMES = {"\ufeff": "byte order mark", "\x00": "NUL"}


@rule("PG011", severity="warning")
def invisible_character(edition: Edition) -> Iterator[Problem]:
    """Report invisible characters, one problem for each line."""
    tongue = language(edition.lang)
    needed = (_MARKS if tongue.rtl else "") + (_BREAKS if tongue.script in _UNSPACED else "")
    start = 0
    text = plain(edition)
    for line in text.split("\n") if _INVISIBLE.search(text) else ():
        found = [m.start() for m in _INVISIBLE.finditer(line) if _is_stray(line, m.start(), needed)]
        if not tongue.spaces:
            found = [i for i in found if line[i] not in _BREAKS or not _parts_markup(line, i)]
        if found:
            places = [Span(start + i, start + i + 1) for i in found]
            fix = Fix("Remove it", tuple(Edit(place, _instead(edition.slice(place))) for place in places))
            kinds = ", ".join(dict.fromkeys(_named(line[i]) for i in found))
            what = f"{count(len(found), 'invisible character')}: {kinds}"
            yield Problem(edition.at(places[0]), what, fix=fix)
        start += len(line) + 1


def _is_stray(line: str, i: int, needed: str) -> bool:
    char = line[i]
    around = line[max(i - 1, 0) : i] + line[i + 1 : i + 2]
    if char in needed:
        # Within a word in Latin letters no line may break.
        return char in _BREAKS and len(around) == 2 and around.isascii() and around.isalpha()
    if char in _JOINERS:
        # Between or beside letters that know joined forms, and inside emoji, a joiner is spelling.
        return all(c.isspace() or c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in around)
    if char in _MARKS:
        return not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in line)
    return True


def _parts_markup(line: str, i: int) -> bool:
    """Whether a zero-width space stands beside emphasis, which would not be any without a space."""
    return any(char in "*_~`" for char in line[max(i - 1, 0) : i] + line[i + 1 : i + 2])


def _instead(char: str) -> str:
    """A separator of lines or paragraphs parted words: a space does so too."""
    return " " if char in "\u2028\u2029\u0085\x0b\x0c" else ""


def _named(char: str) -> str:
    name = _NAMES.get(char) or unicodedata.name(char, "control character").lower()
    return f"{name} (U+{ord(char):04X})"
