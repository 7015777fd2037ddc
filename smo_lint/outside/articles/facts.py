"""What the top of a file says about its language."""

from __future__ import annotations

import re
from typing import NamedTuple

from smo_lint.languages import named, normalise
from smo_lint.regexes import regex

# Characters that are looked at; more would be read for nothing on every page.
HEAD = 8192

_BLOCK = regex(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_KEY = regex(
    r"^(lang|language|locale|translationKey|translation_key|ref)[ \t]*[:=][ \t]*"
    r"(['\"]?)([^\r\n#]*?)\2[ \t]*(?:#.*)?\r?$",
    re.MULTILINE,
)


class Facts(NamedTuple):
    """What a file says itself.

    lang  tag from its front matter, "" where it has none
    key   what its front matter says it translates, "" where it does not
    text  the first thousands of characters below the front matter
    """

    lang: str = ""
    key: str = ""
    text: str = ""


def facts(text: str) -> Facts:
    """Return the facts in the first lines of a document, however much of it is given."""
    text = text[:HEAD]
    block = _BLOCK.match(text)
    if block is None:
        return Facts(text=text)
    entries = {key: value.strip() for key, _, value in _KEY.findall(block.group(2))}
    lang = entries.get("lang") or entries.get("language") or entries.get("locale") or ""
    key = entries.get("translationKey") or entries.get("translation_key") or entries.get("ref") or ""
    return Facts(lang and (normalise(lang) or named(lang)), key, text[block.end() :])
