"""Where a run keeps what it finds out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smo_lint.cli.screen import note

if TYPE_CHECKING:
    from smo_lint.cli.configured import Part
    from smo_lint.outside.cache import Cache


def cache_of(part: Part, given: Mapping[str, Any]) -> Cache | None:
    """Return the cache of a project, None where it has none, or none is wanted."""
    if given["no_cache"] or given["profile"]:  # who asks what a run costs wants all of it done
        return None
    from smo_lint.outside.cache import opened
    from smo_lint.outside.root import root_for

    found = opened(part.config, root_for(part.paths))
    if isinstance(found, str):
        note(found)
        return None
    return found
