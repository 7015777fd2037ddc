"""Kills TIMES runs that repair a tree, at random moments: `python killing.py FOLDER TIMES`; prints what it saw.

Each run is forked from a process that has everything loaded, so that a kill meets the work and not the start.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

FILES = 12
FIX = ["--isolated", "--no-cache", "--fix", "--jobs", "1"]
EN = "# Guide\n\n## Install\n\nRead [this](/start) first.\n" + "\nOne more sentence.\n" * 20
OLD = "# Anleitung\n\n### Einrichten\n\nLies [das](/start) zuerst  .\n" + "\nNoch ein Satz.\n" * 20
NEW = OLD.replace("###", "##").replace("  .", ".")


def main(folder: Path, times: int) -> dict[str, int]:
    from smo_lint.cli import main as smo_lint

    chance = random.Random(times)
    files = [folder / "docs" / "de" / f"page{number}.md" for number in range(FILES)]
    os.chdir(folder)
    plant(files)
    load(smo_lint)
    plant(files)
    start = time.monotonic()
    run(smo_lint, 0)
    whole = time.monotonic() - start
    seen = {"killed": 0, "between": 0, "torn": 0, "scratch": 0}
    while seen["killed"] < times:
        plant(files)
        killed = run(smo_lint, chance.triangular(0, whole, whole))  # late: then it writes
        seen["killed"] += killed
        whole *= 1 if killed else 0.95  # it was over by then
        states = [file.read_bytes() for file in files]
        seen["torn"] += sum(state not in (OLD.encode(), NEW.encode()) for state in states)
        seen["between"] += len(set(states)) == 2
    seen["scratch"] = len(list(folder.rglob(".smo-lint-*")))
    run(smo_lint, 0)  # whatever lies about, the next run repairs all
    seen["repaired"] = sum(file.read_bytes() == NEW.encode() for file in files)
    return seen


def plant(files: list[Path]) -> None:
    for file in files:
        source = file.parent.parent / "en" / file.name
        for path, text in ((source, EN), (file, OLD)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


def load(smo_lint: Callable[[list[str]], int]) -> None:
    """Judge the tree here, so that no child spends its time on imports."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        smo_lint(FIX)


def run(smo_lint: Callable[[list[str]], int], delay: float) -> bool:
    """Repair the tree in another process; after a delay, where it is not 0, kill it. Return whether it was."""
    child = os.fork()
    if not child:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(smo_lint(FIX))
    if delay:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
