"""The inside of a block as nodes: links, images, code, tags, emphasis and whatever a dialect adds."""

from __future__ import annotations

from collections.abc import Mapping

from smo_lint.markdown.emphasis import Interval
from smo_lint.markdown.positions import Shift
from smo_lint.markdown.scan import Scan
from smo_lint.markdown.syntax import Syntax
from smo_lint.markdown.tags import tag_intervals, tagged
from smo_lint.model import Node, Span

DEPTH = 60  # inlines inside inlines; what is deeper is not seen


def inline_nodes(text: str, syntax: Syntax, urls: Mapping[str, str], shift: Shift) -> tuple[Node, ...]:
    """Return the inlines of a text.

    urls   normalised label -> destination, of the document's link definitions
    shift  the way from offsets in the text to offsets in the document
    """
    first = (syntax.special_or_url if "://" in text else syntax.special).search(text)
    found = Scan(syntax, text, urls).intervals(first) if first else []
    if not found:
        return ()
    if "<" in text:
        # a summary is a title in a block of HTML only
        found += [interval for interval in tagged(text, found) if interval[2] != "title"]
    return _nodes(text, found, shift)


def html_nodes(text: str, shift: Shift) -> tuple[Node, ...]:
    """Return the tags of a block of HTML, and the links, images and titles that they make."""
    found = tag_intervals(text)
    return _nodes(text, found + tagged(text, found), shift)


def _nodes(text: str, found: list[Interval], shift: Shift) -> tuple[Node, ...]:
    if len(found) > 1:
        found.sort(key=_innermost_first)
    at = None if isinstance(shift, int) else shift
    done: list[Node] = []
    starts: list[int] = []
    depths: list[int] = []
    for start, end, kind, c0, c1, name, target, url in found:
        children: tuple[Node, ...] = ()
        depth = 1
        i = len(starts)
        if i and starts[-1] >= start:
            while i and starts[i - 1] >= start:
                i -= 1
            # what stands in an alternative text is text
            if kind != "image" or name == "html":
                children, depth = tuple(done[i:]), max(depths[i:]) + 1
            if depth > DEPTH:
                children, depth = (), 1
            del done[i:], starts[i:], depths[i:]
        starts.append(start)
        depths.append(depth)
        if at is None:
            assert isinstance(shift, int)
            span, inner = Span(start + shift, end + shift), Span(c0 + shift, max(c0, c1) + shift)
        else:
            span = Span(at(start), at(end - 1) + 1)
            first = max(at(c0), span.start)  # a tab that became spaces begins earlier than it did
            inner = Span(first, max(at(c1 - 1) + 1, first) if c1 > c0 else first)
        goal = _span(target, shift) if target else None
        done.append(Node(kind, span, inner, text[c0:c1], children, name, target=goal, url=url))
    return tuple(done)


def _span(local: tuple[int, int], shift: Shift) -> Span:
    start, end = local
    if isinstance(shift, int):
        return Span(start + shift, end + shift)
    first = shift(start)
    return Span(first, shift(end - 1) + 1 if end > start else first)


def _innermost_first(interval: Interval) -> tuple[int, int]:
    return interval[1], -interval[0]
