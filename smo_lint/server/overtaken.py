"""What was found in texts that have been edited since, at the places where it stands now."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from lsprotocol.types import Diagnostic, DiagnosticRelatedInformation, Location, Range

from smo_lint.markdown.again import in_common
from smo_lint.model import Fault, Span
from smo_lint.model.frozen import frozen
from smo_lint.server.positions import Places

Texts = Mapping[str, str | Fault]


@frozen
class _Edited:
    """A text before and after an edit; `head` and `tail` characters of it stay."""

    before: Places
    now: Places
    head: int
    tail: int

    def range(self, place: Range) -> Range | None:
        """Return where a place stands now, None where it was edited."""
        start, end = self.before.offset(place.start), self.before.offset(place.end)
        if end < self.head:
            return place
        if start <= len(self.before.text) - self.tail:
            return None
        by = len(self.now.text) - len(self.before.text)
        return self.now.range(Span(start + by, end + by))


def overtaken(
    found: Mapping[str, list[Diagnostic]], before: Texts, now: Texts, uris: Mapping[str, str], encoding: str
) -> dict[str, list[Diagnostic]]:
    """Return path -> what was found, without what stands where somebody types.

    before, now  path -> text, as it was looked at and as it is
    uris         path -> how the editor calls it
    """
    edits = {
        uris[path]: _edited(before[path], now[path], encoding) for path in found if now[path] != before[path]
    }
    return {
        path: [one for diagnostic in those if (one := _moved(diagnostic, uris[path], edits)) is not None]
        for path, those in found.items()
    }


def _edited(before: str | Fault, now: str | Fault, encoding: str) -> _Edited:
    old, new = Places(before, encoding), Places(now, encoding)
    return _Edited(old, new, *in_common(old.text, new.text))


def _moved(diagnostic: Diagnostic, uri: str, edits: Mapping[str, _Edited]) -> Diagnostic | None:
    place = edits[uri].range(diagnostic.range) if uri in edits else diagnostic.range
    if place is None:
        return None
    others = [_related(other, edits) for other in diagnostic.related_information or ()]
    moved = copy(diagnostic)
    moved.range, moved.related_information = place, [other for other in others if other]
    return moved


def _related(
    other: DiagnosticRelatedInformation, edits: Mapping[str, _Edited]
) -> DiagnosticRelatedInformation | None:
    uri = other.location.uri
    if uri not in edits:
        return other
    place = edits[uri].range(other.location.range)
    return DiagnosticRelatedInformation(Location(uri, place), other.message) if place else None
