"""Lists that lost their markers: the items still stand there, as lines of paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import takewhile

from smo_lint.model import Node, Pair, Span, once
from smo_lint.regexes import regex
from smo_lint.rules.lists._runs import marks

# What ends an item that is a sentence.
_END = regex(r"[.;:!?。；：！？।][\s*_)」』]*$")


def unmarked(pair: Pair) -> dict[Node, Node]:
    """Return the lists of the source whose items are plain lines in the target, and where these begin."""
    if "unmarked" not in pair.memo:
        pair.memo["unmarked"] = dict(_unmarked(pair))
    found: dict[Node, Node] = pair.memo["unmarked"]
    return found


def _unmarked(pair: Pair) -> Iterator[tuple[Node, Node]]:
    lost = set(pair.missing("list", "item"))
    merged = {block for match in pair.matches if match.how == "merged" for block in match.source}
    if not lost and not merged:
        return
    for node in pair.source.find("list"):
        if len(node.children) > 1 and (
            node in lost or any(_gone(item, lost, merged) for item in node.children)
        ):
            lines = [block for block in _around(pair, node) for _ in range(_lines_more(pair, node, block))]
            if len(lines) >= len(node.children) and not _strangers(node, lines):
                yield node, lines[0]


def _gone(item: Node, lost: AbstractSet[Node], merged: AbstractSet[Node]) -> bool:
    """Whether an item is missing, or ran into another one."""
    return item in lost or any(block in merged for block in item.children)


def _strangers(node: Node, lines: list[Node]) -> bool:
    """Whether the items lead somewhere or hold code, and the lines have nothing of that."""
    wanted = set().union(*map(marks, node.children))
    return bool(wanted) and wanted.isdisjoint(set().union(*map(marks, lines)))


def _around(pair: Pair, node: Node) -> Iterator[Node]:
    """The paragraphs of the target between what comes before and after a list of the source."""
    kept = _kept(pair)
    before = bisect_right(kept, node.span.start, key=lambda both: both[0].end)
    after = bisect_left(kept, node.span.end, key=lambda both: both[0].start)
    start = kept[before - 1][1].start if before else 0
    end = kept[after][1].end if after < len(kept) else len(pair.target.text)
    leaves = _paragraphs(pair)
    first = bisect_left(leaves, start, key=lambda leaf: leaf.span.start)
    between = (leaves[place] for place in range(first, len(leaves)))
    return takewhile(lambda leaf: leaf.span.end <= end, between)


@once
def _paragraphs(pair: Pair) -> list[Node]:
    """The paragraphs of the target that stand in no list."""
    return [node for node in pair.target.find("paragraph") if not pair.target.within(node, "list")]


@once
def _kept(pair: Pair) -> list[tuple[Span, Span]]:
    """Where blocks stand that correspond, outside of the source's lists."""
    both = pair.matched("paragraph", "heading", "code", "html")
    return [(one.span, two.span) for one, two in both if not pair.source.within(one, "list")]


def _lines_more(pair: Pair, node: Node, block: Node) -> int:
    """How many sentences in lines of their own a block has that its counterpart outside the list has not."""
    match = pair.match(block)
    outside = [one for one in match.source if not _holds(node, one)] if match else []
    return max(0, _lines(block) - sum(map(_lines, outside)))


def _holds(node: Node, other: Node) -> bool:
    return node.span.start <= other.span.start < node.span.end


def _lines(node: Node) -> int:
    """The lines of a paragraph; 1 where they are not sentences each, but one text that is wrapped."""
    lines = [line for line in node.text.split("\n") if line.strip()]
    return len(lines) if all(map(_END.search, lines)) else 1
