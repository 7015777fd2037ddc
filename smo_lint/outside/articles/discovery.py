"""What a search for articles finds, and the paths it speaks in."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from smo_lint.model import Bundle, LoadError, Member
from smo_lint.model.frozen import frozen

if TYPE_CHECKING:
    from smo_lint.outside.cache.look import Look

# How the names of documents end.
SUFFIXES = (".md", ".mdx", ".markdown")
# What is told where git does not answer; the next time it may.
SILENT = "how old translations are is not known"


@frozen
class Discovery:
    """The articles of a run.

    root      absolute path of the project
    bundles   the articles that the named paths belong to, in the order of their keys
    every     all articles of the project
    named     files of these articles that lie under the named paths
    alone     files under the named paths that are in no article, and why
    lonely    all such files of the project
    looks     absolute path of a folder that was walked -> what it looked like
    source    tag of the source language of the run, "" where editions vote
    mode      a sentence: which source was chosen, and why
    looked    a sentence: what was looked at, for a run that finds no article
    warnings  what the user should know: folders that could not be opened
    """

    root: str
    bundles: tuple[Bundle, ...]
    every: tuple[Bundle, ...]
    named: frozenset[str]
    alone: tuple[Member, ...]
    source: str
    mode: str
    looked: str
    warnings: tuple[str, ...] = ()
    lonely: tuple[Member, ...] = ()
    looks: Mapping[str, Look] = field(default_factory=dict, repr=False, compare=False)


def own_place(discovery: Discovery, path: str) -> str:
    """Return the path of a member that is about to be written.

    Raises LoadError where it has become a link to another page, which would be written in its place.
    """
    if os.path.islink(path):
        target = os.path.realpath(path)
        for member in (member for bundle in discovery.every for member in bundle.members):
            if not os.path.islink(member.path) and os.path.realpath(member.path) == target:
                raise LoadError(f"“{path}” has become a link to “{member.path}”: it is left alone")
    return path


def existing(paths: Sequence[str], here: str, unsaved: Collection[str] = ()) -> list[str]:
    """Return the absolute paths of what a user names; globs are expanded.

    here     absolute path of the folder that they are relative to
    unsaved  those of them that need not exist
    Raises LoadError with all paths that do not exist, or for a folder that may not be read.
    """
    found, missing = [], []
    for path in paths:
        place = os.path.join(here, os.path.expanduser(path))
        if os.path.lexists(place) or path in unsaved:
            found.append(os.path.normpath(place))
        elif matches := sorted(glob.glob(place, recursive=True)) if glob.has_magic(path) else []:
            found += map(os.path.normpath, matches)
        else:
            missing.append(path)
    if missing:
        names = ", ".join(f"“{path}”" for path in missing)
        raise LoadError(f"{names}: no such file or folder")
    for path in found:
        if os.path.isdir(path) and not os.access(path, os.R_OK | os.X_OK):
            raise LoadError(f"“{path}”: this folder may not be read")
    return found


def from_here(path: str) -> str:
    """Return a path as it is written everywhere: from the current folder, absolute where it lies elsewhere.

    Elsewhere is another drive, too, from which no relative path leads.
    """
    return posix(os.path.abspath(path), os.getcwd())


def common(paths: Sequence[str]) -> str:
    """Return the folder around all paths. Raises LoadError where they lie on different drives."""
    try:
        return os.path.commonpath(paths)
    except ValueError:
        names = ", ".join(f"“{path}”" for path in paths)
        raise LoadError(f"{names}: these lie on different drives, check them one by one") from None


def posix(path: str, above: str) -> str:
    """Return a path as it is written below a folder, absolute where it lies elsewhere."""
    start = above.rstrip(os.sep) + os.sep
    path = path.removeprefix(start) if path != above else ""
    return path.replace(os.sep, "/")


def under(path: str, folders: Iterable[str]) -> bool:
    """Whether an absolute path is one of these or lies below one."""
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)
