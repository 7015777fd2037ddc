"""`check --watch`: check again whenever a file changes; the cache knows what that does not touch."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click

from smo_lint.cli.screen import say, tell
from smo_lint.model import SmoLintError

# Options that name a text or a state which does not change while files do.
_CONTRADICT = ("stdin_filename", "files_from", "staged", "diff")


def watch(given: Mapping[str, Any], folders: Mapping[str, None], once: Callable[[], int]) -> int:
    """Check, and again after each change, until the user interrupts. Raises KeyboardInterrupt.

    folders  the roots of the projects that are checked, as soon as `once` has found them
    """
    from smo_lint.outside.watching import looks, until_changed

    for name in _CONTRADICT:
        if given[name]:
            raise click.UsageError(f"--watch looks at files: it does not go with --{name.replace('_', '-')}")
    while True:
        if sys.stdout.isatty():
            click.clear()
        known = [*folders] or [os.getcwd()]
        before = looks(known)
        try:
            once()
        except SmoLintError as error:  # a configuration in the middle of a change
            tell(error)
        sys.stdout.flush()
        say("watching for changes, Ctrl-C ends")
        if [*folders] not in ([], known):
            known = [*folders]
            before = looks(known)
        until_changed(known, before)
