"""Plant two pieces of damage close together, and count how often both are told at once.

Only pairs of which each is told alone count: what is measured is whether one finding hides another.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mutations import reports
from page import KINDS, Change, Kind, Page
from samples import Row, Sighting, ballots, decoded, lint_pair, new, rows, shown, spread


class Double(NamedTuple):
    """Two changes of one page, the first one further up."""

    row: Row
    kinds: tuple[str, str]
    changes: tuple[Change, Change]


class Verdict(NamedTuple):
    """What is told of both at once: for each change whether it is told, and every new finding."""

    double: Double
    told: tuple[bool, bool]
    found: tuple[Sighting, ...]


def main() -> None:
    """Plant, lint, and print how many are told."""
    options = _options()
    folder = options.samples.is_dir()
    pages = ballots(options.samples, 5, options.seed) if folder else rows(options.samples)
    doubles = plan(pages, options.tries, options.seed, options.within)
    judged = [verdict for verdict in spread(judge, doubles, options.jobs) if verdict is not None]
    report(judged, options.limit if options.misses else 0)


def plan(pages: Sequence[Row], tries: int, seed: int, within: int) -> list[Double]:
    """Return so many doubles: two kinds at random, at the nearest places that do not touch each other."""
    chance = random.Random(seed)
    kinds = [kind for kind in KINDS if not kind.beyond]
    doubles: list[Double] = []
    for _ in range(tries * 20):
        if len(doubles) == tries:
            break
        row, one, other = chance.choice(pages), *chance.sample(kinds, 2)
        page = Page.read(decoded(row["target"]), decoded(row["source"]))
        found = _nearest(page, one, other, chance)
        if found is not None and found[1][1].start - found[0][1].stop <= within:
            (first, change), (second, again) = found
            doubles.append(Double(row, (first.name, second.name), (change, again)))
    return doubles


def _nearest(page: Page, one: Kind, other: Kind, chance: random.Random) -> list[tuple[Kind, Change]] | None:
    """A place for one kind at random, and the nearest one for the other that leaves it as it is."""
    places = list(one.places(page))
    if not places:
        return None
    first = chance.choice(places)
    apart = [c for c in other.places(page) if c.start > first.stop or c.stop < first.start]
    near = min(apart, key=lambda c: abs(c.start - first.start), default=None)
    return None if near is None else sorted([(one, first), (other, near)], key=lambda c: c[1].start)


def judge(double: Double) -> Verdict | None:
    """Return what is told of both; None where one of them is not even told alone."""
    row, (first, second) = double.row, double.changes
    target, source = decoded(row["target"]), decoded(row["source"])
    page = Page.read(target, source)
    clean = lint_pair(row, target, source)

    def fresh(text: str) -> list[Sighting]:
        return new(lint_pair(row, text, source), clean)

    for name, change in zip(double.kinds, double.changes, strict=True):
        text, lines = page.changed(change)
        if not any(reports(name, s, row["path"], lines) for s in fresh(text)):
            return None
    grown = len(first.lines) - (first.stop - first.start)
    lower, down = page.changed(second)
    both, up = Page.read(lower, source).changed(first)
    places = (up, frozenset(line + grown for line in down))
    found = fresh(both)
    told = tuple(
        any(reports(name, s, row["path"], lines) for s in found)
        for name, lines in zip(double.kinds, places, strict=True)
    )
    return Verdict(double, (told[0], told[1]), tuple(found))


def report(judged: Sequence[Verdict], limit: int) -> None:
    """Print the shares, and which kinds are hidden by which."""
    both, none = (sum(v.told == (hit, hit) for v in judged) for hit in (True, False))
    one = len(judged) - both - none
    whole = max(1, len(judged))
    print(f"{len(judged)} doubles, each told alone: both told at once {both} ({both / whole:.0%}),")
    print(f"one and, when that is repaired, the other {one} ({one / whole:.0%}), none {none}\n")
    hidden = Counter(
        (v.double.kinds[v.told.index(False)], v.double.kinds[1 - v.told.index(False)])
        for v in judged
        if not all(v.told)
    )
    for (lost, beside), count in hidden.most_common():
        print(f"{count:3}  {lost} beside {beside}")
    for verdict in [v for v in judged if not all(v.told)][:limit]:
        row, changes = verdict.double.row, verdict.double.changes
        print(f"\n{' + '.join(verdict.double.kinds)}  told {verdict.told}  [{row['id']} {row['lang']}]")
        for change in changes:
            print("-" + shown(decoded(row["target"]), change.start + 1))
            print("\n".join(f"+         | {line[:200]}" for line in change.lines[:3]))
        for s in verdict.found[:6]:
            print(f"    {s.place.line}: {s.code} {s.message[:150]}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path, help="JSON Lines of pairs in sync; or a repository, to vote")
    parser.add_argument("--tries", type=int, default=200, help="doubles to plant (default: %(default)s)")
    parser.add_argument("--within", type=int, default=12, help="lines between both, at most")
    parser.add_argument("--misses", action="store_true", help="print what was not told")
    parser.add_argument("--limit", type=int, default=40, help="print at most so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
