"""Items that only one edition has, of things that both have: in another shape, under another address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Set
from functools import cache

from smo_lint.model import Edition, Node, Pair, once
from smo_lint.regexes import regex
from smo_lint.rules.links._targets import Target, loose, target
from smo_lint.rules.lists._runs import lacking

# A word in Latin letters.
_LATIN = regex(r"[A-Za-z][A-Za-z0-9_.-]+[A-Za-z0-9]")
# Letters from which an item says something.
LONG = 20


def reshaped(pair: Pair, node: Node) -> bool:
    """Whether a list of links is a paragraph of the source, which its beginning or what stands before it
    corresponds to."""
    items = node.children if node.kind == "list" else (node,)
    links = [{link.url for link in item.find("link")} for item in items]
    holder = _holder(pair, node)
    return holder is not None and all(links) and set().union(*links) <= _led_to(pair)(holder)


@once
def _led_to(pair: Pair) -> Callable[[Node], Set[str]]:
    """List of the target -> where paragraphs lead that correspond to its beginning or to what is above."""

    @cache
    def found(holder: Node) -> Set[str]:
        around = pair.target.parent(holder)
        if around is None:
            return frozenset()
        place = around.children.index(holder)
        near = (*around.children[max(place - 1, 0) : place], *holder.find("paragraph"))
        lead = {block for own in near if (match := pair.match(own)) for block in match.source}
        outside = (b for b in lead if b.kind == "paragraph" and not pair.source.within(b, "item"))
        return {link.url for block in outside for link in block.find("link")}

    return found


def lines_of_one(pair: Pair, node: Node) -> bool:
    """Whether the items of a list are the lines of one paragraph of the source, which hard breaks part."""
    holder = _holder(pair, node)
    return holder is not None and _broken(pair)(holder)


@once
def _broken(pair: Pair) -> Callable[[Node], bool]:
    @cache
    def found(holder: Node) -> bool:
        matches = {match for item in holder.find("paragraph") if (match := pair.match(item))}
        blocks = matches.pop().source if len(matches) == 1 else ()
        whole = (
            len(blocks) == 1 and blocks[0].kind == "paragraph" and not pair.source.within(blocks[0], "item")
        )
        hard = sum(br.name == "hard" for br in blocks[0].find("break")) if whole else 0
        return whole and hard == len(holder.children) - 1

    return found


def _holder(pair: Pair, node: Node) -> Node | None:
    return node if node.kind == "list" else pair.target.parent(node)


def split(pair: Pair, node: Node) -> bool:
    """Whether all that an item names in Latin letters stands in one item of the source's list, beside the
    names of other items of its own list: one item became several."""
    holder = pair.target.parent(node) if node.kind == "item" else None
    beside = pair.counterpart(holder) if holder is not None else None
    if holder is None or beside is None:
        return False
    known = _split(pair)
    if holder not in known:
        known[holder] = _parts(pair, holder, beside)
    return node in known[holder]


@once
def _split(pair: Pair) -> dict[Node, frozenset[Node]]:
    return {}


def _parts(pair: Pair, holder: Node, beside: Node) -> frozenset[Node]:
    """The items of a list that are parts of one item of the other list, each with names that no other has."""
    index: dict[str, set[int]] = {}
    for place, item in enumerate(beside.children):
        for name in _names(pair.source, item):
            index.setdefault(name, set()).add(place)
    names = {item: _names(pair.target, item) for item in holder.children}
    often = Counter(name for held in names.values() for name in held)
    homes = {
        item: set.intersection(*(index.get(name, set()) for name in held))
        for item, held in names.items()
        if held and all(often[name] == 1 for name in held)
    }
    parts = Counter(place for places in homes.values() for place in places)
    return frozenset(item for item, places in homes.items() if any(parts[place] > 1 for place in places))


def _names(edition: Edition, item: Node) -> frozenset[str]:
    return frozenset(_LATIN.findall(edition.slice(item.span)))


def told_above(pair: Pair, node: Node) -> bool:
    """Whether most items of a list lead to where paragraphs of the source's section do."""
    section = pair.target.parent(node)
    beside = pair.counterpart(section) if node.kind == "list" and section is not None else None
    if beside is None:
        return False
    texts = (block for block in beside.children if block.kind in ("paragraph", "quote"))
    there = {link.url for block in texts for link in block.find("link")}
    kept = sum(any(link.url in there for link in item.find("link")) for item in node.children)
    return kept > 1 and 2 * kept > len(node.children)


def filled(node: Node) -> bool:
    """Whether an item or a list holds anything."""
    return any(item.children for item in (node.children if node.kind == "list" else (node,)))


def headed(pair: Pair, node: Node) -> bool:
    """Whether a list stands right below a heading that the source lacks, too."""
    section = pair.target.parent(node)
    if node.kind != "list" or section is None or section.kind != "section" or len(section.children) < 2:
        return False
    heading, first, *_ = section.children
    return first is node and heading.kind == "heading" and pair.match(heading) is None


def outnumbered(pair: Pair, node: Node) -> bool:
    """Whether the list of an item lacks as many items of the source's as it has of its own."""
    holder = pair.target.parent(node) if node.kind == "item" else None
    beside = pair.counterpart(holder) if holder is not None else None
    return holder is not None and beside is not None and lacking(pair, holder) <= lacking(pair, beside)


def mirrors(pair: Pair, node: Node) -> bool:
    """Whether all that an item leads to is at the same path of another host in a list around it, too."""
    holder = pair.target.parent(node) if node.kind == "item" else None
    own = [_place(pair, link) for link in node.find("link")] if holder is not None else []
    if holder is None or not own:
        return False
    hosts = _hosts(pair)(holder)

    def copied(place: Target) -> bool:
        there = hosts.get(loose(place.path), {}) if place.site else {}
        return any(site != place.site and items != {node} for site, items in there.items())

    return all(map(copied, own))


@once
def _hosts(pair: Pair) -> Callable[[Node], Mapping[tuple[str, ...], Mapping[str, Set[Node]]]]:
    """List -> path on other sites that items lead to -> site -> these items."""

    @cache
    def found(holder: Node) -> Mapping[tuple[str, ...], Mapping[str, Set[Node]]]:
        hosts: dict[tuple[str, ...], dict[str, set[Node]]] = {}
        for item in holder.children:
            for place in (_place(pair, link) for link in item.find("link")):
                path = loose(place.path) if place.site else ()
                if path:
                    hosts.setdefault(path, {}).setdefault(place.site, set()).add(item)
        return hosts

    return found


def for_readers(pair: Pair, node: Node) -> bool:
    """Whether an item is a link to the front page of a site that the source never leads to, such as a
    mirror: what the source once had and has no more is a page of one."""
    block = node.children[0] if node.kind == "item" and len(node.children) == 1 else None
    if block is None or [child.span for child in block.children if child.kind == "link"] != [block.inner]:
        return False
    place = _place(pair, block.children[0])
    return bool(place.site) and not place.path and place.site not in _sites(pair)


def verbatim(pair: Pair, node: Node) -> bool:
    """Whether every item stands in the source word for word: a copy that was left there, untranslated."""
    items = node.children if node.kind == "list" else (node,)
    texts = [_text(pair.target, item) for item in items]
    if any(len(text) < LONG for text in texts):
        return False
    theirs, ours = _texts(pair.source), _texts(pair.target)
    return all(ours[text] <= theirs[text] for text in texts)


@once
def _texts(edition: Edition) -> Counter[str]:
    return Counter(_text(edition, item) for item in edition.find("item"))


def _text(edition: Edition, item: Node) -> str:
    return " ".join(" ".join(edition.slice(child.span) for child in item.children).split())


@once
def _sites(pair: Pair) -> frozenset[str]:
    return frozenset(_place(pair, link).site for link in pair.source.find("link"))


def _place(pair: Pair, link: Node) -> Target:
    return target(link.url, (pair.source.lang, pair.target.lang))
