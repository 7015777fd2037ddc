"""Several projects in one repository: the entries of `projects`, each with a configuration of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from smo_lint.model.frozen import frozen
from smo_lint.options import OF_PROJECTS
from smo_lint.outside.articles.discovery import posix, under
from smo_lint.outside.articles.root import CONFIG_FILES
from smo_lint.outside.configuration.layers import Document, Layers, Table
from smo_lint.outside.configuration.mistakes import Mistake


@frozen
class Project:
    """A project of a repository that has several.

    root    absolute path of its folder
    name    the same from the folder of the configuration, "" where they are one
    layers  its configuration: what holds for all projects, its own file, what its entry says
    others  paths of projects inside of it, from its root: they are not its own
    """

    root: str
    name: str
    layers: Layers
    others: tuple[str, ...]


def projects(table: Table, document: Document, shared: Layers) -> tuple[Project, ...]:
    """Return the projects that a configuration speaks of.

    table   of the file, as TOML gives it; document  where that stands
    shared  what it says itself: it holds for each project below what the project says
    """
    entries = table.get("projects", ())
    roots = [os.path.normpath(os.path.join(document.folder, entry["root"])) for entry in entries]
    found = []
    for number, (entry, root) in enumerate(zip(entries, roots, strict=True)):
        layers = Layers(list(shared.found), trusted=shared.trusted)
        here = replace(document, above=(*document.above, "projects", str(number)))
        _check(root, roots[:number], here, layers)
        if file := _file(entry, root, document.folder):
            layers.add_file(file, (os.path.join(document.folder, document.name),))
        options = {key: value for key, value in entry.items() if key not in OF_PROJECTS}
        layers.add(options, here)
        inside = [posix(other, root) for other in roots if other != root and under(other, [root])]
        name = posix(root, document.folder) if root != document.folder else ""
        found.append(Project(root, name, layers, tuple(inside)))
    return tuple(found)


def _check(root: str, before: Sequence[str], here: Document, layers: Layers) -> None:
    wrong = ""
    if not under(root, [here.folder]):
        wrong = "a project lies in the folder of the configuration that speaks of it"
    elif not os.path.isdir(root):
        wrong = f"there is no folder “{posix(root, here.folder)}”"
    elif root in before:
        wrong = "another project has this root"
    if wrong:
        layers.wrong.append(here.told(Mistake(("root",), wrong)))


def _file(entry: Table, root: str, folder: str) -> str:
    """Return the file of a project: the one that its entry names, else the one in its root, else ""."""
    if "config" in entry:
        return os.path.normpath(os.path.join(folder, entry["config"]))
    own = [os.path.join(root, name) for name in CONFIG_FILES] if root != folder else []
    return next((file for file in own if os.path.lexists(file)), "")
