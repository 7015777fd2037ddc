"""The keys of two blocks of front matter beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from smo_lint.model import Entry, FrontMatter, Pair, Span

# What only one side has by its nature: the language itself, and what tracks a translation.
OWN = (
    ("translator", "translators", "translated_by", "translation", "translationKey", "translation_key")
    + ("default_lang_commit", "drifted_from_default", "sourceCommit", "source_commit", "source_hash")
    + ("l10n", "smo-lint-stamp")
    + ("original", "original_url", "untranslated", "i18nReady", "upstream", "reviewer", "reviewers", "search")
    + ("crowdin", "last_translated", "redirect_from", "redirects", "aliases")
    # Whether this edition is shown at all.
    + ("skip", "hidden", "unlisted", "noindex", "outdated")
)


class Renamed(NamedTuple):
    """A key of the source and what it became; `sure` where nothing else can be meant."""

    source: Entry
    target: Entry
    sure: bool


class Keys(NamedTuple):
    """matched, missing and extra keys, in the order of their files; renamed ones are in neither.

    before  missing key -> the target's entry that stands before it in the source, None at the top
    """

    matched: tuple[tuple[Entry, Entry], ...]
    missing: tuple[tuple[Entry, Entry | None], ...]
    extra: tuple[Entry, ...]
    renamed: tuple[Renamed, ...]


NOTHING = Keys((), (), (), ())


def compare(pair: Pair) -> Keys:
    """Return the keys of a pair; nothing where either front matter is absent or does not parse."""
    known: Keys | None = pair.memo.get(compare)
    if known is None:
        known = NOTHING
        source, target = pair.source.meta, pair.target.meta
        if source and target and not source.faults and not target.faults:
            first = _without_own(source, pair.source.locale.keys, target)
            second = _without_own(target, pair.target.locale.keys, source)
            levels = list(_levels(first, second, (), ()))
            known = Keys(
                tuple(both for level in levels for both in level.matched),
                tuple(entry for level in levels for entry in level.missing),
                tuple(entry for level in levels for entry in level.extra),
                tuple(both for level in levels for both in level.renamed),
            )
        pair.memo[compare] = known
    return known


def dotted(entry: Entry) -> str:
    """Return the path of a key as people write it: "authors.0.name"."""
    return ".".join(map(str, entry.path))


def line_end(text: str, span: Span) -> Span:
    """Return the empty span at the end of the last line of a value."""
    end = text.find("\n", max(span.end - 1, span.start))
    end = len(text) if end < 0 else end
    return Span(end, end)


def _without_own(meta: FrontMatter, own: tuple[str, ...], other: FrontMatter) -> FrontMatter:
    """Front matter without the keys that the corpus knows in one language only, and the other lacks."""
    lone = [key for key in own if other.get(key) is None]
    return replace(meta, entries=tuple(e for e in meta.entries if e.path[0] not in lone)) if lone else meta


def _levels(
    source: FrontMatter, target: FrontMatter, above: tuple[str | int, ...], below: tuple[str | int, ...]
) -> Iterator[Keys]:
    """Yield the comparison of one mapping or list, and of everything in what they share."""
    first, second = _inside(source, above), _inside(target, below)
    if any(isinstance(e.path[-1], int) for e in (*first, *second)):
        shared = list(zip(first, second, strict=True)) if len(first) == len(second) else []
        shared = [pair for pair in shared if {e.type for e in pair} == {"mapping"}]
        level = NOTHING
    else:
        level = _level(first, second)
        shared = [*level.matched, *((r.source, r.target) for r in level.renamed)]
    yield level
    for one, two in shared:
        if one.type == two.type and one.type in ("mapping", "list"):
            yield from _levels(source, target, one.path, two.path)


def _inside(meta: FrontMatter, path: tuple[str | int, ...]) -> list[Entry]:
    """The entries of one mapping or list; of a key written twice the last, as most programs read it."""
    return list({entry.path: entry for entry in meta.entries if entry.path[:-1] == path}.values())


def _level(first: Sequence[Entry], second: Sequence[Entry]) -> Keys:
    names = {entry.path[-1]: entry for entry in second}
    matched = [(one, names[one.path[-1]]) for one in first if one.path[-1] in names]
    known = {entry for both in matched for entry in both}
    lost = [entry for entry in first if entry not in known]
    new = [entry for entry in second if entry not in known]
    renamed = list(_renamed(first, second, lost, new))
    gone = {r.source for r in renamed} | {r.target for r in renamed}
    partner = dict(matched) | {r.source: r.target for r in renamed}
    missing = tuple((e, _before(e, first, partner)) for e in lost if e not in gone)
    return Keys(tuple(matched), missing, tuple(e for e in new if e not in gone), tuple(renamed))


def _before(entry: Entry, first: Sequence[Entry], partner: dict[Entry, Entry]) -> Entry | None:
    earlier = [partner[e] for e in first[: first.index(entry)] if e in partner]
    return earlier[-1] if earlier else None


def _renamed(
    first: Sequence[Entry], second: Sequence[Entry], lost: list[Entry], new: list[Entry]
) -> Iterator[Renamed]:
    """Yield lost keys with the new ones that stand for them: the surest evidence first."""
    for evidence in (_same_letters, _same_value, _similar):
        for one in list(lost):
            fitting = [two for two in new if evidence(one, two)]
            if len(fitting) == 1 and sum(evidence(other, fitting[0]) for other in lost) == 1:
                yield Renamed(one, fitting[0], sure=True)
                lost, new = [e for e in lost if e is not one], [e for e in new if e is not fitting[0]]
    for one, two in _in_place(first, second, lost, new):
        foreign = not str(two.path[-1]).isascii()
        if one.type == two.type and (foreign or _prose(one) == _prose(two)):
            yield Renamed(one, two, sure=foreign)


def _in_place(
    first: Sequence[Entry], second: Sequence[Entry], lost: list[Entry], new: list[Entry]
) -> Iterator[tuple[Entry, Entry]]:
    """Yield lost and new keys that stand between the same neighbours, as many of both."""
    for one, two in zip(_runs(first, lost), _runs(second, new), strict=False):
        if len(one) == len(two):
            yield from zip(one, two, strict=True)


def _runs(entries: Sequence[Entry], lone: list[Entry]) -> Iterator[list[Entry]]:
    """Yield, for each stretch between keys that both sides have, the lone keys in it."""
    run: list[Entry] = []
    for entry in entries:
        if entry in lone:
            run.append(entry)
        else:
            yield run
            run = []
    yield run


def _same_letters(one: Entry, two: Entry) -> bool:
    return _bare(one) == _bare(two)


def _bare(entry: Entry) -> str:
    return re.sub(r"[\W_]", "", str(entry.path[-1])).casefold()


def _same_value(one: Entry, two: Entry) -> bool:
    return one.type == two.type and bool(one.scalar) and one.scalar == two.scalar and one.type != "bool"


def _similar(one: Entry, two: Entry) -> bool:
    from rapidfuzz import fuzz

    return one.type == two.type and fuzz.ratio(_bare(one), _bare(two)) >= 75


def _prose(entry: Entry) -> bool:
    return " " in entry.scalar or not entry.scalar.isascii()
