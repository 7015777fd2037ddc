"""`check --watch`: check again whenever a file changes; only articles that it touches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.screen import note, say, tell
from smo_lint.model import Bundle, Fault, Finding, SmoLintError

if TYPE_CHECKING:
    from smo_lint.cli.run import Run
    from smo_lint.outside.pool import Task

# Options that name a text or a state which does not change while files do.
_CONTRADICT = ("stdin_filename", "files_from", "staged", "diff")


@dataclass
class Recall:
    """What was found in the articles of the last run of each project."""

    known: dict[str, tuple[Task, dict[str, Known]]] = field(default_factory=dict)

    def lint(self, run: Run) -> list[Finding]:
        """Return the findings of all articles of a run; only what has changed since the last is checked."""
        project = f"{run.discovery.root}\0{run.task.config.project}"
        task, known = self.known.get(project, (None, {}))
        same = task is not None and _judge(task) == _judge(run.task)
        known = {key: one for key, one in known.items() if same}
        texts = {bundle.key: run.task.files(bundle) for bundle in run.discovery.bundles}
        stale = [
            bundle
            for bundle in run.discovery.bundles
            if bundle.key not in known or known[bundle.key].made_of != (bundle, texts[bundle.key])
        ]
        note(f"{len(stale)} of {len(run.discovery.bundles)} articles are new or have changed")
        found: dict[str, list[Finding]] = {bundle.key: [] for bundle in stale}
        for finding in replace(run, discovery=replace(run.discovery, bundles=tuple(stale))).lint():
            found[finding.article].append(finding)
        known |= {b.key: Known((b, texts[b.key]), tuple(found[b.key])) for b in stale}
        self.known[project] = run.task, known
        return [finding for bundle in run.discovery.bundles for finding in known[bundle.key].findings]

    def roots(self) -> Iterable[str]:
        """Return the folders of the projects that were checked."""
        return dict.fromkeys(project.partition("\0")[0] for project in self.known)


@dataclass(frozen=True)
class Known:
    """What was found in an article, and what that was made of."""

    made_of: tuple[Bundle, Mapping[str, str | Fault]]
    findings: tuple[Finding, ...]


def watch(given: Mapping[str, Any], recall: Recall, once: Callable[[], int]) -> int:
    """Check, and again after each change, until the user interrupts. Raises KeyboardInterrupt."""
    from smo_lint.outside.watching import looks, until_changed

    for name in _CONTRADICT:
        if given[name]:
            raise click.UsageError(f"--watch looks at files: it does not go with --{name.replace('_', '-')}")
    while True:
        if sys.stdout.isatty():
            click.clear()
        folders = [*recall.roots()] or [os.getcwd()]
        before = looks(folders)
        try:
            once()
        except SmoLintError as error:  # a configuration in the middle of a change
            tell(error)
        sys.stdout.flush()
        say("watching for changes, Ctrl-C ends")
        if [*recall.roots()] not in ([], folders):
            folders = [*recall.roots()]
            before = looks(folders)
        until_changed(folders, before)


def _judge(task: Task) -> tuple[object, ...]:
    return task.config, task.habits, task.site
