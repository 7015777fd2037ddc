"""What the benchmarks share: rows of sample files, findings with lines, what is new between two runs."""

from __future__ import annotations

import gzip
import json
import random
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from smo_lint import lint
from smo_lint.asking import INTERNAL_ERROR
from smo_lint.model import Finding, Fix, Location
from smo_lint.options import Config
from smo_lint.outside.articles.discover import discover, group
from smo_lint.outside.load import read

Row = Mapping[str, Any]

# A finding on a longer stretch than this counts for its first line only: it names a place, not lines.
LONG = 12
CRASH = "XX000"


class Place(NamedTuple):
    """Lines of a file, from 1, the last one included."""

    path: str
    line: int
    end_line: int


class Sighting(NamedTuple):
    """A finding with lines instead of offsets; compares and pickles as a plain value."""

    code: str
    name: str
    severity: str
    message: str
    topic: str
    fingerprint: str
    place: Place
    related: tuple[Place, ...]

    @property
    def lines(self) -> range:
        """Return the lines that the finding is about, from 1."""
        first, last = self.place.line, self.place.end_line
        return range(first, last + 1 if last - first < LONG else first + 1)

    @property
    def serious(self) -> bool:
        """Whether it is an error or a warning."""
        return self.severity != "hint"


def rows(path: Path) -> list[Row]:
    """Return the rows of a JSON Lines file, compressed or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def ballots(folder: Path, editions: int, seed: int) -> list[Row]:
    """Return a row for each article of a repository that has so many editions, for a vote among them.

    The edition to be damaged and the others are drawn at random; one of the others, English where
    it is there, stands in for the source (`source_path`), the rest are in `others`.
    """
    found: list[Row] = []
    for bundle in discover([str(folder)], Config()).bundles:
        chance = random.Random(f"{seed} {bundle.key}")
        texts = {m.path: text for m in bundle.members if isinstance(text := read(m.path, 2_000_000), str)}
        first = [m.path for m in bundle.members if m.lang == bundle.source][:1]
        rest = [path for path in texts if path not in first]
        if len(texts) >= editions and len(rest) >= editions - len(first):
            source, target, *others = first + chance.sample(rest, editions - len(first))
            row = {
                "id": bundle.key,
                "path": target,
                "source_path": source,
                "others": {p: texts[p] for p in others},
            }
            lang = next(m.lang for m in bundle.members if m.path == target)
            found.append(row | {"source": texts[source], "target": texts[target], "lang": lang})
    return found


def lint_pair(row: Row, target: str, source: str) -> list[Sighting]:
    """Return what is found in a translation and in its source when the two are all there is.

    The row gives the paths (`path`, `source_path`); they tell the languages. Where it gives
    `others` (path -> text), all of them vote.
    """
    texts = _texts(row, target, source)
    try:
        return sightings(_linted(row, texts), texts)
    except Exception as error:  # noqa: BLE001 -- one crash must not end a run over thousands
        where = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        return [Sighting(CRASH, "crash", "error", message, "", CRASH, Place(row["path"], 1, 1), ())]


def offered(row: Row, target: str, source: str) -> list[tuple[Sighting, Fix]]:
    """Return what is found in a translation as `lint_pair` does, where it has a fix, with the fix."""
    texts = _texts(row, target, source)
    found = _linted(row, texts)
    both = zip(sightings(found, texts), found, strict=True)
    return [(s, f.problem.fix) for s, f in both if f.problem.fix is not None and s.place.path == row["path"]]


def lines_of(text: str, before: str, fix: Fix) -> list[str]:
    """Return the lines of a fixed text that a fix has changed or put in."""
    old = Counter(before.split("\n"))
    first = before.count("\n", 0, min(edit.span.start for edit in fix.edits))
    last = before.count("\n", 0, max(edit.span.end for edit in fix.edits)) - before.count("\n")
    lines = text.split("\n")
    return [line for line in lines[first : len(lines) + last] if not old[line]]


def report_crashes(crashed: Iterable[tuple[str, Sighting]]) -> None:
    """Print what crashed, or failed inside a rule, with what was tried; nothing where nothing did."""
    for title, sighting in crashed:
        if sighting.code in (CRASH, INTERNAL_ERROR):
            print(f"!! {title}: {sighting.name}: {sighting.message}")


def sightings(findings: Iterable[Finding], texts: Mapping[str, str]) -> list[Sighting]:
    """Return findings as plain values, in their order; `texts` holds every file that they name."""
    plain = {path: decoded(text) for path, text in texts.items()}
    return [
        Sighting(
            finding.code,
            finding.name,
            finding.severity,
            finding.problem.message,
            finding.problem.topic,
            finding.fingerprint,
            _place(finding.problem.at, plain),
            tuple(_place(location, plain) for location in finding.problem.related),
        )
        for finding in findings
    ]


def decoded(text: str) -> str:
    """Return a text as spans count it: no byte order mark, newlines as one `\\n`."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def new(first: Iterable[Sighting], second: Iterable[Sighting]) -> list[Sighting]:
    """Return the findings of the first run that the second has not.

    The same fingerprint is the same finding. What is left over is compared by rule, topic and
    message, so that an edit beside a finding does not make it a new one.
    """
    first, second = list(first), list(second)
    prints = Counter(sighting.fingerprint for sighting in second)
    left = list(_without(first, prints, lambda s: s.fingerprint))
    prints = Counter(sighting.fingerprint for sighting in first)
    others = Counter(map(_said, _without(second, prints, lambda s: s.fingerprint)))
    return list(_without(left, others, _said))


def touches(sighting: Sighting, lines: Iterable[int], reach: int) -> bool:
    """Whether a finding stands on one of these lines or at most `reach` lines away."""
    near = {line + shift for line in lines for shift in range(-reach, reach + 1)}
    return not near.isdisjoint(sighting.lines)


def spread(work: Any, tasks: Iterable[Any], jobs: int) -> Iterator[Any]:
    """Yield the results of a function over tasks, in their order, with this many processes."""
    if jobs < 2:
        yield from map(work, tasks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, tasks, chunksize=2)


def shown(text: str, line: int, around: int = 0, width: int = 200) -> str:
    """Return a line of a text with its number, and so many lines around it."""
    lines = decoded(text).split("\n")
    numbers = range(max(1, line - around), min(len(lines), line + around) + 1)
    return "\n".join(
        f"  {'>' if around and number == line else ' '} {number:5} | {lines[number - 1][:width]}"
        for number in numbers
    )


def _texts(row: Row, target: str, source: str) -> dict[str, str]:
    return {row["source_path"]: source, row["path"]: target, **row.get("others", {})}


def _linted(row: Row, texts: Mapping[str, str]) -> list[Finding]:
    return lint(texts, source="none" if "others" in row else _source_language(texts, row["source_path"]))


def _source_language(texts: Mapping[str, str], path: str) -> str:
    members = (member for bundle in group(texts, Config()).bundles for member in bundle.members)
    return next((member.lang for member in members if member.path == path), "")


def _place(location: Location, texts: Mapping[str, str]) -> Place:
    text = texts.get(location.path, "")
    start, end = location.span
    line = text.count("\n", 0, start) + 1
    return Place(location.path, line, line + text.count("\n", start, max(start, end - 1)))


def _said(sighting: Sighting) -> tuple[str, str, str]:
    return sighting.code, sighting.topic, sighting.message


def _without(some: Iterable[Sighting], known: Counter[Any], key: Any) -> Iterator[Sighting]:
    left = Counter(known)
    for sighting in some:
        if left[key(sighting)]:
            left[key(sighting)] -= 1
        else:
            yield sighting
