"""Code put back as the reference has it, with what was translated in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smo_lint.model import Edit, Fix, Node, Pair, Span
from smo_lint.regexes import regex
from smo_lint.rules._untranslated import vocabulary
from smo_lint.rules.code._compare import Change, changes, lines
from smo_lint.rules.code._places import spans
from smo_lint.rules.code._syntax import pieces

_WORD = regex(r"[^\W\d_]{3,}")
TITLE = "Restore the code"
# A line less alike than this, or more than this share of the lines changed, may well be meant.
_ALIKE = 0.75
_SHARE = 0.34


def restored(pair: Pair, source: Node, target: Node, found: Sequence[Change]) -> Fix | None:
    """Return the fix that undoes these changes, None where words would be lost by it."""
    code = target.text.removesuffix("\n").split("\n")
    places = spans(pair.target, target)
    before = [pair.target.text[pair.target.text.rfind("\n", 0, s.start) + 1 : s.start] for s in places]
    edits: list[Edit] = []
    safe = all(line.exact for change in found for line in change.source + change.target)
    for change in reversed(found):
        fresh = tuple(_fresh(source.name, change))
        if None in fresh:
            return None
        safe = safe and _sure(source.name, change) and not _translated(pair, change)
        numbers = [line.number for line in change.target]
        if numbers and numbers != list(range(numbers[0], numbers[-1] + 1)):
            return None
        first, last = (numbers[0], numbers[-1]) if numbers else (change.place + 1, change.place)
        code[first : last + 1] = [text for text in fresh if text is not None]
        edits.append(_edit(pair, target, places, before, first, last, fresh))
    if any(changes(lines(source.name, source.text), lines(source.name, "\n".join(code)), pair.target.lang)):
        return None
    touched = sum(max(len(change.source), len(change.target)) for change in found)
    return Fix(TITLE, tuple(reversed(edits)), safe and touched <= max(1, _SHARE * len(code)))


def _fresh(language: str, change: Change) -> Iterator[str | None]:
    """Yield the lines that replace the target's; None where translated words cannot be placed."""
    if len(change.source) != len(change.target):
        lossy = any(any(pieces(language, line.text)) for line in change.target)
        yield from [None] if lossy else [line.text for line in change.source]
        return
    for theirs, ours in zip(change.source, change.target, strict=True):
        old, new = list(pieces(language, ours.text)), list(pieces(language, theirs.text))
        if not old and not new:
            yield theirs.text
        elif [piece.kind for piece in old] == [piece.kind for piece in new]:
            yield _kept(theirs.text, new, ours.text, old)
        else:
            yield None


def _kept(
    theirs: str, new: Sequence[tuple[str, int, int]], ours: str, old: Sequence[tuple[str, int, int]]
) -> str:
    parts: list[str] = []
    at = 0
    for (_, start, end), (_, first, last) in zip(new, old, strict=True):
        parts += (theirs[at:start], ours[first:last])
        at = end
    return "".join((*parts, theirs[at:]))


def _sure(language: str, change: Change) -> bool:
    """Tell whether a slip rather than a choice is undone, and no untranslated words come in."""
    from rapidfuzz.distance import Indel

    if len(change.source) != len(change.target):
        return not change.target and not any(any(pieces(language, line.text)) for line in change.source)
    together = zip(change.source, change.target, strict=True)
    return all(
        Indel.normalized_similarity(a.text, b.text) >= _ALIKE and (b.kept.isascii() or not a.kept.isascii())
        for a, b in together
    )


def _translated(pair: Pair, change: Change) -> bool:
    """Tell whether words would go that the target's own prose uses and the source's does not."""
    theirs, ours = (
        {word.casefold() for line in side for word in _WORD.findall(line.text)}
        for side in (change.source, change.target)
    )
    there, here = vocabulary(pair.source)[1], vocabulary(pair.target)[1]
    return any(here[word] and not there[word] for word in ours - theirs)


def _edit(
    pair: Pair,
    target: Node,
    places: Sequence[Span],
    before: Sequence[str],
    first: int,
    last: int,
    fresh: Sequence[str | None],
) -> Edit:
    prefix = before[last] if last >= 0 else next((text for text in before if text), "")
    texts = [text for text in fresh if text is not None]
    if first > last:  # nothing is replaced: the lines come after line `last`
        if last >= 0:
            return Edit(Span(*(2 * (places[last].end,))), "".join(f"\n{prefix}{text}" for text in texts))
        return Edit(Span(*(2 * (places[0].start,))), "".join(f"{text}\n{prefix}" for text in texts))
    if texts:
        return Edit(Span(places[first].start, places[last].end), f"\n{prefix}".join(texts))
    line = pair.target.text.rfind("\n", 0, places[first].start) + 1
    return Edit(Span(line, min(places[last].end + 1, len(pair.target.text))), "")
