"""Which blocks without a counterpart are worth a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smo_lint.languages import language
from smo_lint.model import BLOCKS, Edition, Node, Pair, once
from smo_lint.prose import letters, prose
from smo_lint.rules.text._switcher import is_switcher

# Fewer letters are a label or a caption, which languages attach to the next block.
LETTERS = 20
# Letters that may say freely what another text says at length.
_SAYING = 8
# A line of MDX in a page that is read as Markdown.
_MODULE = ("import ", "export ")
# A neighbour's counterpart this much longer than its own share, and long enough for both.
_GROWN, _BOTH = 1.3, 0.75
# How many times as long as each other two texts may be that are one in two languages.
_EVEN = 2.0
# Of a text in short: its share of what the source says, in all and where the two correspond, and of the
# links that the source has, so many at least.
_TOLD, _KEPT, _LED, _LINKS = 2 / 3, 0.85, 1 / 2, 5


def worded(edition: Edition, node: Node) -> bool:
    """Whether a paragraph or a quotation says something in words of its own."""
    if edition.slice(node.span).startswith(_MODULE):
        return False
    return size(edition, node) >= LETTERS and not is_switcher(edition, node)


def absorbed(pair: Pair, node: Node) -> bool:
    """Whether what a block says stands in the counterpart of the block before or after it."""
    own = pair.source if pair.source.parent(node) is not None else pair.target
    return any(swallows(pair, beside, node) for beside in neighbours(own, node))


def swallows(pair: Pair, beside: Node, node: Node) -> bool:
    """Whether the counterpart of a block is so long that it says what a lone one of its edition says, too."""
    forth = pair.source.parent(node) is not None
    own, across = (pair.source, pair.target) if forth else (pair.target, pair.source)
    counterpart = pair.counterpart(beside)
    if counterpart is None:
        return False
    share, there = size(own, beside), size(across, counterpart) - _others(pair, beside, counterpart)
    return there >= _GROWN * share and there >= _BOTH * (share + size(own, node))


def _others(pair: Pair, beside: Node, counterpart: Node) -> float:
    """How much of a counterpart stands for blocks outside the block: two lists that became one."""
    across = pair.target if pair.target.parent(counterpart) is not None else pair.source
    inside = set(beside.walk())
    held = (
        node
        for node in counterpart.find("paragraph", "row")
        if (twin := pair.counterpart(node)) and twin not in inside
    )
    return sum(size(across, node) for node in held)


def answered(pair: Pair, node: Node) -> bool:
    """Whether the section that corresponds to a paragraph's has as many that have no counterpart, either:
    they may be the same, told freely."""
    section = pair.source.parent(node)
    across = pair.counterpart(section) if section is not None and section.kind == "section" else None
    if section is None or across is None:
        return False
    return _lone(pair, pair.source, section, LETTERS) <= _lone(pair, pair.target, across, _SAYING)


def _lone(pair: Pair, own: Edition, section: Node, least: int) -> int:
    """How many texts of a section have no counterpart; counted once, however many of them ask."""
    known = _counted(pair)
    if (section, least) not in known:
        lone = (node for node in texts(section) if pair.match(node) is None)
        known[section, least] = sum(size(own, node) >= least for node in lone)
    return known[section, least]


@once
def _counted(pair: Pair) -> dict[tuple[Node, int], int]:
    return {}


def texts(section: Node) -> list[Node]:
    """Return the paragraphs and quotations that stand right in a section."""
    return [node for node in section.children if node.kind in ("paragraph", "quote")]


def shortened(pair: Pair, section: Node, lost: Sequence[Node]) -> bool:
    """Whether a section has at most half as many paragraphs as the source's, and those that it has may be
    others than those that they met."""
    beside = pair.counterpart(section)
    if beside is None or 2 * len(texts(beside)) > len(texts(section)):
        return False
    kept = {node for node in texts(section) if pair.match(node)}
    return any(not kept.isdisjoint(pair.rivals.get(node, ())) for node in lost)


def swallowed(pair: Pair, node: Node) -> bool:
    """Whether as much text as a block has stands behind a closing tag of HTML, where the block should be:
    what no blank line parts from an element is a part of it."""
    behind = _behind(pair.target)
    if not behind:
        return False
    start, own = pair.gap(node).span.end, size(pair.source, node)
    for block, told in behind.items():
        if block.span.end >= start:
            even = own < _EVEN * told < _EVEN * _EVEN * own
            return even and (block.span.start <= start or pair.match(block) is None)
    return False


@once
def _behind(edition: Edition) -> dict[Node, float]:
    """How much text stands behind the last tag of each block of HTML that ends with text."""
    found = {}
    for block in edition.find("html"):
        _, tag, rest = edition.slice(block.span).rpartition("</")
        text = rest.partition(">")[2]
        if tag and letters(text) and "<" not in text:
            found[block] = letters(text) / language(edition.lang).length
    return found


@once
def condensed(pair: Pair) -> bool:
    """Whether the target tells in short what the source tells at length: it has far fewer words and links,
    and not only because it lacks a part."""
    links, others = (sum(1 for _ in edition.find("link")) for edition in (pair.target, pair.source))
    if others < _LINKS or links >= _LED * others:
        return False
    if size(pair.target, pair.target.skeleton) >= _TOLD * size(pair.source, pair.source.skeleton):
        return False
    met = list(pair.prose())
    here = sum(size(pair.target, node) for _, nodes in met for node in nodes)
    return here < _KEPT * sum(size(pair.source, node) for nodes, _ in met for node in nodes)


def size(edition: Edition, node: Node) -> float:
    """Return how much a block says, in letters of English."""
    parts = node.find("paragraph", "heading", "title", "row")
    return sum(letters(prose(edition, part).text) for part in parts) / language(edition.lang).length


def neighbours(edition: Edition, node: Node) -> Iterator[Node]:
    """Yield the blocks right before and right after one, under the same parent."""
    parent = edition.parent(node)
    if parent is None or node.kind not in BLOCKS:
        return
    known = _rows(edition)
    if parent not in known:
        blocks = [child for child in parent.children if child.kind in BLOCKS]
        known[parent] = blocks, {block: place for place, block in enumerate(blocks)}
    siblings, places = known[parent]
    place = places[node]
    yield from siblings[max(0, place - 1) : place] + siblings[place + 1 : place + 2]


@once
def _rows(edition: Edition) -> dict[Node, tuple[list[Node], dict[Node, int]]]:
    """The blocks right below a parent, and their places, of each parent that was asked about."""
    return {}
