"""Waiting until a file of a project changes: watchfiles tells of it, else we look ourselves."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smo_lint.outside.articles.discovery import SUFFIXES

# What is looked at: documents, and what they are judged by.
LOOKED_AT = (*SUFFIXES, ".toml", ".jsonl", ".csv", ".tbx", ".gitignore")
# Folders in which no article lies and much is written.
PASSED_OVER = ("node_modules", "__pycache__", "venv")
# Seconds between two looks: where nobody tells of changes, and where somebody does but may miss one.
LOOK, TOLD = 1.0, 10.0

Looks = dict[str, "Look"]


class Look(NamedTuple):
    """What a file looks like from outside."""

    size: int
    changed: int


def looks(folders: Iterable[str]) -> Looks:
    """Return path -> what it looks like, of every file in these folders that is looked at."""
    return {entry.path: look for folder in folders for entry, look in _below(folder)}


def until_changed(folders: Iterable[str], before: Looks) -> Looks:
    """Return what files look like as soon as that differs from `before`, and has settled."""
    folders = list(folders)
    wake = _wake(folders)
    while (now := looks(folders)) == before:
        next(wake)
    while True:  # editors write files in steps, and tools many files
        time.sleep(LOOK / 20)
        if (later := looks(folders)) == now:
            return now
        now = later


def _wake(folders: list[str]) -> Iterator[None]:
    """Yield whenever it is time to look again."""
    try:
        from watchfiles import watch
    except ImportError:
        while True:
            time.sleep(LOOK)
            yield
    there = [folder for folder in folders if os.path.isdir(folder)]
    told = watch(
        *there, watch_filter=_counts, debounce=200, rust_timeout=int(TOLD * 1000), yield_on_timeout=True,
        raise_interrupt=True,
    )  # fmt: skip
    for _ in told:
        yield


def _counts(change: object, path: str) -> bool:
    return path.lower().endswith(LOOKED_AT)


def _below(folder: str) -> Iterator[tuple[os.DirEntry[str], Look]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and entry.name not in PASSED_OVER:
                    yield from _below(entry.path)
            elif entry.name.lower().endswith(LOOKED_AT):
                stat = entry.stat()
                yield entry, Look(stat.st_size, stat.st_mtime_ns)
        except OSError:
            continue  # it has gone meanwhile
