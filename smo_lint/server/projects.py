"""The projects that an editor has open: their articles, their configuration, and what they teach."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import field, replace

from smo_lint.model import Bundle, LoadError
from smo_lint.model.frozen import frozen
from smo_lint.options import Config, chosen
from smo_lint.outside import baseline
from smo_lint.outside.articles.discover import discover
from smo_lint.outside.articles.discovery import Discovery, posix, under
from smo_lint.outside.articles.root import CONFIG_FILES, project_root
from smo_lint.outside.cache.shelf import Shelf
from smo_lint.outside.configuration.exempt import exempted
from smo_lint.outside.configuration.settings import Settings, settings
from smo_lint.outside.repository.history import dated
from smo_lint.outside.task import Task, gists_of, informed
from smo_lint.rules import rules

# Files that say how a project is judged, beside those that a configuration names.
JUDGING = (*CONFIG_FILES, "pyproject.toml", baseline.NAME, ".gitignore")


@frozen
class Project:
    """A project as it was when it was looked at.

    root       absolute path of the folder that the paths of its members are relative to
    discovery  its articles
    task       its configuration, and what its files teach
    accepted   fingerprints of the findings that its baseline accepts
    judged_by  absolute paths of the files that its configuration comes from
    warnings   what the user should know
    gists      what is known of its files, so that they need not be read again
    """

    root: str
    discovery: Discovery
    task: Task
    accepted: frozenset[str] = frozenset()
    judged_by: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    gists: Shelf = field(default=Shelf({}, {}), repr=False, compare=False)

    def member(self, path: str) -> str:
        """Return an absolute path as members are called."""
        return posix(os.path.normpath(path), self.root)

    def place(self, member: str) -> str:
        """Return the absolute path of a member."""
        return os.path.normpath(os.path.join(self.root, member))

    def bundle(self, path: str) -> Bundle | None:
        """Return the article that an absolute path belongs to, None where it belongs to none."""
        name = self.member(path)
        return next((b for b in self.discovery.every if any(m.path == name for m in b.members)), None)

    def within(self) -> contextlib.AbstractContextManager[None]:
        """Return the context in which the paths of its members lead to files.

        It holds for the whole process: all that reads files takes its turn in one thread.
        """
        return contextlib.chdir(self.root)


def projects(folder: str) -> Iterator[Project]:
    """Yield the projects that a folder is, or is part of. Raises SmoLintError."""
    root = project_root(folder) or folder
    found = settings([folder], cwd=root)
    for one in found.projects or (found,):
        whole = one.config.root or root
        if one is found or under(whole, [folder]) or under(folder, [whole]):
            yield _project(whole, one)


def refreshed(project: Project) -> Project:
    """Return a project as it is now, by the configuration that it has; what has not changed is kept."""
    now = _looked_at(project.root, project.task.config, project.gists)
    task = project.task
    habits = task.habits if task.habits == now.task.habits else now.task.habits
    site = task.site if task.site == now.task.site else now.task.site
    task = replace(now.task, habits=habits, site=site)
    return replace(project, discovery=now.discovery, task=task, gists=now.gists)


def _project(root: str, found: Settings) -> Project:
    project = _looked_at(root, found.config, Shelf({}, {}))
    file = os.path.join(os.path.dirname(found.file) if found.file else root, baseline.NAME)
    warnings = (*found.warnings, *project.discovery.warnings)
    files = [one.document for those in found.origins.values() for one in those]
    judged_by = {os.path.normpath(os.path.join(one.folder, os.path.basename(one.name))) for one in files}
    judged_by |= {os.path.normpath(os.path.join(root, name)) for name in found.config.glossary}
    return replace(project, accepted=_accepted(file), judged_by=frozenset(judged_by), warnings=warnings)


def _looked_at(root: str, config: Config, kept: Shelf) -> Project:
    active = chosen(rules(), config)
    with contextlib.chdir(root):
        task = Task(config)
        discovery = exempted(discover([], config, cwd=root), config, whole=True)
        gists = gists_of(discovery, task, kept)
        discovery = dated(discovery, task.read, active, told=lambda member: gists.of(member).declared)
        task = informed(discovery, task, active, gists)
        return Project(root, discovery, task, gists=gists.plain())


def _accepted(file: str) -> frozenset[str]:
    if not os.path.lexists(file):
        return frozenset()
    try:
        return frozenset(entry.fingerprint for entry in baseline.load(file))
    except LoadError:
        return frozenset()  # better too many findings than none
