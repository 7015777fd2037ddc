"""What was done to the files of a run, and what they were called before."""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from smo_lint.model import Commit
from smo_lint.outside.cache.gist import digest
from smo_lint.outside.cache.shelf import Shelf, encoded
from smo_lint.outside.cache.world import world
from smo_lint.outside.repository.git import Repository, Touch, repository, touches

if TYPE_CHECKING:
    from smo_lint.outside.cache.store import Cache

# The name of what is kept.
STORY = "story"
Touches = list[tuple[int, Touch]]
Newest = tuple[int, str]


class Story:
    """What was done to the files of a run.

    newest   path -> how many commits ago it was touched last, and the id of its content since then
    names    path -> what it is and was called in the repository, the newest name first
    touches  gives for a path (how many commits ago, what was done), the newest first
    An untracked file has names alone.
    """

    def __init__(
        self, newest: Mapping[str, Newest], names: Mapping[str, list[str]], touches: Callable[[str], Touches]
    ) -> None:
        self.newest, self.names = newest, names
        self.touches = cache(touches)

    def now(self, path: str) -> str:
        """Return the id of the last committed content, "" where there is none."""
        known = self.newest.get(path)
        return known[1] if known else ""

    def since(self, path: str, content: str) -> tuple[Commit, ...]:
        """Return the commits after the one that left this content; none where none did."""
        those = [touch for _, touch in self.touches(path)]
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
    done: dict[str, Touches] = {}
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
    return Story({path: _newest(rows) for path, rows in done.items()}, names, lambda path: done.get(path, []))


def story_again(root: str, paths: Iterable[str], until: str, kept: Cache | None) -> tuple[Repository, Story]:
    """Return the repository of a folder and the history of these files.

    until  the last commit that counts
    kept   where an earlier run has kept what came before HEAD: it holds while nothing that git reads it
           from has changed
    Raises GitError.
    """
    if kept is None or until != "HEAD":
        where = repository(root)
        return where, story_of(where, paths, until)
    paths = sorted(paths)
    there = [*world(root)]
    key = digest(json.dumps([*there, paths]))
    told = kept.read_shelf(STORY)
    if told.heads.get("", [""])[0] == key:
        return _known(told)
    where = repository(root)
    story = story_of(where, paths)
    if there == [*world(root)]:  # else nobody knows which history this was
        kept.write_shelf(STORY, _shelf(key, where, story))
    return where, story


def _shelf(key: str, where: Repository, story: Story) -> Shelf:
    """What is kept of a story: of each file its names and last touch, all touches; what else under ""."""
    numbers: dict[Commit, int] = {}
    heads: dict[str, Any] = {path: [names, story.newest.get(path)] for path, names in story.names.items()}
    rests = {
        path: [[n, numbers.setdefault(touch.commit, len(numbers)), *touch[1:]] for n, touch in touches]
        for path, touches in zip(heads, map(story.touches, heads), strict=True)
    }
    heads[""], rests[""] = [key, where], [[*commit] for commit in numbers]
    return Shelf(heads, {name: encoded(rest) for name, rest in rests.items()})


def _known(told: Shelf) -> tuple[Repository, Story]:
    """What was kept so."""
    _, where = told.heads.pop("")
    commits = cache(lambda: told.rest(""))

    def touches(path: str) -> Touches:
        return [(n, Touch(Commit(*commits()[number]), *touch)) for n, number, *touch in told.rest(path)]

    names = {path: names for path, (names, _) in told.heads.items()}
    return Repository(*where), Story({p: last for p, (_, last) in told.heads.items() if last}, names, touches)


def _newest(touches: Touches) -> Newest:
    ago, touch = touches[0]
    return ago, touch.after


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
