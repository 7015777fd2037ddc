"""A limit of time for one piece of work, in whichever thread it runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
# So many steps of a loop later an exception from elsewhere has come: the next one brings it.
DELIVERY = 10_000


class OutOfTime(BaseException):
    """The work has taken longer than it may."""


def in_time(seconds: float, work: Callable[..., T], *words: Any) -> T | None:
    """Return what some work gives, None where it takes longer than it may; 0 seconds for no limit."""
    if not seconds:
        return work(*words)
    try:
        with deadline(seconds):
            return work(*words)
    except OutOfTime:
        return None


class _Guard:
    """Interrupts one thread, unless its work is over."""

    def __init__(self) -> None:
        import ctypes  # which only those wait for who are given a limit, and few of them

        self._interrupt = partial(
            ctypes.pythonapi.PyThreadState_SetAsyncExc, ctypes.c_ulong(threading.get_ident())
        )
        self._what = ctypes.py_object(OutOfTime)
        self._lock = threading.Lock()
        self._armed = True
        self._fired = False

    def fire(self) -> None:
        with self._lock:
            if self._armed:
                self._fired = True
                self._interrupt(self._what)

    def disarm(self) -> None:
        with self._lock:
            self._armed = False
        if not self._fired:
            return
        # It is not delivered yet, perhaps. One that is withdrawn would leave the interpreter looking for it
        # at every call (CPython 3.11 for ever, where calls are traced): another takes its place, here.
        try:
            self._interrupt(self._what)
            for _ in range(DELIVERY):
                pass
        except OutOfTime:
            pass


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise OutOfTime inside the block once it has run for so long; 0 for no limit.

    In the first thread a signal does it where the system has such, which cuts a regular expression short
    too; elsewhere the interpreter delivers it between two instructions.
    """
    if not seconds:
        yield
        return
    first = threading.current_thread() is threading.main_thread()
    with _alarm(seconds) if first and hasattr(signal, "setitimer") else _timer(seconds):
        yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    armed = True

    def ring(*_: object) -> None:
        if armed:  # one that comes late means nobody
            raise OutOfTime

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _timer(seconds: float) -> Iterator[None]:
    guard = _Guard()
    timer = threading.Timer(seconds, guard.fire)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        guard.disarm()
