"""What a run must know of all files of a project, though it judges few."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from smo_lint.model import Bundle, Fault, Member
from smo_lint.outside.cache.gist import Gist, digest, unasked
from smo_lint.outside.cache.shelf import Shelf, encoded

# Texts that are kept in memory until all is found out: one thing is found out of all files, then the next.
TEXTS = 2048
Read = Callable[[str], str | Fault]


class Gists:
    """The gists of a project's files: from what is kept, else from the files themselves.

    read    path -> its text as it is now
    unread  paths whose texts stand in memory, whatever lies on disk
    looks   absolute path -> what a file looked like before it was read; "" where that proves nothing
    kept    by absolute path, what an earlier run has kept
    limit   seconds that finding out one thing of a file may take, 0 for any
    held    paths whose texts are held: what is remembered of a file must be of that text
    """

    def __init__(
        self,
        read: Read,
        unread: Mapping[str, Any],
        looks: Mapping[str, str],
        kept: Shelf,
        limit: float = 0,
        held: Mapping[str, Any] | None = None,
    ) -> None:
        self._limit, self._held = limit, held or {}
        self._read = lru_cache(TEXTS)(lambda path: _known_by(read(path)))
        self._unread, self._looks, self._kept = unread, looks, kept
        self._here = os.path.join(os.getcwd(), "")
        self._gists: dict[str, Gist] = {}

    def of(self, member: Member) -> Gist:
        """Return the gist of a file."""
        found = self._gists.get(member.path)
        if found is None:
            place = member.path if os.path.isabs(member.path) else self._here + member.path
            looked = "" if member.path in self._unread else self._looks.get(place, "")
            held = member.path in self._held
            found = Gist(self._read, member, looked, self._kept, place, self._limit, held=held)
            self._gists[member.path] = found
        return found

    def reader(self, bundles: Iterable[Bundle]) -> Read:
        """Return path of a member -> its text; whether that is what is known of the file, `moved` says."""
        members = cache(lambda: {member.path: member for bundle in bundles for member in bundle.members})
        return lambda path: self.of(members()[path]).text

    def release(self) -> None:
        """Let go of the texts, and of what can be made again from what is kept."""
        self._read.cache_clear()
        for gist in self._gists.values():
            gist.release()

    def forget(self) -> None:
        """Let go of what can be found out again from the files, where nothing is kept for later runs."""
        for gist in self._gists.values():
            gist.rest = unasked()

    def digests(self) -> dict[str, str]:
        """Absolute path -> what tells the text of a file from others, of those that were asked about."""
        return {gist.place: gist.digest for gist in self._gists.values()}

    def outlined(self, path: str) -> str:
        """Return what tells the headings and ids of a file from others, "" where nobody has asked for it."""
        return self._gists[path].outlined if path in self._gists else ""

    @property
    def moved(self) -> bool:
        """Whether a file was found to be another than it was before."""
        return any(gist.moved for gist in self._gists.values())

    def agree(self, bundles: Iterable[Bundle], judged: Mapping[str, str]) -> bool:
        """Whether all that was found out is of the texts that were judged: of those, and no others before.

        judged  path -> digest, of those that could be judged
        """
        members = (member for bundle in bundles for member in bundle.members if member.path in judged)
        return not self.moved and all(self.of(member).digest == judged[member.path] for member in members)

    @property
    def late(self) -> frozenset[str]:
        """The paths of the files of which something could not be found out in time."""
        return frozenset(path for path, gist in self._gists.items() if gist.late)

    def plain(self) -> Shelf:
        """Return what is to be kept: of files that are still there, and of texts in memory nothing new."""
        asked = (gist for path, gist in self._gists.items() if path not in self._unread)
        new = [gist for gist in asked if gist.changed and gist.digest and not gist.late]
        heads = {gist.place: gist.head for gist in new}
        rests = {gist.place: encoded(gist.rest) for gist in new}
        there = self._kept.among(self._looks) if self._looks else self._kept
        return there.updated(Shelf(heads, rests))


def _known_by(text: str | Fault) -> tuple[str | Fault, str]:
    return text, digest(text)
