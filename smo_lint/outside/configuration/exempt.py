"""Which rules a configuration leaves out for which files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from smo_lint.languages import normalise
from smo_lint.model import Bundle, Member
from smo_lint.options import Config
from smo_lint.outside.articles.discovery import Discovery, posix

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Ignores = list[tuple["GitIgnoreSpec", tuple[str, ...]]]


def exempted(discovery: Discovery, config: Config, *, whole: bool) -> Discovery:
    """Return the articles with the rules that say nothing about each of their files.

    whole  the discovery knows all files of the project: entries that mean none of them are told
    """
    if not config.per_file_ignores and not config.per_language_ignores:
        return discovery
    by_path = _specs(config.per_file_ignores)

    def told(bundle: Bundle) -> Bundle:
        members = (
            m._replace(silent=tuple(_silent(m, discovery.root, by_path, config))) for m in bundle.members
        )
        return replace(bundle, members=tuple(members))

    warnings = (*discovery.warnings, *(_idle(discovery, config) if whole else ()))
    return replace(discovery, bundles=tuple(map(told, discovery.bundles)), warnings=warnings)


def _idle(discovery: Discovery, config: Config) -> Iterator[str]:
    """Yield a sentence for each entry that means no file of the project: it silences nothing.

    Whether the rules of other entries would report anything is not asked.
    """
    from pathspec import GitIgnoreSpec

    members = [*(member for bundle in discovery.every for member in bundle.members), *discovery.lonely]
    paths = [_below(member.path, discovery.root) for member in members]
    for pattern in config.per_file_ignores:
        spec = GitIgnoreSpec.from_lines([pattern])
        if not any(map(spec.match_file, paths)):
            yield f"per-file-ignores: “{pattern}” fits no file, so that it silences nothing"
    tags = {member.lang for member in members}
    for tag in config.per_language_ignores:
        if not any(_speaks(tag, other) for other in tags):
            yield f"per-language-ignores: no file is in “{tag}”, so that it silences nothing"


def _silent(member: Member, root: str, by_path: Ignores, config: Config) -> Iterator[str]:
    path = _below(member.path, root)
    for spec, words in by_path:
        if spec.match_file(path):
            yield from words
    for tag, words in config.per_language_ignores.items():
        if _speaks(tag, member.lang):
            yield from words


def _specs(table: Mapping[str, tuple[str, ...]]) -> Ignores:
    from pathspec import GitIgnoreSpec

    return [(GitIgnoreSpec.from_lines([pattern]), words) for pattern, words in table.items()]


def _speaks(tag: str, lang: str) -> bool:
    """Whether a tag means a language: its own, or the one that it is a variant of."""
    tag = normalise(tag)
    return lang == tag or lang.startswith(f"{tag}-")


def _below(path: str, root: str) -> str:
    return posix(os.path.abspath(path), root) if root else path
