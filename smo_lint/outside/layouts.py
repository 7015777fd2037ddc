"""Files into articles: paths in, bundles out, with a reason for every file; nothing is read here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from smo_lint.languages import normalise
from smo_lint.model import Bundle, Member
from smo_lint.options import Config
from smo_lint.outside.claims import Claim, claims
from smo_lint.outside.facts import Facts, by_model, by_script
from smo_lint.outside.slots import stem

# A language is the source of the run where this share of the articles has an edition in it.
NEARLY_ALL = 0.9
UNKNOWN = "und"

Look = Callable[[str], Facts]


class Grouping(NamedTuple):
    """What the files of a project are.

    bundles  articles of two editions or more, in the order of their keys
    alone    other files, their language where it is known, and why they are in no article
    source   tag of the source language of the run, "" where editions vote
    mode     a sentence for the user: which source was chosen, and why
    """

    bundles: tuple[Bundle, ...]
    alone: tuple[Member, ...]
    source: str
    mode: str


def grouped(paths: Iterable[str], config: Config, look: Look = lambda path: Facts()) -> Grouping:
    """Return the articles that these files are.

    paths  POSIX, relative to one folder
    look   what a file says about itself; asked of files whose path says too little
    """
    ordered = sorted(set(paths))
    declared = {normalise(tag) for tag in (config.source, *config.languages)} - {""}
    claimed = claims(ordered, config.layout, declared, config.default_language)
    articles: dict[str, list[Claim]] = defaultdict(list)
    for claim in _joined(claimed, look):
        articles[claim.home].append(claim)
    tags = _tags_by_place(claimed)
    bundles: list[tuple[Bundle, str]] = []
    alone: list[Member] = []
    for found in articles.values():
        for group in _without_doubles(found, alone):
            if len(group) == 1:
                alone.append(_lonely(group[0]))
                continue
            members = tuple(_member(claim, group, tags, config, look) for claim in group)
            bare = next((m.lang for m, claim in zip(members, group, strict=True) if not claim.lang), "")
            bundles.append((Bundle(_key(group), members), bare))
    bundles.sort(key=lambda entry: entry[0].key)
    return sourced(bundles, alone, config)


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


def _member(
    claim: Claim, group: Sequence[Claim], tags: Mapping[str, set[str]], config: Config, look: Look
) -> Member:
    if claim.lang:
        return Member(claim.path, claim.lang, claim.why)
    taken = {other.lang for other in group} | {tag for other in group for tag in tags[other.place]}
    lang, why = language_of(look(claim.path), taken, config)
    return Member(claim.path, lang, why)


def language_of(fact: Facts, taken: set[str], config: Config) -> tuple[str, str]:
    """Return tag and reason for a file whose path names no language; `taken`: its siblings'."""
    if fact.lang:
        return fact.lang, f"no language in its path; its front matter says {fact.lang}"
    source = normalise(config.source) if config.source != "none" else ""
    if source and not _has(source, taken):
        return source, f"no language in its path; {source} is the declared source"
    script = by_script(fact.text)
    if script and not _has(script, taken):
        return script, f"no language in its path; its letters are those of {script}"
    default = config.default_language
    if not _has(default, taken):
        return default, f"no language in its path; {default} is the default, and no sibling has it"
    model = by_model(fact.text)
    if model and not _has(model, taken):
        return model, f"no language in its path; its text reads as {model}"
    return UNKNOWN, "no language in its path, nor told by its siblings: say `source = …`"


def _has(tag: str, tags: Iterable[str]) -> bool:
    return any(tag.partition("-")[0] == other.partition("-")[0] for other in tags)


def sourced(bundles: Sequence[tuple[Bundle, str]], alone: list[Member], config: Config) -> Grouping:
    """Choose the source of the run, and of each article.

    bundles  each with the language of its edition whose path names none, "" where there is none such
    """
    bare = {bundle.key: lang for bundle, lang in bundles if lang}
    source, mode = _source([bundle for bundle, _ in bundles], bare, config)
    done = []
    for bundle, lang in bundles:
        own = lang if lang != UNKNOWN and not config.source else ""
        done.append(replace(bundle, source=own or edition(bundle, source)))
    return Grouping(tuple(done), tuple(sorted(alone)), source, mode)


def _source(bundles: Sequence[Bundle], bare: Mapping[str, str], config: Config) -> tuple[str, str]:
    """Return the source language of the run and the sentence that says why; `bare`: key -> language."""
    given, default = config.source, config.default_language
    if given == "none":
        return "", "no source language, as configured: the editions vote"
    if given:
        tag = normalise(given) or given
        have = sum(1 for bundle in bundles if edition(bundle, tag))
        return tag, f"source language {tag}, as configured ({have} of {len(bundles)} articles have it)"
    roots = Counter(lang for lang in bare.values() if lang != UNKNOWN)
    tag, times = min(roots.items(), key=lambda entry: (-entry[1], entry[0]), default=("", 0))
    tags = Counter(edition(bundle, default) for bundle in bundles)
    have = len(bundles) - tags.pop("", 0)
    if 2 * times < len(bundles) and have >= NEARLY_ALL * len(bundles):
        tag = tags.most_common(1)[0][0]
        return tag, f"source language {tag}: {have} of {len(bundles)} articles have it"
    if tag:
        share = f"{times} of {len(bundles)} articles"
        return tag, f"source language {tag}: that of files whose path names none ({share})"
    return "", f"no source language: {have} of {len(bundles)} articles are in {default}; the editions vote"


def edition(bundle: Bundle, tag: str) -> str:
    """Return the tag under which a bundle has an edition in a language, "" where it has none."""
    tags = [member.lang for member in bundle.members]
    if not tag or tag in tags:
        return tag
    base = tag.partition("-")[0]
    near = [other for other in tags if other.partition("-")[0] == base]
    return near[0] if len(near) == 1 else ""
