"""What one page offers to links, read from its raw text: headings and ids, without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from smo_lint import front_matter
from smo_lint.model import Outline, Page
from smo_lint.regexes import regex

# A line that may open or close a fence, be a heading, or make the line above it one.
_LINE = regex(r"^[ \t>]{0,8}(`{3,}|~{3,}|#{1,6}(?=[ \t#])|=+[ \t]*$|-{2,}[ \t]*$)([^\n]*)", re.MULTILINE)
_BRACED = regex(r"(?:\{[^{}\n]*?#\s*([^\s{}]+)[^{}\n]*\}|\{/\*\s*#([\w:.-]+)\s*\*/\})")
_TAG_ID = regex(r"""[\s](?:id|name)\s?=\s?["']?([^\s"'<>]+)""")
_FRONT = regex(r"\ufeff?(---|\+\+\+)[ \t]*\n(?:.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
_CLOSING = regex(r"(?<![ \t])[ \t]++#++[ \t]*+$")
_HTML = regex(r"<h([1-6])\b[^<>]*>(.*?)</h\1>", re.IGNORECASE | re.DOTALL)
_LINK = regex(r"\]\(\s*<?((?![a-z]+:)[^\s()<>]+)")
_NAMES = regex(r"^(?:slug|permalink|url|aliases|redirect_from|path)\s*[:=]", re.MULTILINE)
_ADDRESSES = frozenset(("slug", "permalink", "url", "aliases", "redirect_from", "path"))


def outlined(path: str, lang: str, article: str, text: str) -> Page:
    """Return a file as links see it; its newlines may be of any kind."""
    return Page(path, lang, article, partial(outline, text), names(text))


def outline(text: str) -> Outline:
    """Return what a text offers to links; its newlines may be of any kind."""
    text = _plain(text)
    headings = tuple(_headings(text))
    ids = {anchor for _, _, anchor in headings if anchor}
    if "{" in text:
        ids |= {found[1] or found[2] for found in _BRACED.finditer(text)}
    if "id=" in text or "name=" in text or "id =" in text:
        ids |= {found[1] for found in _TAG_ID.finditer(text)}
    return Outline(headings, frozenset(ids))


def links(text: str) -> tuple[str, ...]:
    """Return the links of a text that may stay on the site, as written, in order."""
    return tuple(found[1] for found in _LINK.finditer(_plain(text)))


def names(text: str) -> tuple[str, ...]:
    """Return the addresses that the front matter of a text gives it."""
    if not text.startswith(("---", "+++", "\ufeff---")) or not _NAMES.search(_plain(text[:4000])):
        return ()
    meta = front_matter.read(_plain(text).removeprefix("\ufeff"))
    if meta is None:
        return ()
    return tuple(e.scalar for e in meta.entries if e.path[0] in _ADDRESSES and e.scalar)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _headings(text: str) -> Iterator[tuple[int, str, str]]:
    fence = ""
    front = _FRONT.match(text)
    for found in _LINE.finditer(text, front.end() if front else 0):
        mark, rest = found[1], found[2]
        if mark[0] in "`~":
            if not fence:
                fence = mark if mark[0] == "~" or "`" not in rest else ""
            elif mark.startswith(fence) and not rest.strip():
                fence = ""
        elif not fence and mark[0] == "#":
            yield _heading(len(mark), rest)
        elif not fence:
            above = text[text.rfind("\n", 0, max(found.start() - 1, 0)) + 1 : max(found.start() - 1, 0)]
            if above.strip() and not above.lstrip().startswith(("#", "|", "-", ">")):
                yield _heading(1 if mark[0] == "=" else 2, above)
    if "<h" in text or "<H" in text:
        yield from (_heading(int(found[1]), found[2]) for found in _HTML.finditer(text))


def _heading(level: int, text: str) -> tuple[int, str, str]:
    anchor = ""
    if "{" in text and (found := _BRACED.search(text)):
        anchor = found[1] or found[2]
        text = text[: found.start()] + text[found.end() :]
    elif "<" in text and (tag := _TAG_ID.search(text)):
        anchor = tag[1]
    return level, _CLOSING.sub("", text).strip(), anchor
