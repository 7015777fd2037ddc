"""A whole run again: where nothing that it could have seen has changed, its findings are read at once."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from smo_lint.model import Bundle, Fault, Finding, Member
from smo_lint.outside.articles.discovery import SILENT, Discovery
from smo_lint.outside.articles.root import project_root
from smo_lint.outside.cache.gist import digest
from smo_lint.outside.cache.look import Look, look
from smo_lint.outside.cache.plain import made, plain
from smo_lint.outside.cache.verdicts import FAILED
from smo_lint.outside.cache.world import world
from smo_lint.outside.load import read

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.cache.gists import Gists
    from smo_lint.outside.cache.store import Cache

# How the names of whole runs begin, and how many are kept.
BEGINNING, KEPT = "run-", 8


class Known(NamedTuple):
    """What a run came to; `texts`: path -> text, of the files that its findings speak of."""

    discovery: Discovery
    findings: list[Finding]
    texts: dict[str, str | Fault]


class Whole:
    """A run over some paths: what it depends on is looked at before anything is read.

    paths  as the user wrote them
    looks  absolute path of a folder -> what it looks like, of those that were looked at
    """

    def __init__(self, cache: Cache, config: Config, paths: Sequence[str]) -> None:
        self._cache, self._config = cache, config
        first = os.path.abspath(paths[0] if paths else os.getcwd())
        self._root = config.root or project_root(first)
        self._world = [*world(self._root)]
        told = [plain(replace(config, fail_on="error")), *self._world, *map(_named, paths)]
        self.looks: dict[str, Look] = {}
        self._name = BEGINNING + digest(json.dumps(told))

    def known(self) -> Known | None:
        """Return what the run came to before, None where that might be otherwise now."""
        told = self._cache.read(self._name)
        if not isinstance(told, dict):
            return None
        looks = self.looks = {folder: look(folder) for folder in told["folders"]}
        if any(looks[folder].mark != mark for folder, mark in told["folders"].items()):
            return None
        if any(self._digest(path) != known for path, known in told["fresh"].items()):
            return None
        fresh = {path: told["fresh"][path] for path in _fresh(looks.values()) if path in told["fresh"]}
        if fresh != told["fresh"]:  # files that have not changed for long enough by now need no second look
            self._cache.write(self._name, told | {"fresh": fresh})
        texts = {path: read(path, self._config.max_size) for path in told["texts"]}
        if any(digest(texts[path]) != known for path, known in told["texts"].items()):
            return None  # written since it was looked at: a report would show lines of another text
        return Known(_discovery(told["discovery"]), made(list[Finding], told["findings"]), texts)

    def keep(
        self, discovery: Discovery, gists: Gists, findings: Sequence[Finding], judged: Mapping[str, str]
    ) -> None:
        """Keep what the run has come to, if it has seen only what can be looked at again.

        judged  path -> digest of the text that was judged
        """
        if not gists.agree(discovery.bundles, judged) or self._world != [*world(self._root)]:
            return
        looks = discovery.looks
        files = {path for one in looks.values() for path in one.files}
        fresh = _fresh(looks.values())
        tops = [folder for folder in looks if os.path.dirname(folder) not in looks]
        if tops != [discovery.root] or not all(one.sure for one in looks.values()):
            return
        digests = gists.digests()
        if not fresh <= digests.keys() <= files or _open(discovery, findings):
            return
        told = {
            "folders": {folder: one.mark for folder, one in looks.items()},
            "fresh": {path: digests[path] for path in fresh},
            "texts": {path: judged[path] for path in spoken_of(findings) if path in judged},
            "discovery": _told(discovery),
            "findings": plain(findings),
        }
        self._cache.write(self._name, told)
        self._cache.keep(BEGINNING, KEPT)

    def _digest(self, path: str) -> str:
        return digest(read(path, self._config.max_size))


def whole_run(cache: Cache, config: Config, paths: Sequence[str]) -> Whole | None:
    """Return a run over some paths as a whole, None for one that cannot be kept."""
    try:
        return Whole(cache, config, paths)
    except (TypeError, ValueError):  # a configuration may hold what JSON has no word for
        return None


def spoken_of(findings: Iterable[Finding]) -> set[str]:
    """Return the paths of the files that findings speak of."""
    problems = [finding.problem for finding in findings]
    return {place.path for problem in problems for place in (problem.at, *problem.related)}


def _fresh(looks: Iterable[Look]) -> frozenset[str]:
    """The files that could have changed since they were looked at."""
    return frozenset(path for one in looks for path, told in one.files.items() if not told)


def _open(discovery: Discovery, findings: Sequence[Finding]) -> bool:
    """Whether the next run may say something else of the same files: a failure, a revision still to come."""
    pasts = (member.past for bundle in discovery.bundles for member in bundle.members)
    failed = any(finding.code.startswith(FAILED) for finding in findings)
    silent = any(sentence.startswith(SILENT) for sentence in discovery.warnings)
    return failed or silent or any(past and not past.revision for past in pasts)


def _told(discovery: Discovery) -> dict[str, Any]:
    """What reports need of the articles: not what their editions were made from."""
    fields = {name: getattr(discovery, name) for name in _PLAIN}
    bundles, every = [[_bare(bundle) for bundle in some] for some in (discovery.bundles, discovery.every)]
    held: dict[str, Any] = {"bundles": bundles, "every": None if every == bundles else every}
    beside = {"alone": discovery.alone, "lonely": discovery.lonely}
    return held | {name: plain(value) for name, value in (fields | beside).items()}


_PLAIN = ("root", "named", "source", "mode", "looked", "warnings")


def _bare(bundle: Bundle) -> list[Any]:
    """An article without what only those who judge it need to know."""
    return [bundle.key, [[m.path, m.lang, m.why] for m in bundle.members], bundle.source]


def _discovery(told: Any) -> Discovery:
    bundles = tuple(map(_bundle, told["bundles"]))
    return Discovery(
        **{name: told[name] for name in _PLAIN if isinstance(told[name], str)},
        named=frozenset(told["named"]),
        warnings=tuple(told["warnings"]),
        bundles=bundles,
        every=bundles if told["every"] is None else tuple(map(_bundle, told["every"])),
        alone=tuple(Member(*fields) for fields in told["alone"]),
        lonely=tuple(Member(*fields) for fields in told["lonely"]),
    )


def _bundle(told: Any) -> Bundle:
    key, members, source = told
    return Bundle(key, tuple(Member(*fields) for fields in members), source)


def _named(path: str) -> Any:
    place = os.path.abspath(os.path.expanduser(path))
    there = os.path.lexists(place), os.path.isdir(place), os.access(place, os.R_OK | os.X_OK)
    return [place, *there, os.path.realpath(place)]
