from collections.abc import Iterator

import pytest

from smo_lint.outside import stopwatch
from smo_lint.phases import phase


def test_what_is_done_within_another_part_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    times: Iterator[float] = iter((0.0, 1.0, 41.0, 42.0))
    monkeypatch.setattr(stopwatch, "process_time", lambda: next(times))
    watch = stopwatch.start()
    try:
        with phase("outer"), phase("inner"):
            pass
    finally:
        stopwatch.stop()
    assert watch.taken() == {"inner": 40.0, "outer": 2.0}
    assert watch.taken() == {}


def test_the_seconds_of_other_processes_are_added() -> None:
    watch = stopwatch.Stopwatch()
    watch.add({"parse": 1.5})
    watch.add({"parse": 0.5, "align": 1.0})
    assert watch.taken() == {"parse": 2.0, "align": 1.0}


def test_nothing_is_timed_where_nobody_wants_to_know() -> None:
    assert stopwatch.running() is None
    with phase("parse"):
        pass
    assert stopwatch.running() is None
