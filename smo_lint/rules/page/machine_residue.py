"""The text holds what only a translation machine leaves behind.

Control tokens of a language model, the sentence with which it introduces its answer, or the
placeholders that stood for code and tags while the text was being translated. Code is left alone,
and so is what the reference has at the same place.

Bad:

~~~md en.md
# Guide

Set `name` first.
~~~

~~~md pl.md:3
# Poradnik

Najpierw ustaw {code1}name{/code1}.
~~~

Good:

~~~md pl.md
# Poradnik

Najpierw ustaw `name`.
~~~

Bad:

~~~md en.md
# Guide

Set the name first.
~~~

~~~md pl.md:1,5
Here is the translation of the document:

# Poradnik

Najpierw ustaw nazwę.<|endoftext|>
~~~

Good:

~~~md pl.md
# Poradnik

Najpierw ustaw nazwę.
~~~

Good, code that speaks of such tokens:

~~~md pl.md
# Poradnik

Każdy tekst kończy się znakiem `<|endoftext|>`.
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edition, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.page._plain import line_at, plain

_TOKEN = regex(
    r"<\|[a-z][a-z_]{2,30}\|>"  # <|endoftext|>, <|im_start|>
    r"|</?(?:bos|eos|pad|unk|think|translation|translated_text|source_text)>"
    r"|\[/?INST\]|<</?SYS>>"
    r"|\{/?(?:code|link|tag|bold|strong|ph|var|ignore)_?\d+/?\}"  # {code1}…{/code1}
    r"|</?\d{1,3}/?>"  # <0>…</0>
    r"|__?(?:PH|CODE|LINK|TAG|PLACEHOLDER|TOKEN|MASK)(?:_[A-Z]+)?_?\d+_{1,2}(?!\w)"
    r"|PLACEHOLDER_?\d+\b|CODEBLOCK_?\d+\b|XPH_?\d+\b"
    r"|\[\[(?:PH|CODE|PLACEHOLDER)[_:]?\d+\]\]"
    r"|⟦[^⟧\n]{1,20}⟧"
)
# How models introduce or excuse an answer; only at the beginning of a line.
_ANSWER = regex(
    r"(?:(?:sure|certainly|of course)[,!.] )?(?:here(?:'|’)?(?:s| is)|below is) (?:the|your|a) "
    r"(?:\w+ ){0,3}(?:translation|translated (?:\w+ )?(?:text|document|content|markdown|version|page|file))\b"
    r"|as an ai (?:language )?model\b"
    r"|i(?:'|’)?(?:m sorry,? but i| am sorry,? but i)? (?:cannot|can(?:'|’)t) (?:translate|assist)\b"
    r"|(?:以下|下面)是(?:[^\n。]{0,12})(?:翻译|翻譯|译文|譯文)(?:[^\n。]{0,8})[:：]"
    r"|以下(?:は|が)[^\n。]{0,20}翻訳[^\n。]{0,10}(?:です|ます|[:：])"
    r"|(?:다음은|아래는) [^\n.]{0,20}번역"
    r"|voici (?:la|votre) traduction\b|aquí (?:está|tienes) la traducción\b|aqui está a tradução\b"
    r"|hier ist die (?:\w+ )?übersetzung\b|вот (?:перевод|переведенн\w+|переведённ\w+)\b",
    re.IGNORECASE,
)
# One of these is in every such answer.
_WORDS = ("translat", "Translat", "language model", "assist", "翻", "译", "譯", "번역") + (
    ("traduc", "tradução", "bersetzung", "перев")
)


@rule("PG008")
def machine_residue(edition: Edition) -> Iterator[Problem]:
    """Report control tokens, answers and placeholders; one for each line."""
    text = plain(edition)
    lines: dict[Span, list[Span]] = {}
    for place in sorted({*_tokens(text), *_answers(text)}):
        lines.setdefault(line_at(text, place.start), []).append(place)
    for places in lines.values():
        said = edition.slice(places[0])
        more = f" and {len(places) - 1} more" if len(places) > 1 else ""
        message = f"{quote(said)}{more} is left by a translation machine"
        covers = Span(places[0].start, places[-1].end)
        yield Problem(edition.at(places[0]), message, topic=said, covers=covers)


def _tokens(text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in _TOKEN.finditer(text))


def _answers(text: str) -> Iterator[Span]:
    for word in _WORDS:
        place = text.find(word)
        while place >= 0:
            line = line_at(text, place)
            lead = line.start
            while lead < line.end and text[lead] in " \t>*_#-":
                lead += 1
            if match := _ANSWER.match(text, lead, line.end):
                yield Span(*match.span())
            place = text.find(word, line.end)
