"""Text and fixes in, text out: edits never overlap, and what they do not cover stays byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from smo_lint.model import Edit, Fault, Finding, Fix

# A fix may bring another to light, but two rules that undo each other must not run for ever.
ROUNDS = 5


class Settled(NamedTuple):
    """What is left when nothing more can be repaired.

    files    path -> text, unreadable ones unchanged
    applied  the findings whose fixes were applied, in the order of application
    """

    files: dict[str, str | Fault]
    applied: tuple[Finding, ...]


def settle(
    files: Mapping[str, str | Fault], repairable: Callable[[Mapping[str, str | Fault]], Iterable[Finding]]
) -> Settled:
    """Apply the fixes of what `repairable` finds in the files, and again in the result, at most five times.

    `repairable` returns findings of these files; those without a fix are passed over.
    """
    texts, applied = dict(files), list[Finding]()
    seen = [texts]
    for _ in range(ROUNDS):
        changed, used = _round(texts, repairable(texts))
        if changed in seen:  # nothing left, or rules that disagree: the first answer stands
            break
        texts, applied = changed, applied + used
        seen.append(texts)
    return Settled(texts, tuple(applied))


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Return the text of a file with the fixes in it, and the fixes that could be applied.

    `text` is as decoded from the file: its byte order mark and its newlines are kept, and new lines
    get the newline that the file uses most. Spans of edits count code points of the text without the
    mark and with every newline as one. Of fixes that overlap, the safe one and then the first one
    wins; the others are left out whole.
    """
    chosen = _without_overlap(fixes)
    edits = sorted({edit for fix in chosen for edit in fix.edits}, key=lambda edit: edit.span)
    return _edited(text, edits), chosen


def _round(
    texts: Mapping[str, str | Fault], findings: Iterable[Finding]
) -> tuple[dict[str, str | Fault], list[Finding]]:
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.problem.fix and isinstance(texts.get(finding.problem.at.path), str):
            by_path.setdefault(finding.problem.at.path, []).append(finding)
    changed, used = dict(texts), list[Finding]()
    for path, those in by_path.items():
        text = texts[path]
        assert isinstance(text, str)
        changed[path], chosen = apply(text, [f.problem.fix for f in those if f.problem.fix])
        used += [finding for finding in those if finding.problem.fix in chosen]
    return changed, used


def _without_overlap(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    chosen: list[Fix] = []
    taken: set[Edit] = set()
    for fix in sorted(fixes, key=lambda fix: (not fix.safe, sorted(edit.span for edit in fix.edits))):
        if any(fix.edits == other.edits for other in chosen):
            continue  # one repair proposed by two findings
        if not any(_collide(edit, other) for edit in fix.edits for other in taken):
            chosen.append(fix)
            taken.update(fix.edits)
    return tuple(chosen)


def _collide(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same text; at an insertion, touching is colliding."""
    first, second = sorted((one.span, other.span))
    if first.start == first.end or second.start == second.end:
        return second.start <= first.end
    return second.start < first.end


def _edited(text: str, edits: Sequence[Edit]) -> str:
    mark = text.startswith("\ufeff")
    newline = most_used_newline(text)
    # Where "\r\n" stands, in offsets of the text with "\n" alone: each moves what follows by one.
    pairs = [match.start() - index - mark for index, match in enumerate(re.finditer("\r\n", text))]

    def place(offset: int) -> int:
        return offset + bisect_left(pairs, offset) + mark

    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : place(edit.span.start)], edit.text.replace("\n", newline))
        done = place(edit.span.end)
    return "".join((*parts, text[done:]))


def most_used_newline(text: str) -> str:
    """Return the newline that a text uses most: LF, CRLF or CR; LF where there is none."""
    both = text.count("\r\n")
    counts = {"\n": text.count("\n") - both, "\r\n": both, "\r": text.count("\r") - both}
    return max(counts, key=lambda newline: counts[newline])
