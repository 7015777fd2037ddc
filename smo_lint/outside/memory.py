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

# The names of what is kept: gists of files, verdicts of articles. What has changed since is beside each, so
# that little is written where little has changed; it is as good as what it stands for, whichever is newer.
FILES, ARTICLES, SINCE = "files", "articles", "-since"
# Entries that may stand there, and their share of all, before all is written anew.
FEW, LITTLE = 8, 0.05


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
        self._write(FILES, self.files, gists.plain())
        if verdicts is not None:
            every = (bundle.key for bundle in discovery.every)
            self._write(ARTICLES, self.articles, bounded(verdicts.kept, every))

    def _read(self, name: str) -> Mapping[str, Any]:
        told = self.cache.read(name) if self.cache is not None else None
        return {**told, **self._since[name]} if isinstance(told, dict) else {}

    @cached_property
    def _since(self) -> Mapping[str, Mapping[str, Any]]:
        told = {name: self.cache.read(name + SINCE) if self.cache else None for name in (FILES, ARTICLES)}
        return {name: since if isinstance(since, dict) else {} for name, since in told.items()}

    def _write(self, name: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        assert self.cache is not None, "who keeps nothing does not write"
        new = {key: held for key, held in now.items() if key not in before or before[key] != held}
        gone = before.keys() - now.keys()
        if not new and not gone:
            return
        since = {key: held for key, held in self._since[name].items() if key in now} | new
        if gone or not before or len(since) > max(FEW, LITTLE * len(now)):
            self.cache.write(name, now)
            since = {}
        if since or self._since[name]:
            self.cache.write(name + SINCE, since)
