"""Where a project begins: at its configuration, repository or generator, else where its languages meet."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence

from smo_lint.regexes import regex

_TABLE = regex(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*(['\"]?)smo-lint\1[ \t]*[\].]", re.MULTILINE)
CONFIG_FILES = ("smo-lint.toml", ".smo-lint.toml")
# What generators of sites are configured by, or keep translations in: the root of a project that came without
# its repository.
_GENERATORS = regex(
    r"(?:docusaurus\.config|astro\.config|rspress\.config|next-i18next\.config)\.[cm]?[jt]s"
    r"|mkdocs\.ya?ml|zensical\.toml|hugo\.(?:toml|ya?ml|json)|_config\.yml|book\.toml|\.vitepress|\.vuepress|i18n"
)


def project_root(path: str) -> str:
    """Return the nearest folder at or above a path with a configuration of ours or `.git`.

    Without one it is the nearest in which a generator of sites has its own, "" without that too.
    """
    folder = _folder(path)
    return upwards(folder, _begins) or upwards(folder, _generates)


def root_for(paths: Sequence[str]) -> str:
    """Return the root of the project that paths lie in, the first above all; no paths are the current folder.

    Outside of any project the current folder stands for one, if all of them lie in it; "" if they do not.
    """
    from smo_lint.outside.articles.discovery import under

    here = os.getcwd()
    named = [os.path.abspath(path) for path in paths] or [here]
    return project_root(named[0]) or (here if all(under(path, [here]) for path in named) else "")


def inside(path: str, folder: str) -> bool:
    """Whether a path leads into the repository that a folder lies in, or the folder lies in none.

    What a repository holds must not make a run read, or write, what its author could not see.
    """
    repository = upwards(folder, lambda one: os.path.lexists(os.path.join(one, ".git")))
    real = os.path.join(os.path.realpath(repository), "")
    return not repository or os.path.join(os.path.realpath(path), "").startswith(real)


def upwards(folder: str, here: Callable[[str], object]) -> str:
    """Return the nearest folder at or above one where something holds, "" where it holds nowhere."""
    while not here(folder):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def top(path: str) -> str:
    """Return the folder in which the other languages of a path lie, outside of any project.

    That is the one above a folder that is called like a language and has a neighbour such that
    the path exists there too; else the folder itself.
    """
    from smo_lint.outside.articles.slots import CONTAINERS, WORD, tagged

    start = _folder(path)
    folder = start
    while (parent := os.path.dirname(folder)) != folder:
        if tagged(os.path.basename(folder))[1] >= WORD and _neighboured(parent, folder, path):
            while os.path.basename(parent) in CONTAINERS:
                parent = os.path.dirname(parent)
            return parent
        folder = parent
    return start


def _folder(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path)


def _begins(folder: str) -> bool:
    if any(os.path.lexists(os.path.join(folder, name)) for name in (".git", *CONFIG_FILES)):
        return True
    return configures(os.path.join(folder, "pyproject.toml"))


def _generates(folder: str) -> bool:
    try:
        return any(map(_GENERATORS.fullmatch, os.listdir(folder)))
    except OSError:
        return False


def configures(pyproject: str) -> bool:
    """Whether a pyproject.toml has a table for us; its text is asked, so that a broken one has too."""
    try:
        if not os.path.isfile(pyproject):
            return False
        with open(pyproject, encoding="utf-8", errors="replace") as file:
            return _TABLE.search(file.read()) is not None
    except OSError:
        return False


def _neighboured(parent: str, folder: str, path: str) -> bool:
    from smo_lint.outside.articles.slots import WORD, tagged

    below = path[len(folder) + 1 :]
    if below and os.path.lexists(os.path.join(parent, below)):
        return True
    try:
        names = os.listdir(parent)
    except OSError:
        return False
    others = [n for n in names if n != os.path.basename(folder) and tagged(n)[1] >= WORD]
    if below:
        return any(os.path.lexists(os.path.join(parent, name, below)) for name in others)
    return any(_share_pages(folder, os.path.join(parent, name)) for name in others)


# Folders below each other that are looked into for a page that two of them share.
_DEEP = 4


def _share_pages(one: str, other: str, deep: int = _DEEP) -> bool:
    """Whether two folders hold a document of the same name, as those of two languages do."""
    from smo_lint.outside.articles.discovery import SUFFIXES

    try:
        common = [name for name in os.listdir(one) if os.path.lexists(os.path.join(other, name))]
    except OSError:
        return False
    if any(name.lower().endswith(SUFFIXES) for name in common):
        return True
    return deep > 0 and any(
        _share_pages(os.path.join(one, name), os.path.join(other, name), deep - 1)
        for name in common
        if not name.startswith(".")
    )
