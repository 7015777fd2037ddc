"""What a run knows from earlier ones, and what it leaves to later ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from smo_lint.model.frozen import frozen
from smo_lint.outside.cache.pages import PAGES
from smo_lint.outside.cache.shelf import Shelf
from smo_lint.outside.cache.verdicts import Verdict, Verdicts, linted

if TYPE_CHECKING:
    from smo_lint.model import Bundle
    from smo_lint.outside.articles.discovery import Discovery
    from smo_lint.outside.cache.gists import Gists
    from smo_lint.outside.cache.store import Cache
    from smo_lint.outside.task import Task

# What is kept, and the attributes that hold it: gists of files, verdicts of articles. What has changed
# since is beside each, so that little is written where little has changed; it is as good as what it stands
# for, whichever is newer.
FILES, ARTICLES, SINCE = "files", "articles", "-since"
# Entries that may stand there, and their share of all, before all is written anew.
FEW, LITTLE = 8, 0.05


@frozen
class Memory:
    """The memory of a project.

    cache  where it lies, None where nothing is kept
    """

    cache: Cache | None = None

    @cached_property
    def files(self) -> Shelf:
        """By absolute path, head and rest of a gist."""
        return self._read(FILES)

    @cached_property
    def articles(self) -> Shelf:
        """By key of an article, its verdicts."""
        return self._read(ARTICLES)

    def lint(
        self, bundles: Sequence[Bundle], discovery: Discovery, task: Task, gists: Gists, jobs: int
    ) -> Iterator[Verdict]:
        """Yield the verdict on each of some articles of a project, in their order; keep it.

        What a run that is interrupted has found out by then is kept too.
        """
        from smo_lint.outside.pool import judged

        verdicts = None
        if self.cache is not None:
            try:
                verdicts = Verdicts(task, gists, self.articles)
            except (TypeError, ValueError):  # a configuration may hold what JSON has no word for
                verdicts = None
        try:
            yield from linted(bundles, verdicts, lambda some, earlier: judged(some, task, jobs, earlier))
        finally:
            self._keep(discovery, gists, verdicts)

    def _keep(self, discovery: Discovery, gists: Gists, verdicts: Verdicts | None) -> None:
        if self.cache is None:
            return
        self._write(FILES, self.files, gists.plain())
        if verdicts is not None:
            every = {PAGES, *(bundle.key for bundle in discovery.every)}
            self._write(ARTICLES, self.articles, verdicts.kept.among(every))

    def _read(self, name: str) -> Shelf:
        told = self.cache.read_shelf(name) if self.cache is not None else Shelf({}, {})
        return told.updated(self._since[name]) if told.heads else told

    @cached_property
    def _since(self) -> dict[str, Shelf]:
        names = (FILES, ARTICLES)
        return {name: self.cache.read_shelf(name + SINCE) if self.cache else Shelf({}, {}) for name in names}

    def _write(self, name: str, before: Shelf, now: Shelf) -> None:
        assert self.cache is not None, "who keeps nothing does not write"
        gone = before.heads.keys() - now.heads.keys()
        new = now.among({key for key in now.heads if now.of(key) != before.of(key)})
        if not new.heads and not gone:
            return
        since = self._since[name].among(now.heads).updated(new)
        if gone or not before.heads or len(since.heads) > max(FEW, LITTLE * len(now.heads)):
            self.cache.write_shelf(name, now)
            since = Shelf({}, {})
        if since.heads or self._since[name].heads:
            self.cache.write_shelf(name + SINCE, since)
        self._since[name] = since
        vars(self)[name] = now  # whoever lints once more, as after repairs, builds on it
