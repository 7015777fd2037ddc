"""Where the time of a run goes: processor seconds by part, of all its processes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import process_time

from smo_lint.phases import observe


class Stopwatch:
    """Processor seconds by the name of what was done; what is done within another part counts once.

    seconds  name -> seconds; codes for rules. What several parts ask for is worked out by the first one
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Count what is done until this is left for a part."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def _turn(self) -> None:
        now = process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def taken(self) -> Mapping[str, float]:
        """Return the seconds so far, and begin anew."""
        seconds, self.seconds = self.seconds, defaultdict(float)
        return dict(seconds)

    def add(self, seconds: Mapping[str, float]) -> None:
        """Count what another process took."""
        for name, spent in seconds.items():
            self.seconds[name] += spent


_running: Stopwatch | None = None


def running() -> Stopwatch | None:
    """Return the stopwatch of this process, None where nobody wants to know."""
    return _running


def start() -> Stopwatch:
    """Time this process from now on."""
    global _running
    _running = Stopwatch()
    observe(_running)
    return _running


def stop() -> None:
    """Time nothing any more."""
    global _running
    _running = None
    observe(None)
