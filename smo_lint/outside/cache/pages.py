"""Pages that come and go: which articles that can concern, by what was looked up among all pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from smo_lint.outside.cache.gist import digest
from smo_lint.outside.cache.shelf import Shelf, encoded

if TYPE_CHECKING:
    from smo_lint.model import Page, Question, Site

# What the pages are kept under beside the articles; no article has this key.
PAGES = "\0"


class Pages(NamedTuple):
    """The pages of a site.

    mark    what tells all of them from others
    before  the same of an earlier run, "" where there is none that tells
    traces  the marks of all that finds one that has come or gone since
    told    as they are kept
    """

    mark: str
    before: str
    traces: frozenset[int]
    told: bytes

    def concern(self, looked: Iterable[int]) -> bool:
        """Whether the pages that came and went may be among those that were looked for."""
        return not self.traces.isdisjoint(looked)


def pages(site: Site, kept: Shelf) -> Pages:
    """Return the pages of a site; `kept`: the articles that an earlier run has kept, with the pages then."""
    langs = [lang for lang, _ in site.coverage]
    now = [_told(page) for page in site.pages.values()]
    told = encoded([langs, now])
    mark = digest(told.decode("utf-8", "surrogatepass"))
    before = kept.heads.get(PAGES, "")
    traces: frozenset[int] = frozenset()
    if before not in ("", mark):
        spoken, then = kept.rest(PAGES)
        if spoken != langs:  # the name of a page is found by another key where a language is another
            return Pages(mark, "", traces, told)
        old = {_known(one): one for one in then}
        new = {_known(one): one for one in now}
        changed = [
            *(old[key] for key in old.keys() - new.keys()),
            *(new[key] for key in new.keys() - old.keys()),
        ]
        traces = _traces(site, changed)
    return Pages(mark, before, traces, told)


def looked_for(questions: Iterable[Question]) -> set[int]:
    """Return the marks of what was looked up among all pages."""
    from smo_lint.site.index import LOOKS

    return {_mark(one) for one in questions if not isinstance(one, str) and one[0] in LOOKS}


def _told(page: Page) -> list[Any]:
    return [page.path, page.lang, page.article, list(page.names)]


def _known(told: list[Any]) -> tuple[Any, ...]:
    return (*told[:3], *told[3])


def _traces(site: Site, changed: Iterable[list[Any]]) -> frozenset[int]:
    from smo_lint.model import Outline, Page
    from smo_lint.site.questions import traces

    gone = (Page(path, lang, article, Outline, tuple(names)) for path, lang, article, names in changed)
    return frozenset(_mark(question) for page in gone for question in traces(site, page))


def _mark(question: Question) -> int:
    return crc32(repr(question).encode("utf-8", "surrogatepass"))
