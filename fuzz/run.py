"""Fuzz the parts that read what others wrote: `python fuzz/run.py --seconds 600`.

Needs the extra `fuzz`. What is found lies in `fuzz/findings/<target>/` and is a test from then on; what leads
to new places in the code lies in `fuzz/.corpus/<target>/`, and the next run starts from it.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
from pathlib import Path

from targets import TARGETS, seeds

HERE = Path(__file__).resolve().parent
# Bytes of one input: enough for any construct; fewer where each byte is a unit of its own.
LENGTH = {"aligner": 300}
_STATUS = re.compile(r"#(\d+)\s+\S+\s+cov: (\d+) ft: (\d+)")


def main() -> int:
    """Run each target for its share of the time; 1 where anything was found."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--seconds", type=int, default=600, help="in all")
    options.add_argument("--target", choices=TARGETS, action="append", help="these only")
    given = options.parse_args()
    names = given.target or list(TARGETS)
    return max(fuzzed(name, given.seconds // len(names)) for name in names)


def fuzzed(name: str, seconds: int) -> int:
    """Run one target, and print what came of it."""
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
    done = subprocess.run(
        (sys.executable, str(HERE / "child.py"), name, *words), stderr=subprocess.PIPE, check=False
    )
    said = done.stderr.decode("utf-8", "replace")
    found = sorted(set(findings.iterdir()) - before)
    status = _STATUS.findall(said)
    runs, covered, features = status[-1] if status else ("0", "0", "0")
    print(f"{name}: {seconds} s, {runs} executions, {covered} edges, {features} features, {len(found)} found")
    for line in said.split("\n"):
        if line.startswith("FOUND"):
            print(f"  {line}")
    if done.returncode and not found:
        print(said[-2000:])
    sys.stdout.flush()
    return int(bool(found or done.returncode))


if __name__ == "__main__":
    sys.exit(main())
