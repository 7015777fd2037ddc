"""The articles that files are, from an earlier run where nothing has changed that tells."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from smo_lint.outside.articles.facts import Facts
from smo_lint.outside.articles.layouts import Look, grouped
from smo_lint.outside.articles.source import Grouping
from smo_lint.outside.cache.gist import digest
from smo_lint.outside.cache.plain import made, plain

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.cache.store import Cache

# The name of what is kept.
GROUPS = "groups"


def grouped_again(paths: Iterable[str], config: Config, look: Look, cache: Cache | None) -> Grouping:
    """Return what `layouts.grouped` does.

    cache  where an earlier run has kept what it found, and what it knew by looking into files
    """
    paths = sorted(set(paths))
    try:
        key = digest(json.dumps([paths, plain(replace(config, habits=None))])) if cache else ""
    except (TypeError, ValueError):  # a configuration may hold what JSON has no word for
        cache = None
    if cache is None:
        return grouped(paths, config, look)
    told = cache.read(GROUPS)
    if isinstance(told, dict) and told["key"] == key:
        if all(_mark(look(path)) == mark for path, mark in told["asked"].items()):
            found: Grouping = made(Grouping, told["found"])
            return found
    asked: dict[str, str] = {}

    def noted(path: str) -> Facts:
        facts = look(path)
        asked[path] = _mark(facts)
        return facts

    found = grouped(paths, config, noted)
    cache.write(GROUPS, {"key": key, "asked": asked, "found": plain(found)})
    return found


def _mark(facts: Facts) -> str:
    return digest("\0".join(facts))
