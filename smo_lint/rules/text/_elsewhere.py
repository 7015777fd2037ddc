"""Paragraphs without a counterpart whose text stands elsewhere: in another block, or in a heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from smo_lint.alignment.units import lasting, units
from smo_lint.model import Edition, Node, Pair, once
from smo_lint.regexes import regex
from smo_lint.rules.lists._told import told, words
from smo_lint.rules.text._alone import neighbours, size, swallows, texts

# The end of a line that leads on to what follows.
_LEADS = regex(r"[:,：，][\s*_]*$")
# Names of a paragraph that tell where it stands.
NAMES = 2
# Blocks that are looked at for each of these.
FEW = 8
# Letters from which a line says something of its own.
LINE = 60


def told_beside(pair: Pair, node: Node) -> bool:
    """Return whether the names of a paragraph, or all that it leads to, stand in the counterpart of another
    of its section, which has not got them."""
    section = pair.source.parent(node)
    own = words(pair.source, node) & _all(pair.target)
    if not own or section is None or section.kind != "section":
        return False
    more = _more(pair, section)
    base = pair.source.lang.partition("-")[0]
    led = {lasting(link, base) for link in node.find("link")}
    for word in own:
        for added in more.get(word, ()):
            held = own & added
            enough = len(held) >= NAMES or (led and led <= held)
            if enough and 2 * len(held) >= len(own):
                return True
    return False


def _more(pair: Pair, section: Node) -> Mapping[str, Sequence[AbstractSet[str]]]:
    """What the counterparts of a section's texts have and these have not, by each word; a few for each."""
    known = _added(pair)
    if section not in known:
        found: dict[str, list[AbstractSet[str]]] = {}
        for match in dict.fromkeys(match for block in texts(section) if (match := pair.match(block))):
            theirs = frozenset().union(*(words(pair.source, block) for block in match.source))
            ours = frozenset().union(*(words(pair.target, block) for block in match.target))
            for word in ours - theirs if ours & theirs else ():
                if len(held := found.setdefault(word, [])) < FEW:
                    held.append(ours - theirs)
        known[section] = found
    return known[section]


@once
def _added(pair: Pair) -> dict[Node, dict[str, list[AbstractSet[str]]]]:
    return {}


def swallowed_over_code(pair: Pair, node: Node) -> bool:
    """Return whether a name of a paragraph, and as much text as it has, stand in the counterpart of the one
    that only lost code parts from it."""
    for beside in neighbours(pair.source, node):
        forward, at = beside.span.start > node.span.start, beside
        while at.kind == "code" and pair.match(at) is None:
            near = (b for b in neighbours(pair.source, at) if (b.span.start > at.span.start) is forward)
            if (following := next(near, None)) is None:
                break
            at = following
        counterpart = pair.counterpart(at) if at is not beside else None
        if counterpart is not None and swallows(pair, at, node):
            if words(pair.source, node) & words(pair.target, counterpart) - words(pair.source, at):
                return True
    return False


def leads_to_told(pair: Pair, node: Node) -> bool:
    """Return whether a line leads to a list that is told in another form."""
    after = next((near for near in neighbours(pair.source, node) if near.span.start > node.span.start), None)
    return after is not None and after.kind == "list" and bool(_LEADS.search(node.text)) and told(pair, after)


@once
def _all(edition: Edition) -> AbstractSet[str]:
    return frozenset().union(*(unit.lasting for unit in units(edition)))


def leads_on(pair: Pair, node: Node) -> bool:
    """Return whether a short line only leads from a heading on to a list, a table or code, and the target has
    both: what it says, the heading says."""
    near = list(neighbours(pair.source, node))
    if len(near) < 2 or near[0].kind != "heading" or near[1].kind not in ("list", "table", "code"):
        return False
    if (
        not _LEADS.search(node.text)
        or size(pair.source, node) >= LINE
        or any(node.find("link", "inline_code"))
    ):
        return False
    after = pair.counterpart(near[1])
    return after is not None and next(neighbours(pair.target, after), after).kind == "heading"
