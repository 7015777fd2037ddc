"""Compare what safe fixes make of repaired defects with what people made of them."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from samples import Row, decoded, lines_of, lint_pair, offered, rows, spread, touches
from smo_lint.fix import apply
from smo_lint.model import Edit

REACH = 1
# What an edit writes is compared with so many characters on both sides, unless it is long itself.
AROUND, LONG = 4, 3


class Repair(NamedTuple):
    """One safe fix offered where people repaired something.

    outcome  "equal": its lines stand in AFTER; "wording": there the lines have other words as well, but
             what the fix writes stands between the same neighbours; "other"
    lines    what the fix makes of the lines that it touches
    """

    row: Row
    code: str
    outcome: str
    lines: tuple[str, ...]


def main() -> None:
    """Compare every row and print the figures."""
    options = _options()
    found = [repair for some in spread(compared, rows(options.fixes), options.jobs) for repair in some]
    report(found)
    if options.misses:
        for repair in found:
            if repair.outcome == "other":
                print(f"\n{repair.code}  {repair.row['id']} ({repair.row['kind']})  {repair.row['note']}")
                print("\n".join(f"  fixed | {line[:200]}" for line in repair.lines))
                print("\n".join(f"  after | {line[:200]}" for line in _nearest(repair)))


def compared(row: Row) -> list[Repair]:
    """Return what became of the safe fixes that stand on the repaired lines of a row, and go in AFTER."""
    before, after = decoded(row["before"]), decoded(row["after"])
    kept = Counter(s.fingerprint for s in lint_pair(row, after, row["source"]))
    repaired = {*row["before_lines"], *row["insert_after"]}
    found = []
    for sighting, fix in offered(row, before, row["source"]):
        if fix.safe and not kept[sighting.fingerprint] and touches(sighting, repaired, REACH):
            text, _ = apply(before, [fix])
            lines = tuple(lines_of(text, before, fix))
            outcome = "equal" if _equal(lines, text, after) else "wording"
            if outcome == "wording" and not all(_same_there(before, edit, after) for edit in fix.edits):
                outcome = "other"
            found.append(Repair(row, sighting.code, outcome, lines))
    return found


def report(found: Sequence[Repair]) -> None:
    """Print the share of fixes that give AFTER, by rule."""
    good = sum(repair.outcome != "other" for repair in found)
    print(f"{good} of {len(found)} safe fixes give what people wrote: {good / max(1, len(found)):.0%}\n")
    print(f"{'rule':8} {'fixes':>5} {'equal':>6} {'wording':>8} {'other':>6}")
    for code in sorted({repair.code for repair in found}):
        of_code = Counter(repair.outcome for repair in found if repair.code == code)
        print(
            f"{code:8} {of_code.total():5} {of_code['equal']:6} {of_code['wording']:8} {of_code['other']:6}"
        )


def _equal(lines: tuple[str, ...], text: str, after: str) -> bool:
    """Whether lines of a fixed text stand in AFTER, as often."""
    there = Counter(map(str.strip, after.split("\n")))
    here = Counter(map(str.strip, text.split("\n")))
    return all(there[line] >= here[line] for line in {line.strip() for line in lines} - {""})


def _same_there(before: str, edit: Edit, after: str) -> bool:
    """Whether AFTER has what an edit makes of its place, and BEFORE has not."""
    start, end = edit.span
    near = 0 if len(edit.text) > LONG else AROUND
    written = before[max(0, start - near) : start] + edit.text + before[end : end + near]
    return after.count(written.strip()) > before.count(written.strip())


def _nearest(repair: Repair) -> Iterator[str]:
    """The lines of AFTER that BEFORE has not."""
    before = set(decoded(repair.row["before"]).split("\n"))
    new = [line for line in decoded(repair.row["after"]).split("\n") if line not in before]
    yield from new[:6]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fixes", type=Path, help="JSON Lines of repaired defects")
    parser.add_argument("--misses", action="store_true", help="print the fixes that give something else")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
