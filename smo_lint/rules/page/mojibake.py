"""Letters were garbled by a wrong encoding.

UTF-8 was read as another encoding, so that `ü` became `Ã¼` and `’` became `â€™`; or the letter is
lost, and U+FFFD, the replacement character, stands for it. A single odd letter proves nothing:
fires on sequences that turn into sensible text when they are decoded again.

Bad:

~~~md en.md
# Guide

Uses less memory.
~~~

~~~md de.md:3
# Leitfaden

Benutzt weniger Speicher fÃ¼r alles, was man lÃ¶scht.
~~~

Good:

~~~md de.md
# Leitfaden

Benutzt weniger Speicher für alles, was man löscht.
~~~

Bad:

~~~md en.md
# Guide

Uses less memory.
~~~

~~~md de.md:1
# Leitfaden f\N{REPLACEMENT CHARACTER}r alle

Benutzt weniger Speicher.
~~~

Good:

~~~md de.md
# Leitfaden für alle

Benutzt weniger Speicher.
~~~

Good, letters that look unusual and are right:

~~~md de.md
# AMANHÃ
~~~

~~~md pt.md
# AMANHÃ

“AMANHÃ” e “JÁ”, e em código: `Ã©`. Café « crème ».
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.page._plain import plain

_LOST = "\N{REPLACEMENT CHARACTER}"
# What the bytes 80 to BF look like in Windows-1252 and in Latin-1.
_TAIL = "[\u0080-\u00bf" + re.escape(bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")) + "]"
_GARBLED = regex(f"(?:[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}})+")
_BEGUN = regex(f"[\u00c2-\u00f4]{_TAIL}")
_SPOILT = regex(f"[\u00c2-\u00f4]{_TAIL}{{1,3}}|{_LOST}")
# Second characters that stand after any letter in sound text: quotation marks and spaces.
_ORDINARY = frozenset("\u00a0«»‘’“”‚„‹›…–—")


@rule("PG009")
def mojibake(edition: Edition) -> Iterator[Problem]:
    """Report garbled sequences; one problem for each line."""
    text = plain(edition)
    if _LOST not in text and not _BEGUN.search(text):
        return
    start = 0
    for line in text.split("\n"):
        found = [(m, text) for m in _GARBLED.finditer(line) if (text := _repaired(m, line))]
        if found:
            places = [Span(start + m.start(), start + m.end()) for m, _ in found]
            edits = tuple(Edit(place, text) for place, (_, text) in zip(places, found, strict=True))
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            message = f"{quote(found[0][0][0])}{more} is {quote(found[0][1])} read in a wrong encoding"
            fix = Fix("Decode it", edits, safe=False)
            yield Problem(edition.at(places[0]), message, fix=fix, covers=_spoilt(line, start))
        elif (lost := line.find(_LOST)) >= 0:
            place = Span(start + lost, start + lost + 1)
            message = "U+FFFD stands for a character that was lost in decoding"
            yield Problem(edition.at(place), message, covers=_spoilt(line, start))
        start += len(line) + 1


def _spoilt(line: str, start: int) -> Span:
    """From the first to the last of what a wrong encoding has made of a line that begins at `start`."""
    places = [match.span() for match in _SPOILT.finditer(line)]
    return Span(start + places[0][0], start + places[-1][1])


def _repaired(match: re.Match[str], line: str) -> str:
    """What a sequence stands for; "" where it may well be what was meant."""
    try:
        text = b"".join(_byte(char) for char in match[0]).decode()
    except UnicodeError:
        return ""
    if len(text) > 1:
        return text if all(char.isprintable() or char == "\u00a0" for char in text) else ""
    lead, tail = match[0][0], match[0][1]
    before, after = line[: match.start()][-1:], line[match.end() :][:1]
    if lead == "â" and ("\u2010" <= text <= "\u203a" or text == "€"):
        return text
    if lead in "ÃÂ" and tail not in _ORDINARY and not before.isupper():
        return text
    inside = before.islower() and after.islower() and lead.isupper()
    return text if inside else ""


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeError:
        return char.encode("latin-1")
