"""The inside of a block as nodes: links, images, code, tags, emphasis and whatever a dialect adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
    found = Scan(syntax, text, urls).intervals()
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
    at = shift.__add__ if isinstance(shift, int) else shift
    done: list[Node] = []
    starts: list[int] = []
    depths: list[int] = []
    for start, end, kind, c0, c1, name, target, url in found:
        i = len(starts)
        while i and starts[i - 1] >= start:
            i -= 1
        # what stands in an alternative text is text
        children = () if kind == "image" and name != "html" else tuple(done[i:])
        depth = max(depths[i:], default=0) + 1 if children else 1
        if depth > DEPTH:
            children, depth = (), 1
        del done[i:], starts[i:], depths[i:]
        starts.append(start)
        depths.append(depth)
        first, inner = at(start), at(c0)
        inner = max(inner, first)  # a tab that became spaces begins earlier than it did
        done.append(
            Node(
                kind,
                Span(first, at(end - 1) + 1),
                Span(inner, max(at(c1 - 1) + 1, inner) if c1 > c0 else inner),
                text[c0:c1],
                children,
                name,
                target=_span(target, at) if target else None,
                url=url,
            )
        )
    return tuple(done)


def _span(local: tuple[int, int], at: Callable[[int], int]) -> Span:
    start, end = local
    first = at(start)
    return Span(first, at(end - 1) + 1 if end > start else first)


def _innermost_first(interval: Interval) -> tuple[int, int]:
    return interval[1], -interval[0]
