"""Where the lines of a code block stand in the file, whatever quote or list holds them."""

from __future__ import annotations

from smo_lint.model import Edition, Node, Span


def spans(edition: Edition, code: Node) -> tuple[Span, ...]:
    """Return the span of each line of a code block, in the order of `code.text`.

    A line's text is the end of its line in the file: what stands before it is the prefix of a quote
    or a list item.
    """
    found = []
    start = edition.text.rfind("\n", 0, code.inner.start) + 1
    for line in code.text.removesuffix("\n").split("\n"):
        end = edition.text.find("\n", start)
        end = len(edition.text) if end < 0 else end
        found.append(Span(max(start, end - len(line)), end))
        start = min(end + 1, len(edition.text))
    return tuple(found)
