"""What a run must know of a file, though it may not judge it: found out once for each text."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from smo_lint.model import Fault, Member, Outline
from smo_lint.outside.cache.plain import made, plain
from smo_lint.outside.cache.shelf import Shelf, encoded

if TYPE_CHECKING:
    from smo_lint.habits.traits import Traits
    from smo_lint.stamps import Declared

# Gives the text of a path as it is now, with what tells it from others.
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


class Gist:
    """What is known of one file.

    place  absolute path
    head   what is to be kept of it for each run; rest: for few
    late   whether something could not be found out in time: then it tells nothing there
    moved  whether its text was found to be another than it was before
    """

    def __init__(
        self,
        read: Known,
        member: Member,
        looked: str,
        kept: Shelf,
        place: str,
        limit: float = 0,
        *,
        held: bool = False,
    ) -> None:
        """Take what is kept; `held`: only if it is of the text that `read` gives."""
        self._read, self._member, self._limit = read, member, limit
        self._kept, self.place = kept, place
        self.late = self.moved = False
        known = kept.heads.get(place)
        if known is not None and known[LANG] == member.lang and known[LOOKED] == looked != "" and not held:
            self.head: list[Any] = list(known)
            return
        now = read(member.path)[1]
        if known is not None and known[LANG] == member.lang and known[DIGEST] == now:
            self.head = [looked, *known[DIGEST:]]
        else:
            self.head, self.rest = _unknown(looked, now, member.lang), unasked()

    @cached_property
    def rest(self) -> list[Any]:
        """What is to be kept of it for runs that ask for it."""
        return self._kept.rest(self.place) or unasked()

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
            self.moved = True
            self.head, self.rest = _unknown("", now, self._member.lang), unasked()
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


def unasked() -> list[Any]:
    """Return the rest of it."""
    return [None, None, {}, None, None]
