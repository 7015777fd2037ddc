"""Two editions beside each other as people read them: blocks, lines of blocks, and the words that differ."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from smo_lint.alignment.units import SILENT, lasting
from smo_lint.languages import language
from smo_lint.model import BLOCKS, Edition, Entry, Match, Node, Pair, Problem, Span
from smo_lint.numbers import differences, numbers
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.stamps import KEY

# Kinds that are told by what they hold, and kinds whose content stands further to the right.
_HOLDERS = frozenset(("document", "section", "list", "table", "item"))
_DEEPER = frozenset(("item", "quote", "admonition", "component", "footnote"))
# White space apart: code stands deeper in one list than in another.
_WORD = regex(r"\w+|[^\w\s]")
# Code of more words than this is not compared word by word: it takes the square of their number.
_MANY = 3000


class Block(NamedTuple):
    """A part of an edition that is told apart.

    label  what it is, in a word or two: "h2", "text", "code bash", the key of front matter
    depth  how many lists, quotes and other containers hold it
    span   all of it
    body   the part that says what it holds; empty where only the blocks inside do
    node   None for a key of the front matter
    """

    label: str
    depth: int
    span: Span
    body: Span
    node: Node | None


class Line(NamedTuple):
    """What stands beside what: indexes in the blocks of the source and of the target.

    how  "kept", "merged", "split"; "missing" where the target has nothing, "extra" where the source
         has nothing; of what moved, "gone" at its place in the source, "come" at that in the target
    """

    source: int | None
    target: int | None
    how: str


def blocks(edition: Edition) -> tuple[Block, ...]:
    """Return the parts of an edition in the order of its text, front matter first. Kept in its memo."""
    known: tuple[Block, ...] | None = edition.memo.get(blocks)
    if known is None:
        keys = (entry for entry in edition.meta.entries if _is_told(entry)) if edition.meta else ()
        told = (node for node in edition.nodes if node.kind in BLOCKS - _HOLDERS - SILENT)
        known = (*map(_of_key, keys), *(_block(edition, node) for node in told))
        edition.memo[blocks] = known
    return known


def _is_told(entry: Entry) -> bool:
    return len(entry.path) == 1 and entry.path[0] != KEY


def _of_key(entry: Entry) -> Block:
    return Block(str(entry.path[0]), 0, Span(entry.key.start, entry.value.end), entry.value, None)


def _block(edition: Edition, node: Node) -> Block:
    around = list(edition.ancestors(node))
    depth = sum(parent.kind in _DEEPER for parent in around)
    inner = next((child.span for child in node.children if child.kind in BLOCKS), None)
    body = Span(node.inner.start, node.inner.start) if inner else node.inner
    start = min((parent.span.start for parent in _begun(around, node)), default=node.span.start)
    label = f"{node.kind} {node.name}".strip()
    match node.kind:
        case "heading":
            label = f"h{node.level}"
        case "paragraph":
            first = around[0].kind == "item" and around[0].children[0] is node
            label = f"item {around[0].name}".strip() if first else "text"
        case "row":
            label = "head" if node.name == "head" else "row"
    return Block(label, depth, Span(start, node.span.end), body, node)


def _begun(around: Sequence[Node], node: Node) -> Iterator[Node]:
    """Yield what begins with a block and is not told itself: a marker belongs to what follows it."""
    for parent in around:
        if parent.kind not in _HOLDERS or parent.children[0] is not node:
            return
        if parent.kind != "document":
            yield parent
        node = parent


def lines(pair: Pair) -> tuple[Line, ...]:
    """Return the blocks of both editions in the order of the source; what only the target has stands
    after what precedes it there."""
    return (*_of_metas(pair), *_of_bodies(pair))


def _of_metas(pair: Pair) -> Iterator[Line]:
    first, second = ([b.label for b in blocks(e) if b.node is None] for e in (pair.source, pair.target))
    for i, key in enumerate(first):
        yield Line(i, second.index(key), "kept") if key in second else Line(i, None, "missing")
    yield from (Line(None, j, "extra") for j, key in enumerate(second) if key not in first)


def _of_bodies(pair: Pair) -> Iterator[Line]:
    places = [
        {block.node: i for i, block in enumerate(blocks(edition)) if block.node}
        for edition in (pair.source, pair.target)
    ]
    waiting = list(_unkept(pair, places))
    done: set[int] = set()
    reached = 0
    for node, i in places[0].items():
        match = pair.match(node)
        if match is None:
            yield Line(i, None, "missing")
        elif match.how == "moved":
            yield Line(i, places[1].get(match.target[0]), "gone")
        elif id(match) not in done:
            done.add(id(match))
            start = min((places[1][n] for n in match.target if n in places[1]), default=reached)
            while waiting and (waiting[0].target or 0) < start and start >= reached:
                yield waiting.pop(0)
            reached = max(start, reached)
            yield from _of_match(match, places)
    yield from waiting


def _unkept(pair: Pair, places: Sequence[Mapping[Node, int]]) -> Iterator[Line]:
    """The lines of what stands in the target alone, or at another place than in the source."""
    for node, j in places[1].items():
        match = pair.match(node)
        if match is None:
            yield Line(None, j, "extra")
        elif match.how == "moved":
            yield Line(places[0].get(match.source[0]), j, "come")


def _of_match(match: Match, places: Sequence[Mapping[Node, int]]) -> Iterator[Line]:
    for index in range(max(len(match.source), len(match.target))):
        source = match.source[index] if index < len(match.source) else None
        target = match.target[index] if index < len(match.target) else None
        yield Line(
            None if source is None else places[0].get(source),
            None if target is None else places[1].get(target),
            match.how,
        )


def standing(edition: Edition, offset: int) -> int:
    """Return the block that an offset stands in, or the last one before it; -1 where there is none."""
    told = blocks(edition)
    return bisect_right(told, offset, key=lambda block: block.span.start) - 1 if told else -1


def seat(pair: Pair, problem: Problem, told: Sequence[Line]) -> int | None:
    """Return the line at which a problem of one of these editions is told, None where there is none.

    told  the lines of the pair
    """
    if problem.at.path == pair.source.path:
        own = standing(pair.source, problem.at.span.start)
        return next((i for i, line in enumerate(told) if line.source == own and line.how != "come"), None)
    there = next((place for place in problem.related if place.path == pair.source.path), None)
    if there and problem.at.span.start == problem.at.span.end:
        lost = standing(pair.source, there.span.start)
        for i, line in enumerate(told):
            if line.source == lost and line.how in ("missing", "gone"):
                return i
    own = standing(pair.target, problem.at.span.start)
    return next((i for i, line in enumerate(told) if line.target == own and line.how != "gone"), None)


def differing(pair: Pair) -> dict[Node, tuple[Span, ...]]:
    """Return, for blocks of both editions, the words that the other side should have and has not.

    These are destinations, code, footnotes and numbers of prose, and words of code.
    """
    found: dict[Node, list[Span]] = {}
    for sources, targets in pair.prose():
        one, two = sources[0], targets[0]
        if one.kind == two.kind == "code":
            spans = _words(pair.source.slice(one.inner), pair.target.slice(two.inner))
            for node, told in zip((one, two), spans, strict=True):
                at = node.inner.start
                found.setdefault(node, []).extend(Span(at + s.start, at + s.end) for s in told)
            continue
        for node, span in (*_things(pair, sources, targets), *_numbers(pair, sources, targets)):
            found.setdefault(node, []).append(span)
    return {node: tuple(sorted(spans)) for node, spans in found.items() if spans}


def _things(pair: Pair, sources: Sequence[Node], targets: Sequence[Node]) -> Iterator[tuple[Node, Span]]:
    """Yield (block, place) of what survives translation and stands on one side only."""
    sides = [
        [(word, node, part) for node in nodes for part in node.walk() if (word := lasting(part))]
        for nodes in (sources, targets)
    ]
    counts = [Counter(word for word, *_ in side) for side in sides]
    for side, others in zip(sides, reversed(counts), strict=True):
        left = Counter(others)
        for word, node, part in side:
            left[word] -= 1
            if left[word] < 0:
                yield node, part.target or part.span


def _numbers(pair: Pair, sources: Sequence[Node], targets: Sequence[Node]) -> Iterator[tuple[Node, Span]]:
    sides = []
    for edition, nodes in ((pair.source, sources), (pair.target, targets)):
        own = language(edition.lang)
        texts = [(node, prose(edition, part)) for node in nodes for part in _prosaic(node)]
        sides.append([(number, node, text) for node, text in texts for number in numbers(text.text, own)])
    alone = differences(*([number for number, *_ in side] for side in sides))
    for side, told in zip(sides, alone, strict=True):
        yield from (
            (node, text.span(*number.span))
            for number, node, text in side
            if any(number is other for other in told)
        )


def _prosaic(node: Node) -> tuple[Node, ...]:
    return node.children if node.kind == "row" else (node,)


def _words(one: str, two: str) -> tuple[list[Span], list[Span]]:
    """Return the places of two texts that differ, by words."""
    if one == two:
        return [], []
    sides = [[match.span() for match in _WORD.finditer(text)] for text in (one, two)]
    if any(len(side) > _MANY for side in sides):
        return [Span(0, len(one))], [Span(0, len(two))]
    before, after = ([text[a:b] for a, b in side] for text, side in zip((one, two), sides, strict=True))
    found: tuple[list[Span], list[Span]] = ([], [])
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for told, side, start, end in ((found[0], sides[0], a, b), (found[1], sides[1], c, d)):
            if tag != "equal" and start < end:
                told.append(Span(side[start][0], side[end - 1][1]))
    return found
