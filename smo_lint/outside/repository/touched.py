"""The articles that a change touches, those that a file has gone from too."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

from smo_lint.model import Bundle, Fault
from smo_lint.options import Config
from smo_lint.outside.articles.discovery import Discovery, posix
from smo_lint.outside.articles.facts import facts
from smo_lint.outside.articles.layouts import grouped
from smo_lint.outside.repository.changes import Changes, contents

Read = Callable[[str], str | Fault]


def touched(discovery: Discovery, changes: Changes, read: Read, config: Config) -> Discovery:
    """Return the articles of a run of which a file is new, changed or gone. Raises LoadError.

    read  path of a member -> its text as it is now

    Where an article is told by the file that is gone, what is left of it is an article still.
    """
    homes = list(_bereft(discovery, changes, read, config))
    near = {member.path for bundle in homes for member in bundle.members}
    found = [bundle for bundle in discovery.bundles if _changed(bundle, changes) or _meets(bundle, near)]
    known = {member.path for bundle in discovery.every for member in bundle.members}
    asked = {member.path for member in discovery.alone}
    found += (b for b in homes if len(b.members) > 1 and not _meets(b, known) and _meets(b, asked))
    kept = {member.path for bundle in found for member in bundle.members}
    return replace(discovery, bundles=tuple(found), named=discovery.named & kept)


def _changed(bundle: Bundle, changes: Changes) -> bool:
    return any(os.path.abspath(member.path) in changes.files for member in bundle.members)


def _meets(bundle: Bundle, paths: set[str]) -> bool:
    return any(member.path in paths for member in bundle.members)


def _bereft(discovery: Discovery, changes: Changes, read: Read, config: Config) -> Iterator[Bundle]:
    """Yield what is left of the articles that files have gone from: they are grouped as if all were there."""
    gone = {posix(path, discovery.root): entry for path, entry in changes.gone.items()}
    if not gone:
        return
    texts = contents(changes.where, [entry.before for entry in gone.values()])
    members = [m for bundle in discovery.every for m in bundle.members] + [*discovery.lonely]
    here = {posix(os.path.abspath(member.path), discovery.root): member.path for member in members}

    def text(path: str) -> str:
        found = texts.get(gone[path].before, "") if path in gone else read(here[path])
        return found if isinstance(found, str) else ""

    for bundle in grouped({*here, *gone}, config, lambda path: facts(text(path))).bundles:
        left = tuple(m._replace(path=here[m.path]) for m in bundle.members if m.path in here)
        if left and len(left) < len(bundle.members):
            yield replace(bundle, members=tuple(sorted(left)))
