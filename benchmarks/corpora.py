"""Run over whole documentation repositories: what is grouped, what is found, what it costs."""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from samples import Sighting, shown, sightings, spread
from smo_lint.asking import INTERNAL_ERROR
from smo_lint.engine import lint_article
from smo_lint.habits import Habits, learn
from smo_lint.model import Bundle, Fault, Site
from smo_lint.options import Config
from smo_lint.outside.articles.discover import discover
from smo_lint.outside.load import read
from smo_lint.site import survey

SLOWEST = 5


class Result(NamedTuple):
    """What an article's run gave: its findings and the seconds that it took."""

    bundle: Bundle
    found: tuple[Sighting, ...]
    seconds: float


def main() -> None:
    """Run over every folder and print what was asked for."""
    options = _options()
    config = Config(source=options.source, select=tuple(options.select or ("default",)))
    everything: list[Result] = []
    for folder in options.folders:
        results = run(folder, config, options.jobs)
        everything += results
        if options.groups:
            report_groups(results, options.groups, options.seed)
    if len(options.folders) > 1:
        report_rules("all", everything)
    if options.sample:
        report_sample(everything, options.rule, options.severity, options.sample, options.seed)


def run(folder: Path, config: Config, jobs: int) -> list[Result]:
    """Return the results of every article of a repository, and print its figures."""
    start = time.perf_counter()
    known = discover([str(folder)], config)
    bundles = known.bundles
    found = time.perf_counter()
    texts = {member.path: read(member.path, config.max_size) for b in bundles for member in b.members}
    habits = learn(bundles, texts)
    site = survey(bundles, known.alone, texts, known.source)
    learnt = time.perf_counter()
    tasks = [(bundle, {m.path: texts[m.path] for m in bundle.members}) for bundle in bundles]
    results: list[Result] = list(spread(partial(lint, config, habits, site), tasks, jobs))
    done = time.perf_counter()
    report_folder(folder, results, texts)
    print(f"  {len(known.alone)} files in no article; {known.mode}")
    print(f"  seconds: {found - start:.1f} to find, {learnt - found:.1f} to read and learn,", end=" ")
    print(f"{done - learnt:.1f} to lint with {jobs} processes")
    report_rules(folder.name, results)
    return results


def lint(
    config: Config, habits: Habits, site: Site, task: tuple[Bundle, Mapping[str, str | Fault]]
) -> Result:
    """Return the result of one article."""
    bundle, texts = task
    start = time.perf_counter()
    findings = lint_article(texts, config, bundle, habits, site)
    seconds = time.perf_counter() - start
    plain = {path: text for path, text in texts.items() if isinstance(text, str)}
    return Result(bundle, tuple(sightings(findings, plain)), seconds)


def report_folder(folder: Path, results: Sequence[Result], texts: Mapping[str, str | Fault]) -> None:
    """Print how a repository was understood, its errors inside, and its slowest articles."""
    members = [member for result in results for member in result.bundle.members]
    langs = Counter(member.lang for member in members)
    alone = sum(len(result.bundle.members) == 1 for result in results)
    sources = Counter(result.bundle.source or "(vote)" for result in results)
    size = sum(len(text) for text in texts.values() if isinstance(text, str))
    print(f"\n# {folder.name}\n")
    print(
        f"  {len(results)} articles ({alone} in one language), {len(members)} editions, "
        f"{size / 1e6:.1f} M letters"
    )
    print(f"  {len(langs)} languages: {' '.join(f'{lang}:{n}' for lang, n in langs.most_common())}")
    print(f"  sources: {' '.join(f'{lang}:{n}' for lang, n in sources.most_common())}")
    for result in results:
        for sighting in result.found:
            if sighting.code == INTERNAL_ERROR:
                print(f"  INTERNAL ERROR {sighting.place.path}: {sighting.message}")
    for result in sorted(results, key=lambda r: -r.seconds)[:SLOWEST]:
        print(f"  slow: {result.seconds:6.2f} s  {result.bundle.key} ({len(result.bundle.members)} editions)")


def report_groups(results: Sequence[Result], size: int, seed: int) -> None:
    """Print some articles with their members, to be checked by eye."""
    for result in random.Random(seed).sample(results, min(size, len(results))):
        print(f"  {result.bundle.key}  source {result.bundle.source or '(vote)'}")
        for member in result.bundle.members:
            print(f"    {member.lang:8} {member.path}   {member.why}")


def report_rules(title: str, results: Iterable[Result]) -> None:
    """Print findings by rule and severity, for each hundred editions too."""
    results = list(results)
    editions = sum(len(result.bundle.members) for result in results)
    hits = Counter((s.code, s.name, s.severity) for result in results for s in result.found)
    levels = Counter(s.severity for result in results for s in result.found)
    print(f"\n  {title}: {' '.join(f'{level} {n}' for level, n in sorted(levels.items()))}")
    print(f"  {'rule':38} {'severity':9} {'findings':>8} {'per 100 editions':>17}")
    for (code, name, severity), count in sorted(hits.items(), key=lambda hit: (-hit[1], hit[0])):
        print(f"  {code} {name:32} {severity:9} {count:8} {100 * count / max(1, editions):17.1f}")


def report_sample(results: Iterable[Result], rule: str, severity: str, size: int, seed: int) -> None:
    """Print a random sample of findings with the lines around them in every file that they name."""
    fitting = [
        sighting
        for result in results
        for sighting in result.found
        if (rule in (sighting.code, sighting.name) if rule else sighting.severity == severity)
    ]
    sample = fitting if len(fitting) <= size else random.Random(seed).sample(fitting, size)
    print(f"\n# {len(sample)} of {len(fitting)} findings\n")
    for number, sighting in enumerate(sample, 1):
        print(f"[{number}] {sighting.code} {sighting.name}: {sighting.message}")
        for place in (sighting.place, *sighting.related[:2]):
            text = read(place.path, Config().max_size)
            print(f"  {place.path}:{place.line}")
            print(shown(text, place.line, around=2) if isinstance(text, str) else f"  {text.reason}")
        print()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR", help="repositories")
    parser.add_argument(
        "--groups", type=int, default=0, metavar="N", help="print N articles with their members"
    )
    parser.add_argument(
        "--sample", type=int, default=0, metavar="N", help="print N findings with both files' lines"
    )
    parser.add_argument("--rule", default="", help="of this code or name")
    parser.add_argument("--severity", default="error", help="else of this severity (default: %(default)s)")
    parser.add_argument("--select", action="append", help="run only these rules (repeatable)")
    parser.add_argument("--source", default="", help="source language, “none” to let the editions vote")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
