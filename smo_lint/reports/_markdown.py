"""Text from documents in Markdown that a service renders: it stays text."""

from __future__ import annotations

import re

from smo_lint.regexes import regex
from smo_lint.reports import shown

# What can begin a construct of CommonMark or of GitHub. A service may read `\|` and `\$` before it reads
# Markdown; an entity is a letter everywhere.
_SPECIAL = r"[\\`*_{}\[\]<>|~$!&]|(?<=[wW]{3})\.|:(?=//)"
# Mentions and references are looked for in what was rendered: an invisible space behind them hides them.
_MENTION = r"@(?=\w)|\#(?=\w)|(?<=\b[Gg][Hh])-(?=\d)"
_CHANGED = regex(f"({_SPECIAL})|{_MENTION}")


def escaped(text: str) -> str:
    """Return a text that is shown as it is, in a paragraph or in a cell of a table."""
    return _CHANGED.sub(_entity, shown(text))


def link(text: str, address: str) -> str:
    """Return a link to a URL as it is to be written, or the text alone where there is none."""
    return f"[{escaped(text)}](<{address}>)" if address else escaped(text)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" + ("" if match[1] else "&#8203;")
