"""What translations were made from, as far as the history of their repository tells."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from smo_lint.model import Bundle, Fault, Member, Past, Rule
from smo_lint.outside.articles.discovery import SILENT, Discovery
from smo_lint.outside.load import decode
from smo_lint.outside.repository import git
from smo_lint.outside.repository.git import GitError, Repository, Thing
from smo_lint.outside.repository.story import Story, ids, story_again, story_of
from smo_lint.regexes import regex
from smo_lint.stamps import Declared, declared_in, made_from

if TYPE_CHECKING:
    from smo_lint.outside.cache.store import Cache

# The rules that report what is found out here, and their family.
FRESHNESS = "freshness"
STALE_EDITION, STALE_SECTION, UNKNOWN = "stale-edition", "stale-section", "unknown-revision"
# Where so many revisions are declared and none exists, they are another repository's.
FOREIGN = 3
# Versions of a source that are tried for the one with the digest that a translation declares.
TRIED = 50
# What is looked up: ids and names of tags, not expressions, some of which search the whole history.
_NAME = regex(r"(?!.*\.\.)[0-9A-Za-z][\w./+-]{0,99}")

Read = Callable[[str], str | Fault]


class Version(NamedTuple):
    """A translation and its source, by their paths, and what it says that it was made from."""

    target: str
    source: str
    told: Declared | None


def dated(
    discovery: Discovery,
    read: Read,
    active: Iterable[Rule],
    until: str = "HEAD",
    told: Callable[[Member], Declared | None] | None = None,
    kept: Cache | None = None,
) -> Discovery:
    """Return the articles with what their translations were made from, and what could not be found out.

    read    path -> its text as it is now
    active  the rules that run
    until   the commit whose history is asked
    told    what a translation declares that it was made from, where that is known without reading it
    kept    where an earlier run has kept the history
    Asks git a constant number of times, and only where a rule wants to know; never raises.
    """
    names = {rule.name for rule in active if rule.family == FRESHNESS}
    read = cache(read)
    versions = list(_versions(discovery.every, told or partial(_told, read))) if names else []
    if not versions:
        return discovery
    selected = {member.path for bundle in discovery.bundles for member in bundle.members}
    try:
        paths = {path for v in versions for path in (v.target, v.source)}
        where, story = story_again(discovery.root, paths, until, kept)
        objects = _objects(where, story, versions)
        seen = [version for version in versions if version.target in selected]
        seen = [version for version in seen if _reported(version) in names or UNKNOWN in names]
        pasts = dict(_pasts(where, story, objects, seen, read))
        # What lags behind is told apart from the rest only where a rule reports the lag.
        silent = {version.target for version in seen if _reported(version) not in names}
        pasts = {p: replace(past, text=None) if p in silent else past for p, past in pasts.items()}
    except GitError as error:
        return _warned(discovery, _why(discovery, versions, str(error)))
    notices = (
        ["the clone is shallow: how old translations are is known in part only"] if where.shallow else []
    )
    if _foreign(objects, versions):
        pasts = {path: past for path, past in pasts.items() if past.revision}
        notices.append("no revision that translations declare exists here: are they of another repository?")
    bundles = tuple(_with(bundle, pasts) for bundle in discovery.bundles)
    return _warned(replace(discovery, bundles=bundles), notices)


def revisions(discovery: Discovery, read: Read) -> dict[str, str]:
    """Return path -> id of the last commit that changed a source, for those that are as committed.

    Empty where git knows nothing; never raises.
    """
    sources = {m.path for b in discovery.bundles for m in b.members if b.source and m.lang == b.source}
    try:
        where = git.repository(discovery.root)
        story = story_of(where, sources)
    except GitError:
        return {}
    found: dict[str, str] = {}
    for path in sources:
        text = read(path)
        if story.now(path) and isinstance(text, str) and story.now(path) in ids(text, story.now(path)):
            found[path] = story.touches(path)[0][1].commit.id
    return found


def _reported(version: Version) -> str:
    """The name of the rule that reports it when this translation lags behind."""
    return STALE_SECTION if version.told and version.told.parts else STALE_EDITION


def _warned(discovery: Discovery, notices: Iterable[str]) -> Discovery:
    return replace(discovery, warnings=(*discovery.warnings, *notices))


def _why(discovery: Discovery, versions: Iterable[Version], error: str) -> Iterator[str]:
    """Yield why nothing is known, for those who may have expected that something is."""
    told = any(version.told and version.told.revision for version in versions)
    if told or os.path.lexists(os.path.join(discovery.root, ".git")):
        yield f"{SILENT}: {error}"


def _with(bundle: Bundle, pasts: Mapping[str, Past]) -> Bundle:
    members = (member._replace(past=pasts.get(member.path)) for member in bundle.members)
    return replace(bundle, members=tuple(members))


def _versions(bundles: Iterable[Bundle], told: Callable[[Member], Declared | None]) -> Iterator[Version]:
    for bundle in bundles:
        source = next((m.path for m in bundle.members if bundle.source and m.lang == bundle.source), None)
        for member in bundle.members if source else ():
            if source and member.path != source:
                yield Version(member.path, source, told(member))


def _told(read: Read, member: Member) -> Declared | None:
    text = read(member.path)
    return declared_in(text) if isinstance(text, str) else None


def _objects(where: Repository, story: Story, versions: Iterable[Version]) -> dict[str, Thing | None]:
    """Look up every revision that is declared, and what the sources were there."""
    asked: dict[str, None] = {}
    for version in versions:
        revision = _revision(version)
        if revision:
            asked[f"{revision}^{{commit}}"] = None
            asked |= {f"{revision}:{name}": None for name in story.names[version.source] if "\n" not in name}
    return dict(zip(asked, git.things(where, list(asked)), strict=True))


def _revision(version: Version) -> str:
    """The revision that a translation declares, "" where it declares none, or none that can exist."""
    revision = version.told.revision if version.told else ""
    return revision if _NAME.fullmatch(revision) else ""


def _foreign(objects: Mapping[str, Thing | None], versions: Iterable[Version]) -> bool:
    revisions = {_revision(version) for version in versions} - {""}
    return len(revisions) >= FOREIGN and not any(objects[f"{name}^{{commit}}"] for name in revisions)


def _pasts(
    where: Repository,
    story: Story,
    objects: Mapping[str, Thing | None],
    versions: Iterable[Version],
    read: Read,
) -> Iterator[tuple[str, Past]]:
    """Yield (path of a translation, what it was made from) where that is known."""
    found: list[tuple[Version, Past, list[str]]] = []
    for version in versions:
        if not story.now(version.source):
            continue
        if version.told is None:
            found += _undeclared(story, version, read)
            continue
        text = read(version.source)
        if not isinstance(text, str):
            continue
        if version.told.revision:
            found += _declared(where, story, objects, version, text)
        elif version.told.digest and not made_from(version.told, text.encode()):
            those = [touch for _, touch in story.touches(version.source) if touch.after]
            ids = [touch.after for touch in those[:TRIED]]
            found.append((version, Past("", text=None), ids))
    wanted = list(dict.fromkeys(name for _, _, ids in found for name in ids))
    contents = dict(zip(wanted, git.contents(where, wanted), strict=True))
    for version, past, ids in found:
        if version.told and version.told.digest:
            yield from _by_digest(story, version, version.told, {name: contents[name] for name in ids})
        else:
            content = next((contents[name] for name in ids), None)
            old = decode(content) if content is not None else None
            yield version.target, replace(past, text=old if isinstance(old, str) else None)


def _declared(
    where: Repository, story: Story, objects: Mapping[str, Thing | None], version: Version, text: str
) -> Iterator[tuple[Version, Past, list[str]]]:
    """Yield what a revision tells that is declared, and the content that the source had there."""
    revision = _revision(version)
    commit = objects.get(f"{revision}^{{commit}}")
    if commit is None:
        if not where.shallow:
            yield version, Past(""), []
        return
    found = (objects.get(f"{revision}:{name}") for name in story.names[version.source])
    blob = next((thing.id for thing in found if thing and thing.type == "blob"), "")
    if not blob or blob in ids(text, blob):
        yield version, Past(commit.id), []
    else:
        yield version, Past(commit.id, since=story.since(version.source, blob)), [blob]


def _undeclared(story: Story, version: Version, read: Read) -> Iterator[tuple[Version, Past, list[str]]]:
    """Yield what the source was when a translation was last committed, if it has gone on since."""
    if not story.now(version.target):
        return
    last = story.newest[version.target][0]
    if story.newest[version.source][0] >= last:  # as of nearly all: nobody need look any further
        return
    own = story.touches(version.target)[0][1]
    since = [touch for ago, touch in story.touches(version.source) if ago < last]
    if not since or not since[-1].before:
        return
    text = read(version.target) if isinstance(read(version.source), str) else None
    if isinstance(text, str) and own.after in ids(text, own.after):  # else it is being worked on
        commits = tuple(touch.commit for touch in since)
        yield version, Past(own.commit.id, declared=False, since=commits), [since[-1].before]


def _by_digest(
    story: Story, version: Version, told: Declared, contents: Mapping[str, bytes | None]
) -> Iterator[tuple[str, Past]]:
    for name, content in contents.items():
        if content is not None and made_from(told, content):
            touch = next(touch for _, touch in story.touches(version.source) if touch.after == name)
            old = decode(content)
            if isinstance(old, str):
                yield version.target, Past(touch.commit.id, text=old, since=story.since(version.source, name))
            return
