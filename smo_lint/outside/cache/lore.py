"""What all files of a project taught an earlier run: it holds as long as they give the same answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from smo_lint.model import Member
from smo_lint.outside.cache.gist import BLOCKS, LINKS, NAMES, OUTLINED, RATIOS, TRAITS, digest
from smo_lint.outside.cache.gists import Gists
from smo_lint.outside.cache.plain import made, plain

if TYPE_CHECKING:
    from smo_lint.habits.traits import Traits
    from smo_lint.model import Outline, Page
    from smo_lint.outside.articles.discovery import Discovery
    from smo_lint.outside.cache.store import Cache

# The name of what is kept.
LORE = "lore"
# Letters of what is kept of an answer; a shorter one is kept as it is.
SHORT = 16
T = TypeVar("T")
Question = tuple[int, str, str]


class Lore:
    """The files of a project, for those who learn from all of them: what they ask is noted down.

    cache  where it is kept what they asked, the answers, and what came of it; None where nothing is
    """

    def __init__(self, discovery: Discovery, gists: Gists, cache: Cache | None = None) -> None:
        self._gists, self._cache = gists, cache
        editions = [member for bundle in discovery.every for member in bundle.members]
        self._editions = [member.path for member in editions]
        self._members = {member.path: member for member in (*editions, *discovery.lonely)}
        self._asked: list[Question] = []
        self._kept: dict[str, Any] = {}
        self._held: dict[str, Any] = {}
        self._new = False
        if cache is None:
            return
        bundles = [[b.key, b.source, [[m.path, m.lang] for m in b.members]] for b in discovery.every]
        self._whole = digest(json.dumps([bundles, [m[:2] for m in discovery.lonely], discovery.source]))
        self._texts = self._digests()
        told = cache.read(LORE)
        if isinstance(told, dict) and told["of"] == self._whole:
            self._kept = told["learnt"]
            texts = zip(self._members, told["texts"], self._texts, strict=True)
            self._changed = {path for path, before, now in texts if before != now}

    def names(self, member: Member) -> tuple[str, ...]:
        """Return the addresses that a page gives itself; every one is asked, which need not be noted down."""
        return self._gists.of(member).names

    def links(self, page: Page) -> tuple[str, ...]:
        """Return the links of a page that may stay on the site."""
        self._asked.append((LINKS, page.path, ""))
        return self._gists.of(self._members[page.path]).links

    def outline(self, member: Member) -> Outline:
        """Return what a page offers to links."""
        self._asked.append((OUTLINED, member.path, ""))
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

    def keep(self) -> None:
        """Keep what has been learnt anew, beside what else holds, if the files were the same all the time."""
        if self._cache is None or not self._new or self._gists.moved:
            return
        if self._digests() == self._texts:
            self._cache.write(LORE, {"of": self._whole, "texts": self._texts, "learnt": self._held})

    def _learnt(self, name: str, kind: type[T], learn: Callable[[], T], always: list[Question]) -> T:
        """Ask anew where a file would answer otherwise; who asks alike until then asks alike in the end."""
        if self._cache is None:
            return learn()
        told = self._kept.get(name)
        if told and self._answered_so([*always, *told[0]], told[1]):
            self._held[name] = told
            known: T = made(kind, told[2])
            return known
        self._asked.clear()
        found = learn()
        if not self._gists.late:
            asked = list(self._asked)
            self._held[name] = [asked, [self._answer(*one) for one in (*always, *asked)], plain(found)]
            self._new = True
        return found

    def _answered_so(self, questions: Iterable[Question], answers: Iterable[str]) -> bool:
        """Whether the files that have changed since answer as they did; others do."""
        changed = self._changed
        return not changed or all(
            self._answer(*asked) == answer
            for asked, answer in zip(questions, answers, strict=True)
            if asked[1] in changed or asked[2] in changed
        )

    def _answer(self, what: int, path: str, base: str) -> str:
        """Return what tells the answer to a question from others."""
        of, members = self._gists.of, self._members
        told = of(members[path]).answer(what, of(members[base]) if base else None)
        return told if len(told) < SHORT else digest(told)[:SHORT]

    def _digests(self) -> list[str]:
        return [self._gists.of(member).digest for member in self._members.values()]
