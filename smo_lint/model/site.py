"""What a project's pages are called and hold for links: plain values, so that rules can ask without I/O."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Page(NamedTuple):
    """A file of the project as links see it.

    path      as found, with `/`
    lang      BCP 47 tag; "" where unknown
    article   key of the article that it is an edition of; its path where it is in none
    headings  (level, text as written without `#`, explicit id or "") in order
    ids       every id that the page states, on headings and elsewhere
    names     addresses that its front matter gives it: slug, permalink, url, aliases
    """

    path: str
    lang: str
    article: str
    headings: tuple[tuple[int, str, str], ...] = ()
    ids: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
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


ALONE = Site()
