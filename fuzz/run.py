"""Fuzz the parts that read what others wrote: `python fuzz/run.py --seconds 600 --jobs 2`.

Needs the extra `fuzz`. What is found lies in `fuzz/findings/<target>/` and is a test from then on; what leads
to new places in the code lies in `fuzz/.corpus/<target>/`, and the next run starts from it. At the end stands
a table of all targets: CPU seconds, executions, edges and features of the code that were reached, and what
was found.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from targets import TARGETS, seeds

HERE = Path(__file__).resolve().parent
# Bytes of one input: enough for any construct; fewer where each byte is a unit of its own.
LENGTH = {"aligner": 300}
_STATUS = re.compile(r"#(\d+)\s+\S+\s+cov: (\d+) ft: (\d+)")


class Told(NamedTuple):
    """What came of one target: its CPU seconds, what was counted and found, and whether it ended badly."""

    name: str
    seconds: float
    runs: int
    edges: int
    features: int
    found: int
    failed: bool


def main() -> int:
    """Run each target for its share of the time; 1 where anything was found."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--seconds", type=int, default=600, help="in all, of every process")
    options.add_argument("--jobs", type=int, default=1, help="targets at a time")
    options.add_argument("--target", choices=TARGETS, action="append", help="these only")
    given = options.parse_args()
    names = given.target or list(TARGETS)
    with ThreadPoolExecutor(given.jobs) as pool:
        told = list(pool.map(lambda name: fuzzed(name, given.seconds // len(names)), names))
    print("\n".join(table(told)))
    return int(any(one.found or one.failed for one in told))


def fuzzed(name: str, seconds: int) -> Told:
    """Run one target, and print what it found."""
    corpus = HERE / ".corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    findings = HERE / "findings" / name
    findings.mkdir(parents=True, exist_ok=True)
    for seed in seeds(name):
        (corpus / hashlib.sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    before = set(findings.iterdir())
    options = (
        f"-max_total_time={seconds}",
        f"-max_len={LENGTH.get(name, 2_000)}",
        "-timeout=120",
        "-rss_limit_mb=2048",
    )
    words = (*options, f"-dict={HERE / 'markdown.dict'}", f"-artifact_prefix={findings}/", str(corpus))
    child = subprocess.Popen(
        (sys.executable, str(HERE / "child.py"), name, *words),
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    assert child.stderr
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    found = len(set(findings.iterdir()) - before)
    runs, edges, features = map(int, (_STATUS.findall(said) or [(0, 0, 0)])[-1])
    for line in said.split("\n"):
        if line.startswith("FOUND"):
            print(f"{name}: {line}")
    if child.returncode and not found:
        print(f"{name} ended with {child.returncode}:\n{said[-2000:]}")
    sys.stdout.flush()
    return Told(name, usage.ru_utime + usage.ru_stime, runs, edges, features, found, bool(child.returncode))


def table(told: Sequence[Told]) -> Iterator[str]:
    """Yield the lines of a table in Markdown: a row for each target, and what they are together."""
    yield "| target | CPU seconds | executions | edges | features | found |"
    yield "|---|---|---|---|---|---|"
    for one in told:
        reached = f"{one.edges:,} | {one.features:,}"
        yield f"| {one.name} | {one.seconds:,.0f} | {one.runs:,} | {reached} | {one.found} |"
    seconds, runs, found = sum(t.seconds for t in told), sum(t.runs for t in told), sum(t.found for t in told)
    yield f"| all | {seconds:,.0f} | {runs:,} | | | {found} |"


if __name__ == "__main__":
    sys.exit(main())
