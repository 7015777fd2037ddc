"""What all files of a project taught an earlier run: it holds as long as they give the same answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from smo_lint.model import Member
from smo_lint.outside.gist import BLOCKS, LINKS, NAMES, OUTLINE, RATIOS, TRAITS, Gists, digest
from smo_lint.outside.plain import made, plain

if TYPE_CHECKING:
    from smo_lint.habits.traits import Traits
    from smo_lint.model import Outline, Page
    from smo_lint.outside.cache import Cache
    from smo_lint.outside.discovery import Discovery

# The name of what is kept.
LORE = "lore"
T = TypeVar("T")
Question = tuple[int, str, str]


class Lore:
    """The files of a project, for those who learn from all of them: what they ask is noted down.

    cache  where it is kept what they asked, the answers, and what came of it; None where nothing is
    """

    def __init__(self, discovery: Discovery, gists: Gists, cache: Cache | None = None) -> None:
        self._gists, self._cache = gists, cache
        told = cache.read(LORE) if cache else None
        self._kept: dict[str, Any] = told if isinstance(told, dict) else {}
        editions = [member for bundle in discovery.every for member in bundle.members]
        self._editions = [member.path for member in editions]
        self._members = {member.path: member for member in (*editions, *discovery.lonely)}
        bundles = [[b.key, b.source, [[m.path, m.lang] for m in b.members]] for b in discovery.every]
        self._whole = json.dumps([bundles, [m[:2] for m in discovery.lonely], discovery.source])
        self._asked: list[Question] = []

    def names(self, member: Member) -> tuple[str, ...]:
        """Return the addresses that a page gives itself; every one is asked, which need not be noted down."""
        return self._gists.of(member).names

    def links(self, page: Page) -> tuple[str, ...]:
        """Return the links of a page that may stay on the site."""
        self._asked.append((LINKS, page.path, ""))
        return self._gists.of(self._members[page.path]).links

    def outline(self, member: Member) -> Outline:
        """Return what a page offers to links."""
        self._asked.append((OUTLINE, member.path, ""))
        return self._gists.of(member).outline

    def pages(self) -> dict[str, Traits]:
        """Return path -> what an edition shows, of every readable one; which need not be noted down."""
        found = {path: self._gists.of(self._members[path]).traits for path in self._editions}
        return {path: traits for path, traits in found.items() if traits is not None}

    def readable(self) -> frozenset[str]:
        """Return the paths of the editions that can be read; which need not be noted down either."""
        told = ((path, self._gists.of(self._members[path]).answer(TRAITS)) for path in self._editions)
        return frozenset(path for path, traits in told if traits)

    def blocks(self, member: Member) -> frozenset[str]:
        """Return what stands in an edition."""
        self._asked.append((BLOCKS, member.path, ""))
        return self._gists.of(member).blocks

    def ratio(self, base: Member, member: Member) -> float | None:
        """Return how long an edition is beside another."""
        self._asked.append((RATIOS, member.path, base.path))
        return self._gists.of(member).ratio(self._gists.of(base))

    def habits(self, name: str, kind: type[T], learn: Callable[[], T]) -> T:
        """Return what `learn` finds out about the habits of all editions; `name`: of this part of them."""
        return self._learnt(name, kind, learn, [(TRAITS, path, "") for path in self._editions])

    def customs(self, kind: type[T], learn: Callable[[], T]) -> T:
        """Return what `learn` finds out about the links of all pages."""
        return self._learnt("customs", kind, learn, [(NAMES, path, "") for path in self._members])

    def _learnt(self, name: str, kind: type[T], learn: Callable[[], T], always: list[Question]) -> T:
        """Ask anew where a file would answer otherwise; who asks alike until then asks alike in the end."""
        if self._cache is None:
            return learn()
        of = digest(self._whole + self._answers(always))
        told = self._kept.get(name)
        if told and told[0] == of and told[2] == self._answers(told[1]):
            known: T = made(kind, told[3])
            return known
        self._asked.clear()
        found = learn()
        if not self._gists.late:
            asked = list(self._asked)
            self._kept[name] = [of, asked, self._answers(asked), plain(found)]
            self._cache.write(LORE, self._kept)
        return found

    def _answers(self, questions: Iterable[Question]) -> str:
        """Return what tells the answers to some questions from others."""
        of, members = self._gists.of, self._members
        answers = [
            of(members[path]).answer(what, of(members[base]) if base else None)
            for what, path, base in questions
        ]
        return digest("\n".join(answers))
