"""How far the translations of a project are, by article and by language; one format, one file beside this."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple, TextIO

from smo_lint.model import Bundle, Finding, Member
from smo_lint.model.frozen import frozen

# Rules that say that a translation lags behind its source.
LAGS = ("stale-edition", "stale-section")
Render = Callable[["Status", TextIO], None]


class State(NamedTuple):
    """How the edition of an article in one language stands.

    lang      its tag
    path      its file, "" where there is none
    source    whether others are compared with it: then it is nobody's translation
    stale     whether it lags behind its source
    behind    how many commits changed the source since; 0 where that is not known
    errors    how many findings it has of that severity
    warnings  the same
    """

    lang: str
    path: str
    source: bool = False
    stale: bool = False
    behind: int = 0
    errors: int = 0
    warnings: int = 0

    @property
    def complete(self) -> bool:
        """Whether it is there, does not lag behind, and has no error."""
        return bool(self.path) and not self.stale and not self.errors


class Row(NamedTuple):
    """An article: its key, and its editions in the order of `Status.langs`."""

    key: str
    states: tuple[State, ...]


@frozen
class Progress:
    """How far some translations are; a source edition is none.

    lang    tag of the language, "" of all together
    states  an edition for each article that there should be one of
    """

    lang: str
    states: tuple[State, ...]

    @property
    def missing(self) -> int:
        """How many are not there."""
        return sum(not state.path for state in self.states)

    @property
    def stale(self) -> int:
        """How many lag behind their source."""
        return sum(state.stale for state in self.states)

    @property
    def errors(self) -> int:
        """How many errors were found in them."""
        return sum(state.errors for state in self.states)

    @property
    def warnings(self) -> int:
        """How many warnings."""
        return sum(state.warnings for state in self.states)

    @property
    def complete(self) -> int:
        """How many are there, do not lag behind, and have no error."""
        return sum(state.complete for state in self.states)

    @property
    def percent(self) -> int:
        """The share that is complete, rounded down: 100 means all."""
        return 100 * self.complete // len(self.states) if self.states else 100


@frozen
class Status:
    """How far a project is.

    source  tag of the source language, "" where editions vote
    langs   tags of all languages that are looked at, the source first
    rows    the articles, in the order of their keys
    alone   how many files are in no article and not counted
    whole   a row for each article is wanted, however many there are
    """

    source: str
    langs: tuple[str, ...]
    rows: tuple[Row, ...]
    alone: int = 0
    whole: bool = False

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """Each language that is translated to."""
        states = [state for row in self.rows for state in row.states if not state.source]
        found = [Progress(lang, tuple(s for s in states if s.lang == lang)) for lang in self.langs]
        return tuple(one for one in found if one.states)

    @cached_property
    def total(self) -> Progress:
        """All of them."""
        return Progress("", tuple(state for one in self.progress for state in one.states))


def status(
    bundles: Sequence[Bundle],
    alone: Collection[Member],
    findings: Iterable[Finding],
    source: str,
    langs: Collection[str] = (),
    *,
    whole: bool = False,
) -> Status:
    """Return how far these articles are.

    alone     files in no article; those in the source language are articles that nobody translated
    findings  of the articles
    source    the source language of the run
    langs     tags of the languages that are looked at, empty for all
    """
    untranslated = [member for member in alone if source and member.lang == source]
    articles = [*bundles, *(Bundle(member.path, (member,), source) for member in untranslated)]
    known = {member.lang for bundle in bundles for member in bundle.members} - {""}
    columns = sorted(known & set(langs) if langs else known, key=lambda lang: (lang != source, lang))
    counts: Counter[tuple[str, str]] = Counter()
    stale: set[str] = set()
    for finding in findings:
        path = finding.problem.at.path
        if finding.name in LAGS:
            stale.add(path)
        else:
            counts[path, finding.severity] += 1
    rows = (
        Row(b.key, tuple(_state(b, lang, b.source or source, stale, counts) for lang in columns))
        for b in articles
    )
    return Status(source, tuple(columns), tuple(sorted(rows)), len(alone) - len(untranslated), whole=whole)


def _state(
    bundle: Bundle, lang: str, source: str, stale: set[str], counts: Counter[tuple[str, str]]
) -> State:
    member = next((member for member in bundle.members if member.lang == lang), None)
    if member is None:
        return State(lang, "", source=lang == source)
    lags = member.path in stale
    return State(
        lang,
        member.path,
        source=lang == source,
        stale=lags,
        behind=len(member.past.since) if lags and member.past else 0,
        errors=counts[member.path, "error"],
        warnings=counts[member.path, "warning"],
    )


def formats() -> tuple[str, ...]:
    """Return the names of the formats, in the order of the alphabet."""
    return tuple(sorted(file.name for file in iter_modules(__path__) if not file.name.startswith("_")))


def renderer(name: str) -> Render:
    """Return the function that writes a status in a format; its module is imported only now."""
    render: Render = import_module(f"{__name__}.{name}").render
    return render
