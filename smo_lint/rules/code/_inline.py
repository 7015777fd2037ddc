"""Inline code of aligned blocks, compared as sets: what became another code, and what is gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from smo_lint.model import Edition, Node, Pair

# Two codes of one block that are this like each other are one code, altered.
_ALIKE = 0.6
_QUOTES = str.maketrans("“”„«»‘’‚", "\"\"\"\"\"'''")
_TAGGED = re.compile(r"<(code|kbd|samp|tt|var)\b[^>]*>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
# Parts of a code that are words for the reader to replace or to read.
_WORDS = re.compile(r"<[^<>]*>|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|\[[^\[\]]* [^\[\]]*\]")
_PLURAL = re.compile(r"(?<=\w{2})(?:es|s)$")


class Block(NamedTuple):
    """Aligned blocks whose inline code differs.

    altered   (source, target): code that became another one
    gone      the source's code that stands nowhere near
    """

    sources: tuple[Node, ...]
    targets: tuple[Node, ...]
    altered: tuple[tuple[Node, Node], ...]
    gone: tuple[Node, ...]


def compared(pair: Pair) -> tuple[Block, ...]:
    """Return the aligned blocks whose inline code differs, in the order of the source."""
    if "inline code" not in pair.memo:
        pair.memo["inline code"] = tuple(_compared(pair))
    found: tuple[Block, ...] = pair.memo["inline code"]
    return found


def same(text: str) -> str:
    """Return inline code without what may differ: spaces, kinds of quotes, the `()` of a call."""
    return "".join(text.translate(_QUOTES).split()).removesuffix("()")


def _compared(pair: Pair) -> Iterator[Block]:
    known = Counter(same(node.text) for node in pair.source.find("inline_code"))
    for sources, targets in pair.prose():
        theirs, ours = _codes(sources), _codes(targets)
        if theirs.keys() == ours.keys() and _counts(theirs) == _counts(ours):
            continue
        fewer = {key: nodes for key, nodes in theirs.items() if len(nodes) > len(ours.get(key, ()))}
        novel = {key: nodes for key, nodes in ours.items() if key not in known}
        altered = tuple(_altered(fewer, novel, ours))
        changed = {source for source, _ in altered}
        near = _near(pair.target, targets)
        gone = tuple(
            nodes[0]
            for key, nodes in fewer.items()
            if key not in ours and key not in near and not changed.intersection(nodes)
            and not any(_may_differ(nodes[0].text, other[0].text) for other in novel.values())
        )
        if altered or gone:
            yield Block(sources, targets, altered, gone)


def _codes(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        for code in node.find("inline_code"):
            found.setdefault(same(code.text), []).append(code)
    return found


def _counts(codes: dict[str, list[Node]]) -> dict[str, int]:
    return {key: len(nodes) for key, nodes in codes.items()}


def _altered(
    fewer: dict[str, list[Node]], novel: dict[str, list[Node]], ours: dict[str, list[Node]]
) -> Iterator[tuple[Node, Node]]:
    """Yield codes of the source and what they became, the most alike first."""
    left, right = dict(fewer), dict(novel)
    pairs = ((Indel.normalized_similarity(a, b), a, b) for a in left for b in right)
    for likeness, a, b in sorted(pairs, reverse=True):
        if a not in left or b not in right:
            continue
        source, target = left[a][0], right[b][0]
        if _may_differ(source.text, target.text):
            del left[a], right[b]
        elif likeness >= _ALIKE:
            del left[a], right[b]
            yield source, target
    rest = [key for key in left if key not in ours]
    if len(rest) == len(right) == 1:
        yield left[rest[0]][0], next(iter(right.values()))[0]


def _may_differ(source: str, target: str) -> bool:
    """Tell whether two codes differ only where words stand for something, or are two sentences."""
    a, b = same(_WORDS.sub("<>", source)), same(_WORDS.sub("<>", target))
    if a == b or _PLURAL.sub("", a) == _PLURAL.sub("", b):
        return True
    both = len(source.split()) > 1 and len(target.split()) > 1
    return both and Indel.normalized_similarity(source, target) < _ALIKE


def _near(edition: Edition, blocks: Sequence[Node]) -> set[str]:
    """Return the codes of the section around a block, and whatever else shows its words as code."""
    key = ("inline code near", _room(edition, blocks[0]))
    if key not in edition.memo:
        found: set[str] = set()
        for node in _inside(key[1]):
            if node.kind == "inline_code":
                found.add(same(node.text))
            elif node.kind == "code":
                found.update(same(line) for line in node.text.split("\n"))
            elif node.kind in ("paragraph", "html", "row"):
                found.update(same(match[2]) for match in _TAGGED.finditer(edition.slice(node.span)))
        edition.memo[key] = found
    near: set[str] = edition.memo[key]
    return near


def _room(edition: Edition, block: Node) -> Node:
    return next((n for n in edition.ancestors(block) if n.kind in ("section", "document")), block)


def _inside(section: Node) -> Iterator[Node]:
    """Yield what a section holds above its subsections."""
    for child in section.children:
        if child.kind != "section":
            yield from child.walk()
