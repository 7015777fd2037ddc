"""What a project's pages are called and hold for links: plain values, so that rules can ask without I/O."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from smo_lint.model.frozen import frozen

Heading = tuple[int, str, str]
# What was asked of the pages of a site: the path of one whose headings or ids were looked at, or what was
# looked up among all of them (`site.index` has the words).
Question = str | tuple[Any, ...]
T = TypeVar("T")


class Outline(NamedTuple):
    """What a page offers to links.

    headings  (level, text as written without `#`, explicit id or "") in order
    ids       every id that the page states, on headings and elsewhere
    """

    headings: tuple[Heading, ...] = ()
    ids: frozenset[str] = frozenset()


@frozen(eq=False)
class Page:
    """A file of the project as links see it.

    path      as found, with `/`
    lang      BCP 47 tag; "" where unknown
    article   key of the article that it is an edition of; its path where it is in none
    look      finds out what it holds, which many a run wants to know of few pages only
    names     addresses that its front matter gives it: slug, permalink, url, aliases
    asked     what was asked of the pages of its site, whose list it is
    """

    path: str
    lang: str
    article: str
    look: Callable[[], Outline] = field(repr=False)
    names: tuple[str, ...] = ()
    asked: list[set[Question]] = field(default_factory=lambda: [set()], repr=False)

    def __hash__(self) -> int:
        return hash(self.path)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Page) and self._told() == other._told())

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "outline": self.outline, "look": None}

    @cached_property
    def outline(self) -> Outline:
        """What it holds; who asks for headings and ids is noted down, so ask for these themselves."""
        return self.look()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """(level, text as written without `#`, explicit id or "") in order."""
        self.asked[-1].add(self.path)
        return self.outline.headings

    @property
    def ids(self) -> frozenset[str]:
        """Every id that the page states, on headings and elsewhere."""
        self.asked[-1].add(self.path)
        return self.outline.ids

    def _told(self) -> tuple[object, ...]:
        return self.path, self.lang, self.article, self.names, self.outline


@frozen
class Site:
    """Every page of a project, and how its links are meant; pickles.

    pages     path -> page, in the order of the paths
    source    tag of the source language, "" where editions vote
    trees     (tag, folder of a language, folder of the source that it mirrors, number of articles),
              the longest folder first; paths without final slash
    slugs     names of the algorithms that may make its ids, all alike so far; none where its links do
              not tell
    base      what relative links without an extension start from: "file" (its folder), "page" (the page
              as a folder), "" where its links do not tell
    localised (tag, first segment, end of the last segment) of languages whose site-absolute links to
              pages that they have mostly name the language: ("zh", "zh-cn", "") or ("zh", "", "-cn")
    own       languages whose relative links to pages that they have mostly lead to those
    coverage  (tag, number of articles that it has an edition of), sorted
    articles  number of articles
    memo      what was worked out already; belongs to those who fill it
    asked     what was asked since somebody listened; behind it, what is asked by what `once` finds out
    """

    pages: Mapping[str, Page] = field(default_factory=dict)
    source: str = ""
    trees: tuple[tuple[str, str, str, int], ...] = ()
    slugs: tuple[str, ...] = ()
    base: str = ""
    localised: tuple[tuple[str, str, str], ...] = ()
    own: frozenset[str] = frozenset()
    coverage: tuple[tuple[str, int], ...] = ()
    articles: int = 0
    memo: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    asked: list[set[Question]] = field(default_factory=lambda: [set()], repr=False, compare=False)

    def settle(self) -> None:
        """Find out now what every page holds: later the files may have changed."""
        for page in self.pages.values():
            _ = page.outline

    def once(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return what `find` finds out, which is asked once; what it asks of the pages counts each time."""
        if key not in self.memo:
            self.asked.append(set())
            try:
                self.memo[key] = find(), self.asked[-1]
            finally:
                self.asked.pop()
        found: T
        found, asked = self.memo[key]
        self.asked[-1].update(asked)
        return found

    def listen(self) -> None:
        """Forget what was asked so far."""
        self.asked[:] = [set()]

    def note(self, *question: Any) -> None:
        """Note down what somebody asks of all pages."""
        self.asked[-1].add(question)


ALONE = Site()
