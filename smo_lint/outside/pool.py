"""Articles linted one after the other or by several processes: the same findings in the same order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from smo_lint.model import ALONE, NONE, Bundle, Fault, Finding, Habits, Rule, Site
from smo_lint.outside.gist import Gists
from smo_lint.outside.load import read
from smo_lint.outside.verdicts import Verdict, judge

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


def gists_of(discovery: Discovery, task: Task, kept: Mapping[str, Any] | None = None) -> Gists:
    """Return what is to be known of every file of a project.

    kept  what an earlier run has found out
    """
    looks = {path: told for look in discovery.looks.values() for path, told in look.files.items()}
    return Gists(task.read, task.overlay, looks, kept or {})


def informed(discovery: Discovery, task: Task, active: Iterable[Rule], gists: Gists) -> Task:
    """Return the task with what all files of the project tell.

    active  the rules that run
    """
    return replace(
        task,
        habits=taught(discovery.every, task, gists),
        site=site_of(discovery, gists) if any(rule.site for rule in active) else ALONE,
    )


def taught(bundles: Sequence[Bundle], task: Task, gists: Gists) -> Habits:
    """Return the habits of a project: those that its configuration pins, else what its files teach.

    bundles  all articles of the project, not only those of the run
    """
    from smo_lint.habits import WITNESSES
    from smo_lint.habits.learning import learnt

    if task.config.habits is not None:
        return task.config.habits
    if len(bundles) < WITNESSES:
        return NONE
    return learnt(
        bundles,
        lambda member: gists.of(member).traits,
        lambda base, member: gists.of(member).ratio(gists.of(base)),
    )


def site_of(discovery: Discovery, gists: Gists) -> Site:
    """Return every page of a project."""
    from smo_lint.site.survey import surveyed

    return surveyed(
        discovery.every, discovery.lonely, lambda member: gists.of(member).outline, discovery.source
    )


def judged(bundles: Sequence[Bundle], task: Task, jobs: int) -> Iterator[Verdict]:
    """Yield what is found in each article, in the order of the articles.

    jobs  number of processes; 0 to choose by the size of the run
    """
    files = sum(len(bundle.members) for bundle in bundles)
    jobs = jobs or (1 if files < FEW else _processors())
    if jobs == 1 or len(bundles) < 2:
        for bundle in bundles:
            yield judge(task, bundle)
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


def _lint_chunk(bundles: Sequence[Bundle]) -> list[Verdict]:
    return [judge(_task, bundle) for bundle in bundles]
