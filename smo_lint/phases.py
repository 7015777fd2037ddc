"""The parts of a run by name, for whoever wants to watch them; nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Observer = Callable[[str], AbstractContextManager[None]]

_UNSEEN: AbstractContextManager[None] = nullcontext()
_observer: Observer | None = None


def phase(name: str) -> AbstractContextManager[None]:
    """Return what a part of the run is entered and left by; one may lie within another."""
    return _UNSEEN if _observer is None else _observer(name)


def observe(observer: Observer | None) -> None:
    """Show every part of the run to an observer from now on, to nobody where there is none."""
    global _observer
    _observer = observer
