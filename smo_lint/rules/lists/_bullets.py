"""Lines that were meant as list items and are none: where they stand, and what they explain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from smo_lint.model import Edition, Node, Pair, Span, once
from smo_lint.regexes import regex

# The marker of an item without the space after it. What follows must begin a sentence: a letter, a
# bracket, a quotation mark; a digit would be a number or a version.
_UNSPACED = regex(
    r"^(?P<indent>[ \t]*)(?P<marker>[-+]|\*(?![^\n]*\*)|\d{1,3}[.)](?!\w\b|[a-z]+[.\d]))"
    r"(?=[^\W\d_]|[\[`\"“«「（])",
    re.MULTILINE,
)
# What other writing systems and word processors put before an item.
_FOREIGN = regex(
    r"^(?P<indent>[ \t　]*)"
    r"(?P<marker>[-–—−‐‑―•‣◦▪▫●○■□▸►◆・·∙＊＋－](?!\w*[-–—])|(?P<number>[0-9０-９]{1,2})[．、）]"
    r"|(?P<wide>[０-９]{1,2})[.)])(?P<space>[ \t　\xa0]*)(?=\S)",
    re.MULTILINE,
)


# What every such line begins with, and few others do; after a newline, which is found at once.
_MARK = regex(r"\n[ \t　]*(?:[^\w\s\[(<`>#|]|\d{1,3}[.)．、）])")
# What is nothing but a bullet.
_PLAIN = "•‣◦▪▫●○■□▸►◆"


class Bullet(NamedTuple):
    """A line of a paragraph that begins like an item.

    marker  the marker with the space after it
    write   the marker as it should be
    """

    paragraph: Node
    line: Span
    marker: Span
    write: str


@once
def unspaced(edition: Edition) -> tuple[Bullet, ...]:
    """Return lines of paragraphs that begin with a bullet or number and no space, beside real items."""
    return tuple(_unspaced(edition))


def _unspaced(edition: Edition) -> Iterator[Bullet]:
    for paragraph, matches in _lines(edition, _UNSPACED):
        for match in matches:
            if _beside(edition, paragraph, match, matches):
                bullet = _bullet(edition, paragraph, match, "marker")
                yield bullet._replace(write=match["marker"] + " ")


@once
def foreign(pair: Pair) -> tuple[Bullet, ...]:
    """Return lines of the target that begin with a bullet Markdown does not know, where the source has
    items."""
    return tuple(_foreign(pair))


def explained(pair: Pair, lost: Node) -> bool:
    """Whether a missing item or list is there after all, as lines that lost their form."""
    gap = pair.gap(lost).span.start
    holder = pair.source.parent(lost)
    beside = pair.counterpart(holder) if holder and holder.kind == "list" else None
    for bullet in damaged(pair):
        before = len(pair.target.text[: bullet.paragraph.span.start].rstrip())
        if before <= gap <= bullet.paragraph.span.end:
            return True
        if beside and beside.span.start <= bullet.line.start <= beside.span.end:
            return True
    return False


@once
def damaged(pair: Pair) -> tuple[Bullet, ...]:
    """Return every line of the target that was meant as an item and is none."""
    return (*unspaced(pair.target), *foreign(pair))


def _lines(edition: Edition, form: re.Pattern[str]) -> Iterator[tuple[Node, list[re.Match[str]]]]:
    for paragraph in _marked(edition):
        start = edition.text.rfind("\n", 0, paragraph.span.start) + 1
        if edition.text[start : paragraph.span.start].strip():
            start = paragraph.span.start
        matches = [m for m in form.finditer(edition.text, start, paragraph.span.end) if m.start() >= start]
        if matches:
            yield paragraph, matches


@once
def _marked(edition: Edition) -> tuple[Node, ...]:
    """The paragraphs with a line that begins with anything but a letter or a bracket."""
    paragraphs = tuple(edition.find("paragraph"))
    ends = [paragraph.span.end for paragraph in paragraphs]
    found: dict[Node, None] = {}
    for mark in _MARK.finditer("\n" + edition.text):
        end = mark.end() - 1
        place = bisect_left(ends, end)
        if place < len(ends) and paragraphs[place].span.start < end:
            found[paragraphs[place]] = None
    return tuple(found)


def _beside(edition: Edition, paragraph: Node, match: re.Match[str], matches: list[re.Match[str]]) -> bool:
    """Whether real items stand beside a line, or all its neighbours look like it."""
    mark = match["marker"][-1]
    holder = edition.parent(paragraph)
    if holder is not None and holder.kind == "item":
        later = match.start() > paragraph.span.start
        return later and _marker(edition, holder)[-1:] == mark and _aligned(edition, holder, match)
    if len(matches) > 1 and edition.slice(paragraph.span).count("\n") == len(matches) - 1:
        return len({m["marker"][-1] for m in matches}) == 1
    if match.start("marker") != paragraph.span.start or holder is None:
        return False
    place = holder.children.index(paragraph)
    near = holder.children[max(place - 1, 0) : place + 2]
    items = (item for node in near if node.kind == "list" for item in node.children)
    return any(_marker(edition, item)[-1:] == mark for item in items)


def _aligned(edition: Edition, item: Node, match: re.Match[str]) -> bool:
    """Whether a line begins where the marker of its item stands, not where its text does.

    A star that nothing closes is no emphasis, wherever it stands.
    """
    if match["marker"] == "*":
        return not re.search(r"\S\*(?!\*)", edition.text[match.end("marker") : item.span.end])
    column = item.span.start - edition.text.rfind("\n", 0, item.span.start) - 1
    return len(match["indent"]) == column


def _marker(edition: Edition, item: Node) -> str:
    return edition.slice(item.marker).strip() if item.marker else ""


def _bullet(edition: Edition, paragraph: Node, match: re.Match[str], until: str) -> Bullet:
    end = edition.text.find("\n", match.start())
    line = Span(match.start("marker"), len(edition.text) if end < 0 else end)
    return Bullet(paragraph, line, Span(match.start("marker"), match.end(until)), "")


def _foreign(pair: Pair) -> Iterator[Bullet]:
    known = {bullet.line.start for bullet in unspaced(pair.target)}
    for paragraph, matches in _lines(pair.target, _FOREIGN):
        holder = _item(pair.target, paragraph)
        model = _model(pair, paragraph, holder)
        clear = model or _inside_item(pair, paragraph, holder)
        for match in matches if clear else ():
            first = match.start("marker") == paragraph.span.start
            if model is None and match["marker"] not in _PLAIN:
                continue
            spaced = match["marker"] == "-" and match["space"]  # an item, or part of the text
            if not (spaced or (holder and first) or match.start("marker") in known):
                bullet = _bullet(pair.target, paragraph, match, "space")
                yield bullet._replace(write=_write(pair, clear, match))


def _model(pair: Pair, paragraph: Node, holder: Node | None) -> Node | None:
    """The item of the source that a line of this paragraph could be, None where none is wanting."""
    match = pair.match(paragraph)
    beside = match.source[-1] if match else None
    if beside and (holder is None or (match and match.how == "merged")):
        if item := _item(pair.source, beside):
            return item
    wanting = holder and pair.counterpart(pair.target.parent(holder) or holder)
    before = len(pair.target.text[: paragraph.span.start].rstrip())
    for lost in pair.missing("list", "item"):
        here = before <= pair.gap(lost).span.start <= paragraph.span.end
        if here or (wanting and pair.source.parent(lost) is wanting):
            return next(lost.find("item"), None)
    return None


def _inside_item(pair: Pair, paragraph: Node, holder: Node | None) -> Node | None:
    """The item of the source whose words are in an item of the target that bullets break into lines."""
    beside = pair.counterpart(paragraph) if holder else None
    if beside is None or any(char in beside.text for char in _PLAIN):
        return None
    return _item(pair.source, beside)


def _item(edition: Edition, node: Node) -> Node | None:
    return next((above for above in edition.ancestors(node) if above.kind == "item"), None)


def _write(pair: Pair, model: Node | None, match: re.Match[str]) -> str:
    digits = match["number"] or match["wide"]
    if digits:
        return f"{int(digits)}. "
    marker = _marker(pair.source, model) if model else ""
    return "- " if not marker or marker[-1] in ".)" else marker + " "
