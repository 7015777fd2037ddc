"""The comments of an edition that silence rules: what each one says and what it covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from smo_lint.languages import normalise
from smo_lint.model import BLOCKS, Edition, Entry, Node, Rule, Span
from smo_lint.model.frozen import frozen
from smo_lint.regexes import regex

KINDS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
# A comment does not reach into the next, so that many that are never closed cost no more than one.
COMMENT = regex(
    r"<!--\s*smo-lint-((?:\w|-(?!->))*+)((?:[^<]|<(?!!--)){0,2000}?)-->"
    r"|\{/\*\s*smo-lint-([\w-]*+)((?:[^{]|\{(?!/\*)){0,2000}?)\*/\}"
)
_LINE_COMMENT = regex(r"(?<!\S)#[ \t]*smo-lint-([\w-]*)([^\n]*)")
_SAYS = regex(r"\s*+(?:\[([^\]]*)\])?(.*?)(?:\s--(?:\s.*)?)?", re.DOTALL)
_LITERAL = ("code", "inline_code", "math", "inline_math")
_NOTHING = Span(0, 0)


class Word(NamedTuple):
    """What a comment names: code, name, prefix or family of rules, or a language tag; and where."""

    text: str
    span: Span


@frozen(slots=True)
class Ignore:
    """A comment that silences rules.

    kind    what follows "smo-lint-": one of KINDS, or what the author took for one
    span    the whole comment
    words   the rules that it names
    tags    the languages that it is limited to, as written; none: all
    covers  where it silences them; empty where there is nothing to cover
    gap     an empty place from here to `span` is covered as well: something is missing there
    end     the comment that ends a region, None where it is missing
    """

    kind: str
    span: Span
    words: tuple[Word, ...] = ()
    tags: tuple[Word, ...] = ()
    covers: Span = _NOTHING
    gap: int = 0
    end: Ignore | None = None

    def speaks_of(self, lang: str) -> bool:
        """Return whether the comment holds for this language: "zh" holds for "zh-Hans" as well."""
        return not self.tags or any(_within(lang, tag) for tag in self.tags)

    def finds(self, langs: Collection[str]) -> bool:
        """Return whether every language that the comment is limited to is among these."""
        return all(any(_within(lang, tag) for lang in langs) for tag in self.tags)

    def holds(self, span: Span) -> bool:
        """Return whether a place of the same edition is covered."""
        if span.start == span.end:
            return self.gap <= span.start <= max(self.covers.end, self.span.start)
        return self.covers.start <= span.start < self.covers.end


def _within(lang: str, tag: Word) -> bool:
    limit = normalise(tag.text)
    return limit != "" and f"{lang}-".startswith(f"{limit}-")


def fits(word: str, code: str, name: str, family: str) -> bool:
    """Return whether a word names a rule: its code, its name, a prefix of its code, its family, ALL."""
    return word in (name, family, "ALL") or (len(word) > 1 and code.startswith(word))


def ignores(edition: Edition) -> tuple[Ignore, ...]:
    """Return the ignore comments of an edition in the order of its text, ends of regions apart.

    A comment inside code is a quotation and silences nothing.
    """
    if "smo-lint-" not in edition.text:
        return ()
    if Ignore not in edition.memo:
        edition.memo[Ignore] = (*_in_front_matter(edition), *_in_body(edition))
    found: tuple[Ignore, ...] = edition.memo[Ignore]
    return found


def naming(edition: Edition, rule: Rule) -> tuple[tuple[Ignore, Word], ...]:
    """Return the comments of an edition that silence a rule, each with the word that stands for it."""
    key = (Ignore, rule.code)
    if key not in edition.memo:
        known = (comment for comment in ignores(edition) if comment.kind in KINDS)
        edition.memo[key] = tuple(
            (comment, word)
            for comment in known
            for word in comment.words
            if fits(word.text, rule.code, rule.name, rule.family)
        )
    found: tuple[tuple[Ignore, Word], ...] = edition.memo[key]
    return found


def block_at(edition: Edition, offset: int) -> Node:
    """Return the innermost block that holds an offset, the document where none does."""
    node = _Order.of(edition).last_from(offset)
    while not (node.kind in BLOCKS and node.span.start <= offset < node.span.end):
        parent = edition.parent(node)
        if parent is None:
            return node
        node = parent
    return node


class _Order(NamedTuple):
    """The nodes of an edition, found by where they start."""

    nodes: tuple[Node, ...]
    starts: list[int]

    @staticmethod
    def of(edition: Edition) -> _Order:
        if _Order not in edition.memo:
            edition.memo[_Order] = _Order(edition.nodes, [node.span.start for node in edition.nodes])
        order: _Order = edition.memo[_Order]
        return order

    def last_from(self, offset: int) -> Node:
        """The last node that starts at an offset or before it."""
        return self.nodes[max(0, bisect_right(self.starts, offset) - 1)]

    def block_after(self, edition: Edition, offset: int) -> Node | None:
        """The first block, parents first, that starts at an offset or behind it and is no comment."""
        if "blocks" not in edition.memo:
            blocks = [n for n in self.nodes if n.kind in BLOCKS and not _is_comment(edition, n)]
            edition.memo["blocks"] = blocks, [node.span.start for node in blocks]
        nodes, starts = edition.memo["blocks"]
        index = bisect_left(starts, offset)
        return nodes[index] if index < len(nodes) else None


def _in_body(edition: Edition) -> Iterator[Ignore]:
    start = edition.meta.span.end if edition.meta else 0
    literal = [node.span for node in edition.find(*_LITERAL)]
    open_regions: list[Ignore] = []
    before: Ignore | None = None
    for match in COMMENT.finditer(edition.text, start):
        group = 1 if match[1] is not None else 3
        comment = _read(match, group)
        if any(span.start <= comment.span.start < span.end for span in literal):
            continue
        comment = replace(comment, gap=_gap(edition.text, comment.span.start, before))
        before = comment
        if comment.kind == "ignore-start":
            open_regions.append(comment)
        elif comment.kind == "ignore-end":
            yield _ended(comment, open_regions)
        else:
            yield _covering(edition, comment)
    for comment in open_regions:
        covers = Span(comment.span.end, len(edition.text))
        yield replace(comment, covers=covers)


def _read(match: re.Match[str], group: int) -> Ignore:
    says = _SAYS.fullmatch(match[group + 1])
    assert says, "every text fits"
    shift = match.start(group + 1)

    def words(part: int) -> tuple[Word, ...]:
        found = re.finditer(r"[^\s,]+", says[part] or "")
        first = shift + says.start(part)
        return tuple(Word(word[0], Span(first + word.start(), first + word.end())) for word in found)

    return Ignore(match[group], Span(*match.span()), words(2), words(1))


def _gap(text: str, start: int, before: Ignore | None) -> int:
    while start and text[start - 1].isspace():
        start -= 1
    return before.gap if before and before.span.end == start else start


def _ended(end: Ignore, open_regions: list[Ignore]) -> Ignore:
    """The region that a comment ends; the comment alone where none is open."""
    names = {word.text for word in end.words}
    for start in reversed(open_regions):
        if not names or names == {word.text for word in start.words}:
            open_regions.remove(start)
            return replace(start, covers=Span(start.span.end, end.span.start), end=end)
    return end


def _covering(edition: Edition, comment: Ignore) -> Ignore:
    """The comment with what it covers: the page, or the next block; inside a block, that block."""
    if comment.kind == "ignore-file":
        return replace(comment, covers=Span(0, len(edition.text)), gap=0)
    around = block_at(edition, comment.span.start)
    if around.kind in ("paragraph", "heading", "title", "row", "html"):
        if edition.slice(around.span).strip() != edition.slice(comment.span):
            return replace(comment, covers=around.span)
    block = _Order.of(edition).block_after(edition, comment.span.end)
    return replace(comment, covers=block.span) if block else comment


def _is_comment(edition: Edition, node: Node) -> bool:
    if node.kind == "comment":
        return True
    text = edition.slice(node.span) if node.kind in ("html", "expression", "paragraph") else ""
    return text.startswith(("<!--", "{/*")) and text.endswith(("-->", "*/}"))


def _in_front_matter(edition: Edition) -> Iterator[Ignore]:
    meta = edition.meta
    if meta is None or meta.format == "json":
        return
    for match in _LINE_COMMENT.finditer(edition.text, meta.body.start, meta.body.end):
        if any(entry.value.start <= match.start() < entry.value.end for entry in _leaves(edition)):
            continue
        comment = _read(match, 1)
        if comment.kind == "ignore-file":
            yield replace(comment, covers=Span(0, len(edition.text)))
        else:
            yield replace(comment, covers=_entry_at(edition, comment.span), gap=comment.span.start)


def _leaves(edition: Edition) -> Iterator[Entry]:
    assert edition.meta
    return (entry for entry in edition.meta.entries if entry.type not in ("list", "mapping"))


def _entry_at(edition: Edition, comment: Span) -> Span:
    """The key that shares a line with a comment, or the next where the comment has a line of its own."""
    assert edition.meta
    line = edition.text.rfind("\n", 0, comment.start) + 1
    for entry in edition.meta.entries:
        if entry.key.start >= line:
            return Span(entry.key.start, max(entry.key.end, entry.value.end))
    return comment
