"""Which findings of a run count, and what is said of the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, NamedTuple

from smo_lint.model import Finding, Location
from smo_lint.model.frozen import frozen

if TYPE_CHECKING:
    from smo_lint.cli.run import Run
    from smo_lint.outside.baseline import Accepted, Scope
    from smo_lint.outside.repository.changes import Changes

# Codes of findings that say that smo-lint itself has failed: nothing hides them.
FAILS = "XX"


class Sifted(NamedTuple):
    """The findings that count, and how many do not, as "3 accepted in the baseline"."""

    findings: list[Finding]
    hidden: tuple[str, ...]


@frozen
class Sieve:
    """What keeps a finding from counting.

    entries  lines of the baseline
    former   what there was at another revision, by fingerprints
    name     of that revision
    changes  what was changed, where findings elsewhere do not count; else None
    """

    entries: Sequence[Accepted] = ()
    former: Mapping[str, Accepted] = field(default_factory=dict)
    name: str = ""
    changes: Changes | None = None

    def sifted(self, run: Run, findings: Iterable[Finding]) -> Sifted:
        """Return which of the findings of a run count."""
        accepted = {entry.fingerprint for entry in self.entries}
        read = run.reader()
        lines = self._lines(run, read)
        counts = dict.fromkeys((" by the baseline", f", older than {self.name}", ", not on changed lines"), 0)
        old, older, elsewhere = counts
        kept: list[Finding] = []
        for finding in findings:
            if finding.code.startswith(FAILS):
                kept.append(finding)
            elif finding.fingerprint in accepted:
                counts[old] += 1
            elif finding.fingerprint in self.former:
                counts[older] += 1
            elif lines is not None and not _touches(read, finding, lines):
                counts[elsewhere] += 1
            else:
                kept.append(finding)
        return Sifted(kept, tuple(f"{count} hidden{why}" for why, count in counts.items() if count))

    def _lines(self, run: Run, read: Callable[[str], str]) -> Mapping[str, frozenset[int]] | None:
        if self.changes is None:
            return None
        from smo_lint.outside.repository.changes import lines

        members = (member.path for bundle in run.discovery.bundles for member in bundle.members)
        return lines(self.changes, {os.path.abspath(path): read(path) for path in members})


def _touches(read: Callable[[str], str], finding: Finding, lines: Mapping[str, frozenset[int]]) -> bool:
    """Whether a finding, or what it is compared with, stands on changed lines, or stands nowhere."""
    at = finding.problem.at
    if at.span.start == at.span.end == 0:
        return True
    return any(_changed(read, place, lines) for place in (at, *finding.problem.related))


def _changed(read: Callable[[str], str], place: Location, lines: Mapping[str, frozenset[int]]) -> bool:
    changed = lines.get(os.path.abspath(place.path))
    if not changed:
        return False
    text = read(place.path)
    first = text.count("\n", 0, place.span.start) + 1
    last = first + text.count("\n", place.span.start, max(place.span.end - 1, place.span.start))
    return not changed.isdisjoint(range(first, last + 1))


def baseline_path(given: Mapping[str, Any], file: str, root: str) -> str:
    """Return where the baseline is, or would be: as given, else beside the configuration.

    file  path of that; "" where there is none
    """
    from smo_lint.outside.baseline import NAME

    if given["baseline"]:
        return os.path.abspath(str(given["baseline"]))
    return os.path.join(os.path.dirname(os.path.abspath(file)) if file else root, NAME)


def scope(run: Run, *, whole: bool, langs: Collection[str] = ()) -> Scope:
    """Return what a run can tell about; `whole`: it was over all articles of the project."""
    from smo_lint.options import chosen
    from smo_lint.outside.baseline import Scope
    from smo_lint.rules import rules

    return Scope(
        codes=frozenset(rule.code for rule in chosen(rules(), run.task.config)),
        known=frozenset(rule.code for rule in rules()),
        articles=frozenset(bundle.key for bundle in run.discovery.bundles),
        every=frozenset(bundle.key for bundle in run.discovery.every) if whole else None,
        langs=langs,
    )
