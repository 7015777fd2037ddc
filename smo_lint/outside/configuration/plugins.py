"""Plugins: packages that bring rules, found by their entry points, loaded where the user has allowed it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from smo_lint.model import ConfigError
from smo_lint.outside.configuration.mistakes import meant
from smo_lint.rules import enrol, enrolled

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "smo_lint.rules"
# Lets configuration files load plugins where no flag can be given: in an editor, in a hook.
ALLOWED = "SMO_LINT_ALLOW_PLUGINS"


def load(name: str, *, trusted: bool) -> str:
    """Take in the rules of a plugin; return why that cannot be, "" where it is done.

    trusted  whether whoever names it may have code run: a configuration file may come from a stranger
    """
    from importlib.metadata import entry_points

    if not trusted and os.environ.get(ALLOWED, "").lower() not in ("1", "true", "yes"):
        return f"a plugin is code: to let this file load “{name}”, say --allow-plugins or set {ALLOWED}=1"
    known = {point.name: point for point in entry_points(group=GROUP)}
    if name not in known:
        return f"no package that is installed here declares a plugin “{name}”{meant(name, known)}"
    return _taken_in(name, known[name])


def loaded(names: Iterable[str]) -> None:
    """Take in the rules of plugins that were allowed before; a process may be new. Raises ConfigError."""
    for name in names:
        if name not in enrolled and (wrong := load(name, trusted=True)):
            raise ConfigError(wrong)


def _taken_in(name: str, point: EntryPoint) -> str:
    try:
        enrol(name, point.module)
    except Exception as error:  # noqa: BLE001 (the edge: a stranger's code may raise anything)
        told = str(error).partition("\n")[0]
        return f"plugin “{name}” ({point.module}) cannot be loaded: {told or type(error).__name__}"
    return ""
