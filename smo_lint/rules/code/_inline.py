"""Inline code of aligned blocks, compared as sets: what became another code, and what is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from smo_lint.earlier import telling
from smo_lint.model import Edition, Match, Node, Pair, Span, once
from smo_lint.prose import prose
from smo_lint.regexes import regex
from smo_lint.rules._blocks import holding
from smo_lint.rules.code._wording import ALIKE, LABEL, may_differ, same, spelt, worded

# Where one code went and one came, less will do.
_KIN = 0.3
# Blocks with more codes on one side than this are lists of names: none is compared with each other.
_MOST = 100
_TAGGED = regex(r"<(code|kbd|samp|tt|var)\b[^<>]*>(.{0,200}?)</\1>", re.DOTALL | re.IGNORECASE)
_UNIT = regex(r"(-?\d[\d.]*) ?(?:[a-z]{1,3}|%)")

Codes = Mapping[str, Sequence[Node]]
# Whether a code of the source may become a code of the target.
Differ = Callable[[str, str], bool]


class Block(NamedTuple):
    """Aligned blocks whose inline code differs.

    altered   (source, target): code that became another one
    gone      the source's code that these targets lack
    near      every code of the section around the targets, as `same` gives it
    kept      how many of the source's codes the targets have
    """

    sources: tuple[Node, ...]
    targets: tuple[Node, ...]
    altered: tuple[tuple[Node, Node], ...]
    gone: tuple[Node, ...]
    near: frozenset[str]
    kept: int


@once
def compared(pair: Pair) -> tuple[Block, ...]:
    """Return the aligned blocks whose inline code differs, in the order of the source."""
    return tuple(_compared(pair))


def shown(edition: Edition, code: Node) -> bool:
    """Whether a code stands alone on its line, below or above another one: a sample that readers read."""
    start = edition.text.rfind("\n", 0, code.span.start) + 1
    end = edition.text.find("\n", code.span.end) % (len(edition.text) + 1)
    if edition.text[start:end].strip() != edition.slice(code.span):
        return False
    above = edition.text[:start].rstrip("\n").rpartition("\n")[2]
    below = edition.text[end + 1 :].partition("\n")[0]
    return any(re.fullmatch(r"\s*`[^`]+`\s*", line) for line in (above, below))


@once
def codes(edition: Edition) -> frozenset[str]:
    """Return every inline code of an edition, as `same` gives it."""
    return frozenset([same(node.text) for node in edition.find("inline_code")])


def backtick(edition: Edition, block: Node) -> Span | None:
    """Return the first run of backticks in the text of a block that is no code, None where none is."""
    if "`" not in edition.text[block.span.start : block.span.end]:
        return None
    if block.kind == "row" and _balanced(edition.slice(block.span)):
        return None  # `a | b` is code in some dialects, two broken cells in others
    text = prose(edition, block)
    for run in re.finditer("`+", text.text):
        place = text.span(*run.span())
        if edition.slice(place) == run.group() and not _nothing(edition.text, place):
            return place  # else an escape or an entity
    return None


def _nothing(text: str, run: Span) -> bool:
    """Whether a run of two backticks stands alone: a value that is empty."""
    around = text[max(0, run.start - 1) : run.start] + text[run.end : run.end + 1]
    return run.end - run.start == 2 and not around.strip(" |\n")


def _balanced(line: str) -> bool:
    """Whether the runs of backticks of a line close each other, whatever its cells are."""
    opened = ""
    for run in re.findall(r"(?<!\\)`+", line):
        opened = "" if run == opened else opened or run
    return not opened


def _compared(pair: Pair) -> Iterator[Block]:
    coded = holding(pair.source, "inline_code"), holding(pair.target, "inline_code")
    for sources, targets, _ in telling(pair, _differ, *coded):
        theirs, ours = _codes(pair.source, sources), _codes(pair.target, targets)
        if any(backtick(pair.target, block) for block in targets):  # that says why they differ
            continue
        if any(backtick(pair.source, block) for block in sources):
            continue
        yield from _differing(pair, sources, targets, theirs, ours)


def _differ(pair: Pair, match: Match) -> bool:
    theirs, ours = _codes(pair.source, match.source), _codes(pair.target, match.target)
    if theirs.keys() != ours.keys():
        return True
    return any(len(nodes) != len(ours[key]) for key, nodes in theirs.items())


def _differing(
    pair: Pair, sources: tuple[Node, ...], targets: tuple[Node, ...], theirs: Codes, ours: Codes
) -> Iterator[Block]:
    known = codes(pair.source)
    whole = [key for key in ours if key not in known and _parts(key, theirs)]
    joined = {part for key in whole for part in _parts(key, theirs)}
    fewer = {
        key: nodes
        for key, nodes in theirs.items()
        if len(nodes) > len(ours.get(key, ())) and key not in joined and not _parts(key, ours)
    }
    new = {key for key in ours if key not in known or (key not in theirs and _number(key) in fewer)}
    novel = {key: nodes for key, nodes in ours.items() if key in new and key not in whole}
    if len(fewer) > _MOST or len(novel) > _MOST:
        return
    # Where a label is kept, labels are names here and no words.
    kept = any(key in ours and LABEL.fullmatch(nodes[0].text) for key, nodes in theirs.items())

    def differ(source: str, target: str) -> bool:
        return may_differ(source, target, None if kept else codes(pair.target), pair.target.lang)

    def bare(source: str, target: str) -> bool:
        if source in target or target in source:
            return False  # one grew out of the other
        return _says(pair.target, targets, source) or _says(pair.source, sources, target)

    altered = tuple(_altered(fewer, novel, ours, differ, bare))
    left = {key: nodes for key, nodes in fewer.items() if key not in ours}
    for source, target in altered:
        if len(left.get(same(source.text), ())) <= len(ours[same(target.text)]):
            left.pop(same(source.text), None)
    folded = set(map(_folded, ours))
    gone = tuple(node for node in _gone(left, novel, differ) if _folded(same(node.text)) not in folded)
    if altered or gone:
        near = _near(pair.target, targets[0])
        yield Block(sources, targets, altered, gone, near, len(theirs.keys() & ours.keys()))


def _number(key: str) -> str:
    """The number of a value with a unit: of `70px`, `70`; "" for what is none."""
    found = _UNIT.fullmatch(key)
    return found[1] if found else ""


def _folded(key: str) -> str:
    """A code without case, and without the mark that a sentence puts behind it."""
    return key.casefold().rstrip("/:")


def _codes(edition: Edition, nodes: tuple[Node, ...]) -> Codes:
    """The inline codes of some blocks; kept in the edition's memo."""
    known = _known(edition)
    if nodes not in known:
        found: dict[str, list[Node]] = {}
        for node in nodes:
            for code in node.find("inline_code") if node.children else ():
                found.setdefault(same(code.text), []).append(code)
        known[nodes] = found
    return known[nodes]


@once
def _known(edition: Edition) -> dict[tuple[Node, ...], Codes]:
    return {}


def _says(edition: Edition, blocks: tuple[Node, ...], code: str) -> bool:
    """Whether blocks have the words of a code as plain text, in a link perhaps: it lost its backticks."""
    words = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(code)}(?![A-Za-z0-9_])", re.IGNORECASE)
    return any(words.search(prose(edition, block).text) for block in blocks)


def _altered(
    fewer: Codes, novel: Codes, ours: Codes, differ: Differ, bare: Differ
) -> Iterator[tuple[Node, Node]]:
    """Yield codes of the source and what they became, the most alike first.

    bare  whether either code stands on the other side, without its backticks: then they are two
    """
    from rapidfuzz.distance import Indel

    left, right = dict(fewer), dict(novel)
    pairs = ((Indel.normalized_similarity(a, b), a, b) for a in left for b in right)
    for likeness, a, b in sorted(pairs, reverse=True):
        if a not in left or b not in right:
            continue
        source, target = left[a][0], right[b][0]
        if differ(source.text, target.text):
            del left[a], right[b]
        elif likeness >= ALIKE:
            del left[a], right[b]
            yield source, target
    rest = [key for key in left if key not in ours and spelt(key)] or [key for key in left if spelt(key)]
    if len(rest) == len(right) == 1:
        a, b = rest[0], next(iter(right))
        if bare(left[a][0].text, right[b][0].text):
            return
        if spelt(b) and (not b.isascii() or Indel.normalized_similarity(a, b) > _KIN):
            yield left[a][0], right[b][0]


def _parts(key: str, others: Codes) -> list[str]:
    """Return the codes that one code stands for together: of `a/b`, `a` and `b`; none if they do not."""
    words = set(re.findall(r"\w+", key))
    there = {other: part for other in others if (part := set(re.findall(r"\w+", other))) < words}
    return list(there) if words and set().union(*there.values()) == words else []


def _gone(left: Codes, novel: Codes, differ: Differ) -> Iterator[Node]:
    for key, nodes in left.items():
        text = nodes[0].text
        if not spelt(key) or worded(key):
            continue
        if not any(differ(text, other[0].text) for other in novel.values()):
            yield nodes[0]


def _near(edition: Edition, block: Node) -> frozenset[str]:
    """Return the codes of the section around a block, and whatever else shows its words as code."""
    section = next((n for n in edition.ancestors(block) if n.kind in ("section", "document")), block)
    key = ("inline code near", section)
    if key not in edition.memo:
        edition.memo[key] = frozenset(_shown(edition, section))
    near: frozenset[str] = edition.memo[key]
    return near


def _shown(edition: Edition, section: Node) -> Iterator[str]:
    for child in section.children:
        for node in child.walk() if child.kind != "section" else ():
            if node.kind == "inline_code":
                yield same(node.text)
            elif node.kind == "code":
                yield from (same(line) for line in node.text.split("\n"))
            elif node.kind in ("paragraph", "html", "row", "heading"):
                yield from (same(match[2]) for match in _TAGGED.finditer(edition.slice(node.span)))
