"""Processes of this machine and of a cluster: the same bytes, also when some of them are killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="corpora need the extra “corpus”")

from smo_lint.corpus.engines import AHEAD, done, engine
from smo_lint.corpus.orders import Columns, Order
from smo_lint.corpus.runs import Work, run
from smo_lint.model import SmoLintError
from smo_lint.options import Config
from tests.corpus.conftest import rows, write
from tests.corpus.test_runs import bytes_of

ORDER = {"columns": Columns(), "config": Config(select=("links",))}


@pytest.fixture
def expected(go: Callable[..., Any], tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """The input, and the result of this process."""
    mixed = rows()
    random.Random(7).shuffle(mixed)
    source = write(tmp_path / "in", "a.parquet", mixed)
    go(source, out="expected", bucket=1500)
    return source, bytes_of(tmp_path / "expected")


def killing(pids: Callable[[], list[int]], folder: Path) -> threading.Thread:
    """A thread that kills one process once two parts are there."""

    def kill() -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            done = len(list(folder.glob("parts/*"))) if folder.exists() else 0
            if done >= 2 and pids():
                os.kill(pids()[0], signal.SIGKILL)
                return
            time.sleep(0.002)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def test_a_killed_process_of_the_pool(expected: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, result = expected
    own = set(multiprocessing.active_children())
    out = tmp_path / "out"
    thread = killing(lambda: [child.pid or 0 for child in set(multiprocessing.active_children()) - own], out)
    with engine("local", 2, "") as make:
        run([str(source)], Order(str(out), **ORDER), Work(make, 2, 1500, 100), lambda *_: None)
    thread.join()
    assert bytes_of(out) == result


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_of_a_cluster(expected: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="clusters need the extra “dask”")
    source, result = expected
    out = tmp_path / "out"
    local = {"host": "127.0.0.1", "dashboard_address": None, "processes": True, "threads_per_worker": 1}
    with distributed.LocalCluster(n_workers=2, silence_logs=50, **local) as cluster:
        thread = killing(lambda: [worker.pid for worker in cluster.workers.values() if worker.pid], out)
        with engine("dask", 2, cluster.scheduler_address) as make:
            run([str(source)], Order(str(out), **ORDER), Work(make, 2, 1500, 100), lambda *_: None)
        thread.join()
    assert bytes_of(out) == result


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="clusters need the extra “dask”")
    monkeypatch.setattr("smo_lint.corpus.engines.PATIENCE", 0.5)
    with (
        pytest.raises(SmoLintError, match="there is no Dask scheduler"),
        engine("dask", 1, "tcp://127.0.0.1:9"),
    ):
        pass


class Breaking(Executor):
    """Does calls at once, and breaks before it has taken one of them."""

    def __init__(self, breaks: list[int]) -> None:
        self.breaks = breaks

    def submit(self, task: Callable[..., Any], /, *words: Any, **_: Any) -> Future[Any]:
        if words[0] in self.breaks:
            self.breaks.remove(words[0])
            raise BrokenProcessPool
        future: Future[Any] = Future()
        future.set_result(task(*words))
        return future


def test_a_pool_that_breaks_before_it_has_taken_a_call() -> None:
    breaks = [2, 3]
    assert sorted({*done(lambda: Breaking(breaks), str, [(1,), (2,), (3,)], 1)}) == ["1", "2", "3"]


def test_calls_are_taken_as_there_is_room_for_them() -> None:
    taken: list[int] = []

    def calls() -> Iterator[tuple[int]]:
        for number in range(100):
            taken.append(number)
            yield (number,)

    steps = done(lambda: ThreadPoolExecutor(1), str, calls(), 1)
    next(steps)
    assert len(taken) <= AHEAD
    assert len([*steps]) == 99
