"""What a change has to answer for: the articles that it touches, and what was there before it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.flags import Command, flag, given_options
from smo_lint.cli.screen import say
from smo_lint.cli.sieve import Sieve, baseline_path, scope
from smo_lint.model import Finding
from smo_lint.model.frozen import frozen

if TYPE_CHECKING:
    from smo_lint.cli.run import Run
    from smo_lint.options import Config
    from smo_lint.outside.articles.discovery import Discovery
    from smo_lint.outside.baseline import Accepted
    from smo_lint.outside.cache.store import Cache
    from smo_lint.outside.repository.changes import Changes
    from smo_lint.outside.repository.git import Repository

# Formats that tell what is repaired, and the one that these are made from later.
TELLING = frozenset(("markdown", "json"))
# Letters of an id that are shown.
ID = 9
_OPTIONS = (
    flag("Gate", "--since", metavar="REF", help="Only articles touched since the branch left REF."),
    flag("Gate", "--changed", is_flag=True, help="Only articles touched since the last commit."),
    flag("Gate", "--staged", is_flag=True, help="Only articles touched in the index, as they are there."),
    flag("Gate", "--changed-lines", is_flag=True, help="With these: only findings on changed lines."),
    flag(
        "Gate",
        "--new-since",
        metavar="REF",
        help="Only findings that were not there where the branch left REF.",
    ),
    flag("Gate", "--baseline", type=click.Path(), metavar="FILE", help="Leave out what this file accepts."),
    flag("Gate", "--no-baseline", is_flag=True, help="Do not look for a baseline."),
)


def gate_options(command: Command) -> Command:
    """Give a command the options that say what a change has to answer for."""
    return given_options(command, _OPTIONS)


@frozen
class Gate:
    """What was asked for.

    given   the options of the command
    paths   what the run is over
    config  what is in force
    file    path of the file that it comes from, "" where there is none
    """

    given: Mapping[str, Any]
    paths: Sequence[str]
    config: Config
    file: str

    def __post_init__(self) -> None:
        modes = [f"--{name}" for name in ("since", "changed", "staged") if self.given[name]]
        given = self.given
        if "" in (given["since"], given["new_since"]):
            raise click.UsageError("--since and --new-since want the name of a revision")
        if len(modes) > 1:
            raise click.UsageError(f"{' and '.join(modes)} contradict each other")
        if given["changed_lines"] and not modes and not given["new_since"]:
            raise click.UsageError("--changed-lines needs --since, --changed, --staged or --new-since")
        changing = given["fix"] or given["add_ignore"] is not None
        if given["staged"] and (changing or given["stdin_filename"]):
            raise click.UsageError("--staged judges the index: there is nothing to fix or to read beside it")
        if given["pair"] and (given["staged"] or given["new_since"]):
            raise click.UsageError("--pair names folders on disk: --since and --changed go with it")

    @cached_property
    def baseline(self) -> str:
        """The path of the file of accepted findings, "" where there is none."""
        if self.given["no_baseline"] or (self.given["isolated"] and not self.given["baseline"]):
            return ""
        usual = baseline_path(self.given, self.file, self.root)
        return usual if self.given["baseline"] or os.path.lexists(usual) else ""

    @property
    def scoped(self) -> bool:
        """Whether only some articles are judged."""
        return bool(self.given["since"] or self.given["changed"] or self.given["staged"])

    @cached_property
    def root(self) -> str:
        """The folder whose repository is asked."""
        from smo_lint.outside.articles.root import project_root

        if self.config.root:
            return self.config.root
        named = [*self.paths, *(self.given["pair"] or ())]
        return project_root(os.path.abspath(named[0] if named else os.getcwd())) or os.getcwd()

    def run(self, *, stdin: str, jobs: int, quiet: bool, cache: Cache | None = None) -> Run:
        """Return the run over the articles that were asked for. Raises SmoLintError."""
        from smo_lint.cli.fixing import asked
        from smo_lint.cli.prepare import nothing, prepare

        tree = None
        _ = self._entries, self._fork  # what is wrong with these is told before anything is judged
        if self.given["staged"]:
            if not self._touched(()).files:  # the dull case of a hook: nothing else is looked at
                self._say_untouched()
                return nothing(self.config, self.root)
            from smo_lint.outside.repository.changes import commit
            from smo_lint.outside.repository.snapshot import staged

            where, head = commit(self.root)
            tree = staged(where, head, self.config.max_size)
        return prepare(
            self.paths,
            self.config,
            pair=self.given["pair"],
            stdin=stdin,
            jobs=jobs,
            quiet=quiet,
            tree=tree,
            narrow=self._narrowed if self.scoped else None,
            cache=cache,
            fresh=bool(self.given["new_since"]),
            held=asked(self.given),
        )

    def sieve(self, run: Run, findings: Sequence[Finding]) -> Sieve:
        """Return which of the findings of a run count. Raises LoadError."""
        former = self._former(run, findings) if self._fork else {}
        changes = self.changes(run.discovery) if self.given["changed_lines"] else None
        return Sieve(self._entries, former, self.given["new_since"] or "", changes)

    def tell(self, sieve: Sieve, run: Run, found: Sequence[Finding], hidden: Sequence[str]) -> None:
        """Say which lines of the baseline are needed no more, and what is hidden where no report does."""
        if hidden and self.given["format_"] != "text":
            say(", ".join(hidden))
        if gone := self._repaired(sieve, run, found):
            have = "finding of the baseline is" if len(gone) == 1 else "findings of the baseline are"
            say(f"{len(gone)} {have} repaired: `smo-lint baseline prune` takes them out")

    @property
    def against(self) -> str:
        """What findings must be newer than, in words; "" where all count."""
        name = self.given["new_since"]
        fork = f"{name} at {self._fork[1][:ID]}" if self._fork else ""
        return " and ".join(filter(None, (fork, "the baseline" if self.baseline else "")))

    def gone(self, sieve: Sieve, run: Run, found: Sequence[Finding]) -> list[Accepted]:
        """Return what there was before and is there no more, as far as it was looked at."""
        if not sieve.former and not sieve.entries:
            return []
        from smo_lint.outside.baseline import clouded

        there = {finding.fingerprint for finding in found}
        unseen = clouded(found, sieve.former)
        entries = {entry.fingerprint: entry for entry in self._repaired(sieve, run, found)}
        older = {k: e for k, e in sieve.former.items() if k not in there and e.article not in unseen}
        return list((entries | older).values())

    def _repaired(self, sieve: Sieve, run: Run, found: Sequence[Finding]) -> tuple[Accepted, ...]:
        from smo_lint.outside.baseline import repaired

        whole = not self.paths and not self.scoped
        return repaired(sieve.entries, found, scope(run, whole=whole)) if sieve.entries else ()

    @cached_property
    def _entries(self) -> tuple[Accepted, ...]:
        from smo_lint.outside.baseline import load

        return load(self.baseline) if self.baseline else ()

    @cached_property
    def _fork(self) -> tuple[Repository, str] | None:
        """Where the branch left the revision that findings must be newer than."""
        name = self.given["new_since"]
        if name is None:
            return None
        from smo_lint.outside.repository.changes import commit

        return commit(self.root, name, fork=True)

    def _say_untouched(self) -> None:
        by = "by what is staged" if self.given["staged"] else f"since {self.given['since'] or 'HEAD'}"
        if not self.given["quiet"]:
            say(f"no article is touched {by}")

    def changes(self, discovery: Discovery) -> Changes:
        """Return what was changed. Raises LoadError."""
        members = [m for b in discovery.every for m in b.members] + [*discovery.lonely]
        return self._touched([os.path.abspath(member.path) for member in members])

    def _touched(self, paths: Iterable[str]) -> Changes:
        from smo_lint.outside.repository.changes import commit, in_index, in_work_tree

        ref = self.given["since"] or (not self.scoped and self.given["new_since"]) or ""
        where, base = commit(self.root, ref, fork=bool(ref))
        return in_index(where, base) if self.given["staged"] else in_work_tree(where, base, paths)

    def _narrowed(self, discovery: Discovery, read: Any) -> Discovery:
        from smo_lint.outside.repository.touched import touched

        found = touched(discovery, self.changes(discovery), read, self.config)
        if not found.bundles:
            self._say_untouched()
        return found

    def _former(self, run: Run, findings: Sequence[Finding]) -> dict[str, Accepted]:
        """Return what articles with findings had where the branch left a revision, by fingerprints.

        Where a report tells what is repaired, the other articles that were touched are asked too.
        """
        from smo_lint.cli.prepare import prepare
        from smo_lint.cli.run import NoArticleError
        from smo_lint.outside.baseline import accepted
        from smo_lint.outside.repository.changes import in_index
        from smo_lint.outside.repository.former import as_called_now
        from smo_lint.outside.repository.snapshot import committed

        keys = {finding.article for finding in findings} | self._telling(run)
        if not keys or self._fork is None:
            return {}
        where, base = self._fork

        def narrow(then: Discovery, read: object) -> Discovery:
            return as_called_now(then, run.discovery, in_index(where, base).renamed, keys)

        tree = committed(where, base, self.config.max_size)
        try:
            former = prepare(
                (),
                self.config,
                jobs=run.jobs,
                quiet=True,
                tree=tree,
                narrow=narrow,
                until=base,
                root=self.root,
                cache=run.memory.cache and run.memory.cache.as_it_is(),
            )
        except NoArticleError:
            return {}
        return {finding.fingerprint: accepted(finding) for finding in former.lint()}

    def _telling(self, run: Run) -> set[str]:
        """The keys of the articles whose repairs a report tells."""
        formats = {self.given["format_"], *(name for name, _ in self.given["output"])}
        if self._fork is None or not formats & TELLING:
            return set()
        files = self.changes(run.discovery).files
        bundles = run.discovery.bundles
        return {b.key for b in bundles if any(os.path.abspath(m.path) in files for m in b.members)}
