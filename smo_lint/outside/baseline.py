"""Findings that a team has accepted for now: a file of one line each, in the order of their fingerprints."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from smo_lint.model import Fault, Finding, LoadError
from smo_lint.outside.articles.discovery import from_here
from smo_lint.outside.load import read, write
from smo_lint.regexes import regex
from smo_lint.rules import rules

NAME = "smo-lint.baseline.jsonl"
# Larger than any that anybody would keep.
_LIMIT = 1_000_000_000
_CONTROL = regex("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


class Accepted(NamedTuple):
    """A line of a baseline; what follows the fingerprint is for people, and for `carried`."""

    fingerprint: str
    code: str
    article: str
    lang: str
    message: str


class Scope(NamedTuple):
    """What a run can tell about.

    codes     of the rules that have run
    known     codes of all rules: what has another is no rule's any more
    articles  keys of those that were judged
    every     keys of all articles of the project, None where not all were judged
    langs     tags of the languages that are looked at, empty for all
    """

    codes: Collection[str]
    known: Collection[str]
    articles: Collection[str]
    every: Collection[str] | None = None
    langs: Collection[str] = ()

    def covers(self, entry: Accepted) -> bool:
        """Whether a run of this scope would have found it if it were still there."""
        ran = entry.code in self.codes or entry.code not in self.known
        gone = self.every is not None and entry.article not in self.every
        told = not self.langs or entry.lang in self.langs
        return ran and told and (gone or entry.article in self.articles)


def accepted(finding: Finding) -> Accepted:
    """Return the line of a finding."""
    return Accepted(finding.fingerprint, finding.code, finding.article, finding.lang, finding.problem.message)


def content_of(path: str) -> str:
    """Return the text of a baseline. Raises LoadError."""
    content = read(path, _LIMIT)
    if isinstance(content, Fault):
        raise LoadError(f"{from_here(path)}: the baseline {content.reason}")
    return content


def load(path: str) -> tuple[Accepted, ...]:
    """Return the lines of a baseline, each once and in order, however it was merged. Raises LoadError."""
    return read_from(content_of(path), path)


def read_from(content: str, path: str) -> tuple[Accepted, ...]:
    """Return the lines of the text of a baseline, as `load` does; `path`: what it is called."""
    found: dict[str, Accepted] = {}
    for number, line in enumerate(content.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        if line.startswith(_CONFLICT):
            raise LoadError(
                f"{from_here(path)}:{number}: a merge was left open: keep the lines of both sides"
            )
        if line.strip():
            entry = _entry(line)
            if entry is None:
                raise LoadError(f"{from_here(path)}:{number}: this is no line of a baseline")
            found[entry.fingerprint] = entry
    return tuple(sorted(found.values()))


def save(path: str, entries: Iterable[Accepted], *, was: str | None = None) -> None:
    """Write a baseline as a whole; `was`: what it must still hold, None for anything. Raises LoadError."""
    lines = (json.dumps(entry._asdict(), ensure_ascii=False) for entry in sorted(set(entries)))
    text = "".join(_CONTROL.sub(_escaped, line) + "\n" for line in lines)
    try:
        open(path, "ab").close()  # it is made first where it is new: only what is there is replaced
    except OSError as error:
        raise LoadError(f"“{from_here(path)}” cannot be written: {(error.strerror or '').lower()}") from None
    write(path, text, was=was)


def repaired(entries: Iterable[Accepted], findings: Iterable[Finding], scope: Scope) -> tuple[Accepted, ...]:
    """Return the lines that a run over this scope has found nothing for, and would have."""
    entries, findings = tuple(entries), tuple(findings)
    present = {finding.fingerprint for finding in findings}
    unseen = clouded(findings, {entry.fingerprint for entry in entries})
    gone = (e for e in entries if e.fingerprint not in present and e.article not in unseen)
    return tuple(e for e in gone if scope.covers(e))


def clouded(findings: Iterable[Finding], known: Collection[str]) -> frozenset[str]:
    """Return the keys of articles with new damage that hides what else there is to find.

    known  fingerprints of what was there before: what these hide was hidden then
    """
    guards = {rule.code for rule in rules() if rule.guard}
    new = (finding for finding in findings if finding.fingerprint not in known)
    return frozenset(f.article for f in new if f.code in guards or f.problem.covers is not None)


def renewed(
    entries: Collection[Accepted], findings: Collection[Finding], scope: Scope
) -> tuple[Accepted, ...]:
    """Return the lines as a run says them now; none is added.

    A line whose finding is gone goes over to one that is new and says the same of the same language:
    first within its article, then within articles that are new, as those are that were renamed.
    """
    present = {finding.fingerprint: finding for finding in findings}
    known = {entry.fingerprint for entry in entries}
    stale = repaired(entries, findings, scope)
    homes = {entry.article for entry in entries}
    fresh = [finding for finding in findings if finding.fingerprint not in known]
    kept = [accepted(present[e.fingerprint]) for e in entries if e.fingerprint in present]
    kept += (e for e in entries if e.fingerprint not in present and not scope.covers(e))
    near = _by(fresh, lambda f: (f.code, f.lang, f.problem.message, f.article))
    far = _by((f for f in fresh if f.article not in homes), lambda f: (f.code, f.lang, f.problem.message))
    taken: set[str] = set()
    for entry in stale:
        places = near[entry.code, entry.lang, entry.message, entry.article]
        if not places and scope.every is not None and entry.article not in scope.every:
            places = far[entry.code, entry.lang, entry.message]
        finding = next((f for f in places if f.fingerprint not in taken), None)
        if finding is not None:
            taken.add(finding.fingerprint)
            kept.append(accepted(finding))
    return tuple(sorted(kept))


def _by(findings: Iterable[Finding], key: Any) -> Mapping[tuple[str, ...], list[Finding]]:
    groups: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[key(finding)].append(finding)
    return groups


def _entry(line: str) -> Accepted | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    values = [told.get(name) for name in Accepted._fields] if isinstance(told, dict) else []
    words = [value for value in values if isinstance(value, str)]
    return Accepted(*words) if len(words) == len(Accepted._fields) else None


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
