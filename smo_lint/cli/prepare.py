"""From what the user names to the articles of a run, and what their project tells of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smo_lint.cli.run import NoArticleError, Run, taught
from smo_lint.cli.screen import say
from smo_lint.model import Fault, SmoLintError
from smo_lint.outside.cache.memory import Memory
from smo_lint.phases import phase

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.articles.discovery import Discovery
    from smo_lint.outside.cache.look import Look
    from smo_lint.outside.cache.store import Cache
    from smo_lint.outside.cache.whole import Whole
    from smo_lint.outside.repository.snapshot import Tree
    from smo_lint.outside.task import Task

    Narrow = Callable[[Discovery, Callable[[str], str | Fault]], Discovery]


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
    cache: Cache | None = None,
    fresh: bool = False,
    held: bool = False,
) -> Run:
    """Return the run over the articles of these paths.

    pair    the folder of the source and that of its translation
    stdin   the file that the text on the standard input stands for, "" for none
    tree    what is judged instead of the files on disk; root  absolute path of its project, if known
    until   the last commit of the history that counts
    narrow  which of the articles are judged, where not all are
    cache   what earlier runs have found out
    fresh   whether the articles themselves are wanted, not just what is found in them
    held    whether they are wanted with their texts as they are now, whatever becomes of the files: who is
            going to change files must know of each no other text than the one that it changes
    Raises LoadError for a path that does not exist and NoArticleError where there is nothing to check.
    """
    whole = None
    if cache and not (pair or stdin or tree or narrow or fresh or held):
        from smo_lint.outside.cache.whole import whole_run

        whole = whole_run(cache, config, paths)
        if whole and (again := _again(whole, cache, config, jobs, quiet=quiet)):
            return again
    seen = whole.looks if whole else {}
    task, discovery = _found(paths, config, pair, stdin, tree, root, cache, seen)
    judged = narrow(discovery, task.read) if narrow else discovery
    if not discovery.bundles and not judged.bundles:
        raise NoArticleError(_nothing(discovery))
    if not judged.bundles:
        return Run(judged, task, jobs)
    if held:
        task = task.holding(judged.bundles)
    run = _learnt(judged, task, until, Memory(cache), quiet=quiet, complete=not pair, fresh=fresh or held)
    return replace(run, jobs=jobs, whole=whole)


def _again(whole: Whole, cache: Cache, config: Config, jobs: int, *, quiet: bool) -> Run | None:
    """Return the run as it was before, None where something has changed since."""
    from smo_lint.outside.task import Task

    known = whole.known()
    if known is None:
        return None
    _introduce(known.discovery, quiet=quiet)
    task = Task(config, held=known.texts)
    return Run(known.discovery, task, jobs, memory=Memory(cache), known=tuple(known.findings))


def _found(
    paths: Sequence[str],
    config: Config,
    pair: Sequence[str] | None,
    stdin: str,
    tree: Tree | None,
    root: str,
    cache: Cache | None,
    seen: Mapping[str, Look],
) -> tuple[Task, Discovery]:
    """Return how texts are read, and the articles that they are."""
    from smo_lint.options import chosen
    from smo_lint.outside.articles.discover import discover_in
    from smo_lint.outside.articles.discovery import posix
    from smo_lint.outside.task import Task
    from smo_lint.rules import rules

    chosen(rules(), config)  # a rule that does not exist is told before anything is read
    overlay: dict[str, str | Fault] = {member_path(stdin): _standard_input(stdin)} if stdin else {}
    if tree is None:
        with phase("discover"):
            discovery = discovered([*paths, *((stdin,) if stdin else ())], config, pair, cache, seen)
    else:
        with phase("discover"):
            discovery = discover_in(tree, paths, config, root=root)
        overlay = {posix(path, os.getcwd()): text for path, text in tree.texts.items()}
    return Task(config, overlay=overlay), discovery


def _learnt(
    discovery: Discovery,
    task: Task,
    until: str,
    memory: Memory,
    *,
    quiet: bool,
    complete: bool,
    fresh: bool,
) -> Run:
    """Return the run over these articles, with what the project tells of them.

    complete  all files of the project are known
    """
    from smo_lint.options import chosen
    from smo_lint.outside.configuration.exempt import exempted
    from smo_lint.outside.repository.history import dated
    from smo_lint.outside.task import gists_of
    from smo_lint.rules import rules

    gists = gists_of(discovery, task, memory.files)
    active = chosen(rules(), task.config)
    discovery = exempted(discovery, task.config, whole=complete)
    read = gists.reader(discovery.every)
    with phase("history"):
        discovery = dated(
            discovery, read, active, until, lambda member: gists.of(member).declared, memory.cache
        )
    _introduce(discovery, quiet=quiet)
    # Who is going to change files wants to know what they were like.
    task = taught(discovery, task, gists, memory.cache, lazily=not fresh)
    if memory.cache is None:
        gists.forget()
    return Run(discovery, task, gists=gists, memory=memory)


def anew(run: Run) -> Run:
    """Return a run over the texts as they are now, whatever becomes of the files from now on."""
    task = replace(run.task, late=frozenset()).holding(run.discovery.bundles)
    now = _learnt(run.discovery, task, "HEAD", run.memory, quiet=True, complete=False, fresh=True)
    return replace(now, jobs=run.jobs)


def _introduce(discovery: Discovery, *, quiet: bool) -> None:
    for sentence in () if quiet else (*discovery.warnings, discovery.mode):
        say(sentence)


def nothing(config: Config, root: str) -> Run:
    """Return the run over no article."""
    from smo_lint.outside.articles.discovery import Discovery
    from smo_lint.outside.task import Task

    return Run(Discovery(root, (), (), frozenset(), (), "", "", ""), Task(config))


def discovered(
    paths: Sequence[str],
    config: Config,
    pair: Sequence[str] | None,
    cache: Cache | None = None,
    seen: Mapping[str, Look] | None = None,
) -> Discovery:
    """Return the articles of these paths, or of the folders of a source and of its translation.

    seen  absolute path of a folder -> what it has looked like just now, of those that were looked at
    """
    from smo_lint.outside.articles.discover import discover

    if not pair:
        return discover(paths, config, cache=cache, seen=seen)
    from smo_lint.outside.articles.trees import discover_pair

    if paths:
        raise SmoLintError("--pair names all that is checked: paths beside it are not")
    return discover_pair(pair[0], pair[1], config)


def member_path(path: str) -> str:
    """Return a path as it is written everywhere: from the current folder, with `/`."""
    from smo_lint.outside.articles.discovery import from_here

    return from_here(path)


def _standard_input(path: str) -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise SmoLintError(f"{path}: the text on the standard input is not UTF-8: {error.reason}") from None


def _nothing(discovery: Discovery) -> str:
    alone = [f"{member.path}: {member.why}" for member in discovery.alone]
    more = [f"… and {len(alone) - 5} more files"] if len(alone) > 5 else []
    return "\n".join((f"no article found: {discovery.looked}", *alone[:5], *more))
