"""Neighbours told as one: what is missing in a row, what one block lacks, what a page does throughout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from smo_lint.damage import Found, ordered
from smo_lint.model import Edition, Rule, Span, lasting

# From so many places on, what a page does throughout is told at once.
MANY = 5
# What the other places of problems that are told as one are called.
ANOTHER = "another one"


def together(found: Iterable[Found]) -> list[Found]:
    """Return the problems with those of neighbours in one: blocks that are missing at one place, or
    that are too many and follow each other, what one block lacks, or what a page does throughout."""
    runs: list[list[Found]] = []
    last: dict[Rule, list[Found]] = {}
    for said in sorted(found, key=lambda said: (said.edition.path, said.problem.at.span)):
        run = last.get(said.rule)
        if run is not None and said.rule.runs and _neighbours(run[-1], said):
            run.append(said)
        else:
            last[said.rule] = [said]
            runs.append(last[said.rule])
    return [_one(run) for run in _habits(runs)]


def _habits(runs: Iterable[list[Found]]) -> list[list[Found]]:
    """Put the problems of a rule of habits that are of one kind into one run, where an edition has many."""
    told: list[list[Found]] = []
    kinds: dict[tuple[Rule, Edition, str, str, bool], list[Found]] = {}
    for run in runs:
        said = run[0]
        if not said.rule.habit:
            told.append(run)
            continue
        problem = said.problem
        kind = said.rule, said.edition, problem.topic, problem.severity, problem.fix is None
        kinds.setdefault(kind, []).append(said)
    for group in kinds.values():
        told += [group] if len(group) >= MANY else [[said] for said in group]
    return told


def _neighbours(one: Found, other: Found) -> bool:
    if one.edition is not other.edition or one.problem.fix or other.problem.fix:
        return False
    first, second = one.problem.at.span, other.problem.at.span
    start, end = first.end, second.start
    if first == second or (first.start < start and _in_one_block(one.edition, first, second)):
        return True
    between = one.edition.text[start:end]
    return start <= end and not between.strip() and other.problem.at.span.end > end


def _in_one_block(edition: Edition, first: Span, second: Span) -> bool:
    """Whether one block that holds no blocks holds two parts of a text, neither of them empty."""
    return second.start < second.end <= _block_end(edition, first.start)


@lasting
def _block_end(edition: Edition, offset: int) -> int:
    """Where the last block ends that begins at an offset or before it; -1 where none does."""
    leaves = ordered(edition)
    place = bisect_right(leaves, offset, key=lambda leaf: leaf.span.start) - 1
    return leaves[place].span.end if place >= 0 else -1


def _one(run: Sequence[Found]) -> Found:
    first = run[0]
    if len(run) == 1:
        return first
    related = list(first.problem.related)
    for said in run[1:]:
        at = said.problem.at
        related += said.problem.related or [replace(at, note=ANOTHER)]
    message = f"{first.problem.message}, and {len(run) - 1} more"
    weak = all(said.problem.severity for said in run)  # told with one that is sure, it weighs as much
    level = first.problem.severity if weak else ""
    fixes = [said.problem.fix for said in run if said.problem.fix]
    edits = tuple(edit for fix in fixes for edit in fix.edits)
    fix = replace(fixes[0], edits=edits) if fixes else None
    return first._replace(
        problem=replace(first.problem, message=message, related=tuple(related), fix=fix, severity=level)
    )
