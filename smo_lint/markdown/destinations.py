"""What stands behind the text of a link: a destination in parentheses, or a label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from re import Pattern

from mistune.helpers import parse_link_href, parse_link_title
from mistune.util import unescape, unikey

from smo_lint.regexes import regex

Target = tuple[int, tuple[int, int] | None, str, str]  # end, span of the destination, label, URL

_SPACE = " \r\n\t\f"
# (destination "title"): the common form, in one match
_DESTINATION = regex(r"""\([ \t]*([^\s()<>\\\x00-\x1f\x7f]+)(?:[ \t]+("[^"\\\n]*"|'[^'\\\n]*'))?[ \t]*\)""")
_LABEL = regex(r"(?:[^\\\[\]]|\\.){0,999}", re.S)
_ESCAPE = regex(r"\\([!-/:-@\[-`{-~])")


def parenthesised(text: str, pos: int, added: Pattern[str] | None) -> Target | None:
    """Return the destination in the parentheses that open at pos, None where there is none.

    added  how a destination of a dialect looks, from `(` to `)`, group 1 the destination
    """
    if not text.startswith("(", pos):
        return None
    m = _DESTINATION.match(text, pos) or (added.match(text, pos) if added else None)
    if m:
        return m.end(), m.span(1), "", decoded(m[1])
    href, stop = parse_link_href(text, pos + 1)
    if href is None or stop is None:
        return None
    _, title_end = parse_link_title(text, stop, len(text))
    end = title_end or stop
    while end < len(text) and text[end] in _SPACE:
        end += 1
    if not text.startswith(")", end):
        return None
    if text[stop - 1] == ">" and stop - len(href) - 2 > pos and text[stop - len(href) - 2] == "<":
        stop -= 1
    return end + 1, (stop - len(href), stop), "", decoded(href)


def labelled(text: str, content: int, close: int, urls: Mapping[str, str]) -> Target | None:
    """Return the destination of the label behind the `]` at close, or of the text as a label."""
    if not urls:
        return None
    end = close + 1
    span = (content, close)
    if text.startswith("[", end):
        m = _LABEL.match(text, end + 1)
        if m and text.startswith("]", m.end()):
            end = m.end() + 1
            if m.end() > m.start():
                span = m.span()
    if span[1] - span[0] > 999 or not _LABEL.fullmatch(text, *span):
        return None
    label = text[slice(*span)]
    url = urls.get(unikey(label))
    return None if url is None else (end, None, label, url)


def decoded(text: str) -> str:
    """Return a destination or text with its backslash escapes and entities resolved."""
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return unescape(text)
