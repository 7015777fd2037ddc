"""Whole processes measured: how long they take, and how much memory they and their children hold."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NamedTuple


class Took(NamedTuple):
    """What a process took: seconds by the clock, and of processors, its own and its children's."""

    wall: float
    cpu: float


@dataclass
class Case:
    """A command that is measured again and again.

    words   the command
    folder  where it is run
    before  what is made ready each time, not measured
    fails   exit codes from which on it has failed
    """

    name: str
    words: Sequence[str]
    folder: Path
    before: Callable[[], object] = lambda: None
    fails: int = 2
    env: Mapping[str, str] = field(default_factory=dict)
    took: list[Took] = field(default_factory=list)
    memory: float = 0.0
    error: str = ""

    def run(self) -> None:
        """Measure it once more, unless it has failed before."""
        if self.error:
            return
        self.before()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        process = self._started()
        _, said = process.communicate()
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode >= self.fails or process.returncode < 0:
            self.error = said.decode("utf-8", "replace").strip().rpartition("\n")[2][:120] or "failed"
            return
        self.took.append(Took(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime))

    def weigh(self) -> None:
        """Measure the most memory that all its processes hold together, in megabytes; Linux only."""
        if self.error or not Path("/proc/self/smaps_rollup").exists():
            return
        self.before()
        process = self._started(quiet=True)
        while process.poll() is None:
            self.memory = max(self.memory, sum(map(_held, _family(process.pid))) / 1000)
            time.sleep(0.02)

    @property
    def wall(self) -> float:
        """The median of the seconds by the clock."""
        return median(took.wall for took in self.took) if self.took else float("nan")

    @property
    def cpu(self) -> float:
        """The median of the seconds of processors."""
        return median(took.cpu for took in self.took) if self.took else float("nan")

    def _started(self, *, quiet: bool = False) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.words,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if quiet else subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env={**_installed(), **self.env},
        )


def _installed() -> dict[str, str]:
    """The environment in which modules are kept compiled, as they are where a package was installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def interleaved(cases: Sequence[Case], runs: int) -> None:
    """Run all cases in turn, so that what else the machine does meets all of them; then weigh each."""
    for _ in range(runs):
        for case in cases:
            case.run()
    for case in cases:
        case.weigh()


def machine() -> str:
    """Return the machine in a line."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} processors ({model}), {platform.system()}, {python}{load}"


def _family(pid: int) -> list[int]:
    """A process and all that come from it."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(child for one in told for child in _family(int(one)))]


def _held(pid: int) -> int:
    """Kilobytes of a process; what several share is shared out among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").split("\n")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
