"""What translations were made from, as far as the history of their repository tells."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from smo_lint.model import Bundle, Commit, Fault, Past
from smo_lint.outside import git
from smo_lint.outside.discovery import Discovery
from smo_lint.outside.git import GitError, Repository, Thing, Touch
from smo_lint.outside.load import decode
from smo_lint.stamps import Declared, declared_in, made_from

# Where so many revisions are declared and none exists, they are another repository's.
FOREIGN = 3
# Versions of a source that are tried for the one with the digest that a translation declares.
TRIED = 50
# What is looked up: ids and names of tags, not expressions, some of which search the whole history.
_NAME = re.compile(r"(?!.*\.\.)[0-9A-Za-z][\w./+-]{0,99}")

Read = Callable[[str], str | Fault]


class Version(NamedTuple):
    """A translation and its source, by their paths, and what it says that it was made from."""

    target: str
    source: str
    told: Declared | None


@dataclass(frozen=True)
class Story:
    """What was done to the files of a run.

    touches  path -> (how many commits ago, what was done), the newest first; empty for untracked files
    names    path -> what it is and was called in the repository, the newest name first
    """

    touches: Mapping[str, list[tuple[int, Touch]]] = field(default_factory=dict)
    names: Mapping[str, list[str]] = field(default_factory=dict)

    def now(self, path: str) -> str:
        """Return the id of the last committed content, "" where there is none."""
        known = self.touches.get(path)
        return known[0][1].after if known else ""

    def since(self, path: str, content: str) -> tuple[Commit, ...]:
        """Return the commits after the one that left this content; none where none did."""
        those = [touch for _, touch in self.touches[path]]
        last = next((number for number, touch in enumerate(those) if touch.after == content), 0)
        return tuple(touch.commit for touch in those[:last])


def dated(discovery: Discovery, read: Read) -> Discovery:
    """Return the articles with what their translations were made from, and what could not be found out.

    read  path -> its text as it is now
    Asks git a constant number of times; never raises.
    """
    versions = list(_versions(discovery.every, read))
    if not versions:
        return discovery
    selected = {member.path for bundle in discovery.bundles for member in bundle.members}
    try:
        where = git.repository(discovery.root)
        story = _story(where, versions)
        known = _known(where, story, versions)
        pasts = dict(_pasts(where, story, known, [v for v in versions if v.target in selected], read))
    except GitError as error:
        return _warned(discovery, _why(discovery, versions, str(error)))
    notices = [*_shallow(where), *_foreign(where, known, versions)]
    if any("another repository" in notice for notice in notices):
        pasts = {path: past for path, past in pasts.items() if past.revision}
    bundles = tuple(_with(bundle, pasts) for bundle in discovery.bundles)
    return _warned(replace(discovery, bundles=bundles), notices)
