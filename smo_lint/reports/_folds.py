"""One difference that several translations have, shown once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from smo_lint.model import Finding


def folded(findings: Iterable[Finding], source: frozenset[str]) -> Iterator[tuple[Finding, ...]]:
    """Yield findings that say the same of different languages together, in the order of the first.

    findings  of one article
    source    paths of its source edition; none where the editions vote, then nothing is folded

    The same is: one rule, one place of the source that is pointed at, one topic.
    """
    groups: dict[Hashable, list[Finding]] = {}
    for number, finding in enumerate(findings):
        place = next((at for at in finding.problem.related if at.path in source), None)
        same: Hashable = (finding.code, place, finding.problem.topic)
        told = any(other.lang == finding.lang for other in groups.get(same, ()))
        if told or place is None or finding.problem.at.path in source:
            same = number
        groups.setdefault(same, []).append(finding)
    yield from map(tuple, groups.values())
