"""From the paths a user names to the articles they stand for."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from smo_lint.model import Bundle, Fault, LoadError, Member
from smo_lint.options import Config
from smo_lint.outside.articles.discovery import Discovery, common, existing, posix, under
from smo_lint.outside.articles.facts import facts
from smo_lint.outside.articles.hand import alike, by_hand
from smo_lint.outside.articles.layouts import grouped
from smo_lint.outside.articles.root import project_root, top
from smo_lint.outside.articles.source import Grouping, sourced
from smo_lint.outside.articles.walk import Walk
from smo_lint.outside.cache.groups import grouped_again
from smo_lint.outside.load import HEAD, head, read

if TYPE_CHECKING:
    from smo_lint.outside.cache.look import Look
    from smo_lint.outside.cache.store import Cache
    from smo_lint.outside.repository.snapshot import Tree

# What makes files an article, for users who find none.
LOOKED_FOR = (
    "; editions are told by folders (docs/de/a.md), endings (a.de.md) or front matter (lang, translationKey)"
)

__all__ = ["Discovery", "discover", "discover_in", "group"]


def discover(
    paths: Sequence[str],
    config: Config,
    *,
    cwd: str | None = None,
    unsaved: Collection[str] = (),
    cache: Cache | None = None,
    seen: Mapping[str, Look] | None = None,
) -> Discovery:
    """Return the articles that paths stand for; no paths stand for the whole project.

    paths    files, folders or globs, relative to `cwd`; each selects its articles whole
    unsaved  those of `paths` that need not exist on disk
    cache    what earlier runs have found out
    seen     absolute path of a folder -> what it has looked like just now, of those that were looked at

    Paths of members are POSIX, relative to `cwd` where they lie below it, else absolute.
    Raises LoadError for paths that do not exist, ConfigError for a layout that names nothing.
    """
    here = os.path.abspath(cwd or os.getcwd())
    named = existing(paths, here, unsaved)
    root, tops = _walked(named, here, config.root)
    named = [_straight(path, root) for path in named or [root]]
    if strays := [path for path in named if _strays(path, root)]:
        raise LoadError(
            f"“{posix(strays[0], here)}” is a link that leaves the project: name what it leads to"
        )
    walk = Walk(root, config.exclude, config.respect_gitignore, seen or {})
    files = {posix(path, root): path for path in _listed(walk, tops, named)}
    links = {link.path: link for link in _links(walk, files)}
    texts = files.keys() - links.keys()
    found = grouped_again(texts, config, lambda path: facts(head(files[path])), cache)
    found = found._replace(
        alone=(*found.alone, *(Member(link.path, "", link.why) for link in links.values()))
    )
    wanted = _wanted(files, named)
    wanted |= {links[path].target for path in wanted if path in links and links[path].target}
    found = _with_hand(found, wanted, files, named, config)
    shown = {path: posix(place, here) for path, place in files.items()}
    return _selected(found, wanted, shown, walk, config.project)


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


def discover_in(
    tree: Tree, paths: Sequence[str], config: Config, *, root: str = "", cwd: str | None = None
) -> Discovery:
    """Return the articles that paths stand for in a tree that need not lie on disk.

    root  absolute path of the project, where it is known
    As with `discover`; files that follow no layout are no article. Raises LoadError, ConfigError.
    """
    here = os.path.abspath(cwd or os.getcwd())
    named = [os.path.normpath(os.path.join(here, os.path.expanduser(path))) for path in paths]
    unknown = [path for path in named if not any(under(file, [path]) for file in tree.texts)]
    existing(unknown, here)
    root = root or config.root or project_root(named[0] if named else here)
    walk = Walk(root, config.exclude, config.respect_gitignore)
    files = {posix(path, root): path for path in walk.among(tree.texts, tree.ignores)}
    found = grouped(files, config, lambda path: facts(_head(tree.texts[files[path]])))
    wanted = {path for path, place in files.items() if under(place, named or [root])}
    shown = {path: posix(place, here) for path, place in files.items()}
    return _selected(found, wanted, shown, walk, config.project)


def _head(content: str | Fault) -> str:
    """The beginning of a text, as `head` reads it from a file."""
    return content.encode()[:HEAD].decode(errors="ignore") if isinstance(content, str) else ""


def _walked(named: Sequence[str], here: str, known: str) -> tuple[str, list[str]]:
    """Return the root of the project, if it is not known, and the folders that are searched for editions."""
    root = known or project_root(named[0] if named else here)
    if root:
        return root, [root, *(top(path) for path in named if not under(path, [root]))]
    tops = sorted({top(path) for path in named or [here]})
    above = common(tops)
    # Articles are called the same whether a user says `docs` or `.`.
    return here if under(above, [here]) else above, tops


def _wanted(files: Mapping[str, str], named: Sequence[str]) -> set[str]:
    exact = set(named)
    folders = tuple(os.path.join(path, "") for path in named if os.path.isdir(path))
    return {path for path, place in files.items() if place in exact or place.startswith(folders)}


def _straight(path: str, root: str) -> str:
    """Return a path inside the project without the links to folders on its way: no walk follows them."""
    above, name = (path, "") if os.path.isdir(path) else os.path.split(path)
    real, real_root = os.path.realpath(above), os.path.realpath(root)
    if above == real or not under(real, [real_root]):
        return path
    return os.path.normpath(os.path.join(root, os.path.relpath(real, real_root), name))


def _strays(path: str, root: str) -> bool:
    """Whether a folder of the project is none: whoever can change links must not choose what is read."""
    return (
        os.path.isdir(path)
        and under(path, [root])
        and not under(os.path.realpath(path), [os.path.realpath(root)])
    )


def _listed(walk: Walk, tops: Sequence[str], named: Sequence[str]) -> list[str]:
    """List every file of the project, and what was named although a walk passes it over."""
    found = dict.fromkeys(path for folder in tops for path in walk.files(folder))
    for path in named:
        if walk.excluded(path):
            walk.skip("by exclude")
        elif os.path.isdir(path):
            if not any(under(known, [path]) for known in found):
                found.update(dict.fromkeys(walk.files(path)))
        elif path not in found:
            found[path] = None
            if path.lower().endswith(walk.suffixes):
                found.update(dict.fromkeys(walk.files(os.path.dirname(path), deep=False)))
    return list(found)


class _Link(NamedTuple):
    path: str
    why: str
    target: str = ""


def _links(walk: Walk, files: Mapping[str, str]) -> Iterator[_Link]:
    """Yield links that show a file which is listed itself, and links that leave the project."""
    if not walk.links:
        return
    real = {os.path.realpath(place): path for path, place in files.items() if place not in walk.links}
    root = os.path.realpath(walk.root)
    for path, place in files.items():
        if place in walk.links and os.path.exists(place):
            leads = os.path.realpath(place)
            if leads in real:
                yield _Link(path, f"a link to {real[leads]}, which is read at its own place", real[leads])
            elif not under(leads, [root]):
                yield _Link(path, "a link that leaves the project")


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


def _selected(
    found: Grouping, wanted: set[str], shown: Mapping[str, str], walk: Walk, project: str = ""
) -> Discovery:
    every = tuple(_renamed(bundle, shown, project) for bundle in found.bundles)
    asked = {shown[path] for path in wanted}
    bundles = tuple(b for b in every if any(member.path in asked for member in b.members))
    alone = tuple(sorted(m._replace(path=shown[m.path]) for m in found.alone if m.path in wanted))
    lonely = tuple(sorted(m._replace(path=shown[m.path]) for m in found.alone))
    return Discovery(
        root=walk.root,
        bundles=bundles,
        every=every,
        named=frozenset(asked & {member.path for bundle in bundles for member in bundle.members}),
        alone=alone,
        lonely=lonely,
        source=found.source,
        mode=found.mode,
        looked=walk.looked(len(asked)) + LOOKED_FOR,
        warnings=walk.warnings(),
        looks={folder: look._replace(entries=()) for folder, look in walk.looks.items()},
    )


def _renamed(bundle: Bundle, shown: Mapping[str, str], project: str) -> Bundle:
    key = f"{project}/{bundle.key}" if project else bundle.key
    own = (m if shown[m.path] == m.path else m._replace(path=shown[m.path]) for m in bundle.members)
    members = tuple(sorted(own))
    return replace(bundle, key=key, members=members)
