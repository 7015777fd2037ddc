"""What was done to the files of a run, and what they were called before."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from smo_lint.model import Commit
from smo_lint.outside.gist import digest
from smo_lint.outside.git import Repository, Touch, repository, touches
from smo_lint.outside.world import world

if TYPE_CHECKING:
    from smo_lint.outside.cache import Cache

# The name of what is kept.
STORY = "story"


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


def story_of(where: Repository, paths: Iterable[str], until: str = "HEAD") -> Story:
    """Read the history of these files once; one that was renamed is followed to its former names.

    paths  absolute, or from the current folder
    until  the last commit that counts
    Raises GitError.
    """
    here = os.path.join(os.getcwd(), "")
    places = {_place(where, here, path): path for path in paths}
    suffixes = {posixpath.splitext(place)[1] for place in places}
    done: dict[str, list[tuple[int, Touch]]] = {}
    names = {path: [place] for place, path in places.items()}
    commits: dict[str, int] = {}
    for touch in touches(where, suffixes, until):
        number = commits.setdefault(touch.commit.id, len(commits))
        if path := places.get(touch.path):
            if touch.before != touch.after:
                done.setdefault(path, []).append((number, touch))
            if touch.former != touch.path:
                places[touch.former] = places.pop(touch.path)
                names[path].append(touch.former)
    return Story(done, names)


def story_again(root: str, paths: Iterable[str], until: str, cache: Cache | None) -> tuple[Repository, Story]:
    """Return the repository of a folder and the history of these files.

    until  the last commit that counts
    cache  where an earlier run has kept what came before HEAD: it holds while nothing that git reads it
           from has changed
    Raises GitError.
    """
    if cache is None or until != "HEAD":
        where = repository(root)
        return where, story_of(where, paths, until)
    paths = sorted(paths)
    key = digest(json.dumps([*world(root), paths]))
    told = cache.read(STORY)
    if isinstance(told, dict) and told["key"] == key:
        commits = [Commit(*fields) for fields in told["commits"]]
        kept = {path: [_touch(row, commits) for row in rows] for path, rows in told["touches"].items()}
        return Repository(*told["where"]), Story(kept, told["names"])
    where = repository(root)
    story = story_of(where, paths)
    numbers: dict[Commit, int] = {}
    rows = {
        path: [[n, numbers.setdefault(touch.commit, len(numbers)), *touch[1:]] for n, touch in touches]
        for path, touches in story.touches.items()
    }
    cache.write(
        STORY, {"key": key, "where": where, "commits": list(numbers), "touches": rows, "names": story.names}
    )
    return where, story


def _touch(row: list[Any], commits: Sequence[Commit]) -> tuple[int, Touch]:
    number, commit, *rest = row
    return number, Touch(commits[commit], *rest)


def _place(where: Repository, here: str, path: str) -> str:
    """The path from the top of the repository; `here`: the current folder, with a separator at its end."""
    straight = not os.path.isabs(path) and ".." not in path  # as nearly all are
    place = here + path.replace("/", os.sep) if straight else os.path.abspath(path)
    folder = os.path.join(where.folder, "")
    if place.startswith(folder):  # likewise
        return where.prefix + place[len(folder) :].replace(os.sep, "/")
    below = os.path.relpath(place, where.folder).replace(os.sep, "/")
    return posixpath.normpath(where.prefix + below)


def ids(text: str, like: str) -> set[str]:
    """Return the ids of a text as it is and with the newlines that repositories prefer."""
    return {_id(form, like) for form in (text, text.replace("\r\n", "\n"))}


def _id(text: str, like: str) -> str:
    """Return the id that git gives to a text as the content of a file; `like` is of the same repository."""
    content = text.encode()
    digest = hashlib.new("sha256" if len(like) == 64 else "sha1", usedforsecurity=False)
    digest.update(b"blob %d\0" % len(content) + content)
    return digest.hexdigest()
