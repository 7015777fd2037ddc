"""What a run must know of every file, though it judges few: found out once for each text."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from smo_lint.model import Fault, Member, Outline
from smo_lint.outside.plain import made, plain
from smo_lint.outside.shelf import Shelf, encoded

if TYPE_CHECKING:
    from smo_lint.habits.traits import Traits
    from smo_lint.stamps import Declared

# Texts that are kept in memory until all is found out: one thing is found out of all files, then the next.
TEXTS = 2048
Read = Callable[[str], str | Fault]
# The same with what tells the text from others.
Known = Callable[[str], tuple[str | Fault, str]]
T = TypeVar("T")
# The places of what is kept of a file. First what each run asks of all files: what it looked like, the digest
# of its text, its language, then what was found out, None where nobody has asked yet: what a translation
# declares, in a list of its own as it may be nothing, its names, what tells its outline from others.
LOOKED, DIGEST, LANG, DECLARED, NAMES, OUTLINED = range(6)
# Then what runs ask of few files. The ratios are by the digest of the text that it was measured by.
TRAITS, OUTLINE, RATIOS, BLOCKS, LINKS = range(6, 11)

_NAMED = {TRAITS: "traits", OUTLINED: "outline", BLOCKS: "blocks", NAMES: "names", LINKS: "links"}


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
    kept    by absolute path, what an earlier run has kept
    limit   seconds that finding out one thing of a file may take, 0 for any
    """

    def __init__(
        self,
        read: Read,
        unread: Mapping[str, Any],
        looks: Mapping[str, str],
        kept: Shelf,
        limit: float = 0,
    ) -> None:
        self._limit = limit
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
            found = Gist(self._read, member, looked, self._kept, place, self._limit)
            self._gists[member.path] = found
        return found

    def release(self) -> None:
        """Let go of the texts, and of what can be made again from what is kept."""
        self._read.cache_clear()
        for gist in self._gists.values():
            gist.release()

    def forget(self) -> None:
        """Let go of what can be found out again from the files, where nothing is kept for later runs."""
        for gist in self._gists.values():
            gist.rest = _unasked()

    def digests(self) -> dict[str, str]:
        """Absolute path -> what tells the text of a file from others, of those that were asked about."""
        return {gist.place: gist.digest for gist in self._gists.values()}

    def outlined(self, path: str) -> str:
        """Return what tells the headings and ids of a file from others, "" where nobody has asked for it."""
        return self._gists[path].outlined if path in self._gists else ""

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


class Gist:
    """What is known of one file.

    place  absolute path
    head   what is to be kept of it for each run; rest: for few
    late   whether something could not be found out in time: then it tells nothing there
    """

    def __init__(
        self, read: Known, member: Member, looked: str, kept: Shelf, place: str, limit: float = 0
    ) -> None:
        self._read, self._member, self._limit = read, member, limit
        self._kept, self.place = kept, place
        self.late = False
        known = kept.heads.get(place)
        if known is not None and known[LANG] == member.lang and known[LOOKED] == looked != "":
            self.head: list[Any] = list(known)
            return
        now = read(member.path)[1]
        if known is not None and known[LANG] == member.lang and known[DIGEST] == now:
            self.head = [looked, *known[DIGEST:]]
        else:
            self.head, self.rest = _unknown(looked, now, member.lang), _unasked()

    @cached_property
    def rest(self) -> list[Any]:
        """What is to be kept of it for runs that ask for it."""
        return self._kept.rest(self.place) or _unasked()

    @property
    def changed(self) -> bool:
        """Whether what is to be kept is other than what was."""
        if self.head != self._kept.heads.get(self.place):
            return True
        return "rest" in self.__dict__ and encoded(self.rest) != self._kept.rests.get(self.place)

    def release(self) -> None:
        """Let go of what can be made again from what is kept."""
        for name in ("traits", "outline"):
            self.__dict__.pop(name, None)

    @property
    def text(self) -> str | Fault:
        """The text of the file; where it is not what it was, what was known of it is forgotten."""
        text, now = self._read(self._member.path)
        if now != self.head[DIGEST]:
            self.head, self.rest = _unknown("", now, self._member.lang), _unasked()
            self.release()
        return text

    @property
    def digest(self) -> str:
        """What tells its text from others."""
        found: str = self.head[DIGEST]
        return found

    @cached_property
    def traits(self) -> Traits | None:
        """What it teaches, None where it cannot be read."""
        from smo_lint.habits.traits import Traits, traits

        told = self._field(TRAITS)
        if told is None:
            found = self._told(traits, self.text, self._member.lang)
            self._note(TRAITS, [] if found is None else plain(found))
            return found
        return made(Traits, told) if told else None

    @property
    def blocks(self) -> frozenset[str]:
        """What stands in it, to find what stands on most pages."""
        from smo_lint.habits.traits import blocks

        if self._field(BLOCKS) is None:
            self._note(BLOCKS, " ".join(sorted(self._told(blocks, self.text) or ())))
        return frozenset(self._field(BLOCKS).split())

    @cached_property
    def outline(self) -> Outline:
        """What it offers to links."""
        from smo_lint.site.outline import outline

        told = self._field(OUTLINE)
        if told is None:
            found = self._told(outline, self.text) or Outline()
            self._note(OUTLINE, plain(found))
            self._note(OUTLINED, outlined(found))
            return found
        known: Outline = made(Outline, told)
        return known

    @property
    def outlined(self) -> str:
        """What tells its headings and ids from others."""
        return self.answer(OUTLINED)

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses that its front matter gives it."""
        if self.head[NAMES] is None:
            from smo_lint.site.outline import names

            self._note(NAMES, list(self._told(names, self.text) or ()))
        return tuple(self.head[NAMES])

    @property
    def links(self) -> tuple[str, ...]:
        """Its links that may stay on the site."""
        if self._field(LINKS) is None:
            from smo_lint.site.outline import links

            self._note(LINKS, list(self._told(links, self.text) or ()))
        return tuple(self._field(LINKS))

    @property
    def declared(self) -> Declared | None:
        """What it says that it was made from."""
        told = self.head[DECLARED]
        if told == []:  # as of nearly all
            return None
        from smo_lint.stamps import Declared, declared_in

        if told is None:
            found = self._told(declared_in, self.text)
            self._note(DECLARED, [] if found is None else [plain(found)])
            return found
        known: Declared = made(Declared, told[0])
        return known

    def ratio(self, base: Gist) -> float | None:
        """Return how many letters it has for one of another text, None where that tells nothing."""
        from smo_lint.habits.lengths import ratio

        known: dict[str, float | None] = self._field(RATIOS)
        if base.digest not in known:
            one, two = base.text, self.text
            known = {base.digest: self._told(ratio, one, two)}
            self._note(RATIOS, known)
        return known[base.digest]

    def answer(self, what: int, base: Gist | None = None) -> str:
        """Return what tells what is known of it from other things: of one field, or beside another file."""
        if base is not None:
            return str(self.ratio(base))
        if self._field(what) is None:
            getattr(self, _NAMED[what])
        told = self._field(what)
        return told if isinstance(told, str) else json.dumps(told) if told else ""

    def _field(self, what: int) -> Any:
        return self.head[what] if what < TRAITS else self.rest[what - TRAITS]

    def _note(self, what: int, told: Any) -> None:
        if what < TRAITS:
            self.head[what] = told
        else:
            self.rest[what - TRAITS] = told

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
    """What each run asks of a file of which nobody has asked anything."""
    return [looked, now, lang, None, None, None]


def _unasked() -> list[Any]:
    """The rest of it."""
    return [None, None, {}, None, None]


def _known_by(text: str | Fault) -> tuple[str | Fault, str]:
    return text, digest(text)
