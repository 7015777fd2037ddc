"""Where a heading stands among the others, in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from smo_lint.model import Edition, Node, Pair, Span
from smo_lint.regexes import regex
from smo_lint.rules._quote import excerpt, quote

# A line that was meant as a heading: the space after the number signs is missing, or they are
# full-width. What follows must not look like a command or a comment of a program.
UNSPACED = regex(
    r"^[ ]{0,3}(?P<marker>#{1,6}|＃{1,6})(?P<space>[ \t　]*)"
    r"(?P<text>(?![#!＃])(?:[^\W_]|[*_`\[\"'“‘«「『¿¡(（]).*)$",
    re.MULTILINE,
)

_TITLE = regex(r"<h1[\s>]", re.IGNORECASE)
# HTML whose lines are no Markdown, wherever a blank line stands.
_RAW = ("pre", "script", "style")


def heading_of(node: Node) -> Node | None:
    """Return the heading of a section, a heading itself."""
    if node.kind == "heading":
        return node
    return next((child for child in node.children if child.kind == "heading"), None)


def titled(edition: Edition) -> bool:
    """Whether an edition's title is written in HTML."""
    return any(_TITLE.search(edition.slice(node.span)) for node in edition.find("html"))


def named(edition: Edition, node: Node) -> str:
    """Return the title of a heading or section, quoted."""
    heading = heading_of(node)
    return (excerpt(edition, heading) if heading else "") or quote("")


def headings(pair: Pair) -> Iterator[tuple[Node, Node]]:
    """Yield the headings that correspond, as (source, target).

    Where one was taken for the paragraph right after a heading that nothing corresponds to, it is that
    heading, on another level.
    """
    yield from pair.matched("heading")
    for source in pair.source.find("heading"):
        beside = pair.counterpart(source)
        if beside is not None and beside.kind == "paragraph" and (heading := _above(pair, beside)):
            yield source, heading


def _above(pair: Pair, paragraph: Node) -> Node | None:
    """The heading right above a paragraph, if nothing corresponds to it."""
    holder = pair.target.parent(paragraph)
    blocks = holder.children if holder else ()
    place = blocks.index(paragraph) if paragraph in blocks else 0
    before = blocks[place - 1] if place else None
    return before if before and before.kind == "heading" and pair.match(before) is None else None


def between(pair: Pair, node: Node) -> str:
    """Return between which headings of the target a missing heading or section should stand."""
    return _place(pair, pair.source, pair.target, node)


def around(pair: Pair, node: Node) -> str:
    """Return between which headings of the source a heading or section of the target would stand."""
    return _place(pair, pair.target, pair.source, node)


def _place(pair: Pair, own: Edition, other: Edition, node: Node) -> str:
    before, after = (excerpt(other, head) if head else "" for head in _beside(pair, own, node))
    if before and after:
        return f" between {before} and {after}"
    if before:
        return f" after {before}"
    return f" before {after}" if after else ""


def _beside(pair: Pair, own: Edition, node: Node) -> tuple[Node | None, Node | None]:
    """What stands for the nearest headings around a place, of those that something stands for."""
    starts, others = _answered(pair, own)
    before, after = bisect_left(starts, node.span.start), bisect_left(starts, node.span.end)
    return others[before - 1] if before else None, others[after] if after < len(others) else None


def _answered(pair: Pair, own: Edition) -> tuple[Sequence[int], Sequence[Node]]:
    """Where the headings of an edition begin that something corresponds to, and what does."""
    key = ("answered", own is pair.source)
    if key not in pair.memo:
        heads = ((head.span.start, pair.counterpart(head)) for head in own.find("heading"))
        found = [(start, other) for start, other in heads if other]
        pair.memo[key] = [start for start, _ in found], [other for _, other in found]
    answered: tuple[Sequence[int], Sequence[Node]] = pair.memo[key]
    return answered


def swallowed(pair: Pair, heading: Node) -> Span | None:
    """Return the line that would be a missing heading if it did not stand in an HTML block: such a
    block goes on to the next blank line."""
    low, high = _neighbourhood(pair, heading)
    form = re.compile(rf"^[ ]{{0,3}}#{{{heading.level}}}[ \t]+\S.*$", re.MULTILINE)
    for block in pair.target.find("html"):
        if low <= block.span.start and block.span.end <= high and block.name not in _RAW:
            if line := form.search(pair.target.text, block.span.start + 1, block.span.end):
                return Span(*line.span())
    return None


def listed(pair: Pair, heading: Node) -> bool:
    """Whether a heading became the item of a list: all code that it names, two things at least, is there."""
    code = {node.text for node in heading.find("inline_code")}
    if len(code) < 2:
        return False
    low, high = _neighbourhood(pair, heading)
    items = (n for n in pair.target.find("item") if low <= n.span.start and n.span.end <= high)
    return any(code <= {node.text for node in item.find("inline_code")} for item in items)


def undivided(pair: Pair) -> dict[Node, tuple[Node, ...]]:
    """Return the sections that are there, but none of the headings of their subsections, two at least, is,
    though some of what stands below these is: section of the source -> its subsections."""
    if "undivided" not in pair.memo:
        pair.memo["undivided"] = dict(_undivided(pair))
    found: dict[Node, tuple[Node, ...]] = pair.memo["undivided"]
    return found


def _undivided(pair: Pair) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    for section in pair.source.find("section"):
        parts = tuple(child for child in section.children if child.kind == "section")
        beside = pair.counterpart(section)
        if len(parts) < 2 or beside is None or any(child.kind == "section" for child in beside.children):
            continue
        if any((heading := heading_of(part)) and pair.match(heading) for part in parts):
            continue
        if any(pair.match(node) for part in parts for node in part.children):
            yield section, parts


def _neighbourhood(pair: Pair, heading: Node) -> tuple[int, int]:
    """From where to where a heading of the source would stand in the target."""
    before, after = _beside(pair, pair.source, heading)
    return before.span.end if before else 0, after.span.start if after else len(pair.target.text)


def extent(section: Node) -> str:
    """Return what a section holds besides its heading: " with 3 blocks and 2 subsections"."""
    sections = [node for node in section.walk() if node.kind == "section"]
    inner = len(sections) - 1
    blocks = sum(child.kind not in ("section", "heading") for node in sections for child in node.children)
    parts = []
    if blocks:
        parts.append("1 block" if blocks == 1 else f"{blocks} blocks")
    if inner:
        parts.append("1 subsection" if inner == 1 else f"{inner} subsections")
    return f" with {' and '.join(parts)}" if parts else ""
