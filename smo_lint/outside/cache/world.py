"""What a run depends on beside its files and its configuration, found out without asking git."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from smo_lint.outside.articles.root import upwards
from smo_lint.outside.cache.look import IGNORE

# Files of a repository that say which history there is: what stands in them, or what they look like where
# they may be long.
_SAYING = ("shallow", "info/exclude", "info/grafts", "config")
_SHOWING = ("packed-refs", "objects/pack", "objects/info/alternates", "reftable")
# The user's own configuration of git.
_OWN = ("~/.gitconfig", "~/.config/git/config", "/etc/gitconfig")


def world(root: str) -> Iterator[Any]:
    """Yield what a run depends on beside its files and its configuration."""
    yield os.getcwd()
    yield root
    yield getattr(os, "geteuid", int)()
    yield sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("GIT_"))
    yield [_seen(os.path.expanduser(path)) for path in _OWN]
    repository = upwards(root, lambda folder: os.path.lexists(os.path.join(folder, ".git")))
    if repository:
        yield from _history(os.path.join(repository, ".git"))
    folder = root
    while folder not in ("", repository) and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        yield _text(os.path.join(folder, IGNORE))


def _history(folder: str) -> Iterator[Any]:
    """Yield what says which history a repository has."""
    if os.path.isfile(folder):  # the folder of a work tree or of a submodule lies elsewhere
        leads = _text(folder).removeprefix("gitdir:").strip()
        folder = os.path.normpath(os.path.join(os.path.dirname(folder), leads))
    yield _text(os.path.join(folder, "HEAD"))
    yield _seen(os.path.join(folder, "logs", "HEAD"))  # it was somewhere else and is back
    shared = os.path.normpath(os.path.join(folder, _text(os.path.join(folder, "commondir")).strip()))
    for name in _SAYING:
        yield _text(os.path.join(shared, name))
    for name in _SHOWING:
        yield _seen(os.path.join(shared, name))
    for above, folders, names in os.walk(os.path.join(shared, "refs")):
        folders.sort()
        yield [[above, name, _text(os.path.join(above, name))] for name in sorted(names)]


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _seen(path: str) -> Any:
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
