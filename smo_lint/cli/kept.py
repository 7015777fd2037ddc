"""Where a run keeps what it finds out, and who wants to hear of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from smo_lint.cli.configured import Command, given_options
from smo_lint.cli.screen import say

if TYPE_CHECKING:
    from smo_lint.outside.cache import Cache

_OPTIONS = (
    click.option("--no-cache", is_flag=True, help="Neither read nor write a cache."),
    click.option(
        "--cache-dir",
        type=click.Path(),
        metavar="DIR",
        help="Where the cache lies.  [env: SMO_LINT_CACHE_DIR]",
    ),
    click.option("--verbose", "-v", is_flag=True, help="Say what is done about the cache, too."),
)


def cache_options(command: Command) -> Command:
    """Give a command the options about what it keeps."""
    return given_options(command, _OPTIONS)


def cache_of(paths: Sequence[str], given: Mapping[str, Any]) -> Cache | None:
    """Return the cache of the project that some paths are in, None where there is none, or none is wanted."""
    if given["no_cache"]:
        return None
    from smo_lint.outside.cache import opened
    from smo_lint.outside.root import project_root

    found = opened(
        project_root(os.path.abspath(paths[0] if paths else os.getcwd())), given["cache_dir"] or ""
    )
    if isinstance(found, str):
        if given["verbose"]:
            say(found)
        return None
    return found


def tell(cache: Cache | None, given: Mapping[str, Any]) -> None:
    """Say what was amiss with a cache, to those who want to know."""
    if cache is not None and given["verbose"]:
        for notice in cache.notices:
            say(notice)
