"""From the paths a user names to the articles they stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from smo_lint.model import Bundle, Fault, LoadError, Member
from smo_lint.options import Config
from smo_lint.outside.facts import facts
from smo_lint.outside.hand import alike, by_hand
from smo_lint.outside.layouts import Grouping, grouped, sourced
from smo_lint.outside.load import head, read
from smo_lint.outside.root import project_root, top
from smo_lint.outside.walk import Walk


@dataclass(frozen=True)
class Discovery:
    """The articles of a run.

    root      absolute path of the project
    bundles   the articles that the named paths belong to, in the order of their keys
    every     all articles of the project
    named     files of these articles that lie under the named paths
    alone     files under the named paths that are in no article, and why
    source    tag of the source language of the run, "" where editions vote
    mode      a sentence: which source was chosen, and why
    looked    a sentence: what was looked at, for a run that finds no article
    warnings  what the user should know: folders that could not be opened
    """

    root: str
    bundles: tuple[Bundle, ...]
    every: tuple[Bundle, ...]
    named: frozenset[str]
    alone: tuple[Member, ...]
    source: str
    mode: str
    looked: str
    warnings: tuple[str, ...] = ()


def discover(paths: Sequence[str], config: Config, *, cwd: str | None = None) -> Discovery:
    """Return the articles that paths stand for; no paths stand for the whole project.

    A path is a file, a folder or a glob, relative to `cwd`; it selects its articles whole. Paths
    of members are POSIX, relative to `cwd` where they lie below it, else absolute.
    Raises LoadError for paths that do not exist, ConfigError for a layout that names nothing.
    """
    here = os.path.abspath(cwd or os.getcwd())
    named = existing(paths, here)
    root = project_root(named[0] if named else here)
    if not root:
        tops = sorted({top(path) for path in named or [here]})
        root = os.path.commonpath(tops)
    elif not named:
        tops = named = [root]
    else:
        tops = [root, *(top(path) for path in named if not _under(path, [root]))]
    walk = Walk(root, config.exclude)
    files = {_posix(path, root): path for path in _listed(walk, tops, named or tops)}
    doubles = dict(_links(walk, files))
    found = grouped(
        (path for path in files if path not in doubles), config, lambda path: facts(head(files[path]))
    )
    found = found._replace(alone=(*found.alone, *(Member(path, "", why) for path, why in doubles.items())))
    wanted = {path for path, place in files.items() if _under(place, named or tops)}
    found = _with_hand(found, wanted, files, named, config)
    shown = {path: _posix(place, here) for path, place in files.items()}
    return _selected(found, wanted, shown, walk)


def group(files: Mapping[str, str], config: Config) -> Discovery:
    """Return the articles of texts in memory: path -> text, nothing is read from disk.

    Texts whose paths follow no layout are one article.
    """
    paths = {path: path.replace(os.sep, "/") for path in files}
    texts = {paths[path]: text for path, text in files.items()}
    found = grouped(texts, config, lambda path: facts(texts[path]))
    if not found.bundles and len(texts) > 1:
        bundle = by_hand(list(texts), lambda path: facts(texts[path]))
        found = _handed(found, bundle, config)
    shown = {below: path for path, below in paths.items()}
    return _selected(found, set(texts), shown, Walk(""))


def existing(paths: Sequence[str], here: str) -> list[str]:
    """Return the absolute paths of what a user names; globs are expanded. Raises LoadError."""
    found, missing = [], []
    for path in paths:
        place = os.path.join(here, os.path.expanduser(path))
        if os.path.lexists(place):
            found.append(os.path.normpath(place))
        elif matches := sorted(glob.glob(place, recursive=True)) if glob.has_magic(path) else []:
            found += map(os.path.normpath, matches)
        else:
            missing.append(path)
    if missing:
        names = ", ".join(f"“{path}”" for path in missing)
        raise LoadError(f"{names}: no such file or folder")
    for path in found:
        if os.path.isdir(path) and not os.access(path, os.R_OK | os.X_OK):
            raise LoadError(f"“{path}”: this folder may not be read")
    return found


def _listed(walk: Walk, tops: Sequence[str], named: Sequence[str]) -> list[str]:
    """List every file of the project, and what was named although a walk passes it over."""
    found = dict.fromkeys(path for folder in tops for path in walk.files(folder))
    for path in named:
        if walk.excluded(path):
            walk.skip("exclude")
        elif os.path.isdir(path):
            if not any(_under(known, [path]) for known in found):
                found.update(dict.fromkeys(walk.files(path)))
        elif path not in found:
            found[path] = None
            if path.lower().endswith(walk.suffixes):
                found.update(dict.fromkeys(walk.files(os.path.dirname(path), deep=False)))
    return list(found)


def _links(walk: Walk, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield links that show a file which is listed itself, and links that leave the project."""
    if not walk.links:
        return
    real = {os.path.realpath(place): path for path, place in files.items() if place not in walk.links}
    root = os.path.realpath(walk.root)
    for path, place in files.items():
        if place in walk.links and os.path.exists(place):
            leads = os.path.realpath(place)
            if leads in real:
                yield path, f"a link to {real[leads]}, which is read at its own place"
            elif not _under(leads, [root]):
                yield path, "a link that leaves the project"


def _with_hand(
    found: Grouping, wanted: set[str], files: Mapping[str, str], named: Sequence[str], config: Config
) -> Grouping:
    """Take files that were named together for one article where no layout knows any of them."""
    members = {member.path for bundle in found.bundles for member in bundle.members}
    alone = len(wanted) > 1 and not wanted & members
    if not alone or len(wanted) != len(set(named)) or any(map(os.path.isdir, named)):
        return found
    texts = [read(files[path], config.max_size) for path in sorted(wanted)]
    # A hook hands over whatever was changed together, text files are named on purpose.
    by_hook = any(path.lower().endswith(Walk.suffixes) for path in wanted) and project_root(named[0])
    if by_hook and not alike([text for text in texts if not isinstance(text, Fault)]):
        why = "files named together are one article where they share links, code and numbers; these do not"
        told = (m._replace(why=f"{m.why}; {why}") if m.path in wanted else m for m in found.alone)
        return found._replace(alone=tuple(told))
    return _handed(found, by_hand(sorted(wanted), lambda path: facts(head(files[path]))), config)


def _handed(found: Grouping, bundle: Bundle, config: Config) -> Grouping:
    paths = {member.path for member in bundle.members}
    alone = [member for member in found.alone if member.path not in paths]
    own = sourced([(bundle, "")], alone, config)
    return own._replace(bundles=(*found.bundles, *own.bundles))


def _selected(found: Grouping, wanted: set[str], shown: Mapping[str, str], walk: Walk) -> Discovery:
    every = tuple(_renamed(bundle, shown) for bundle in found.bundles)
    asked = {shown[path] for path in wanted}
    bundles = tuple(b for b in every if any(member.path in asked for member in b.members))
    alone = tuple(sorted(m._replace(path=shown[m.path]) for m in found.alone if m.path in wanted))
    return Discovery(
        root=walk.root,
        bundles=bundles,
        every=every,
        named=frozenset(asked & {member.path for bundle in bundles for member in bundle.members}),
        alone=alone,
        source=found.source,
        mode=found.mode,
        looked=_looked(len(asked), walk),
        warnings=tuple(f"{path}: this folder may not be read" for path in walk.closed),
    )


def _renamed(bundle: Bundle, shown: Mapping[str, str]) -> Bundle:
    return replace(bundle, members=tuple(sorted(m._replace(path=shown[m.path]) for m in bundle.members)))


def _looked(count: int, walk: Walk) -> str:
    skipped = ", ".join(f"{times} by {reason}" for reason, times in sorted(walk.skipped.items()))
    files = "no Markdown file" if not count else f"{count} Markdown file{'s' * (count > 1)}"
    return f"looked at {files} in {walk.root}" + (f" ({skipped} left out)" if skipped else "")


def _posix(path: str, above: str) -> str:
    """Return a path as it is written below a folder, absolute where it lies elsewhere."""
    if _under(path, [above]):
        path = path[len(above.rstrip(os.sep)) + 1 :]
    return path.replace(os.sep, "/")


def _under(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)
