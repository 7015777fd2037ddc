"""Findings as diagnostics: each in its own file, with the place in the other edition that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from lsprotocol.types import (
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Range,
)
from lsprotocol.types import (
    Location as Where,
)

from smo_lint.asking import block_at
from smo_lint.model import Finding, Location
from smo_lint.server.articles import Checked
from smo_lint.server.positions import Places

SOURCE = "smo-lint"
_WEIGHTS = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "hint": DiagnosticSeverity.Information,
}
# Other places that one finding names; more are a wall of text in most editors.
_OTHERS = 5


def diagnostics(checked: Checked, uri: Callable[[str], str], encoding: str) -> Mapping[str, list[Diagnostic]]:
    """Return path of a member -> what there is to say about it, [] for those that are in order.

    uri  path of a member -> how the editor calls it
    """

    @cache
    def range_of(place: Location) -> Range:
        return places(place.path).range(place.span)

    @cache
    def places(path: str) -> Places:
        return Places(checked.texts[path], encoding)

    found: dict[str, list[Diagnostic]] = {path: [] for path in checked.texts}
    for finding in checked.findings:
        at = finding.problem.at
        if at.path in found:
            others = [
                DiagnosticRelatedInformation(
                    Where(uri(other.path), range_of(other)),
                    other.note or _label(checked, other),
                )
                for other in related(checked, finding)
                if other.path in found
            ]
            found[at.path].append(
                Diagnostic(
                    range_of(at),
                    finding.problem.message,
                    _WEIGHTS[finding.severity],
                    finding.code,
                    source=SOURCE,
                    related_information=others[:_OTHERS],
                    data={"fingerprint": finding.fingerprint},
                )
            )
    return found


def related(checked: Checked, finding: Finding) -> Iterator[Location]:
    """Yield the other places that explain a finding: those that it names, else the aligned blocks."""
    at = finding.problem.at
    yield from finding.problem.related
    if all(place.path == at.path for place in finding.problem.related):
        edition = checked.edition(at.path)
        block = block_at(edition, at.span.start) if edition else None
        if edition and block and block.kind != "document":
            for other, node in checked.article.counterparts(edition, block):
                if other.path in (checked.source, "") or not checked.source:
                    yield other.at(node)


def _label(checked: Checked, place: Location) -> str:
    lang = next((member.lang for member in checked.bundle.members if member.path == place.path), "")
    return f"the same block in {lang}" if lang else "the same block"
