"""What a commit or the index holds, as texts read through git; nothing is checked out."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping

from smo_lint.model import Fault, LoadError
from smo_lint.model.frozen import frozen
from smo_lint.outside.repository import git
from smo_lint.outside.repository.changes import LINK, contents, ours, place
from smo_lint.outside.repository.git import Entry, GitError, Repository

_IGNORE = ".gitignore"


@frozen
class Tree:
    """The Markdown files of a commit or of the index.

    texts    absolute path -> text, or why it has none
    ignores  absolute path of a folder -> what its .gitignore says
    """

    texts: Mapping[str, str | Fault]
    ignores: Mapping[str, str]


def committed(where: Repository, commit: str, limit: int) -> Tree:
    """Return what a commit holds (its id); `limit`: bytes of a file that is read. Raises LoadError."""
    try:
        return _read(where, {entry.path: entry for entry in git.tree(where, commit)}, limit)
    except GitError as error:
        raise LoadError(str(error)) from None


def staged(where: Repository, head: str, limit: int) -> Tree:
    """Return what the index holds, that is what the next commit will hold. Raises LoadError.

    head  id of the last commit, or of the empty tree
    Of files that are only intended to be added nothing is in the next commit.
    """
    try:
        files = {entry.path: entry for entry in git.tree(where, head)}
        for entry in git.staged(where, head):
            if entry.mode == git.UNMERGED:
                raise LoadError(f"“{entry.path}” is not merged yet: resolve the conflict first")
            files.pop(entry.former, None)
            files[entry.path] = entry
    except GitError as error:
        raise LoadError(str(error)) from None
    return _read(where, {path: entry for path, entry in files.items() if entry.id}, limit)


def _read(where: Repository, files: Mapping[str, Entry], limit: int) -> Tree:
    wanted = [e for e in files.values() if ours(e) or posixpath.basename(e.path) == _IGNORE]
    blobs = contents(where, [entry.id for entry in wanted])
    texts: dict[str, str | Fault] = {}
    ignores: dict[str, str] = {}
    for entry in wanted:
        found = blobs[entry.id]
        path = place(where, entry.path)
        if not ours(entry):
            ignores[os.path.dirname(path)] = found if isinstance(found, str) else ""
        elif entry.mode != LINK:
            texts[path] = _limited(found, limit)
        elif isinstance(found, str) and not _shown(entry.path, found, files):
            texts[path] = Fault(f"is a link to “{found}”, which does not exist")
    return Tree(texts, ignores)


def _shown(path: str, leads: str, files: Iterable[str]) -> bool:
    """Whether a link leads to what is there: a file that is read at its own place, or a folder."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), leads))
    return any(file == target or file.startswith(f"{target}/") for file in files)


def _limited(content: str | Fault, limit: int) -> str | Fault:
    if isinstance(content, Fault) or 4 * len(content) <= limit:
        return content
    size = len(content.encode())
    return Fault(f"has {size:,} bytes, more than the limit of {limit:,}") if size > limit else content
