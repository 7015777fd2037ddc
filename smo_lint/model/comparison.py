"""Editions beside each other: matches, pairs, and the article that they make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple

from smo_lint.model.document import BLOCKS, CONTAINERS, Edition, Location, Node, Span
from smo_lint.model.frozen import frozen
from smo_lint.model.past import Past


class Match(NamedTuple):
    """Blocks of a source and of a target that say the same.

    how  "kept" (in order), "moved" (at another place), "merged" (several sources, one target) or
         "split" (one source, several targets)
    """

    source: tuple[Node, ...]
    target: tuple[Node, ...]
    how: str = "kept"


@frozen(eq=False)
class Pair:
    """An edition beside its reference, aligned.

    source   the reference: the source edition or, in consensus, another edition with a vote
    target   the edition that is judged
    matches  every aligned block, containers and sections included, in the order of the source,
             "moved" ones too
    rivals   for an unmatched block, those that could be the missing one as well
    past     what the target was made from, None where nothing tells
    former   the source as it was then, None where what it says has not changed since
    """

    source: Edition
    target: Edition
    matches: tuple[Match, ...]
    rivals: Mapping[Node, tuple[Node, ...]] = field(default_factory=dict)
    past: Past | None = None
    former: Edition | None = None
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def _of(self) -> dict[Node, Match]:
        return {node: match for match in self.matches for node in match.source + match.target}

    def matched(self, *kinds: str) -> Iterator[tuple[Node, Node]]:
        """Yield (source, target) of one kind both that correspond one to one, moved ones included."""
        found = self._matched.get(kinds)
        if found is None:
            present = [kind for kind in self._by_kind if kind in kinds]
            if len(present) > 1:
                found = [both for both in self._alike if both[0].kind in kinds]
            else:
                found = self._by_kind[present[0]] if present else []
            self._matched[kinds] = found
        return iter(found)

    @cached_property
    def _matched(self) -> dict[tuple[str, ...], list[tuple[Node, Node]]]:
        return {}

    @cached_property
    def _by_kind(self) -> dict[str, list[tuple[Node, Node]]]:
        found: dict[str, list[tuple[Node, Node]]] = {}
        for both in self._alike:
            found.setdefault(both[0].kind, []).append(both)
        return found

    @cached_property
    def _alike(self) -> list[tuple[Node, Node]]:
        """What is of one kind and corresponds one to one."""
        single = [(m[0][0], m[1][0]) for m in self.matches if len(m[0]) == len(m[1]) == 1]
        return [both for both in single if both[0].kind == both[1].kind]

    def moved(self, *kinds: str) -> Iterator[tuple[Node, Node]]:
        """Yield (source, target) of one kind both that stand at different places."""
        for match in self.matches:
            if match.how == "moved" and match.source[0].kind == match.target[0].kind:
                if match.source[0].kind in kinds:
                    yield match.source[0], match.target[0]

    def match(self, node: Node) -> Match | None:
        """Return the match that a block of either edition takes part in, None where it has none."""
        return self._of.get(node)

    def counterpart(self, node: Node) -> Node | None:
        """Return the first block on the other side that a block corresponds to, None where none."""
        match = self._of.get(node)
        if match is None:
            return None
        return match.target[0] if node in match.source else match.source[0]

    def missing(self, *kinds: str) -> Iterator[Node]:
        """Yield the source's blocks of these kinds that the target lacks.

        A block inside something that is missing as a whole is not yielded: its parent is.
        """
        return self._alone(self.source, kinds)

    def extra(self, *kinds: str) -> Iterator[Node]:
        """Yield the target's blocks of these kinds that the source lacks, the outermost ones."""
        return self._alone(self.target, kinds)

    def prose(self) -> Iterator[tuple[tuple[Node, ...], tuple[Node, ...]]]:
        """Yield (sources, targets) of the matched blocks that hold inlines: headings, paragraphs,
        titles, rows, merged and split ones included; a lost heading beside its paragraph too."""
        return iter(self._prose)

    @cached_property
    def _prose(self) -> list[tuple[tuple[Node, ...], tuple[Node, ...]]]:
        return [
            (match.source, match.target)
            for match in self.matches
            if match.source[0].kind not in CONTAINERS and match.target[0].kind not in CONTAINERS
        ]

    def gap(self, node: Node) -> Location:
        """Return where in the target a missing block of the source should stand.

        That is the end of the last thing before it that has a counterpart, else the top of the
        target's text: an empty span at the end of a line.
        """
        return self.target.at(Span(*(2 * (self._gap_offset(node),))))

    def _gap_offset(self, node: Node) -> int:
        starts, placed = self._placed
        for place in range(bisect_right(starts, node.span.start), 0, -1):
            earlier, match = placed[place - 1]
            if earlier.span.end > node.span.start:
                continue
            # What is missing stands after the whole list or admonition that ends here, not inside it.
            for outer in self.source.ancestors(earlier):
                if outer.kind != "section" and outer.span.end <= node.span.start and outer in self._of:
                    match = self._of[outer]
            return match.target[-1].span.end
        return self.target.meta.span.end if self.target.meta else 0

    @cached_property
    def _placed(self) -> tuple[list[int], list[tuple[Node, Match]]]:
        """Where blocks of the source begin that stand at the same place in the target; and they."""
        kept = [(node, match) for node in self.source.nodes if (match := self._of.get(node))]
        kept = [
            (node, match)
            for node, match in kept
            if match.how != "moved" and node.kind not in ("document", "section")
        ]
        return [node.span.start for node, _ in kept], kept

    def _alone(self, edition: Edition, kinds: tuple[str, ...]) -> Iterator[Node]:
        whole = self._wholly_alone(edition)
        for node in edition.find(*kinds) if whole else ():
            if node in whole:
                parent = edition.parent(node)
                if parent is None or parent not in whole:
                    yield node

    def _wholly_alone(self, edition: Edition) -> frozenset[Node]:
        key = ("alone", edition is self.source)
        if key not in self.memo:
            alone: set[Node] = set()
            for node in reversed(edition.nodes):
                if node.kind in BLOCKS and node not in self._of:
                    if all(child in alone for child in node.children if child.kind in BLOCKS):
                        alone.add(node)
            self.memo[key] = frozenset(alone)
        found: frozenset[Node] = self.memo[key]
        return found


@frozen(eq=False)
class Article:
    """One text in all its languages.

    key       what the paths of its editions share: "guide/install.md"
    editions  in the order of their paths
    source    the source edition, None in consensus
    pairs     with a source: one for each translation; in consensus: each edition beside every
              other, the nearest reference first
    absent    how many editions more it has, of which others ask
    memo      what was worked out about this article already; belongs to those who fill it
    """

    key: str
    editions: tuple[Edition, ...]
    source: Edition | None
    pairs: tuple[Pair, ...]
    absent: int = 0
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def pairs_of(self, edition: Edition) -> tuple[Pair, ...]:
        """Return the pairs in which this edition is judged (none for the source)."""
        return self._pairs_of.get(edition, ())

    @cached_property
    def _pairs_of(self) -> dict[Edition, tuple[Pair, ...]]:
        found: dict[Edition, tuple[Pair, ...]] = {}
        for pair in self.pairs:
            found[pair.target] = (*found.get(pair.target, ()), pair)
        return found

    def counterparts(self, edition: Edition, node: Node) -> Iterator[tuple[Edition, Node]]:
        """Yield the block of each other edition that corresponds to a block of this one."""
        for pair in self.pairs:
            if pair.target is edition and (other := pair.counterpart(node)):
                yield pair.source, other
                if self.source is not None:
                    yield from self._siblings(other, edition)
            elif pair.source is edition and self.source is edition:
                if other := pair.counterpart(node):
                    yield pair.target, other

    def _siblings(self, node: Node, edition: Edition) -> Iterator[tuple[Edition, Node]]:
        for pair in self.pairs:
            if pair.target is not edition and (other := pair.counterpart(node)):
                yield pair.target, other
