"""The articles of an older tree, under the names that they have now."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from smo_lint.model import Bundle
from smo_lint.outside.articles.discovery import Discovery


def as_called_now(
    then: Discovery, now: Discovery, renamed: Mapping[str, str], wanted: Collection[str]
) -> Discovery:
    """Return the articles of an older tree that have some keys now.

    renamed  absolute path of a file then -> its path now
    wanted   keys of articles, as they are called now
    """
    return replace(then, bundles=tuple(_articles(then, now, renamed, wanted)))


def _articles(
    then: Discovery, now: Discovery, renamed: Mapping[str, str], wanted: Collection[str]
) -> Iterator[Bundle]:
    homes = {os.path.abspath(member.path): b.key for b in now.every for member in b.members}
    keys = {bundle.key for bundle in then.every}
    found: set[str] = set()
    for bundle in then.every:
        moved = (homes.get(renamed.get(os.path.abspath(m.path), "")) for m in bundle.members)
        key = bundle.key
        if key not in homes.values():
            key = next((home for home in moved if home and home not in keys), key)
        if key in wanted:
            found.add(key)
            yield replace(bundle, key=key)
    # Files that were named together are an article by that alone.
    there = {m.path for b in then.every for m in b.members} | {m.path for m in then.lonely}
    for bundle in now.bundles:
        if bundle.key in wanted and bundle.key not in found:
            if all(member.path in there for member in bundle.members):
                yield replace(bundle, members=tuple(m._replace(past=None) for m in bundle.members))
