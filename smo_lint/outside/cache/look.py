"""What a folder looks like from outside: enough to know that nothing in it has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import NamedTuple

from smo_lint.outside.articles.discovery import SUFFIXES

IGNORE = ".gitignore"
# Nanoseconds within which a file can change twice and look the same: file systems round times.
MARGIN = 2_000_000_000


class Look(NamedTuple):
    """What a folder looked like.

    mark     a digest of what was seen: equal marks are equal folders
    files    absolute path of a document -> what it looked like, "" where it has changed so lately that it
             could change again and look the same
    sure     whether everything but documents has been as it is for long enough
    entries  all that is in it, by their names
    """

    mark: str
    files: dict[str, str]
    sure: bool = True
    entries: Sequence[os.DirEntry[str]] = ()


CLOSED = Look("closed", {})


def look(folder: str) -> Look:
    """Return what a folder looks like now."""
    try:
        with os.scandir(folder) as found:
            return _looked(sorted(found, key=lambda entry: entry.name))
    except OSError:
        return CLOSED


def _looked(entries: Sequence[os.DirEntry[str]]) -> Look:
    """What these entries of a folder look like: its folders, documents and .gitignore."""
    from hashlib import blake2b

    lately = time.time_ns() - MARGIN
    seen: list[str] = []
    files: dict[str, str] = {}
    sure = True
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if hidden(entry.name):
                continue
            inner = "v" if os.path.exists(f"{entry.path}/pyvenv.cfg") else ""
            seen.append(f"{entry.name}/{inner}")
        elif entry.name.lower().endswith(SUFFIXES) or entry.name == IGNORE:
            told, changed = _told(entry)
            seen.append(f"{entry.name} {told}")
            if entry.name == IGNORE:
                sure = sure and changed < lately
            else:
                files[entry.path] = told if changed < lately else ""
    mark = blake2b("\n".join(seen).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return Look(mark, files, sure, entries)


def hidden(name: str) -> bool:
    """Whether nobody looks into a folder of this name; `.github` holds the README of many a project."""
    return name.startswith(".") and name != ".github"


def _told(entry: os.DirEntry[str]) -> tuple[str, int]:
    """Size, times and number of a file, where a link leads to as well; and when it changed last."""
    try:
        stat = entry.stat()
        leads = os.path.realpath(entry.path) if entry.is_symlink() else ""
    except OSError:
        return "broken", 0
    changed = max(stat.st_mtime_ns, stat.st_ctime_ns)
    return (
        f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino} {stat.st_mode} {leads}",
        changed,
    )
