"""Links, images and summaries that are written as HTML tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from smo_lint.markdown.emphasis import Interval
from smo_lint.regexes import regex

TAG_NAME = regex(r"</?([A-Za-z][\w.:-]*)")
TAG = regex(
    r"""<[A-Za-z][A-Za-z0-9-]*
        (?:\s+[A-Za-z_:@#][\w.:@-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*/?>
      | </[A-Za-z][A-Za-z0-9-]*\s*>""",
    re.X | re.A,
)
_VALUE = r"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`{]+))"""
_ATTRIBUTES = {name: regex(rf"\s{name}{_VALUE}", re.I) for name in ("href", "src", "alt")}
# Pairs of tags times containers that are compared: no paragraph has so many.
_MAX_CROSSINGS = 100_000


def tag_intervals(text: str) -> list[Interval]:
    """Return the tags and comments of a block of HTML."""
    found: list[Interval] = []
    last = text.rfind("-->")
    pos = 0
    while m := _OPENING.search(text, pos):
        start, pos = m.span()
        if m[0] != "<!--":
            name = TAG_NAME.match(text, start)
            found.append((start, pos, "tag", start, pos, name[1] if name else "", None, ""))
        elif pos <= last:
            end = text.index("-->", pos)
            found.append((start, end + 3, "inline_comment", pos, end, "", None, ""))
            pos = end + 3
    return found


_OPENING = regex(rf"<!--|{TAG.pattern}", re.X | re.A)


def tagged(text: str, found: list[Interval]) -> list[Interval]:
    """Return the links, images and titles that the tags among these intervals make, name "html".

    A link that would cross emphasis or another link is none.
    """
    tags = sorted(interval for interval in found if interval[2] == "tag")
    containers = [interval for interval in found if interval[2] in ("strong", "emphasis", "strike", "link")]
    if len(tags) * len(containers) > _MAX_CROSSINGS:
        return []
    made = [image for tag in tags if tag[5].lower() == "img" for image in _image(text, tag)]
    for opening, closing in _pairs(text, tags):
        link = _pair(text, opening, closing)
        if link and not any(_cross(link, container) for container in containers):
            made.append(link)
    return made


def _image(text: str, tag: Interval) -> Iterator[Interval]:
    target = _attribute(text, tag, "src")
    if target:
        alt = _attribute(text, tag, "alt") or (tag[1], tag[1])
        yield (tag[0], tag[1], "image", *alt, "html", target, unescape(text[slice(*target)]).strip())


def _pairs(text: str, tags: list[Interval]) -> Iterator[tuple[Interval, Interval]]:
    opened: dict[str, Interval] = {}
    for tag in tags:
        name = tag[5].lower()
        if name not in ("a", "summary"):
            continue
        if not text.startswith("</", tag[0]):
            opened[name] = tag
        elif name in opened:
            yield opened.pop(name), tag


def _pair(text: str, opening: Interval, closing: Interval) -> Interval | None:
    start, end = opening[1], closing[0]
    if opening[5].lower() == "summary":
        start = end - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        return (start, end, "title", start, end, "", None, "") if start < end else None
    target = _attribute(text, opening, "href")
    if not target:
        return None
    url = unescape(text[slice(*target)]).strip()
    return (opening[0], closing[1], "link", start, end, "html", target, url)


def _attribute(text: str, tag: Interval, name: str) -> tuple[int, int] | None:
    m = _ATTRIBUTES[name].search(text, tag[0], tag[1])
    if not m:
        return None
    start, end = m.span(m.lastindex or 1)
    return start, end


def _cross(one: Interval, other: Interval) -> bool:
    first, second = sorted((one[:2], other[:2]))
    return first[0] < second[0] < first[1] < second[1]
