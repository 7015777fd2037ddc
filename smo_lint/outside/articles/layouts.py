"""Files into articles: paths in, bundles out, with a reason for every file; nothing is read here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from smo_lint.languages import normalise
from smo_lint.model import Bundle, Member
from smo_lint.options import Config
from smo_lint.outside.articles.claims import Claim, claims
from smo_lint.outside.articles.facts import Facts
from smo_lint.outside.articles.slots import stem
from smo_lint.outside.articles.source import DOUBLE, Grouping, Told, language_of, settled, sourced
from smo_lint.outside.articles.tongue import by_letters

Look = Callable[[str], Facts]


def grouped(paths: Iterable[str], config: Config, look: Look = lambda path: Facts()) -> Grouping:
    """Return the articles that these files are.

    paths  POSIX, relative to one folder
    look   what a file says about itself; asked of files whose path says too little
    """
    ordered = sorted(set(paths))
    declared = {normalise(tag) for tag in (config.source, *config.languages)} - {""}
    claimed = claims(
        ordered, config.layout, declared, config.default_language, lambda path: by_letters(look(path).text)
    )
    articles: dict[str, list[Claim]] = defaultdict(list)
    for claim in _joined(claimed, look):
        articles[claim.home].append(claim)
    alone: list[Member] = []
    groups = [group for found in articles.values() for group in _without_doubles(found, alone)]
    alone += (_lonely(group[0]) for group in groups if len(group) == 1)
    groups = [group for group in groups if len(group) > 1]
    told = _told(groups, _tags_by_place(claimed), config, look)
    groups = list(_without_copies(groups, told, alone))
    bundles = sorted((_bundle(group, told) for group in groups), key=lambda entry: entry[0].key)
    return sourced(bundles, alone, config)


def _told(
    groups: Iterable[Sequence[Claim]], tags: Mapping[str, set[str]], config: Config, look: Look
) -> Mapping[str, Told]:
    """Return path -> language of the files whose paths name none."""
    taken = {
        claim.path: {other.lang for other in group}.union(*(tags[other.place] for other in group))
        for group in groups
        for claim in group
        if not claim.lang
    }
    beside = {
        claim.path: {other.lang for other in group if other.lang}
        for group in groups
        for claim in group
        if not claim.lang
    }
    below = {
        claim.path: {one.lang for one in group if one.place.endswith("/{lang}") and _apart(claim, one)}
        for group in groups
        for claim in group
        if not claim.lang
    }
    told = {p: language_of(look(p), taken[p], config, beside[p], below[p]) for p in taken}
    return settled(told, taken)


def _apart(one: Claim, other: Claim) -> bool:
    """Whether two files stand in different folders."""
    return one.path.rpartition("/")[0] != other.path.rpartition("/")[0]


def _without_copies(
    groups: Iterable[list[Claim]], told: Mapping[str, Told], alone: list[Member]
) -> Iterator[list[Claim]]:
    """Yield the articles without files that name no language and are in one that a sibling names."""
    for group in groups:
        copies = [claim for claim in group if not claim.lang and told[claim.path].lang == DOUBLE]
        kept = [claim for claim in group if claim not in copies]
        alone += (Member(claim.path, "", told[claim.path].why) for claim in copies)
        if len(kept) > 1:
            yield kept
        else:
            alone += map(_lonely, kept)


def _bundle(group: Sequence[Claim], told: Mapping[str, Told]) -> tuple[Bundle, str]:
    """Return an article, and the language of its edition whose path names none."""
    members = [
        Member(claim.path, claim.lang, claim.why)
        if claim.lang
        else Member(claim.path, told[claim.path].lang, told[claim.path].why)
        for claim in group
    ]
    bare = next((told[claim.path].lang for claim in group if not claim.lang), "")
    return Bundle(_key(group), tuple(members)), bare


def _tags_by_place(claimed: Iterable[Claim]) -> Mapping[str, set[str]]:
    tags: dict[str, set[str]] = defaultdict(set)
    for claim in claimed:
        if claim.place:
            tags[claim.place].add(claim.lang)
    return tags


def _joined(claimed: Sequence[Claim], look: Look) -> list[Claim]:
    """Bring together what its front matter calls translations of one text."""
    count = Counter(claim.home for claim in claimed)
    singles = [claim for claim in claimed if count[claim.home] == 1]
    keyed = {claim.path: look(claim.path) for claim in singles}
    if not any(fact.key for fact in keyed.values()):
        return list(claimed)
    homes: dict[str, str] = {}
    for claim in sorted(claimed, key=lambda claim: (-count[claim.home], not claim.lang, claim.path)):
        key = look(claim.path).key
        if key and (claim.lang or look(claim.path).lang):
            homes.setdefault(key, claim.home)
    joined = []
    for claim in claimed:
        fact = keyed.get(claim.path, Facts())
        lang = claim.lang or fact.lang
        if fact.key in homes and lang:
            why = f"its front matter says that it is “{fact.key}” in {lang}"
            claim = replace(claim, home=homes[fact.key], lang=lang, why=why)
        joined.append(claim)
    return joined


def _without_doubles(found: list[Claim], alone: list[Member]) -> list[list[Claim]]:
    """Split an article that has a language twice: by extension, then the second one stays alone."""
    if len({claim.lang for claim in found}) == len(found):
        return [found]
    by_extension: dict[str, list[Claim]] = defaultdict(list)
    for claim in found:
        by_extension[claim.path[len(stem(claim.path)) :].lower()].append(claim)
    groups = []
    for claims_of in by_extension.values():
        group: dict[str, Claim] = {}
        for claim in claims_of:
            first = group.setdefault(claim.lang, claim)
            if first is not claim:
                why = f"{first.path} is the edition in {claim.lang or 'this language'} already"
                alone.append(Member(claim.path, claim.lang, why))
        groups.append(list(group.values()))
    return groups


def _lonely(claim: Claim) -> Member:
    if not claim.lang:
        return Member(claim.path, "", claim.why)
    return Member(claim.path, claim.lang, f"{claim.why}, but this page is in no other language")


def _key(group: Sequence[Claim]) -> str:
    for claim in group:
        if not claim.lang:
            return claim.path
    shown = Counter(claim.shown for claim in group)
    best, times = min(shown.items(), key=lambda entry: (-entry[1], entry[0]))
    if best and times > 1:
        return best
    return min(claim.home + claim.path[len(stem(claim.path)) :] for claim in group)
