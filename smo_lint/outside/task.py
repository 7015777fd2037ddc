"""What a run is told, and what all files of its project tell it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import field, replace
from typing import TYPE_CHECKING

from smo_lint.model import (
    ALONE,
    NONE,
    Article,
    Bundle,
    Fault,
    Finding,
    Habits,
    Location,
    Problem,
    Rule,
    Site,
    Span,
)
from smo_lint.model.frozen import frozen
from smo_lint.outside.cache.gist import digest
from smo_lint.outside.cache.gists import Gists
from smo_lint.outside.cache.shelf import Shelf
from smo_lint.outside.load import read
from smo_lint.phases import phase

if TYPE_CHECKING:
    from smo_lint.comparing import Kept
    from smo_lint.options import Config
    from smo_lint.outside.articles.discovery import Discovery
    from smo_lint.outside.cache.lore import Lore
    from smo_lint.outside.cache.store import Cache
    from smo_lint.said import Said


@frozen
class Task:
    """What a process must know to lint any article of a run; pickles.

    habits   what the project taught
    overlay  path -> what stands for the content of the file
    held     path -> what the file has held when it was read for the whole run
    late     paths of files of which something could not be found out in time
    """

    config: Config
    habits: Habits = NONE
    site: Site = ALONE
    overlay: Mapping[str, str | Fault] = field(default_factory=dict)
    held: Mapping[str, str | Fault] = field(default_factory=dict)
    late: frozenset[str] = frozenset()

    def files(self, bundle: Bundle) -> dict[str, str | Fault]:
        """Return the texts of an article as they are in the files."""
        return {member.path: self.read(member.path) for member in bundle.members}

    def read(self, path: str) -> str | Fault:
        """Return a text as it is in its file, or why it cannot be read."""
        for known in (self.overlay, self.held):
            if path in known:
                return known[path]
        with phase("read"):
            return read(path, self.config.max_size)

    def holding(self, bundles: Iterable[Bundle]) -> Task:
        """Return the task with the texts of some articles as they are now, whatever becomes of the files."""
        texts = {path: text for bundle in bundles for path, text in self.files(bundle).items()}
        return replace(self, held={**self.held, **texts})

    def findings(self, bundle: Bundle, files: Mapping[str, str | Fault]) -> list[Finding]:
        """Return what is found in these texts of an article."""
        return self.judged(bundle, files, {})[0]

    def judged(
        self,
        bundle: Bundle,
        files: Mapping[str, str | Fault],
        said: Mapping[str, Said],
        kept: Kept | None = None,
    ) -> tuple[list[Finding], Article | None]:
        """Return the same with the article, None where judging it took too long.

        said  what rules have said of editions and pairs that are as they were
        kept  as `compare` has it
        """
        from smo_lint.comparing import compare
        from smo_lint.engine import findings
        from smo_lint.outside.deadline import OutOfTime, deadline
        from smo_lint.said import remind

        limit = self.config.timeout
        if late := [member.path for member in bundle.members if member.path in self.late]:
            why = f"looking through “{late[0]}” has taken longer than {limit} s (--timeout): it is not judged"
            return [unjudged(bundle, why)], None
        try:
            with deadline(limit), undisturbed(), phase("judge"):
                nodes = self.config.max_nodes
                article = compare(files, bundle, self.habits, self.site, kept, nodes=nodes, said=said)
                remind(article, said, self.config)
                return findings(article, self.config, bundle, self.habits), article
        except OutOfTime:
            why = f"judging this article has taken longer than {limit} s (--timeout): it is not judged"
            return [unjudged(bundle, why)], None


def unjudged(bundle: Bundle, why: str) -> Finding:
    """Return the finding that an article could not be judged."""
    from smo_lint.asking import FAILED, INTERNAL_ERROR

    member = bundle.members[0]
    problem = Problem(Location(member.path, Span(0, 0)), why, topic=FAILED)
    mark = digest(f"{INTERNAL_ERROR} {bundle.key}")[:16]
    return Finding(INTERNAL_ERROR, "internal-error", "error", member.lang, bundle.key, problem, mark)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Leave cycles of objects uncollected: a tree has many objects and few cycles, and dies as a whole."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Take what is known so far for lasting: it is not looked through again for each article."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def gists_of(discovery: Discovery, task: Task, kept: Shelf | None = None) -> Gists:
    """Return what is to be known of every file of a project.

    kept  what an earlier run has found out
    """
    seen = ((path, told) for look in discovery.looks.values() for path, told in look.files.items())
    limit = task.config.max_size  # under another one, a file that looks the same may not be read
    looks = {path: told and f"{told} {limit}" for path, told in seen}
    return Gists(task.read, task.overlay, looks, kept or Shelf({}, {}), task.config.timeout, task.held)


def informed(
    discovery: Discovery,
    task: Task,
    active: Iterable[Rule],
    gists: Gists,
    cache: Cache | None = None,
    *,
    lazily: bool = False,
) -> Task:
    """Return the task with what all files of the project tell.

    active  the rules that run
    cache   where an earlier run has kept what it learnt
    lazily  whether pages may be looked through later, where a rule asks for them
    """
    from smo_lint.outside.cache.lore import Lore

    lore = Lore(discovery, gists, cache)
    # What is remembered was said of editions that had a site: who asks other rules now can know it too, and
    # whoever repairs goes on with a site.
    sited = cache or task.site is not ALONE or any(rule.site for rule in active)
    site = site_of(discovery, lore) if sited else ALONE
    if not lazily or task.config.timeout:
        site.settle()
    told = replace(task, habits=taught(discovery.every, task, lore), site=site)
    lore.keep()
    gists.release()
    return replace(told, late=gists.late)


def taught(bundles: Sequence[Bundle], task: Task, lore: Lore) -> Habits:
    """Return the habits of a project: those that its configuration pins, else what its files teach.

    bundles  all articles of the project, not only those of the run
    """
    from smo_lint.habits import WITNESSES
    from smo_lint.habits.learning import measured, shown

    if task.config.habits is not None:
        return task.config.habits
    if len(bundles) < WITNESSES:
        return NONE
    with undisturbed(), phase("habits"):
        told = lore.habits("shown", Habits, lambda: shown(bundles, lore.pages()))
        return lore.habits(
            "habits", Habits, lambda: measured(told, bundles, lore.readable(), lore.blocks, lore.ratio)
        )


def site_of(discovery: Discovery, lore: Lore) -> Site:
    """Return every page of a project."""
    from smo_lint.site.survey import Customs, customs, paged

    with undisturbed(), phase("site"):
        site = paged(discovery.every, discovery.lonely, lore.outline, lore.names, discovery.source)
        return replace(site, **lore.customs(Customs, lambda: customs(site, lore.links))._asdict())
