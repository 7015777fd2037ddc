"""Rows of a table that lost their form: where they stand, and what they explain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from smo_lint.model import Node, Pair, Span, once
from smo_lint.regexes import regex

_DELIMITER = regex(r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?")
_PIPE = regex(r"(?<!\\)[|｜]")


class Broken(NamedTuple):
    """Paragraphs that hold the rows of a table, one after the other.

    span    from the first to the last of them
    lines   their lines that have pipes
    lost    the table of the source, or the first of its rows
    """

    span: Span
    lines: tuple[Span, ...]
    lost: Node


def broken(pair: Pair) -> tuple[Broken, ...]:
    """Return the plain text of the target that stands for tables or rows of the source."""
    known: tuple[Broken, ...] | None = pair.memo.get(broken)
    if known is None:
        known = pair.memo[broken] = tuple(_broken(pair))
    return known


def explained(pair: Pair, gap: int) -> bool:
    """Whether what is missing at a gap is there after all, without its form."""
    return any(_reaches(pair, group.span, gap) for group in broken(pair))


@once
def torn(pair: Pair) -> Mapping[Node, Node]:
    """Return the tables that only the target has and that the source means to have there: table -> the
    paragraph of the source whose second line would make it one if it had as many cells as the first."""
    meant = {pair.gap(node).span.start: node for node in pair.missing("paragraph") if _torn(pair, node)}
    tables = pair.extra("table") if meant else ()
    ends = ((table, len(pair.target.text[: table.span.start].rstrip())) for table in tables)
    return {table: meant[end] for table, end in ends if end in meant}


def _torn(pair: Pair, paragraph: Node) -> bool:
    head, _, rest = pair.source.slice(paragraph.span).partition("\n")
    under = rest.partition("\n")[0]
    return is_delimiter(under) and cells(under) != cells(head) > 1


def is_delimiter(line: str) -> bool:
    """Whether a line is the one between a table's head and its body."""
    return "-" in line and "|" in line and _DELIMITER.fullmatch(line) is not None


def cells(line: str) -> int:
    """Return how many cells a line with pipes has."""
    return len(_PIPE.split(line.strip().strip("|").strip())) if line.strip() else 0


def _broken(pair: Pair) -> Iterator[Broken]:
    gaps = [(node, pair.gap(node).span.start) for node in pair.missing("table", "row")]
    if not gaps:
        return
    for group in _groups(pair):
        span = Span(group[0].span.start, group[-1].span.end)
        lost = next((node for node, gap in gaps if _reaches(pair, span, gap)), None)
        if lost is not None:
            lines = tuple(line for node in group for line in _lines(pair.target.text, node.span))
            yield Broken(span, tuple(line for line in lines if _is_row(pair, line)), lost)


def _groups(pair: Pair) -> Iterator[list[Node]]:
    """Yield runs of neighbouring paragraphs that look like rows."""
    run: list[Node] = []
    paragraphs = [*pair.target.find("paragraph")]
    for before, node in pairwise((None, *paragraphs)):
        assert node is not None
        rows = [line for line in _lines(pair.target.text, node.span) if _is_row(pair, line)]
        like = bool(rows) and 2 * len(rows) > node.text.count("\n") + 1
        apart = before is None or pair.target.text[before.span.end : node.span.start].strip()
        if run and (apart or not like):
            yield run
            run = []
        if like:
            run.append(node)
    if run:
        yield run


def _is_row(pair: Pair, line: Span) -> bool:
    text = pair.target.slice(line).strip()
    pipes = len(_PIPE.findall(text))
    return pipes > 1 or (pipes == 1 and " | " in text) or is_delimiter(text)


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _reaches(pair: Pair, span: Span, gap: int) -> bool:
    before = len(pair.target.text[: span.start].rstrip())
    return before <= gap <= span.end
