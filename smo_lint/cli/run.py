"""The articles of a run, and what is found in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from smo_lint.cli.screen import watched
from smo_lint.model import Bundle, Fault, Finding, SmoLintError
from smo_lint.model.frozen import frozen
from smo_lint.outside.cache.gist import digest
from smo_lint.outside.cache.memory import Memory

if TYPE_CHECKING:
    from smo_lint.outside.articles.discovery import Discovery
    from smo_lint.outside.cache.gists import Gists
    from smo_lint.outside.cache.store import Cache
    from smo_lint.outside.cache.whole import Whole
    from smo_lint.outside.task import Task


class NoArticleError(SmoLintError):
    """Nothing to check: a wrong path must not pass for a good one."""


class Stopped(KeyboardInterrupt):
    """The user has ended a run; `findings`: those that hold by then."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


@frozen
class Run:
    """The articles of a run and what they are judged by.

    known   its findings, where an earlier run has come to them
    judged  path -> digest of the text that was judged; filled by `lint`
    """

    discovery: Discovery
    task: Task
    jobs: int = 1
    gists: Gists | None = None
    memory: Memory = field(default_factory=Memory)
    whole: Whole | None = None
    known: tuple[Finding, ...] | None = None
    judged: dict[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The paths of the editions that the others are compared with; none of articles that vote."""
        of = [(bundle.source, member) for bundle in self.discovery.bundles for member in bundle.members]
        return frozenset(member.path for source, member in of if source and member.lang == source)

    def lint(self) -> list[Finding]:
        """Return the findings of all articles; shows progress."""
        if self.known is not None:
            return list(self.known)
        found = self._lint(self.discovery.bundles)
        if self.whole and self.gists:
            self.whole.keep(self.discovery, self.gists, found, self.judged)
        return found

    def lint_again(self, before: Run, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings of all articles, where `findings` are those of a run over other texts."""
        if (self.task.habits, self.task.site) != (before.task.habits, before.task.site):
            return self.lint()  # what the corpus teaches bears on every article
        written = {*self.task.overlay, *before.task.overlay}
        changed = {path for path in written if self.task.read(path) != before.task.read(path)}
        bundles = [b for b in self.discovery.bundles if any(member.path in changed for member in b.members)]
        keys = {bundle.key for bundle in bundles}
        both = [*(f for f in findings if f.article not in keys), *self._lint(bundles)]
        places = {bundle.key: place for place, bundle in enumerate(self.discovery.bundles)}
        return sorted(both, key=lambda finding: places[finding.article])

    def _lint(self, bundles: Sequence[Bundle]) -> list[Finding]:
        from smo_lint.outside.task import gists_of

        gists = self.gists or gists_of(self.discovery, self.task)
        steps = self.memory.lint(bundles, self.discovery, self.task, gists, self.jobs)
        found: list[Finding] = []
        try:
            for verdict in watched(steps, len(bundles)):
                found += verdict.findings
                self.judged.update(verdict.texts)
        except KeyboardInterrupt:
            raise Stopped(found) from None
        return found

    def shown(self, found: Sequence[Finding]) -> Run | None:
        """Return the run with the texts held that findings speak of: a report shows lines of them.

        None where somebody has written since the run began: some of what was found may be of a text, and
        some of what was known of its file, of another one.
        """
        from smo_lint.outside.cache.whole import spoken_of

        texts = {path: self.task.read(path) for path in spoken_of(found) if path in self.judged}
        if any(digest(text) != self.judged[path] for path, text in texts.items()):
            return None
        if self.gists and not self.gists.agree(self.discovery.bundles, self.judged):
            return None
        return replace(self, task=replace(self.task, held={**self.task.held, **texts}))

    def with_texts(self, texts: Mapping[str, str | Fault]) -> Run:
        """Return the run over other texts of some files, and what these teach."""
        from smo_lint.outside.task import gists_of

        task = replace(self.task, overlay={**self.task.overlay, **texts})
        known = self.gists.plain() if self.gists else None
        gists = gists_of(self.discovery, task, known)
        return replace(self, task=taught(self.discovery, task, gists), gists=gists)

    def reader(self) -> Callable[[str], str]:
        """Return path -> text as offsets count in it: newlines as one, no byte order mark."""

        @cache
        def text(path: str) -> str:
            content = self.task.read(path)
            if isinstance(content, Fault):
                return ""
            content = content.removeprefix("\ufeff")
            return content.replace("\r\n", "\n").replace("\r", "\n") if "\r" in content else content

        return text


def taught(
    discovery: Discovery, task: Task, gists: Gists, cache: Cache | None = None, *, lazily: bool = False
) -> Task:
    """Return the task with what all files of the project tell, as `informed` has it."""
    from smo_lint.options import chosen
    from smo_lint.outside.task import informed
    from smo_lint.rules import rules

    return informed(discovery, task, chosen(rules(), task.config), gists, cache, lazily=lazily)
