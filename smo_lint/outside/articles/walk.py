"""The files of a folder, as git and the configuration see them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from smo_lint.model import ConfigError
from smo_lint.outside.articles.discovery import SUFFIXES
from smo_lint.outside.articles.root import upwards
from smo_lint.outside.cache.look import CLOSED, IGNORE, Look, hidden, look

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Folders that hold the work of others or of machines, whatever .gitignore says. Hidden ones go too.
VENDORED = frozenset(("node_modules", "bower_components", "site-packages", "__pycache__", "_build", "_site"))


@dataclass
class Walk:
    """What was met on the way; filled while `files` is read.

    root      absolute path of the project
    exclude   patterns as in .gitignore, relative to the root
    ignoring  whether what git ignores is left out
    skipped   how many files and folders each reason left out
    links     files that are links
    closed    folders that could not be opened
    seen      absolute path of a folder -> what it has looked like just now
    looks     the same of the folders that were met, before anything in them was read
    """

    suffixes: ClassVar[tuple[str, ...]] = SUFFIXES

    root: str
    exclude: Sequence[str] = ()
    ignoring: bool = True
    seen: Mapping[str, Look] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    closed: list[str] = field(default_factory=list)
    looks: dict[str, Look] = field(default_factory=dict)

    @cached_property
    def _excluded(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        try:
            return GitIgnoreSpec.from_lines(self.exclude)
        except ValueError as error:
            raise ConfigError(f"exclude: {error}") from None

    def excluded(self, path: str) -> bool:
        """Whether the configuration leaves out this path (absolute)."""
        if not self.exclude:
            return False
        below = os.path.relpath(path, self.root).replace(os.sep, "/")
        return self._excluded.match_file(below)

    def skip(self, reason: str) -> None:
        """Count something that was left out."""
        self.skipped[reason] = self.skipped.get(reason, 0) + 1

    def looked(self, count: int) -> str:
        """Return a sentence about the files that were found, and those that were not looked at."""
        skipped = ", ".join(f"{times} {reason}" for reason, times in sorted(self.skipped.items()))
        files = f"{count or 'no'} Markdown file{'s' * (count > 1)}"
        return f"looked at {files} in {self.root}" + (f" (left out: {skipped})" if skipped else "")

    def warnings(self) -> tuple[str, ...]:
        """Return a sentence for each folder that could not be opened."""
        return tuple(f"{path}: this folder may not be read" for path in self.closed)

    def files(self, top: str, *, deep: bool = True) -> Iterator[str]:
        """Yield the absolute paths of Markdown files below a folder, links to files included.

        Links to folders are not followed: what they show stands at its own place, and so no loop
        of links can be entered. Not `deep`: without the folders inside.
        """
        ignores = _ignores_above(self.root, top) if self.ignoring else ()
        # Whoever names an ignored folder wants to see it.
        yield from self._below(top, () if _ignored(f"{top}/", ignores) else ignores, deep)

    def _below(self, folder: str, ignores: tuple[_Ignore, ...], deep: bool) -> Iterator[str]:
        if folder not in self.looks:
            self.looks[folder] = self.seen[folder] if folder in self.seen else look(folder)
        if self.looks[folder] is CLOSED:
            self.closed.append(folder)
            return
        entries = self.looks[folder].entries
        if self.ignoring and any(entry.name == IGNORE for entry in entries):
            ignores += _ignore(folder)
        folders = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if deep and self._wanted(entry, f"{entry.path}/", ignores):
                    folders.append(entry.path)
            elif entry.name.lower().endswith(SUFFIXES) and _is_document(entry):
                if self._wanted(entry, entry.path, ignores):
                    if entry.is_symlink():
                        self.links.add(entry.path)
                    yield entry.path
        for path in folders:
            yield from self._below(path, ignores, deep)

    def among(self, files: Iterable[str], ignores: Mapping[str, str]) -> Iterator[str]:
        """Yield those of some absolute paths, which need not be there, that a walk would meet.

        ignores  absolute folder -> what its .gitignore says
        """
        given = sorted(ignores.items()) if self.ignoring else ()
        specs = tuple(_spec(folder, text) for folder, text in given)
        for path in files:
            below = os.path.relpath(path, self.root).replace(os.sep, "/")
            names = below.split("/")[:-1]
            folders = [f"{self.root}/{'/'.join(names[: n + 1])}/" for n in range(len(names))]
            reason = ""
            steps = (*folders, path)
            if below.startswith("../") or any(hidden(name) or name in VENDORED for name in names):
                reason = "hidden or vendored"
            elif any(self.excluded(step) for step in steps):
                reason = "by exclude"
            elif any(_ignored(step, [spec for spec in specs if step.startswith(spec[0])]) for step in steps):
                reason = "by .gitignore"
            if reason:
                self.skip(reason)
            else:
                yield path

    def _wanted(self, entry: os.DirEntry[str], path: str, ignores: Sequence[_Ignore]) -> bool:
        reason = ""
        if path.endswith("/") and (hidden(entry.name) or entry.name in VENDORED or _environment(path)):
            reason = "hidden or vendored"
        elif self.excluded(entry.path) or (path.endswith("/") and self.excluded(path)):
            reason = "by exclude"
        elif _ignored(path, ignores):
            reason = "by .gitignore"
        if reason:
            self.skip(reason)
        return not reason


_Ignore = tuple[str, "GitIgnoreSpec"]


def _is_document(entry: os.DirEntry[str]) -> bool:
    """A file, or a link that leads to one or to nothing: a broken link is a finding, not an absence."""
    if not entry.is_symlink():
        return entry.is_file()
    return os.path.isfile(entry.path) or not os.path.exists(entry.path)


def _environment(folder: str) -> bool:
    return os.path.exists(f"{folder}pyvenv.cfg")


def _ignored(path: str, ignores: Sequence[_Ignore]) -> bool:
    """Ask the nearest .gitignore first: its last fitting line decides, others where none fits."""
    for above, spec in reversed(ignores):
        result = spec.check_file(path[len(above) :].replace(os.sep, "/"))
        if result.include is not None:
            return result.include
    return False


def _ignore(folder: str, name: str = IGNORE) -> tuple[_Ignore, ...]:
    path = os.path.join(folder, name)
    try:
        if not os.path.isfile(path):  # a pipe would block, a device never end
            return ()
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return ()
    # The list that git puts into a new repository holds comments only.
    said = any(line.strip() and not line.startswith("#") for line in text.split("\n"))
    return (_spec(folder, text),) if said else ()


def _spec(folder: str, text: str) -> _Ignore:
    from pathspec import GitIgnoreSpec

    return folder.rstrip(os.sep) + os.sep, GitIgnoreSpec.from_lines(_readable(text.split("\n")))


def _readable(lines: Sequence[str]) -> Iterator[str]:
    """Leave out lines that are no pattern: git passes over them too."""
    from pathspec import GitIgnoreSpec

    for line in lines:
        line = line.rstrip("\r")
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            continue
        yield line


def _ignores_above(root: str, top: str) -> tuple[_Ignore, ...]:
    """Return what git ignores for a folder by files above it, the repository's own list first."""
    repository = upwards(top, lambda folder: os.path.exists(os.path.join(folder, ".git"))) or root
    above: list[str] = []
    folder = os.path.dirname(top) if top != repository else ""
    while folder and len(folder) >= len(repository):
        above.append(folder)
        parent = os.path.dirname(folder)
        folder = parent if parent != folder else ""
    own = _ignore(repository, os.path.join(".git", "info", "exclude"))
    return own + tuple(ignore for folder in reversed(above) for ignore in _ignore(folder))
