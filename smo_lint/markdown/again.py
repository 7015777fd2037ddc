"""A text that was edited in one place: what stands around it is not parsed again.

Only plain blocks are looked at by themselves. Whatever may reach further, or be reached from afar
(fences, definitions, HTML, components, templates), leads to the whole text being parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from smo_lint.model import Edition, Node, Span
from smo_lint.regexes import regex

# What may open or close something elsewhere, wherever it is typed or deleted.
_FAR = regex(r"[`<>{}$\"']")
# Lines that open something, or that say what others mean.
_OPENING = regex(r"^[ \t>*+\d.)-]*+(?:[<{`~$!?:/@]|\[[^\]\n]*\]:|import\b|export\b)", re.M)
_BLANK = regex(r"\n[ \t]*\n")
# Characters within which a template that nothing closes might find an end.
_REACH = 5_000

# The nodes of an edition that are those of the one before it, at another place: the new one -> the old one.
Origins = dict[Node, Node]


def blocks_again(
    before: Edition, text: str, start: int, parse: Callable[[int, int], Sequence[Node]]
) -> tuple[list[Node], Origins] | None:
    """Return the outermost blocks of a text and where they come from, None where that is not sure.

    before  the document before it was edited
    start   where the body begins, now and before
    parse   the outermost blocks of a part of the text, from one offset to another
    """
    old = before.text
    head, tail = in_common(old, text)
    by = len(text) - len(old)
    if head <= start or _FAR.search(text[head : len(text) - tail] + old[head : len(old) - tail]):
        return None
    blocks = [*outermost(before.skeleton)]
    cuts = [0, *_cuts(blocks, old), len(blocks)]
    # The groups of blocks that the edit touches, and one more on each side, which must stay as it is.
    low = max((cut for cut in cuts if cut == 0 or blocks[cut - 1].span.end < head), default=0)
    high = min(cut for cut in cuts if cut == len(blocks) or blocks[cut].span.start > len(old) - tail)
    first, last = (
        max(cut for cut in cuts if cut < low or cut == 0),
        min(c for c in cuts if c > high or c == cuts[-1]),
    )
    begin = old.rfind("\n", 0, blocks[first].span.start) + 1 if first else start
    end = old.rfind("\n", 0, blocks[last].span.start) + 1 if last < len(blocks) else len(old)
    above = blocks[low - 1].span.end if low else start
    below = blocks[high].span.start if high < len(blocks) else len(old)
    if (
        _OPENING.search(old[above:below])
        or _OPENING.search(text[above : below + by])
        or _open(blocks[:low], old, head)
    ):
        return None
    made = parse(begin, end + by)
    kept = len(made) - (last - high)
    if (
        kept < low - first
        or not _same(blocks[first:low], made[: low - first], 0)
        or not _same(blocks[high:last], made[kept:], by)
    ):
        return None
    origins: Origins = {}
    after = [_moved(node, by, origins) for node in blocks[high:]] if by else blocks[high:]
    return [*blocks[:low], *made[low - first : kept], *after], origins


def outermost(document: Node) -> Iterator[Node]:
    """Yield the blocks of a document that no block but sections holds, in their order."""
    stack = [*document.children[::-1]]
    while stack:
        node = stack.pop()
        if node.kind == "section":
            stack += node.children[::-1]
        else:
            yield node


def in_common(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at the beginning, and at the end of the rest."""
    head = _most(min(len(old), len(new)), lambda size: old.startswith(new[:size]))
    return head, _most(min(len(old), len(new)) - head, lambda size: old.endswith(new[len(new) - size :]))


def _most(most: int, holds: Callable[[int], bool]) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _cuts(blocks: Sequence[Node], text: str) -> Iterator[int]:
    """Yield the numbers of the blocks that a blank line parts from the one before them."""
    for number, (one, two) in enumerate(pairwise(blocks), start=1):
        if _BLANK.search(text, one.span.end, two.span.start):
            yield number


def _open(blocks: Sequence[Node], text: str, place: int) -> bool:
    """Whether a template shortly before a place is not closed."""
    for node in reversed(blocks):
        if node.span.end < place - _REACH:
            return False
        if node.kind == "paragraph" and text.startswith(("{", "<"), node.span.start):
            return True
    return False


def _same(old: Sequence[Node], new: Sequence[Node], by: int) -> bool:
    """Whether blocks are the same that they were, by as many characters further on."""
    return len(old) == len(new) and all(_is(one, two, by) for one, two in zip(old, new, strict=True))


def _is(one: Node, two: Node, by: int) -> bool:
    # What ends where the text does may have white space in it that its span has not.
    return (
        (one.kind, one.text, one.name, one.level, one.url, one.anchor, one.closed)
        == (two.kind, two.text, two.name, two.level, two.url, two.anchor, two.closed)
        and (one.span.start + by, one.span.end + by) == two.span
        and (one.inner.start + by, one.inner.end + by) == two.inner
        and _same(one.children, two.children, by)
    )


def _moved(node: Node, by: int, origins: Origins) -> Node:
    span, inner = node.span, node.inner
    place = Span(span[0] + by, span[1] + by)
    moved = Node(
        node.kind,
        place,
        place if inner == span else Span(inner[0] + by, inner[1] + by),
        node.text,
        tuple([_moved(child, by, origins) for child in node.children]) if node.children else (),
        node.name,
        node.level,
        node.marker and Span(node.marker[0] + by, node.marker[1] + by),
        node.target and Span(node.target[0] + by, node.target[1] + by),
        node.url,
        node.anchor,
        node.closed,
    )
    origins[moved] = node
    return moved
