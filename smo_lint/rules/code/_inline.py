"""Inline code of aligned blocks, compared as sets: what became another code, and what is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from smo_lint.earlier import telling
from smo_lint.model import Edition, Match, Node, Pair, Span, once
from smo_lint.prose import prose
from smo_lint.rules._blocks import holding
from smo_lint.rules.code._compare import but_for_tag

# Two codes of one block that are this like each other are one code, altered.
_ALIKE = 0.6
# Where one code went and one came, less will do.
_KIN = 0.3
# Blocks with more codes on one side than this are lists of names: none is compared with each other.
_MOST = 100
_QUOTES = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
_TAGGED = re.compile(r"<(code|kbd|samp|tt|var)\b[^<>]*>(.{0,200}?)</\1>", re.DOTALL | re.IGNORECASE)
# Parts of a code that are words for the reader to replace or to read, or that stand for something.
_WORDS = re.compile(
    r"<[^<>/]*>|(?<=>)[^<>]+(?=<)|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)|\[[^\[\]]{0,200} [^\[\]]{0,200}\]"
    r"|(?<=example\.)\w+\S*|(?<=/)\S*example\S*|(?<=//)(?:my|your)[\w-]*\.\w+\S*"
)
_ANCHOR = re.compile(r"#[^\W_]+(?:-[^\W_]+)+")
# Spaces that are a matter of style: around marks that part things, never inside a name or a path.
_STYLE = re.compile(
    r"(?<![._/@ -]) ++(?=[=<>|,;:{}\[\]()+*&?!\"'])|(?<=[=<>|,;:{}\[\]()+*&?!\"']) ++(?![._/@-])"
)
_SLIPPED = re.compile(r"(?<=[^\W_])[.,。，、]$")
_LETTERS = re.compile(r"(?:[^\W\d_]|['’-])+")
_LABEL = re.compile(r"[A-Z][a-z]*(?:-[a-z]+)*|[A-Z]{2}")
# Keys to press: their names are translated.
_KEYS = re.compile(r"(?:Ctrl|Control|Cmd|Command|Alt|Option|Shift|Strg|Meta|Win)[ ]?[+-]", re.IGNORECASE)
_PLURAL = re.compile(r"(?<=\w{2})(?:es|s)$")

Codes = Mapping[str, Sequence[Node]]


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


@lru_cache(maxsize=65_536)
def same(text: str) -> str:
    """Return inline code without what may differ: kinds of quotes, runs of spaces, the `()` of a call,
    and the mark of a sentence that slipped into it."""
    return _SLIPPED.sub("", " ".join(text.translate(_QUOTES).split())).removesuffix("()")


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
        if edition.slice(place) == run.group():  # else an escape or an entity
            return place
    return None


def _balanced(line: str) -> bool:
    """Whether the runs of backticks of a line close each other, whatever its cells are."""
    opened = ""
    for run in re.findall(r"(?<!\\)`+", line):
        opened = "" if run == opened else opened or run
    return not opened


def _compared(pair: Pair) -> Iterator[Block]:
    for sources, targets, _ in telling(pair, _differ):
        theirs, ours = _codes(pair.source, sources), _codes(pair.target, targets)
        if any(backtick(pair.target, block) for block in targets):  # that says why they differ
            continue
        yield from _differing(pair, sources, targets, theirs, ours)


def _differ(pair: Pair, match: Match) -> bool:
    coded = holding(pair.source, "inline_code"), holding(pair.target, "inline_code")
    if coded[0].isdisjoint(match.source) and coded[1].isdisjoint(match.target):
        return False
    theirs, ours = _codes(pair.source, match.source), _codes(pair.target, match.target)
    return {key: len(nodes) for key, nodes in theirs.items()} != {k: len(n) for k, n in ours.items()}


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
    novel = {key: nodes for key, nodes in ours.items() if key not in known and key not in whole}
    if len(fewer) > _MOST or len(novel) > _MOST:
        return
    # Where a label is kept, labels are names here and no words.
    labels = not any(key in ours and _LABEL.fullmatch(nodes[0].text) for key, nodes in theirs.items())
    altered = tuple(_altered(fewer, novel, ours, pair.target, labels))
    left = {key: nodes for key, nodes in fewer.items() if key not in ours}
    for source, _ in altered:
        if len(left.get(same(source.text), ())) == 1:
            del left[same(source.text)]
    gone = tuple(_gone(left, novel, pair.target, labels))
    if altered or gone:
        near = _near(pair.target, targets[0])
        yield Block(sources, targets, altered, gone, near, len(theirs.keys() & ours.keys()))


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


def _altered(
    fewer: Codes, novel: Codes, ours: Codes, edition: Edition, labels: bool
) -> Iterator[tuple[Node, Node]]:
    """Yield codes of the source and what they became, the most alike first."""
    left, right = dict(fewer), dict(novel)
    pairs = ((Indel.normalized_similarity(a, b), a, b) for a in left for b in right)
    for likeness, a, b in sorted(pairs, reverse=True):
        if a not in left or b not in right:
            continue
        source, target = left[a][0], right[b][0]
        if _may_differ(source.text, target.text, edition, labels):
            del left[a], right[b]
        elif likeness >= _ALIKE:
            del left[a], right[b]
            yield source, target
    rest = [key for key in left if key not in ours and _spelt(key)] or [key for key in left if _spelt(key)]
    if len(rest) == len(right) == 1:
        a, b = rest[0], next(iter(right))
        if _spelt(b) and (not b.isascii() or Indel.normalized_similarity(a, b) > _KIN):
            yield left[a][0], right[b][0]


def _parts(key: str, others: Codes) -> list[str]:
    """Return the codes that one code stands for together: of `a/b`, `a` and `b`; none if they do not."""
    words = set(re.findall(r"\w+", key))
    there = {other: part for other in others if (part := set(re.findall(r"\w+", other))) < words}
    return list(there) if words and set().union(*there.values()) == words else []


def _gone(left: Codes, novel: Codes, edition: Edition, labels: bool) -> Iterator[Node]:
    for key, nodes in left.items():
        text = nodes[0].text
        if not _spelt(key):
            continue
        if not any(_may_differ(text, other[0].text, edition, labels) for other in novel.values()):
            yield nodes[0]


def _spelt(key: str) -> bool:
    return any(map(str.isalnum, key))


def _may_differ(source: str, target: str, edition: Edition, labels: bool) -> bool:
    """Tell whether two codes differ only in form, or where words of a language stand in them.

    labels  whether a capitalised word may be such a word
    """
    if "://" in source and " " in target and " " not in source:
        return False
    a, b = (same(_WORDS.sub("<>", text.strip("\"'"))).rstrip("/:") for text in (source, target))
    if _PLURAL.sub("", a) == _PLURAL.sub("", b) or a.endswith(f".{b}") or b.endswith(f".{a}"):
        return True
    if "".join(a.split()) == "".join(b.split()):
        return _STYLE.sub("", a) == _STYLE.sub("", b)
    if a.isalpha() and a[1:] == b[1:] and a[:1].lower() == b[:1].lower():
        return True
    if (_KEYS.match(a) and _KEYS.match(b)) or but_for_tag(a, b, edition.lang):
        return True
    if _ANCHOR.fullmatch(a) and b.startswith("#") and (not b.isascii() or _ANCHOR.fullmatch(b)):
        return True  # the anchor of a translated heading
    label = labels and _LABEL.fullmatch(a) is not None and a not in codes(edition)
    return _phrases(a, b) or (label and _foreign(a, b))


def _phrases(a: str, b: str) -> bool:
    """Tell whether two codes are sentences or expressions in words, one translated from the other."""
    theirs, ours = a.split(), b.split()
    if len(theirs) > 2 and (len(ours) > 1 or not b.isascii()):
        if len(set(theirs) - set(ours)) > 1 or set(theirs) <= set(ours):
            return True
    return (len(theirs) > 1 or "/" in a.strip("/")) and _foreign(a, b)


def _foreign(a: str, b: str) -> bool:
    """Tell whether the words differ and the marks do not."""
    unlike = not b.isascii() or Indel.normalized_similarity(a, b) < _ALIKE
    return unlike and _marks(a) == _marks(b)


def _marks(text: str) -> str:
    return _LETTERS.sub("", "".join(text.split()))


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
