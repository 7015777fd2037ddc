"""Tags of an edition: HTML, JSX and components, wherever Markdown lets them stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from typing import NamedTuple

from smo_lint.model import Edition, Node, Pair, Span, once
from smo_lint.regexes import regex

_VALUE = r"\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[^\s\"'=<>`]+"
_TAG = regex(
    rf"<(/?)([A-Za-z][\w.:-]*)((?:\s+[^\s\"'<>/={{}}]+(?:\s*=\s*(?:{_VALUE}))?|\s*\{{[^{{}}]*\}}|\s+\{{\{{[^{{}}]*\}}\}})*)\s*(/?)>"
)
_ATTRIBUTE = regex(rf"([^\s\"'>/={{}}]+)(?:\s*=\s*({_VALUE}))?")
_HIDING = regex(r"<!--|<(?:script|style|pre)\b", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag as written.

    name   as written, without `/`
    form   "open", "close" or "alone" (`<x />`)
    attributes  (name, value as written) in order, "" for a bare name
    named  where the name stands
    node   the block or the inline it stands in
    """

    name: str
    form: str
    attributes: tuple[tuple[str, str], ...]
    span: Span
    named: Span
    node: Node


@once
def tags(edition: Edition) -> tuple[Tag, ...]:
    """Return the tags of an edition in the order of the text, those in comments and code apart."""
    # A block of HTML may hold its tags as nodes too: each is taken once.
    return tuple({tag.span: tag for tag in _tags(edition)}.values())


def component(tag: Tag) -> bool:
    """Tell whether a tag is no HTML: `<Card>`, `<Tabs.Item>`, `<my-element>`, but not `<your-token>`."""
    if tag.name[0].isupper():
        return tag.form != "open" or bool(tag.attributes) or tag.name[1:] != tag.name[1:].upper()
    return ("-" in tag.name or "." in tag.name) and (tag.form == "alone" or bool(tag.attributes))


def _tags(edition: Edition) -> Iterator[Tag]:
    for node in edition.find("html", "tag", "component"):
        span = node.span
        if node.kind == "component":  # what it holds has nodes of its own
            first = node.children[0].span.start if node.children else node.span.end
            last = node.children[-1].span.end if node.children else node.span.end
            yield from _within(edition, node, Span(span.start, first))
            yield from _within(edition, node, Span(last, span.end))
        else:
            yield from _within(edition, node, span)


def _within(edition: Edition, node: Node, span: Span) -> Iterator[Tag]:
    hidden = tuple(_hidden(edition.text, span))
    for match in _TAG.finditer(edition.text, *span):
        if any(start < match.start() < end for start, end in hidden):
            continue
        attributes = tuple((m[1], m[2] or "") for m in _ATTRIBUTE.finditer(match[3]))
        form = "close" if match[1] else "alone" if match[4] else "open"
        yield Tag(match[2], form, attributes, Span(*match.span()), Span(*match.span(2)), node)


def _hidden(text: str, span: Span) -> Iterator[Span]:
    """Yield comments and elements that hold code, tags included; one that is never closed hides nothing."""
    at, open_ended = span.start, set()
    while match := _HIDING.search(text, at, span.end):
        closer = "-->" if match.group() == "<!--" else f"</{match.group()[1:].lower()}"
        end = -1 if closer in open_ended else text.find(closer, match.end(), span.end)
        if end < 0:
            open_ended.add(closer)
        else:
            yield Span(match.start(), end)
        at = match.end() if end < 0 else end


def strange(pair: Pair, ours: Set[str]) -> dict[Node | None, list[Tag]]:
    """Return the target's tags that the source has nowhere and HTML does not know, by their blocks,
    under None those of blocks without a counterpart."""
    known = {tag.name for tag in tags(pair.source)} | ours
    found: dict[Node | None, list[Tag]] = defaultdict(list)
    for tag in tags(pair.target):
        if tag.form != "close" and tag.name not in known:
            block = pair.target.block(tag.node)
            found[block if pair.match(block) else None].append(tag)
    return found


def alike(one: Tag, other: Tag) -> bool:
    """Whether the name of one tag may be the other's, misspelt."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one.name, other.name) > 0.7
