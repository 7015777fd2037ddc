"""What an editor has open, and what is known of it: the state of the server, and nothing of its protocol."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lsprotocol.types import Diagnostic
from pygls.uris import to_fs_path

from smo_lint.model import Bundle, SmoLintError
from smo_lint.server.articles import Checked, checked
from smo_lint.server.diagnostics import diagnostics
from smo_lint.server.garbage import Garbage
from smo_lint.server.overtaken import overtaken
from smo_lint.server.projects import JUDGING, Project, projects, refreshed
from smo_lint.server.schedule import Schedule
from smo_lint.server.told import Key, Telling, Told

DOCUMENTS = (".md", ".mdx", ".markdown")


@dataclass
class Session:
    """The state of the server.

    encoding   units that positions count
    tell       shows diagnostics of a file: uri, what was said
    complain   shows a sentence to the user
    whole      whether articles are checked of which nothing is open
    versioned  whether the editor wants to know of which version of a document an edit is
    """

    encoding: str
    tell: Callable[[str, Told], None]
    complain: Callable[[str], None]
    whole: bool = False
    versioned: bool = False
    projects: dict[str, Project] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    articles: dict[Key, Checked] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.schedule = Schedule(self._work, self._done, self._late, self._wrong)
        # One thread for all that reads files: the folder that paths are relative to is the process's.
        self._worker = ThreadPoolExecutor(1, "smo-lint")
        self._garbage = Garbage()
        self.told = Telling(self.tell)
        self._started = asyncio.Event()
        self._looking = asyncio.Lock()

    # What the editor does.

    async def start(self, folders: Iterable[str]) -> None:
        """Look at the projects of some folders; whatever is asked waits until that is done."""
        try:
            for folder in folders:
                await self._look(folder)
        finally:
            self._started.set()

    async def opened(self, uri: str, text: str, version: int) -> None:
        """Take a document that was opened."""
        path = path_of(uri)
        self.texts[path], self.versions[path] = text, version
        self.told.call(path, uri)
        known = self.key(path)
        if known is not None:  # at once: what is found just now is of another text
            self.schedule.touch(known)
        await self._home(path)
        if known is not None:
            return
        if (key := self.key(path)) is not None:
            self.schedule.touch(key)
        elif (project := self.project(path)) and path.lower().endswith(DOCUMENTS):
            self.schedule.touch(Key(project.root))

    def changed(self, uri: str, text: str, version: int) -> None:
        """Take a text that was edited."""
        path = path_of(uri)
        self.texts[path], self.versions[path] = text, version
        if (key := self.key(path)) is not None:
            self.schedule.touch(key)

    def closed(self, uri: str) -> None:
        """Forget a document: its file counts again."""
        path = path_of(uri)
        self.texts.pop(path, None)
        self.versions.pop(path, None)
        self.told.call(path, "")
        if (key := self.key(path)) is not None:
            self.schedule.touch(key)

    async def written(self, paths: Iterable[str]) -> None:
        """Take note of files that were written, made or deleted."""
        roots: dict[str, None] = {}
        for path in paths:
            project = self.project(path)
            if os.path.basename(path) in JUDGING or (project and path in project.judged_by):
                await self._look(project.root if project else os.path.dirname(path))
            elif project and path.lower().endswith(DOCUMENTS):
                roots[project.root] = None
                if (key := self.key(path)) is not None:
                    self.schedule.touch(key)
        for root in roots:
            self.schedule.touch(Key(root))

    # What is asked.

    def project(self, path: str) -> Project | None:
        """Return the innermost project around a path."""
        around = [root for root in self.projects if path.startswith(root.rstrip(os.sep) + os.sep)]
        return self.projects[max(around, key=len)] if around else None

    def key(self, path: str) -> Key | None:
        """Return the article that a path belongs to."""
        project = self.project(path)
        bundle = project.bundle(path) if project else None
        return Key(project.root, bundle.key) if project and bundle else None

    async def article(self, uri: str) -> tuple[Checked, str] | None:
        """Return the article of a document, checked as it is now, and how it calls the document."""
        path = path_of(uri)
        await self._home(path)
        key = self.key(path)
        if key is None:
            return None
        if key not in self.articles:
            self.schedule.touch(key)
        await self.schedule.current(key)
        found = self.articles.get(key)
        return (found, found.project.member(path)) if found else None

    async def everything(self) -> dict[str, Told]:
        """Return uri -> what there is to say of it, for every edition of every article."""
        await self._started.wait()
        keys = [Key(root, b.key) for root, project in self.projects.items() for b in project.discovery.every]
        known = {told.key for told in self.told.values()}
        for key in keys:
            if key not in known:
                self.schedule.touch(key, later=True)
        for key in keys:
            await self.schedule.current(key)
        return dict(self.told)

    async def work(self, task: Callable[[], Any]) -> Any:
        """Return what a task comes to, done where everything is done that takes time."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, task)

    def uri(self, project: Project, member: str) -> str:
        """Return how the editor calls a member."""
        return self.told.uri(project.place(member))

    # What is done.

    async def _home(self, path: str) -> None:
        """Wait until the project around an open document is known."""
        await self._started.wait()
        async with self._looking:
            if self.project(path) is None and path in self.texts:
                await self._look(os.path.dirname(path))

    async def _look(self, folder: str) -> None:
        """Look at the projects of a folder as if for the first time; where that fails, they stay."""
        try:
            found = await self.work(lambda: list(projects(folder)))
        except SmoLintError as error:
            self.complain(str(error))
            return
        for project in found:
            self.projects[project.root] = project
            for warning in project.warnings:
                self.complain(warning)
            self._all_again(project)

    async def _work(self, key: Key) -> Project | Checked | None:
        self._garbage.wait()
        try:
            return await self._worked(key)
        finally:
            self._garbage.rest()

    async def _worked(self, key: Key) -> Project | Checked | None:
        project = self.projects[key.root]
        if not key.article:
            found: Project = await self.work(partial(refreshed, project))
            if self.projects[key.root] is not project:
                self.schedule.touch(key)  # its configuration has been read meanwhile: this is by the old one
            return found
        bundle = _bundle(project, key)
        if bundle is None:
            return None
        task = partial(checked, project, bundle, dict(self.texts), self.articles.get(key))
        result: Checked = await self.work(task)
        if self._open(key):
            self.articles[key] = result  # even where it is old by now, the next one builds on it
        return result

    def _done(self, key: Key, result: Project | Checked | None) -> None:
        if isinstance(result, Project):
            before = self.projects[key.root]
            self.projects[key.root] = result
            if (before.discovery, before.task) != (result.discovery, result.task):
                self._all_again(result)
        elif result is not None:
            self._tell(key, result)

    def _wrong(self, key: Key, error: Exception) -> None:
        self.complain(f"{key.article or key.root}: {type(error).__name__}: {error}")

    def _late(self, key: Key, result: Project | Checked | None) -> None:
        """Show what was found in texts that have been edited since, but for what stands where they were."""
        if not isinstance(result, Checked):
            return
        found = self._found(result)
        uris = {member: self.uri(result.project, member) for member in found}
        places = {member: result.project.place(member) for member in found}
        now = {member: self.texts.get(places[member], result.texts[member]) for member in found}
        self._show(key, result, overtaken(found, result.texts, now, uris, self.encoding))

    def _tell(self, key: Key, result: Checked) -> None:
        self._show(key, result, self._found(result))
        if not self._open(key):
            self.articles.pop(key, None)

    def _found(self, result: Checked) -> Mapping[str, list[Diagnostic]]:
        return diagnostics(result, partial(self.uri, result.project), self.encoding)

    def _show(self, key: Key, result: Checked, found: Mapping[str, list[Diagnostic]]) -> None:
        shown = self.whole or self._open(key)
        for member, those in found.items():
            path = result.project.place(member)
            self.told.say(
                self.uri(result.project, member), key, self.versions.get(path), those if shown else []
            )

    def _all_again(self, project: Project) -> None:
        """Check again what is open, and unsay what was said of files that are in no article any more."""
        keys = {Key(project.root, bundle.key) for bundle in project.discovery.every}
        members = {self.uri(project, m.path) for b in project.discovery.every for m in b.members}
        for uri, told in list(self.told.items()):
            if told.key.root == project.root and (told.key not in keys or uri not in members):
                self.told.unsay(uri)
        for key in keys:
            if self._open(key):
                self.schedule.touch(key)
            elif self.whole:
                self.schedule.touch(key, later=True)

    def _open(self, key: Key) -> bool:
        """Whether an edition of an article is open."""
        project = self.projects[key.root]
        bundle = _bundle(project, key)
        return bundle is not None and any(project.place(m.path) in self.texts for m in bundle.members)


def path_of(uri: str) -> str:
    """Return the absolute path that a uri names; of what is no file a path that no file has."""
    with suppress(ValueError):
        if path := to_fs_path(uri):
            return os.path.normpath(path)
    return uri


def _bundle(project: Project, key: Key) -> Bundle | None:
    return next((bundle for bundle in project.discovery.every if bundle.key == key.article), None)
