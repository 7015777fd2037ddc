"""Where a run keeps what it finds out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smo_lint.cli.screen import note

if TYPE_CHECKING:
    from smo_lint.options import Config
    from smo_lint.outside.cache.store import Cache


def cache_of(paths: Sequence[str], config: Config, given: Mapping[str, Any]) -> Cache | None:
    """Return the cache of a project, None where it has none, or none is wanted.

    paths  what is named of it
    """
    if given.get("no_cache") or given.get("profile"):  # who asks what a run costs wants all of it done
        return None
    from smo_lint.outside.articles.root import root_for
    from smo_lint.outside.cache.store import opened

    found = opened(config, root_for(paths))
    if isinstance(found, str):
        note(found)
        return None
    return found
