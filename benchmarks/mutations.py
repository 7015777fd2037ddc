"""Plant one piece of damage at a time in clean pairs, and count how often it is found."""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import damage_blocks
import damage_links
import damage_lists
import damage_pages
import damage_text
from page import KINDS, Change, Kind, Page
from samples import (
    Row,
    Sighting,
    ballots,
    decoded,
    lint_pair,
    new,
    report_crashes,
    rows,
    shown,
    spread,
    touches,
)
from smo_lint.rules import rules

DAMAGE = (damage_blocks, damage_links, damage_lists, damage_pages, damage_text)
# What says that a page as it is cannot be compared: most rules are silent there.
GUARDS = frozenset(rule.code for rule in rules() if rule.guard or rule.name == "abridged-edition")
REACH = 2
# A line of prose longer than this is no name that languages share.
WORDED = 40
EXPECTED = {kind.name: kind.expected for kind in KINDS}


class Task(NamedTuple):
    """A clean pair, and what to do to it: names of kinds with their changes."""

    row: Row
    changes: tuple[tuple[str, Change], ...]


class Trial(NamedTuple):
    """One planted piece of damage: what reports it, and the other new findings.

    agreed  whether three of five editions had the same there before; True where there is a source
    """

    kind: str
    row: Row
    change: Change
    caught: tuple[Sighting, ...]
    further: tuple[Sighting, ...]
    agreed: bool = True


def main() -> None:
    """Plant, lint, and print the table."""
    options = _options()
    known = {kind.name: kind for kind in KINDS}
    chosen = [kind for name, kind in known.items() if not options.kind or name in options.kind]
    if options.samples.is_dir():
        samples = ballots(options.samples, options.editions, options.seed)
    else:
        samples = rows(options.samples)
    tasks = plan(samples, chosen, options.tries, options.seed)
    trials = [trial for some in spread(attempt, tasks, options.jobs) for trial in some]
    report(trials, chosen)
    report_crashes((f"{t.kind} in {t.row['id']}", s) for t in trials for s in t.further)
    if options.languages:
        report_languages(trials, known)
    if options.misses:
        show([trial for trial in trials if not trial.caught], "missed", options.limit)
    if options.further:
        show([trial for trial in trials if serious(trial)], "further findings", options.limit)


def plan(pairs: Sequence[Row], kinds: Iterable[Kind], tries: int, seed: int) -> list[Task]:
    """Return what to plant where: for each kind so many places, each in another pair."""
    todo: dict[int, list[tuple[str, Change]]] = defaultdict(list)
    for kind in kinds:
        chance = random.Random(f"{seed} {kind.name}")
        order = chance.sample(range(len(pairs)), len(pairs))
        found = 0
        for index in order:
            page = _page(pairs[index]["target"], pairs[index]["source"])
            places = [change for change in kind.places(page) if not _left(pairs[index], page, change)]
            if places and found < tries:
                todo[index].append((kind.name, chance.choice(places)))
                found += 1
    return [Task(pairs[index], tuple(todo[index])) for index in sorted(todo)]


def attempt(task: Task) -> list[Trial]:
    """Return what became of every change of one pair; nothing where a guard silences the page as it is."""
    source, target = decoded(task.row["source"]), decoded(task.row["target"])
    clean = lint_pair(task.row, target, source)
    if any(s.code in GUARDS and s.place.path == task.row["path"] for s in clean):
        return []
    # In files that nobody touched, a place is what it was, whichever edition speaks for the majority.
    known = {(s.code, s.place) for s in clean if s.place.path != task.row["path"]}
    trials = []
    for name, change in task.changes:
        text, lines = _page(target, source).changed(change)
        fresh = [s for s in new(lint_pair(task.row, text, source), clean) if (s.code, s.place) not in known]
        caught = tuple(s for s in fresh if reports(name, s, task.row["path"], lines))
        fresh = [s for s in fresh if s in caught or not _rest(s, change, clean)]
        further = tuple(s for s in fresh if s not in caught[:1])
        trials.append(Trial(name, task.row, change, caught, further, _agreed(task.row, change)))
    return trials


def _rest(sighting: Sighting, change: Change, clean: Sequence[Sighting]) -> bool:
    """Whether a finding is what is left below the damage of a longer one that was there before."""
    shift = len(change.lines) - (change.stop - change.start)
    line, last = sighting.place.line - shift, sighting.place.end_line - shift
    return line > change.stop and any(
        (old.code, old.place.path) == (sighting.code, sighting.place.path)
        and old.place.line <= change.stop
        and last <= old.place.end_line
        for old in clean
    )


def _left(row: Row, page: Page, change: Change) -> bool:
    """Whether a line to be damaged stands in another voter in the same words: it was never translated."""
    if "others" not in row:
        return False
    stop = min(max(change.stop, change.start + 1), len(page.lines))
    here = [(page.kinds[n], page.lines[n]) for n in range(change.start, stop)]
    prose = [line for kind_of, line in here if kind_of in ("text", "item", "row") and _wordy(line)]
    texts = (row["source"], *row["others"].values())
    return any(line in _page(text, text).lines for text in texts for line in prose)


def _wordy(line: str) -> bool:
    """Whether a line is no name that languages share: the blanks that fill a table's cells apart."""
    return len(" ".join(line.split())) > WORDED


def _agreed(row: Row, change: Change) -> bool:
    """Whether a strict majority of the editions had what this one had around a place before the damage."""
    if "others" not in row:
        return True
    texts = (row["source"], *row["others"].values())
    place, shape = _page(row["target"], row["source"]).shape_at(change.start)
    others = [_page(text, text).shapes for text in texts]
    same = sum(place < len(shapes) and shapes[place] == shape for shapes in others)
    return 2 * same > len(texts) + 1


def reports(kind: str, sighting: Sighting, path: str, lines: frozenset[int]) -> bool:
    """Whether a finding tells of damage of this kind on these lines of a file."""
    expected = sighting.code.startswith(EXPECTED[kind])
    return expected and sighting.place.path == path and touches(sighting, lines, REACH)


def serious(trial: Trial) -> tuple[Sighting, ...]:
    """Return the errors and warnings beside the one that reports the damage."""
    return tuple(s for s in trial.further if s.serious and trial.caught)


def report(trials: Sequence[Trial], kinds: Sequence[Kind]) -> None:
    """Print one line for each kind: tried, caught, further findings for each that was caught."""
    print(f"{'kind':26} {'tried':>5} {'caught':>7} {'further':>8} {'hints':>6}  caught by")
    for kind in kinds:
        of_kind = [trial for trial in trials if trial.kind == kind.name]
        print(f"{kind.name + ('*' if kind.beyond else ''):26} {_figures(of_kind)}")
    counted = {kind.name for kind in kinds if not kind.beyond}
    total = [trial for trial in trials if trial.kind in counted]
    print(f"{'all':26} {_figures(total, codes=0)}")
    agreed = [trial for trial in total if trial.agreed]
    if len(agreed) < len(total):
        print(f"{'where the editions agree':26} {_figures(agreed, codes=0)}")
    shares = [_caught([t for t in total if t.kind == name]) for name in {t.kind for t in total}]
    if shares:
        print(f"mean over {len(shares)} kinds: {sum(shares) / len(shares):.1%}")
    print("* only the meaning of the words could tell; not in the totals")


def report_languages(trials: Iterable[Trial], known: dict[str, Kind]) -> None:
    """Print the same figures by language."""
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        if not known[trial.kind].beyond:
            groups[trial.row["lang"]].append(trial)
    print(f"\n{'language':26} {'tried':>5} {'caught':>7} {'further':>8} {'hints':>6}")
    for lang, some in sorted(groups.items()):
        print(f"{lang:26} {_figures(some, codes=0)}")


def show(trials: Sequence[Trial], title: str, limit: int) -> None:
    """Print trials with the lines before and after the damage, and what was said."""
    print(f"\n# {title}: {len(trials)}\n")
    for trial in trials[:limit]:
        differ = "" if trial.agreed else ", the editions differ"
        print(f"{trial.kind}  [{trial.row['id']} {trial.row['lang']}{differ}]")
        before = decoded(trial.row["target"])
        text, _ = _page(before, decoded(trial.row["source"])).changed(trial.change)
        for number in range(trial.change.start, min(trial.change.stop, trial.change.start + 4)):
            print("-" + shown(before, number + 1))
        for number in range(trial.change.start, trial.change.start + min(4, len(trial.change.lines))):
            print("+" + shown(text, number + 1))
        for sighting in (*trial.caught[:1], *trial.further)[:8]:
            known = "caught" if sighting in trial.caught else "other"
            where = "" if sighting.place.path == trial.row["path"] else f"{sighting.place.path}:"
            print(
                f"    {known} {where}{sighting.place.line}: {sighting.code} {sighting.severity} "
                f"{sighting.message[:150]}"
            )
        print()


def _figures(trials: Sequence[Trial], codes: int = 4) -> str:
    caught = [trial for trial in trials if trial.caught]
    further = sum(len(serious(trial)) for trial in caught) / max(1, len(caught))
    hints = sum(not s.serious for trial in caught for s in trial.further) / max(1, len(caught))
    by: dict[str, int] = defaultdict(int)
    for trial in caught:
        by[trial.caught[0].code] += 1
    names = " ".join(f"{code}×{n}" for code, n in sorted(by.items(), key=lambda c: -c[1])[:codes])
    return f"{len(trials):5} {_caught(trials):7.0%} {further:8.2f} {hints:6.2f}  {names}"


def _caught(trials: Sequence[Trial]) -> float:
    return sum(bool(trial.caught) for trial in trials) / max(1, len(trials))


@cache
def _page(target: str, source: str) -> Page:
    return Page.read(decoded(target), decoded(source))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path, help="JSON Lines of pairs in sync; or a repository, to vote")
    parser.add_argument("--editions", type=int, default=5, help="so many vote (default: %(default)s)")
    parser.add_argument("--kind", action="append", help="only this kind (repeatable)")
    parser.add_argument("--tries", type=int, default=20, help="places for each kind")
    parser.add_argument("--languages", action="store_true", help="figures by language too")
    parser.add_argument("--misses", action="store_true", help="print what was not found")
    parser.add_argument("--further", action="store_true", help="print what made further errors and warnings")
    parser.add_argument("--limit", type=int, default=40, help="print at most so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
