"""Cycles of objects are collected while nobody waits for an answer."""

from __future__ import annotations

import asyncio
import gc
from itertools import count

# Seconds of rest after which a collection disturbs nobody.
REST = 0.5
# Of so many collections one looks at everything; the others look at what has come since the last one.
THOROUGH = 20
# Checks in a row after which a collection cannot wait any longer: somebody types without a rest.
MOST = 500


class Garbage:
    """Collects in pauses, where this process has handed it the collection (`gc.disable`)."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None
        self._worked = 0
        self._collections = count()

    def wait(self) -> None:
        """Work begins: nothing is collected until it rests."""
        if self._timer is not None:
            self._timer.cancel()

    def rest(self) -> None:
        """Work has ended: unless more begins soon, there is time to collect."""
        if gc.isenabled():
            return
        self.wait()
        self._worked += 1
        if self._worked >= MOST:
            self._collect()
        else:
            self._timer = asyncio.get_running_loop().call_later(REST, self._collect)

    def _collect(self) -> None:
        self._worked = 0
        if next(self._collections) % THOROUGH == 0:
            gc.unfreeze()
        gc.collect()
        gc.freeze()
