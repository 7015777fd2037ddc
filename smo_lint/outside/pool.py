"""Articles linted one after the other or by several processes: the same findings in the same order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from smo_lint.model import ALONE, NONE, Bundle, Fault, Finding, Habits, Rule, Site
from smo_lint.outside.load import read

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.discovery import Discovery

# Below this many files a pool costs more than it saves.
FEW = 100
# Articles that a process is given at a time.
CHUNK = 8


@dataclass(frozen=True)
class Task:
    """What a process must know to lint any article of a run; pickles.

    habits   what the project taught
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
        return self.overlay[path] if path in self.overlay else read(path, self.config.max_size)

    def findings(self, bundle: Bundle, files: Mapping[str, str | Fault]) -> list[Finding]:
        """Return what is found in these texts of an article."""
        from smo_lint.engine import lint_article

        return lint_article(files, self.config, bundle, self.habits, self.site)


def taught(bundles: Sequence[Bundle], task: Task) -> Habits:
    """Return the habits of a project: those that its configuration pins, else what its files teach.

    bundles  all articles of the project, not only those of the run
    """
    from smo_lint.habits import WITNESSES, learn

    if task.config.habits is not None:
        return task.config.habits
    if len(bundles) < WITNESSES:
        return NONE
    paths = (member.path for bundle in bundles for member in bundle.members)
    return learn(bundles, {path: task.read(path) for path in paths})


def surveyed(discovery: Discovery, task: Task, active: Iterable[Rule]) -> Site:
    """Return every page of a project, where a rule that runs wants to know.

    active  the rules that run
    """
    if not any(rule.site for rule in active):
        return ALONE
    from smo_lint.site import survey

    members = [member for bundle in discovery.every for member in bundle.members] + [*discovery.lonely]
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
    from concurrent.futures import ProcessPoolExecutor

    rest = iter(bundles)
    chunks = list(iter(lambda: tuple(islice(rest, CHUNK)), ()))
    executor = ProcessPoolExecutor(min(jobs, len(chunks)), initializer=_prepare, initargs=(task,))
    try:
        for found in executor.map(_lint_chunk, chunks):
            yield from found
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_task: Task


def _prepare(task: Task) -> None:
    global _task
    _task = task
    # Whoever interrupts the run means its first process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lint_chunk(bundles: Sequence[Bundle]) -> list[list[Finding]]:
    return [_task.findings(bundle, _task.files(bundle)) for bundle in bundles]
