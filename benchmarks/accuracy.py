"""Measure recall on defects that people repaired, and false alarms on pages that are in sync."""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from samples import Row, Sighting, lint_pair, new, report_crashes, rows, shown, spread, touches

# Whether these are defects is for a project to say.
POLICY = frozenset(("link-lang-prefix", "front-matter-value", "extra-link", "fence-info"))
REACH = 1
T = TypeVar("T")


class Verdict(NamedTuple):
    """A repaired defect: the findings that name it, and the other new ones on its page."""

    row: Row
    caught: tuple[Sighting, ...]
    elsewhere: tuple[Sighting, ...]


class Page(NamedTuple):
    """A clean pair and what is said about it."""

    row: Row
    found: tuple[Sighting, ...]


def main() -> None:
    """Run both measurements and print what was asked for."""
    options = _options()
    if not options.only_clean:
        fixes = [row for row in rows(options.fixes) if not options.kind or options.kind in _labels(row)]
        verdicts: list[Verdict] = list(spread(judge, fixes, options.jobs))
        report_recall(verdicts)
        report_crashes((v.row["id"], s) for v in verdicts for s in (*v.caught, *v.elsewhere))
        if options.misses:
            report_misses(verdicts)
        if options.caught:
            report_caught(verdicts)
    if options.pairs:
        pages: list[Page] = list(spread(look, rows(options.pairs), options.jobs))
        report_clean(pages)
        report_crashes((page.row["id"], s) for page in pages for s in page.found)
        if options.hits:
            report_hits(pages, partial(_named, options.hits), options.sample or 10_000, options.seed)
        elif options.sample:
            report_hits(pages, _is_error, options.sample, options.seed)


def judge(row: Row) -> Verdict:
    """Return whether the defect of a row is found: something of BEFORE that AFTER has not, on its lines."""
    before = lint_pair(row, row["before"], row["source"])
    after = lint_pair(row, row["after"], row["source"])
    gone = [s for s in new(before, after) if s.place.path == row["path"]]
    lines = {*row["before_lines"], *row["insert_after"]}
    caught = tuple(s for s in gone if touches(s, lines, REACH))
    return Verdict(row, caught, tuple(s for s in gone if s not in caught))


def look(row: Row) -> Page:
    """Return what is found in a pair that is in sync."""
    return Page(row, tuple(lint_pair(row, row["target"], row["source"])))


def report_recall(verdicts: Sequence[Verdict]) -> None:
    """Print recall by group and kind; matters of policy apart, slips and drift apart."""
    judged = [v for v in verdicts if v.row["kind"] not in POLICY]
    print("# Recall on repaired defects\n")
    print(f"{'all':44} {_share(judged)}")
    for origin in ("slip", "drift"):
        print(f"{'  ' + origin:44} {_share([v for v in judged if v.row['origin'] == origin])}")
    print(f"{'policy (not counted above)':44} {_share([v for v in verdicts if v not in judged])}\n")
    for group, of_group in _by(judged, lambda v: v.row["group"]).items():
        print(f"{group:44} {_share(of_group)}")
        for kind, of_kind in _by(of_group, lambda v: v.row["kind"]).items():
            codes = Counter(s.code for v in of_kind for s in v.caught)
            print(f"  {kind:42} {_share(of_kind)}   {' '.join(f'{c}×{n}' for c, n in codes.most_common(4))}")
    print()


def report_misses(verdicts: Sequence[Verdict]) -> None:
    """Print every defect that was not found, as it was and as it was repaired."""
    print("# Misses\n")
    for verdict in verdicts:
        if not verdict.caught:
            _show_row(verdict.row)
            for sighting in verdict.elsewhere:
                print(f"    elsewhere {sighting.place.line}: {sighting.code} {sighting.message}")
            print()


def report_caught(verdicts: Sequence[Verdict]) -> None:
    """Print every defect that was found, and by what."""
    print("# Caught\n")
    for verdict in verdicts:
        if verdict.caught:
            _show_row(verdict.row)
            for sighting in verdict.caught:
                print(f"    caught {sighting.place.line}: {sighting.code} {sighting.message}")
            print()


def report_clean(pages: Sequence[Page]) -> None:
    """Print findings per clean page by rule, and errors and warnings per page by corpus."""
    print("# Findings on clean pages\n")
    print(
        f"{'corpus':20} {'pages':>6} {'errors':>7} {'warnings':>9} "
        f"{'e+w/page':>9} {'hints/page':>11} {'silent':>7}"
    )
    groups = _by(pages, lambda p: f"{p.row['corpus']}{'' if p.row['tier'] == 'A' else ' (tier B)'}")
    for name, group in {**groups, "all": list(pages)}.items():
        levels = Counter(s.severity for page in group for s in page.found)
        serious = levels["error"] + levels["warning"]
        silent = sum(not any(s.serious for s in page.found) for page in group) / len(group)
        print(
            f"{name:20} {len(group):6} {levels['error']:7} {levels['warning']:9} "
            f"{serious / len(group):9.2f} {levels['hint'] / len(group):11.2f} {silent:7.0%}"
        )
    print(f"\n{'rule':38} {'severity':9} {'findings':>8} {'pages':>6} {'per page':>9}")
    hits = Counter((s.code, s.name, s.severity) for page in pages for s in page.found)
    on = Counter(code for page in pages for code in {s.code for s in page.found})
    for (code, name, severity), count in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0])):
        print(f"{code} {name:32} {severity:9} {count:8} {on[code]:6} {count / len(pages):9.3f}")
    print()


def report_hits(pages: Sequence[Page], wanted: Callable[[Sighting], bool], size: int, seed: int) -> None:
    """Print a random sample of findings on clean pages with the lines of both files."""
    found = [(page, sighting) for page in pages for sighting in page.found if wanted(sighting)]
    sample = found if len(found) <= size else random.Random(seed).sample(found, size)
    print(f"# {len(sample)} of {len(found)} findings\n")
    for page, sighting in sample:
        texts = {page.row["path"]: page.row["target"], page.row["source_path"]: page.row["source"]}
        print(
            f"{sighting.code} {sighting.severity}: {sighting.message}  [{page.row['id']} {page.row['lang']}]"
        )
        for place in (sighting.place, *sighting.related[:2]):
            print(f"  {place.path}:{place.line}")
            print(shown(texts.get(place.path, ""), place.line, around=1))
        print()


def _show_row(row: Row) -> None:
    print(f"{row['id']}  {row['group']}/{row['kind']} ({row['origin']}, {row['lang_code']})  {row['note']}")
    print(f"  {row['path']} lines {row['before_lines']} inserted after {row['insert_after']}")
    after = set(row["after"].split("\n"))
    before = set(row["before"].split("\n"))
    for line in row["before_lines"][:6]:
        print(shown(row["before"], line))
    added = [(i, s) for i, s in enumerate(row["after"].split("\n"), 1) if s not in before]
    near = sorted(added, key=lambda at: min(abs(at[0] - line) for line in row["before_lines"] or [0]))[:6]
    for number, text in sorted(near):
        print(f"  + {number:5} | {text[:200]}")
    if not after - before:
        print("  + (lines only removed)")


def _labels(row: Row) -> tuple[str, ...]:
    return row["kind"], row["group"], row["id"], row["origin"]


def _named(rule: str, sighting: Sighting) -> bool:
    return rule in (sighting.code, sighting.name)


def _is_error(sighting: Sighting) -> bool:
    return sighting.severity == "error"


def _share(verdicts: Sequence[Verdict]) -> str:
    caught = sum(bool(verdict.caught) for verdict in verdicts)
    return f"{caught:4} of {len(verdicts):4}  {caught / len(verdicts) if verdicts else 0:5.0%}"


def _by(things: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        groups[key(thing)].append(thing)
    return dict(sorted(groups.items()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fixes", type=Path, help="JSON Lines of repaired defects")
    parser.add_argument("pairs", type=Path, nargs="?", help="JSON Lines of pairs in sync")
    parser.add_argument("--misses", action="store_true", help="print the defects that were not found")
    parser.add_argument(
        "--caught", action="store_true", help="print the defects that were found, and by what"
    )
    parser.add_argument("--only-clean", action="store_true", help="leave the repaired defects out")
    parser.add_argument("--kind", help="only defects of this kind, group, origin or id")
    parser.add_argument("--hits", metavar="RULE", help="print the findings of a rule on clean pages")
    parser.add_argument(
        "--sample", type=int, default=0, metavar="N", help="print N findings, errors if no --hits"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
