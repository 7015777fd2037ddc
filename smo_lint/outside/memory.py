"""What a run knows from earlier ones, and what it leaves to later ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smo_lint.outside.verdicts import Verdicts, bounded, linted

if TYPE_CHECKING:
    from smo_lint.model import Bundle, Finding
    from smo_lint.outside.cache import Cache
    from smo_lint.outside.discovery import Discovery
    from smo_lint.outside.gist import Gists
    from smo_lint.outside.task import Task

# The names of what is kept: gists of files, verdicts of articles.
FILES, ARTICLES = "files", "articles"


@dataclass(frozen=True)
class Memory:
    """The memory of a project.

    cache  where it lies, None where nothing is kept
    """

    cache: Cache | None = None

    @cached_property
    def files(self) -> Mapping[str, Any]:
        """Absolute path -> the fields of a gist."""
        return self._read(FILES)

    @cached_property
    def articles(self) -> Mapping[str, Any]:
        """Key of an article -> its verdicts."""
        return self._read(ARTICLES)

    def lint(
        self, bundles: Sequence[Bundle], discovery: Discovery, task: Task, gists: Gists, jobs: int
    ) -> Iterator[list[Finding]]:
        """Yield what is found in each of some articles of a project, in their order; keep it.

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
        files = gists.plain()
        if files != self.files:
            self.cache.write(FILES, files)
        if verdicts is not None:
            articles = bounded(verdicts.kept, (bundle.key for bundle in discovery.every))
            if articles != self.articles:
                self.cache.write(ARTICLES, articles)

    def _read(self, name: str) -> Mapping[str, Any]:
        told = self.cache.read(name) if self.cache is not None else None
        return told if isinstance(told, dict) else {}
