from smo_lint.outside import stopwatch
from smo_lint.phases import phase


def busy(rounds: int) -> int:
    return sum(i * i for i in range(rounds))


def test_what_is_done_within_another_part_counts_once() -> None:
    watch = stopwatch.start()
    try:
        with phase("outer"):
            with phase("inner"):
                busy(400_000)
            busy(1000)
    finally:
        stopwatch.stop()
    seconds = watch.taken()
    assert seconds["inner"] > seconds["outer"] >= 0
    assert watch.taken() == {}


def test_the_seconds_of_other_processes_are_added() -> None:
    watch = stopwatch.Stopwatch()
    watch.add({"parse": 1.5})
    watch.add({"parse": 0.5, "align": 1.0})
    assert watch.taken() == {"parse": 2.0, "align": 1.0}


def test_nothing_is_timed_where_nobody_wants_to_know() -> None:
    assert stopwatch.running() is None
    with phase("parse"):
        busy(10)
    assert stopwatch.running() is None
