"""From what the user names to findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from smo_lint.cli.screen import say, watched
from smo_lint.model import Bundle, Fault, Finding, SmoLintError
from smo_lint.phases import phase

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.discovery import Discovery
    from smo_lint.outside.pool import Task
    from smo_lint.outside.snapshot import Tree

    Narrow = Callable[[Discovery, Callable[[str], str | Fault]], Discovery]


class NoArticleError(SmoLintError):
    """Nothing to check: a wrong path must not pass for a good one."""


class Stopped(KeyboardInterrupt):
    """The user has ended a run; `findings`: those that hold by then."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Run:
    """The articles of a run and what they are judged by."""

    discovery: Discovery
    task: Task
    jobs: int = 1

    @cached_property
    def sources(self) -> frozenset[str]:
        """The paths of the editions that the others are compared with; none of articles that vote."""
        of = [(bundle.source, member) for bundle in self.discovery.bundles for member in bundle.members]
        return frozenset(member.path for source, member in of if source and member.lang == source)

    def lint(self) -> list[Finding]:
        """Return the findings of all articles; shows progress."""
        return self._lint(self.discovery.bundles)

    def lint_again(self, before: Run, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings of all articles, where `findings` are those of a run over other texts."""
        if (self.task.habits, self.task.site) != (before.task.habits, before.task.site):
            return self.lint()  # what the corpus teaches bears on every article
        overlay, old = self.task.overlay, before.task.overlay
        changed = {path for path in overlay if overlay[path] != old.get(path)}
        bundles = [b for b in self.discovery.bundles if any(member.path in changed for member in b.members)]
        keys = {bundle.key for bundle in bundles}
        both = [*(f for f in findings if f.article not in keys), *self._lint(bundles)]
        places = {bundle.key: place for place, bundle in enumerate(self.discovery.bundles)}
        return sorted(both, key=lambda finding: places[finding.article])

    def _lint(self, bundles: Sequence[Bundle]) -> list[Finding]:
        from smo_lint.outside.pool import lint_all

        found: list[Finding] = []
        try:
            for findings in watched(lint_all(bundles, self.task, self.jobs), len(bundles)):
                found += findings
        except KeyboardInterrupt:
            raise Stopped(found) from None
        return found

    def held(self) -> Run:
        """Return the run over the texts as they are now, whatever becomes of the files meanwhile."""
        paths = (member.path for bundle in self.discovery.bundles for member in bundle.members)
        texts = {path: self.task.read(path) for path in paths}
        return replace(self, task=replace(self.task, overlay={**self.task.overlay, **texts}))

    def with_texts(self, texts: Mapping[str, str | Fault]) -> Run:
        """Return the run over other texts of some files, and what these teach."""
        task = replace(self.task, overlay={**self.task.overlay, **texts})
        return replace(self, task=_informed(self.discovery, task))

    def reader(self) -> Callable[[str], str]:
        """Return path -> text as offsets count in it: newlines as one, no byte order mark."""

        @cache
        def text(path: str) -> str:
            content = self.task.read(path)
            if isinstance(content, Fault):
                return ""
            return content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

        return text


def prepare(
    paths: Sequence[str],
    config: Config,
    *,
    pair: Sequence[str] | None = None,
    stdin: str = "",
    jobs: int = 1,
    quiet: bool = False,
    tree: Tree | None = None,
    root: str = "",
    until: str = "HEAD",
    narrow: Narrow | None = None,
) -> Run:
    """Return the run over the articles of these paths.

    pair    the folder of the source and that of its translation
    stdin   the file that the text on the standard input stands for, "" for none
    tree    what is judged instead of the files on disk; root  absolute path of its project, if known
    until   the last commit of the history that counts
    narrow  which of the articles are judged, where not all are
    Raises LoadError for a path that does not exist and NoArticleError where there is nothing to check.
    """
    from smo_lint.options import chosen
    from smo_lint.outside.discover import discover_in
    from smo_lint.outside.discovery import posix
    from smo_lint.outside.exempt import exempted
    from smo_lint.outside.history import dated
    from smo_lint.outside.pool import Task
    from smo_lint.rules import rules

    active = chosen(rules(), config)  # a rule that does not exist is told before anything is read
    overlay: dict[str, str | Fault] = {member_path(stdin): _standard_input(stdin)} if stdin else {}
    if tree is None:
        with phase("discover"):
            discovery = discovered([*paths, *((stdin,) if stdin else ())], config, pair)
    else:
        with phase("discover"):
            discovery = discover_in(tree, paths, config, root=root)
        overlay = {posix(path, os.getcwd()): text for path, text in tree.texts.items()}
    task = Task(config, overlay=overlay)
    judged = narrow(discovery, task.read) if narrow else discovery
    if not discovery.bundles and not judged.bundles:
        raise NoArticleError(_nothing(discovery))
    discovery = judged
    if not discovery.bundles:
        return Run(discovery, task, jobs)
    discovery = exempted(discovery, config, whole=not pair)
    with phase("history"):
        discovery = dated(discovery, task.read, active, until)
    for sentence in () if quiet else (*discovery.warnings, discovery.mode):
        say(sentence)
    return Run(discovery, _informed(discovery, task), jobs)


def nothing(config: Config, root: str) -> Run:
    """Return the run over no article."""
    from smo_lint.outside.discovery import Discovery
    from smo_lint.outside.pool import Task

    return Run(Discovery(root, (), (), frozenset(), (), "", "", ""), Task(config))


def discovered(paths: Sequence[str], config: Config, pair: Sequence[str] | None) -> Discovery:
    """Return the articles of these paths, or of the folders of a source and of its translation."""
    from smo_lint.outside.discover import discover

    if not pair:
        return discover(paths, config)
    from smo_lint.outside.trees import discover_pair

    if paths:
        raise SmoLintError("--pair names all that is checked: paths beside it are not")
    return discover_pair(pair[0], pair[1], config)


def member_path(path: str) -> str:
    """Return a path as it is written everywhere: from the current folder, with `/`."""
    relative = os.path.relpath(path)
    return (os.path.abspath(path) if relative.startswith("..") else relative).replace(os.sep, "/")


def _standard_input(path: str) -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise SmoLintError(f"{path}: the text on the standard input is not UTF-8: {error.reason}") from None


def _nothing(discovery: Discovery) -> str:
    alone = [f"{member.path}: {member.why}" for member in discovery.alone]
    more = [f"… and {len(alone) - 5} more files"] if len(alone) > 5 else []
    return "\n".join((f"no article found: {discovery.looked}", *alone[:5], *more))


def _informed(discovery: Discovery, task: Task) -> Task:
    """Return the task with what all files of the project tell."""
    from smo_lint.options import chosen
    from smo_lint.outside.pool import surveyed, taught
    from smo_lint.rules import rules

    active = chosen(rules(), task.config)
    return replace(task, habits=taught(discovery.every, task), site=surveyed(discovery, task, active))
