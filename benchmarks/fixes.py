"""Apply the fixes to whole repositories, in memory, and check what a fix promises.

What was fixed is gone, nothing new is found, a second run changes nothing, and what lies between the
edits is left as it was. The files themselves are only read.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from samples import Sighting, decoded, new, sightings, spread
from smo_lint.engine import lint_article
from smo_lint.fix import apply, settle
from smo_lint.habits import Habits, learn
from smo_lint.model import Bundle, Fault, Finding, Fix
from smo_lint.options import Config
from smo_lint.outside.articles.discover import discover
from smo_lint.outside.load import read

Texts = Mapping[str, str | Fault]


class Repair(NamedTuple):
    """What became of one article.

    applied   codes of the findings that were fixed
    left      fixed findings that are still there
    fresh     findings that were not there before
    restless  files that a second run changes again
    spilled   files that differ outside the edits
    """

    applied: tuple[str, ...]
    left: tuple[Sighting, ...]
    fresh: tuple[Sighting, ...]
    restless: tuple[str, ...]
    spilled: tuple[str, ...]


def main() -> None:
    """Check every folder and print what broke a promise."""
    options = _options()
    config = Config(select=tuple(options.select or ("default",)))
    everything: list[Repair] = []
    for folder in options.folders:
        repairs = run(folder, config, options.unsafe, options.jobs)
        report(folder.name, repairs)
        everything += repairs
    report("all", everything)
    report_codes(everything)
    if any(r.left or r.fresh or r.restless or r.spilled for r in everything):
        raise SystemExit(1)


def run(folder: Path, config: Config, unsafe: bool, jobs: int) -> list[Repair]:
    """Return what became of every article of a repository."""
    bundles = discover([str(folder)], config).bundles
    texts = {member.path: read(member.path, config.max_size) for b in bundles for member in b.members}
    habits = learn(bundles, texts)
    tasks = [(bundle, {m.path: texts[m.path] for m in bundle.members}) for bundle in bundles]
    return list(spread(partial(repaired, config, habits, unsafe), tasks, jobs))


def repaired(config: Config, habits: Habits, unsafe: bool, task: tuple[Bundle, Texts]) -> Repair:
    """Return what becomes of one article when its fixes are applied."""
    bundle, texts = task
    known: dict[int, list[Finding]] = {}

    def found(files: Texts) -> list[Finding]:
        key = hash(tuple(files.values()))
        if key not in known:
            known[key] = lint_article(files, config, bundle, habits)
        return known[key]

    def repairable(files: Texts) -> Iterator[Finding]:
        return (f for f in found(files) if f.problem.fix and (f.problem.fix.safe or unsafe))

    settled = settle(texts, repairable)
    if not settled.applied:
        return Repair((), (), (), (), ())
    before, after = _seen(found(texts), texts), _seen(found(settled.files), settled.files)
    first = [f for f in repairable(texts) if f in settled.applied]
    prints = {finding.fingerprint for finding in first}
    again = settle(settled.files, repairable).files
    return Repair(
        tuple(finding.code for finding in settled.applied),
        tuple(s for s in after if s.fingerprint in prints),
        tuple(new(after, before)),
        tuple(path for path in texts if again[path] != settled.files[path]),
        tuple(_spilled(texts, first)),
    )


def report(title: str, repairs: Sequence[Repair]) -> None:
    """Print how many fixes there were, and each promise that was broken."""
    count = sum(len(repair.applied) for repair in repairs)
    broken = [
        ("still there", [s for r in repairs for s in r.left]),
        ("new", [s for r in repairs for s in r.fresh]),
    ]
    restless = [path for r in repairs for path in r.restless]
    spilled = [path for r in repairs for path in r.spilled]
    print(
        f"{title:24} {count:6} fixes, {len(broken[0][1])} still there, {len(broken[1][1])} new findings, "
        f"{len(restless)} files change again, {len(spilled)} changed outside"
    )
    if title == "all":
        return
    for what, those in broken:
        for sighting in those:
            place = f"{sighting.place.path}:{sighting.place.line}"
            print(f"  {what}: {sighting.code} {place} {sighting.message}")
    for path in restless:
        print(f"  changes again: {path}")
    for path in spilled:
        print(f"  changed outside: {path}")


def report_codes(repairs: Iterable[Repair]) -> None:
    """Print how often each rule's fix was applied."""
    codes = Counter(code for repair in repairs for code in repair.applied)
    print("\n" + "  ".join(f"{code}×{count}" for code, count in codes.most_common()))


def _seen(findings: Iterable[Finding], texts: Texts) -> list[Sighting]:
    return sightings(findings, {path: text for path, text in texts.items() if isinstance(text, str)})


def _spilled(texts: Texts, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the files in which anything but what the edits cover was changed."""
    fixes: dict[str, list[Fix]] = {}
    for finding in findings:
        if finding.problem.fix:
            fixes.setdefault(finding.problem.at.path, []).append(finding.problem.fix)
    for path, those in fixes.items():
        text = texts[path]
        assert isinstance(text, str), "only what could be read is fixed"
        changed, chosen = apply(text, those)
        left = decoded(text)
        for edit in sorted({e for fix in chosen for e in fix.edits}, key=lambda e: e.span, reverse=True):
            left = left[: edit.span.start] + edit.text + left[edit.span.end :]
        same_newlines = ("\r" in text) == ("\r" in changed) and text[:1] == changed[:1]
        if left != decoded(changed) or not same_newlines:
            yield path


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR", help="repositories")
    parser.add_argument("--select", action="append", help="only the fixes of these rules (repeatable)")
    parser.add_argument("--unsafe", action="store_true", help="apply what is only likely right too")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
