"""The aligned skeletons of articles, for the screen that shows one article.

They hold the texts of documents: where there are many articles, only those with findings have them,
those with the most findings first, until there is no room left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smo_lint.beside import Block, blocks, differing, lines, standing
from smo_lint.comparing import compare
from smo_lint.markdown import NODES
from smo_lint.model import Article, Bundle, Edition, Finding, Pair, Span
from smo_lint.reports import Report, shown
from smo_lint.reports.html.data import numbers

# A report of so many editions holds the skeletons of all its articles; a larger one those of articles
# with findings, up to so many characters of documents.
FEW = 200
ROOM = 12_000_000
# Characters of a block that are shown, more where something in it differs.
LONG, LONGEST = 500, 4000
HOW = ("kept", "gone", "come", "merged", "split", "missing", "extra")


def skeletons(report: Report) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (number of the article, its skeletons), in the order of the articles."""
    found: dict[str, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(report.findings):
        found.setdefault(finding.article, []).append((number, finding))
    paths = numbers(report)
    for number in sorted(_chosen(report, found)):
        bundle = report.bundles[number]
        texts = {member.path: report.text(member.path) for member in bundle.members}
        article = compare(texts, bundle, nodes=report.nodes or NODES)
        yield number, _skeleton(article, paths, found.get(bundle.key, []))


def _chosen(report: Report, found: Mapping[str, Sequence[object]]) -> list[int]:
    """The articles whose skeletons are told."""
    bundles = list(enumerate(report.bundles))
    if len(report.langs) <= FEW:
        return [number for number, _ in bundles]
    bundles.sort(key=lambda known: -len(found.get(known[1].key, ())))
    chosen, room = [], ROOM
    for number, bundle in bundles:
        room -= _size(report, bundle)
        if room < 0 or bundle.key not in found:
            break
        chosen.append(number)
    return chosen


def _size(report: Report, bundle: Bundle) -> int:
    return sum(len(report.text(member.path)) for member in bundle.members)


def _skeleton(
    article: Article, paths: Mapping[str, int], findings: Sequence[tuple[int, Finding]]
) -> dict[str, Any]:
    order = {edition: place for place, edition in enumerate(article.editions)}
    # What mirrors another pair is made by the page.
    pairs = [p for p in article.pairs if article.source or order[p.source] < order[p.target]]
    marks = [_marks(pair) for pair in pairs]
    reach: Counter[tuple[Edition, int]] = Counter()
    for pair, marked in zip(pairs, marks, strict=True):
        for side, block, _, end in marked:
            at = (pair.target if side else pair.source), block
            reach[at] = max(reach[at], end)
    known = {edition.path: edition for edition in article.editions}
    seats = {}
    for number, finding in findings:
        seats[number] = seat = _seat(finding, known, order)
        at = known[finding.problem.at.path], seat[0]
        reach[at] = max(reach[at], seat[2])
    return {
        "editions": [
            {"edition": paths[edition.path], "blocks": _blocks(edition, reach)}
            for edition in article.editions
        ],
        "pairs": [
            {
                "source": order[pair.source],
                "target": order[pair.target],
                "lines": [n for line in lines(pair) for n in _numbers(line.source, line.target, line.how)],
                "marks": marked,
            }
            for pair, marked in zip(pairs, marks, strict=True)
        ],
        "seats": seats,
    }


def _numbers(source: int | None, target: int | None, how: str) -> tuple[int, int, int]:
    return -1 if source is None else source, -1 if target is None else target, HOW.index(how)


def _blocks(edition: Edition, reach: Mapping[tuple[Edition, int], int]) -> list[list[Any]]:
    """The blocks of an edition: label, depth, line, text."""
    told, line, before = [], 1, 0
    for number, block in enumerate(blocks(edition)):
        line += edition.text.count("\n", before, block.span.start)
        before = max(before, block.span.start)
        told.append([block.label, block.depth, line, _text(edition, block, reach.get((edition, number), 0))])
    return told


def _text(edition: Edition, block: Block, reach: int) -> str:
    """What a block holds, letter by letter where its marks count; the newlines of code stay."""
    whole = edition.slice(block.body)
    end = min(max(LONG, reach + 40), LONGEST)
    text = whole[:end] + ("…" if len(whole) > end else "")
    return "\n".join(map(_letters, text.split("\n")))


def _letters(text: str) -> str:
    """What can be shown, in as many characters: marks are counted in them."""
    if shown(text) == text:
        return text
    return "".join(letter if shown(letter) == letter else "\ufffd" for letter in text.replace("\t", " "))


def _marks(pair: Pair) -> list[tuple[int, int, int, int]]:
    """What differs: (0 for the source or 1 for the target, block, start and end in its text)."""
    marked = differing(pair)
    return [
        (side, number, *within)
        for side, edition in enumerate((pair.source, pair.target))
        for number, block in enumerate(blocks(edition))
        if block.node in marked
        for span in marked[block.node]
        if (within := _within(block, span))
    ]


def _seat(finding: Finding, known: Mapping[str, Edition], order: Mapping[Edition, int]) -> list[int]:
    """Where a finding is told: block, start and end in its text; then edition and block of the places
    that explain it."""
    at = finding.problem.at
    edition = known[at.path]
    place = standing(edition, at.span.start)
    within = _within(blocks(edition)[place], at.span) if place >= 0 else None
    seat = [place, *(within or (0, 0))]
    for there in finding.problem.related:
        if there.path in known:
            other = known[there.path]
            seat += order[other], standing(other, there.span.start)
    return seat


def _within(block: Block, span: Span) -> tuple[int, int] | None:
    """Where a span stands in the text of a block, None where it does not."""
    start, end = max(span.start, block.body.start), min(span.end, block.body.end)
    return (start - block.body.start, end - block.body.start) if start < end else None
