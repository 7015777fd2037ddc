"""Two folders, or two files, that the user calls source and translation."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from smo_lint.languages import normalise
from smo_lint.model import Bundle, LoadError, Member
from smo_lint.options import Config
from smo_lint.outside.articles.discovery import Discovery, common, existing, posix
from smo_lint.outside.articles.facts import facts
from smo_lint.outside.articles.slots import WORD, readings, stem, tagged
from smo_lint.outside.articles.tongue import by_text
from smo_lint.outside.articles.walk import Walk
from smo_lint.outside.load import head

# Pages that are asked for their language where the names of the trees do not tell it.
WITNESSES = 20


def discover_pair(source: str, target: str, config: Config, *, cwd: str | None = None) -> Discovery:
    """Return the articles of two trees: files of one relative path, extension apart, are one.

    source, target  as the user wrote them, relative to `cwd`
    Raises LoadError for paths that do not exist, or where one is a folder and the other a file.
    """
    here = os.path.abspath(cwd or os.getcwd())
    trees = [existing([path], here)[0] for path in (source, target)]
    if os.path.isdir(trees[0]) != os.path.isdir(trees[1]):
        raise LoadError(f"“{source}” and “{target}”: one is a folder, the other a file")
    walk = Walk(common(trees), config.exclude, config.respect_gitignore)
    files = [_files(tree, walk) for tree in trees]
    langs = _langs([posix(tree, here) for tree in trees], files, config)
    members = [
        {
            name: Member(posix(path, here), lang, f"in {shown}, one of two trees")
            for name, path in found.items()
        }
        for found, lang, shown in zip(files, langs, (source, target), strict=True)
    ]
    both = [name for name in members[0] if name in members[1]]
    bundles = tuple(
        Bundle(_key(name, members[0][name]), (members[0][name], members[1][name]), langs[0]) for name in both
    )
    return Discovery(
        root=walk.root,
        bundles=bundles,
        every=bundles,
        named=frozenset(member.path for bundle in bundles for member in bundle.members),
        alone=tuple(_without_other(members, (target, source))),
        source=langs[0],
        mode=f"source language {langs[0]}, of {source}; its translation to {langs[1]}, of {target}",
        looked=f"looked at {len(files[0])} and {len(files[1])} Markdown files in {source} and {target}",
        warnings=walk.warnings(),
    )


def _without_other(members: Sequence[Mapping[str, Member]], others: Sequence[str]) -> Iterator[Member]:
    for index, other in enumerate(others):
        for name in sorted(members[index].keys() - members[1 - index].keys()):
            member = members[index][name]
            yield member._replace(why=f"{member.why}; nothing of this name in {other}")


def _files(tree: str, walk: Walk) -> dict[str, str]:
    """Return relative path without extension -> absolute path."""
    if not os.path.isdir(tree):
        return {"": tree}
    return {stem(posix(path, tree)): path for path in walk.files(tree)}


def _key(name: str, member: Member) -> str:
    return name + member.path[len(stem(member.path)) :] if name else member.path


def _langs(shown: Sequence[str], files: Sequence[dict[str, str]], config: Config) -> tuple[str, str]:
    """Return the languages of both trees: declared, by their names, by their files, by default."""
    declared = normalise(config.source) if config.source != "none" else ""
    found = [
        _by_name(path) or _by_files(list(pages.values())[:WITNESSES])
        for path, pages in zip(shown, files, strict=True)
    ]
    source = declared or found[0]
    target = found[1] if found[1] != source else ""
    if not source:
        source = config.default_language if config.default_language != target else _last(shown[0])
    return source, target or _last(shown[1])


def _by_name(path: str) -> str:
    last = _last(path)
    if tagged(last)[1] >= WORD:
        return tagged(last)[0]
    told = [reading for whole in (f"{path}/x", path) for reading in readings(whole) if reading.grade >= WORD]
    return told[-1].tag if told else ""


def _by_files(paths: Iterable[str]) -> str:
    votes: Counter[str] = Counter()
    for path in paths:
        fact = facts(head(path))
        votes[fact.lang or by_text(fact.text)] += 1
    votes.pop("", None)
    return votes.most_common(1)[0][0] if votes else ""


def _last(path: str) -> str:
    return stem(path.rstrip("/")).rpartition("/")[2]
