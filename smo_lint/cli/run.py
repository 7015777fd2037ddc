"""From what the user names to findings, and to repaired files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from functools import cache, partial
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


@dataclass(frozen=True)
class Run:
    """The articles of a run and what they are judged by."""

    discovery: Discovery
    task: Task
    jobs: int = 1

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

        found = watched(lint_all(bundles, self.task, self.jobs), len(bundles))
        return [finding for findings in found for finding in findings]

    def repaired(self, findings: Iterable[Finding], wanted: Callable[[Finding], bool]) -> Iterator[Repair]:
        """Yield each file that the fixes of wanted findings change, with its text before and after."""
        from smo_lint.fix import settle

        known: dict[str, list[Finding]] = {}
        for finding in filter(wanted, findings):
            known.setdefault(finding.article, []).append(finding)
        for bundle in self.discovery.bundles:
            if bundle.key not in known:
                continue
            files = self.task.files(bundle)
            settled = settle(files, partial(self._repairable, bundle, wanted, files, known[bundle.key]))
            for path, text in settled.files.items():
                before = files[path]
                if isinstance(before, str) and isinstance(text, str) and text != before:
                    fixes = [finding for finding in settled.applied if finding.problem.at.path == path]
                    yield Repair(path, before, text, tuple(fixes))

    def _repairable(
        self,
        bundle: Bundle,
        wanted: Callable[[Finding], bool],
        files: Mapping[str, str | Fault],
        known: Iterable[Finding],
        texts: Mapping[str, str | Fault],
    ) -> Iterable[Finding]:
        return known if texts == files else filter(wanted, self.task.findings(bundle, texts))

    def with_texts(self, texts: Mapping[str, str]) -> Run:
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


@dataclass(frozen=True)
class Repair:
    """A file before and after, and the findings whose fixes changed it."""

    path: str
    before: str
    after: str
    findings: tuple[Finding, ...]

    def diff(self) -> str:
        """Return the repair as a unified diff."""
        before, after = _lines(self.before), _lines(self.after)
        return "".join(unified_diff(before, after, self.path, self.path))


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


def _lines(text: str) -> list[str]:
    """Lines with their ends, as a diff wants them; the last one may be told apart by having none."""
    lines = [line + "\n" for line in text.split("\n")]
    if lines[-1] == "\n":
        return lines[:-1]
    lines[-1] = lines[-1] + "\\ No newline at end of file\n"
    return lines
