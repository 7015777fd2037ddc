"""Articles linted one after the other or by several processes: the same findings in the same order."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from smo_lint.engine import lint_article
from smo_lint.habits import NONE, WITNESSES, Habits, learn
from smo_lint.model import ALONE, Bundle, Fault, Finding, Rule, Site
from smo_lint.options import Config
from smo_lint.outside import stopwatch
from smo_lint.outside.discovery import Discovery
from smo_lint.outside.load import read
from smo_lint.phases import phase
from smo_lint.site import survey

# Below this many files a pool costs more than it saves.
FEW = 100
# Articles that a process is given at a time.
CHUNK = 8


@dataclass(frozen=True)
class Task:
    """What a process must know to lint any article of a run; pickles.

    overlay  path -> what stands for the content of the file
    """

    config: Config
    habits: Habits = NONE
    site: Site = ALONE
    overlay: Mapping[str, str | Fault] = field(default_factory=dict)

    def files(self, bundle: Bundle) -> dict[str, str | Fault]:
        """Return the texts of an article as they are in the files."""
        return {member.path: self.read(member.path) for member in bundle.members}

    def read(self, path: str) -> str | Fault:
        """Return a text as it is in its file, or why it cannot be read."""
        with phase("read"):
            return self.overlay[path] if path in self.overlay else read(path, self.config.max_size)

    def findings(self, bundle: Bundle, files: Mapping[str, str | Fault]) -> list[Finding]:
        """Return what is found in these texts of an article."""
        with undisturbed(), phase("judge"):
            return lint_article(files, self.config, bundle, self.habits, self.site)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Leave cycles of objects uncollected: a tree has many objects and few cycles, and dies as a whole."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def taught(bundles: Sequence[Bundle], task: Task) -> Habits:
    """Return the habits of a project: those that its configuration pins, else what its files teach.

    bundles  all articles of the project, not only those of the run
    """
    if task.config.habits is not None:
        return task.config.habits
    if len(bundles) < WITNESSES:
        return NONE
    paths = (member.path for bundle in bundles for member in bundle.members)
    with undisturbed(), phase("habits"):
        return learn(bundles, {path: task.read(path) for path in paths})


def surveyed(discovery: Discovery, task: Task, active: Iterable[Rule]) -> Site:
    """Return every page of a project, where a rule that runs wants to know.

    active  the rules that run
    """
    if not any(rule.site for rule in active):
        return ALONE
    members = [member for bundle in discovery.every for member in bundle.members] + [*discovery.lonely]
    with undisturbed(), phase("site"):
        texts = {member.path: task.read(member.path) for member in members}
        return survey(discovery.every, discovery.lonely, texts, discovery.source)


def lint_all(bundles: Sequence[Bundle], task: Task, jobs: int) -> Iterator[list[Finding]]:
    """Yield the findings of each article, in the order of the articles.

    jobs  number of processes; 0 to choose by the size of the run
    """
    files = sum(len(bundle.members) for bundle in bundles)
    jobs = jobs or (1 if files < FEW else _processors())
    if jobs == 1 or len(bundles) < 2:
        for bundle in bundles:
            yield task.findings(bundle, task.files(bundle))
        return
    rest = iter(bundles)
    chunks = list(iter(lambda: tuple(islice(rest, CHUNK)), ()))
    watch = stopwatch.running()
    executor = ProcessPoolExecutor(
        min(jobs, len(chunks)), initializer=_prepare, initargs=(task, watch is not None)
    )
    try:
        for found, seconds in executor.map(_lint_chunk, chunks):
            if watch is not None:
                watch.add(seconds)
            yield from found
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_task: Task


def _prepare(task: Task, timed: bool) -> None:
    global _task
    _task = task
    if timed:
        stopwatch.start()
    gc.freeze()  # what a process knows from the start is never garbage
    # Whoever interrupts the run means its first process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lint_chunk(bundles: Sequence[Bundle]) -> tuple[list[list[Finding]], Mapping[str, float]]:
    """The findings of some articles, and the seconds that each part took, where they are asked for."""
    found = [_task.findings(bundle, _task.files(bundle)) for bundle in bundles]
    watch = stopwatch.running()
    return found, watch.taken() if watch else {}
