"""What became of each link and image between a source and its translation.

Destinations are compared as multisets inside matched blocks: grammar reorders them. A destination
that one block mentions twice and the other once is no change, and neither is one that turns up in
a block without a counterpart: that block is what has changed.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from smo_lint.browsed import shows
from smo_lint.earlier import telling
from smo_lint.model import BLOCKS, CONTAINERS, Edition, Match, Node, Pair, once
from smo_lint.regexes import regex
from smo_lint.rules._blocks import aligned
from smo_lint.rules.links._html import offering, places
from smo_lint.rules.links._kinship import same_page
from smo_lint.rules.links._targets import (
    Target,
    bare_end,
    leads_nowhere,
    local_shape,
    loose,
    opens_nothing,
    target,
    without_language,
)

# Likeness in percent from which one of several new destinations took the place of one that is gone.
LIKELY = 60.0
# Names that a link's words keep in every language: "Node.js".
_NAMES = regex(r"[A-Z][A-Za-z]*[.A-Z0-9][\w.]*\w")
# So many destinations are looked at for one that is the same place under another name: of more, a page that
# has all of them changed is no edition.
FEW = 300
Same = Callable[[Target, Target, str], bool]


class Change(NamedTuple):
    """What happened to one destination.

    how     "missing", "extra", "changed", "moved", "fragment" (same page, another place in it), or
            "replaced" (the block has as many other links, and which stands for which is not known)
    source  the link in the source; None for an extra one
    target  the link in the translation; None for a missing or replaced one
    block   the translation's block that it is, or should be, in
    alone   whether nothing else in the block could have been meant
    """

    how: str
    source: Node | None
    target: Node | None
    block: Node
    alone: bool = True


class _Beside(NamedTuple):
    """What is left of two matched blocks once equal destinations are taken away."""

    gone: list[Node]
    come: list[Node]
    turned: list[tuple[Node, Node]]
    block: Node


def changes(pair: Pair, kind: str = "link", same: Same = same_page) -> tuple[Change, ...]:
    """Return what became of the nodes of one kind, "link" or "image", in the order of the source."""
    key = ("changes", kind)
    if key not in pair.memo:
        pair.memo[key] = tuple(_changes(pair, kind, same))
    found: tuple[Change, ...] = pair.memo[key]
    return found


def parts(pair: Pair, node: Node) -> Target:
    """Return the parts of a node's destination, freed from the languages of a pair."""
    known = _known(pair)
    if node not in known:
        known[node] = _parts(pair, node)
    return known[node]


@once
def _known(pair: Pair) -> dict[Node, Target]:
    return {}


def _parts(pair: Pair, node: Node) -> Target:
    url = node.url[: bare_end(node.url)] if node.name == "auto" else node.url
    url = pair.target.locale.source_url(url)
    found = target(url, (pair.source.lang, pair.target.lang))
    return found._replace(path=()) if found.fragment and _is_own(pair, found) else found


def leads_to_itself(pair: Pair, node: Node) -> bool:
    """Whether a link leads to the page that it stands on, and to no place of it."""
    found = parts(pair, node)
    return not found.fragment and _is_own(pair, found)


def _is_own(pair: Pair, place: Target) -> bool:
    path = loose(place.path) if not place.site else ()
    return bool(path) and any(own[-len(path) :] == path for own in _own(pair))


@once
def _own(pair: Pair) -> tuple[tuple[str, ...], ...]:
    """What the page calls itself: a link to it is a link into it."""
    langs = (pair.source.lang, pair.target.lang)
    return tuple(loose(target(e.path, langs).path) for e in (pair.source, pair.target))


def equals(pair: Pair, kind: str) -> tuple[tuple[Node, Node], ...]:
    """Return (source, target) of all matched blocks that lead to the same, in the order of the target."""
    key = ("equals", kind)
    if key not in pair.memo:
        offered = aligned(pair, offering(pair.source, kind), frozenset())
        matches = (Match(sources, targets) for sources, targets in offered)
        pair.memo[key] = tuple(both for match in matches for both in equal(pair, match, kind))
    found: tuple[tuple[Node, Node], ...] = pair.memo[key]
    return found


def equal(pair: Pair, match: Match, kind: str) -> Iterator[tuple[Node, Node]]:
    """Yield (source, target) of one match that lead to the same, in the order of the target."""
    theirs = [node for block in match.source for node in places(pair.source, block, kind)]
    ours = [node for block in match.target for node in places(pair.target, block, kind)] if theirs else []
    if _written(theirs) == _written(ours):
        yield from zip(theirs, ours, strict=True)
        return
    waiting: dict[Target, list[Node]] = {}
    for node in theirs:
        waiting.setdefault(parts(pair, node), []).append(node)
    for node in ours:
        if found := waiting.get(parts(pair, node)):
            yield found.pop(0), node


def _changes(pair: Pair, kind: str, same: Same) -> Iterator[Change]:
    besides = list(_besides(pair, kind, same))
    yield from _moves(pair, besides)
    if kind == "image":
        yield from _moved_images(pair, besides, same)
    for beside in besides:
        for source, other in beside.turned:
            yield Change("fragment", source, other, beside.block)
        alone = len(beside.gone) == len(beside.come) == 1
        for source, other in _likely(pair, beside.gone, beside.come):
            yield Change("changed", source, other, beside.block, alone)
        how = "replaced" if kind == "link" and len(beside.come) >= len(beside.gone) else "missing"
        for node in beside.gone:
            if not among(pair, node, _loose(pair, pair.target, kind), same):
                yield Change(how, node, None, beside.block)
        for node in beside.come:
            if not among(pair, node, _loose(pair, pair.source, kind), same):
                yield Change("extra", None, node, beside.block)


def _besides(pair: Pair, kind: str, same: Same) -> Iterator[_Beside]:
    offered = offering(pair.source, kind), offering(pair.target, kind)
    for sources, targets, _ in telling(pair, _differ(kind), *offered):
        ours = [node for block in sources for node in _leading(pair.source, block, kind, pair.target.path)]
        theirs = [node for block in targets for node in _leading(pair.target, block, kind, pair.source.path)]
        if (ours and theirs) or sources[0].kind == targets[0].kind:
            yield _compare(pair, ours, theirs, targets[0], same)


@cache
def _differ(kind: str) -> Callable[[Pair, Match], bool]:
    def differ(pair: Pair, match: Match) -> bool:
        """Whether two matched blocks do not lead to the same in the same order."""
        sides = (pair.source, match.source, pair.target.path), (pair.target, match.target, pair.source.path)
        ours, theirs = (
            [node for block in blocks for node in _leading(edition, block, kind, other)]
            for edition, blocks, other in sides
        )
        if _written(ours) == _written(theirs):
            return False
        return [parts(pair, node) for node in ours] != [parts(pair, node) for node in theirs]

    return differ


def _written(nodes: Iterable[Node]) -> list[tuple[str, bool]]:
    """The destinations as written, which are mostly the same in both editions, and whether they are bare."""
    return [(node.url, node.name == "auto") for node in nodes]


def _leading(edition: Edition, block: Node, kind: str, other: str) -> Iterator[Node]:
    """Yield what leads somewhere: a bare address in an example (`http://NodeIP:80`) is text.

    other  path of the other edition: what leads there has its counterpart in no link
    """
    for node in places(edition, block, kind):
        bare = node.name == "auto" and leads_nowhere(node.url)
        if not (bare or opens_nothing(node.url) or leads_to(edition, node, other)):
            yield node


def leads_to(edition: Edition, link: Node, path: str) -> bool:
    """Whether a link of an edition leads to the file with this path."""
    url = link.url.partition("#")[0]
    if not url or posixpath.basename(url) != posixpath.basename(path):
        return False
    return posixpath.normpath(posixpath.join(posixpath.dirname(edition.path), url)) == path


def switches_to(link: Node, path: str) -> bool:
    """Whether a link leads, as a browser shows it, to the file of a repository with this path, of which a
    name says the language: so it is known to be of this repository."""
    words = posixpath.splitext(path)[0].split("/")
    local = without_language(words[-1]) != words[-1] or any(map(local_shape, words))
    return local and shows(link.url, path)


def _compare(pair: Pair, ours: list[Node], theirs: list[Node], block: Node, same: Same) -> _Beside:
    whole = Counter(parts(pair, node) for node in ours) & Counter(parts(pair, n) for n in theirs)
    pages_ours = {parts(pair, node).page for node in ours}
    pages_theirs = {parts(pair, node).page for node in theirs}
    left = list(_without(pair, theirs, whole))
    turned: list[tuple[Node, Node]] = []
    gone = []
    for node in _without(pair, ours, whole):
        here = parts(pair, node)
        other = next((n for n in left if parts(pair, n).page == here.page), None)
        other = other or next((n for n in left[:FEW] if _alike(pair, same)(here, parts(pair, n))), None)
        if other is not None:
            left.remove(other)
            turned.append((node, other))
        elif here.page not in pages_theirs:
            gone.append(node)
    several = len(pages_ours) > 1 and len(pages_theirs) > 1
    if several and len(gone) == len(ours) and len(left) == len(theirs) and ours[0].kind == "link":
        return _Beside([], [], [], block)  # with nothing in common, these are no counterparts
    if len(gone) == len(ours) > 1 and not theirs and _strangers(pair, block):
        return _Beside([], [], [], block)
    come = [node for node in left if parts(pair, node).page not in pages_ours]
    return _Beside(_once(pair, gone), _once(pair, come), turned, block)


def _strangers(pair: Pair, block: Node) -> bool:
    """Whether a block and its counterparts both hold code, and none of it in common."""
    match = pair.match(block)
    code = {node.text for node in block.find("inline_code")}
    other = {node.text for one in match.source for node in one.find("inline_code")} if match else set()
    return bool(code and other) and code.isdisjoint(other)


def _without(pair: Pair, nodes: Iterable[Node], taken: Counter[Target]) -> Iterator[Node]:
    rest = Counter(taken)
    for node in nodes:
        here = parts(pair, node)
        if rest[here] > 0:
            rest[here] -= 1
        else:
            yield node


def _once(pair: Pair, nodes: Iterable[Node]) -> list[Node]:
    """The first node of each page."""
    return list({parts(pair, node).page: node for node in reversed(list(nodes))}.values())[::-1]


def _moves(pair: Pair, besides: list[_Beside]) -> Iterator[Change]:
    """Take what went from one block and came in another out of both, and yield it.

    The same place on the page first; another place only where neither block tells of a replacement.
    """
    come = {parts(pair, node): (node, beside) for beside in besides for node in beside.come}
    pages = {parts(pair, node).page: (node, beside) for node, beside in come.values()}
    for beside in besides:
        for node in list(beside.gone):
            here = parts(pair, node)
            page = pages.get(here.page) if here.path or here.site else None  # else a place on the page itself
            other, there = come.get(here) or page or (None, beside)
            if other is None or other not in there.come:
                continue
            if parts(pair, other) != parts(pair, node) and (beside.come or there.gone):
                continue
            beside.gone.remove(node)
            there.come.remove(other)
            yield Change("moved", node, other, there.block)


def _moved_images(pair: Pair, besides: list[_Beside], same: Same) -> Iterator[Change]:
    """Do the same for pictures that lie elsewhere: a blank line less, and one is in the block above."""
    come = [(node, beside) for beside in besides for node in beside.come]
    for beside in besides if come else ():
        for node in list(beside.gone):
            here = parts(pair, node)
            fit = ((n, b) for n, b in come[:FEW] if _alike(pair, same)(here, parts(pair, n)) and n in b.come)
            other, there = next(fit, (None, beside))
            if other is not None:
                beside.gone.remove(node)
                there.come.remove(other)
                yield Change("moved", node, other, there.block)


def _loose(pair: Pair, edition: Edition, kind: str) -> list[Target]:
    """What the blocks without a counterpart lead to; kept in the pair's memo."""
    key = ("loose", kind, edition is pair.source)
    if key not in pair.memo:
        pair.memo[key] = _of_lone_blocks(pair, edition, kind)
    found: list[Target] = pair.memo[key]
    return found


def _of_lone_blocks(pair: Pair, edition: Edition, kind: str) -> list[Target]:
    held = {
        block
        for sources, targets in pair.prose()
        for block in (sources if edition is pair.source else targets)
    }
    offered = offering(edition, kind) - held
    blocks = (node for node in edition.nodes if node in offered) if offered else ()
    alone = (block for block in blocks if block.kind in BLOCKS and block.kind not in CONTAINERS)
    return list(dict.fromkeys(parts(pair, node) for block in alone for node in places(edition, block, kind)))


def _likely(pair: Pair, gone: list[Node], come: list[Node]) -> Iterator[tuple[Node, Node]]:
    """Take pairs that probably replace each other out of both lists, the most alike first."""
    if not gone or not come or len(gone) * len(come) > FEW * FEW:
        return
    from rapidfuzz.fuzz import ratio

    def likeness(one: Node, other: Node) -> float:
        text = 50.0 if one.text.strip() and one.text.strip() == other.text.strip() else 0.0
        text = text or 30.0 * bool(set(_NAMES.findall(one.text)) & set(_NAMES.findall(other.text)))
        return text + ratio(parts(pair, one).topic, parts(pair, other).topic)

    ranked = sorted(
        ((likeness(one, other), i, j) for i, one in enumerate(gone) for j, other in enumerate(come)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    ours, theirs = list(gone), list(come)
    alone = len(ours) == len(theirs) and (len(ours) == 1 or ours[0].kind == "image")
    for score, i, j in ranked:
        likely = score >= LIKELY or (alone and not _of_two_people(ours[i], theirs[j]))
        if likely and ours[i] in gone and theirs[j] in come:
            gone.remove(ours[i])
            come.remove(theirs[j])
            yield ours[i], theirs[j]


def _of_two_people(one: Node, other: Node) -> bool:
    """Whether one of two links is somebody's handle, which nobody translates, and the other is not."""
    handles = [node.text.strip() for node in (one, other) if node.text.lstrip().startswith("@")]
    return bool(handles) and one.text.strip() != other.text.strip()


def among(pair: Pair, node: Node, places: list[Target], same: Same) -> bool:
    """Whether a node leads to one of these places."""
    here = parts(pair, node)
    if len(places) > FEW:
        places = [place for place in places if place.page == here.page or place.path[-1:] == here.path[-1:]]
    return any(_alike(pair, same)(here, place) for place in places)


def _alike(pair: Pair, same: Same) -> Callable[[Target, Target], bool]:
    """Return what tells whether two destinations are one, each two once."""
    key = ("alike", same)
    if key not in pair.memo:
        pair.memo[key] = cache(partial(_called, same, pair.target.lang))
    found: Callable[[Target, Target], bool] = pair.memo[key]
    return found


def _called(same: Same, lang: str, one: Target, other: Target) -> bool:
    return same(one, other, lang)
