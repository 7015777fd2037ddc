"""What a run must know of every file, though it judges few: found out once for each text."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from smo_lint.model import Fault, Member, Outline
from smo_lint.outside.plain import made, plain

if TYPE_CHECKING:
    from smo_lint.habits.traits import Traits
    from smo_lint.stamps import Declared

# Texts that are kept in memory until all is found out: one thing is found out of all files, then the next.
TEXTS = 2048
Read = Callable[[str], str | Fault]
# The same with what tells the text from others.
Known = Callable[[str], tuple[str | Fault, str]]
T = TypeVar("T")
# The places of what is kept of a file: what it looked like, the digest of its text, its language, then
# what was found out, None where nobody has asked yet. Traits and outlines are JSON in JSON: most runs need to
# know of few files what it says. What a translation declares is in a list of its own, as it may be nothing;
# the ratios are by the digest of the text that it was measured by.
LOOKED, DIGEST, LANG, TRAITS, OUTLINE, DECLARED, RATIOS, BLOCKS, NAMES, LINKS = range(10)


_NAMED = {TRAITS: "traits", OUTLINE: "outline", BLOCKS: "blocks", NAMES: "names", LINKS: "links"}


def digest(text: str | Fault) -> str:
    """Return what tells a text, or the lack of one, from others."""
    from hashlib import blake2b

    if isinstance(text, Fault):
        return f"{text.offset} {text.reason}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def outlined(found: Outline) -> str:
    """Return what tells headings and ids from others."""
    return digest(repr((found.headings, sorted(found.ids))))


class Gists:
    """The gists of a project's files: from what is kept, else from the files themselves.

    read    path -> its text as it is now
    unread  paths whose texts stand in memory, whatever lies on disk
    looks   absolute path -> what a file looked like before it was read; "" where that proves nothing
    kept    absolute path -> what an earlier run has kept
    limit   seconds that finding out one thing of a file may take, 0 for any
    """

    def __init__(
        self,
        read: Read,
        unread: Mapping[str, Any],
        looks: Mapping[str, str],
        kept: Mapping[str, Any],
        limit: float = 0,
    ) -> None:
        self._limit = limit
        self._read = lru_cache(TEXTS)(lambda path: _known_by(read(path)))
        self._unread, self._looks, self._kept = unread, looks, kept
        self._here = os.getcwd()
        self._gists: dict[str, Gist] = {}

    def of(self, member: Member) -> Gist:
        """Return the gist of a file."""
        found = self._gists.get(member.path)
        if found is None:
            place = os.path.join(self._here, member.path)
            looked = "" if member.path in self._unread else self._looks.get(place, "")
            found = Gist(self._read, member, looked, self._kept.get(place), self._limit)
            self._gists[member.path] = found
        return found

    def release(self) -> None:
        """Let go of the texts, and of what can be made again from what is kept."""
        self._read.cache_clear()
        for gist in self._gists.values():
            for name in ("traits", "outline"):
                gist.__dict__.pop(name, None)

    def forget(self) -> None:
        """Let go of what can be found out again from the files, where nothing is kept for later runs."""
        for gist in self._gists.values():
            for what in _NAMED:
                gist.fields[what] = None
            gist.fields[RATIOS] = {}

    def digests(self) -> dict[str, str]:
        """Absolute path -> what tells the text of a file from others, of those that were asked about."""
        return {os.path.join(self._here, path): gist.digest for path, gist in self._gists.items()}

    def outlined(self, path: str) -> str:
        """Return what tells the headings and ids of a file from others, "" where nobody has asked for it."""
        return self._gists[path].outlined if path in self._gists else ""

    @property
    def late(self) -> frozenset[str]:
        """The paths of the files of which something could not be found out in time."""
        return frozenset(path for path, gist in self._gists.items() if gist.late)

    def plain(self) -> dict[str, Any]:
        """Return what is to be kept: of files that are still there, and of texts in memory nothing new."""
        there = {place: kept for place, kept in self._kept.items() if not self._looks or place in self._looks}
        asked = {path: gist for path, gist in self._gists.items() if path not in self._unread}
        own = {path: gist.fields for path, gist in asked.items() if gist.digest and not gist.late}
        return there | {os.path.join(self._here, path): fields for path, fields in own.items()}


class Gist:
    """What is known of one file.

    fields  what is to be kept of it
    late    whether something could not be found out in time: then it tells nothing there
    """

    def __init__(self, read: Known, member: Member, looked: str, kept: Any, limit: float = 0) -> None:
        self._read, self._member, self._limit = read, member, limit
        self.late = False
        self.fields: list[Any] = _unknown(looked, "", member.lang)
        if kept and kept[LANG] == member.lang and kept[LOOKED] == looked != "":
            self.fields = list(kept)
        else:
            self.fields[DIGEST] = read(member.path)[1]
            if kept and kept[LANG] == member.lang and kept[DIGEST] == self.fields[DIGEST]:
                self.fields = [looked, *kept[DIGEST:]]

    @property
    def text(self) -> str | Fault:
        """The text of the file; where it is not what it was, what was known of it is forgotten."""
        text, now = self._read(self._member.path)
        if now != self.fields[DIGEST]:
            self.fields = _unknown("", now, self._member.lang)
        return text

    @property
    def digest(self) -> str:
        """What tells its text from others."""
        if not self.fields[DIGEST]:
            self.fields[DIGEST] = digest(self.text)
        found: str = self.fields[DIGEST]
        return found

    @cached_property
    def traits(self) -> Traits | None:
        """What it teaches, None where it cannot be read."""
        from smo_lint.habits.traits import Traits, traits

        if self.fields[TRAITS] is None:
            found = self._told(traits, self.text, self._member.lang)
            self.fields[TRAITS] = "" if found is None else _written(found)
            return found
        return made(Traits, json.loads(self.fields[TRAITS])) if self.fields[TRAITS] else None

    @property
    def blocks(self) -> frozenset[str]:
        """What stands in it, to find what stands on most pages."""
        from smo_lint.habits.traits import blocks

        if self.fields[BLOCKS] is None:
            self.fields[BLOCKS] = " ".join(sorted(self._told(blocks, self.text) or ()))
        return frozenset(self.fields[BLOCKS].split())

    @cached_property
    def outline(self) -> Outline:
        """What it offers to links."""
        from smo_lint.site.outline import outline

        if self.fields[OUTLINE] is None:
            found = self._told(outline, self.text) or Outline()
            self.fields[OUTLINE] = [outlined(found), _written(found)]
            return found
        known: Outline = made(Outline, json.loads(self.fields[OUTLINE][1]))
        return known

    @property
    def outlined(self) -> str:
        """What tells its headings and ids from others."""
        if self.fields[OUTLINE] is None:
            _ = self.outline
        found: str = self.fields[OUTLINE][0]
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses that its front matter gives it."""
        if self.fields[NAMES] is None:
            from smo_lint.site.outline import names

            self.fields[NAMES] = list(self._told(names, self.text) or ())
        return tuple(self.fields[NAMES])

    @property
    def links(self) -> tuple[str, ...]:
        """Its links that may stay on the site."""
        if self.fields[LINKS] is None:
            from smo_lint.site.outline import links

            self.fields[LINKS] = list(self._told(links, self.text) or ())
        return tuple(self.fields[LINKS])

    @cached_property
    def declared(self) -> Declared | None:
        """What it says that it was made from."""
        from smo_lint.stamps import Declared, declared_in

        if self.fields[DECLARED] is None:
            found = self._told(declared_in, self.text)
            self.fields[DECLARED] = [] if found is None else [plain(found)]
            return found
        return made(Declared, self.fields[DECLARED][0]) if self.fields[DECLARED] else None

    def ratio(self, base: Gist) -> float | None:
        """Return how many letters it has for one of another text, None where that tells nothing."""
        from smo_lint.habits.lengths import ratio

        known: dict[str, float | None] = self.fields[RATIOS]
        if base.digest not in known:
            one, two = base.text, self.text
            known = self.fields[RATIOS] = {base.digest: self._told(ratio, one, two)}
        return known[base.digest]

    def answer(self, what: int, base: Gist | None = None) -> str:
        """Return what tells what is known of it from other things: of one field, or beside another file."""
        if base is not None:
            return str(self.ratio(base))
        told = self.fields[what]
        if told is None:
            getattr(self, _NAMED[what])
            told = self.fields[what]
        if what == OUTLINE:
            return str(told[0])
        return told if isinstance(told, str) else json.dumps(told) if told else ""

    def _told(self, work: Callable[..., T], *words: str | Fault) -> T | None:
        """Return what some work finds out about texts; None where there are none, or it takes too long."""
        if any(isinstance(word, Fault) for word in words):
            return None
        if not self._limit:
            return work(*words)
        from smo_lint.outside.deadline import OutOfTime, deadline

        try:
            with deadline(self._limit):
                return work(*words)
        except OutOfTime:
            self.late = True
            return None


def _unknown(looked: str, now: str, lang: str) -> list[Any]:
    """The fields of a file of which nobody has asked anything."""
    return [looked, now, lang, None, None, None, {}, None, None, None]


def _known_by(text: str | Fault) -> tuple[str | Fault, str]:
    return text, digest(text)


def _written(found: Any) -> str:
    return json.dumps(plain(found), ensure_ascii=False, separators=(",", ":"))
