"""A limit of time for one piece of work, in whichever thread it runs."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfTime(BaseException):
    """The work has taken longer than it may."""


class _Guard:
    """Interrupts one thread, unless its work is over."""

    def __init__(self) -> None:
        self._thread = ctypes.c_ulong(threading.get_ident())
        self._lock = threading.Lock()
        self._armed = True
        self._fired = False

    def fire(self) -> None:
        with self._lock:
            if self._armed:
                self._fired = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, ctypes.py_object(OutOfTime))

    def disarm(self) -> None:
        with self._lock:
            self._armed = False
            if self._fired:  # and not yet delivered, perhaps: then it is withdrawn
                ctypes.pythonapi.PyThreadState_SetAsyncExc(self._thread, None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside the block once it has run for so long; 0 for no limit.

    The interpreter delivers it between two instructions: one call into a library is not cut short. Signals
    would do the same, but in the first thread only, and not on every system.
    """
    if not seconds:
        yield
        return
    guard = _Guard()
    timer = threading.Timer(seconds, guard.fire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        guard.disarm()
