"""Who does the tasks: processes of this machine, or a Dask cluster; both speak as concurrent.futures does."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from smo_lint.model import SmoLintError
from smo_lint.outside.pool import possible

T = TypeVar("T")
# How often a task is tried whose process ends under it.
TRIES = 4
_ENDING = "the processes of the run end again and again; is there memory enough? --resume goes on"
# Seconds that a scheduler has to answer.
PATIENCE = 10
# Tasks that wait at an executor for each that is being done.
AHEAD = 4


@contextmanager
def engine(name: str, workers: int, scheduler: str) -> Iterator[Callable[[], Executor]]:
    """Yield what makes an executor: again where its processes have ended. Raises SmoLintError."""
    if name == "local":
        context = multiprocessing.get_context("spawn")
        yield lambda: ProcessPoolExecutor(possible(workers), mp_context=context, initializer=_quiet)
        return
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise SmoLintError("--engine dask needs the package distributed: install smo-lint[dask]") from None
    try:
        client: Any = Client(scheduler, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise SmoLintError(f"there is no Dask scheduler at {scheduler}: {error}") from None
    try:
        with client:
            yield lambda: client.get_executor(retries=TRIES, pure=False)
    except KilledWorker:
        raise SmoLintError(_ENDING) from None


def done(
    make: Callable[[], Executor], task: Callable[..., T], calls: Iterable[tuple[Any, ...]], width: int
) -> Iterator[T]:
    """Yield what the calls of a task return, as they end; a call whose process ended is tried again.

    calls  taken one by one, as there is room for them
    width  calls that are done at a time
    Raises SmoLintError where the processes end again and again.
    """
    waiting: Iterator[tuple[tuple[Any, ...], int]] = ((call, 0) for call in calls)
    more = True
    while more:
        executor = make()
        running: dict[Future[T], tuple[tuple[Any, ...], int]] = {}
        lost = []
        try:
            while more or running:
                for call, tries in islice(waiting, width * AHEAD - len(running)):
                    lost = [(call, tries)]  # where the pool breaks before it has taken the call
                    running[executor.submit(task, *call)] = call, tries
                    lost = []
                more = len(running) == width * AHEAD
                ended, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in ended:
                    yield future.result()
                    del running[future]
        except BrokenProcessPool:
            waiting, more = chain(_again([*running.values(), *lost]), waiting), True
        finally:
            for future in running:
                future.cancel()
            executor.shutdown()


def _again(calls: Iterable[tuple[tuple[Any, ...], int]]) -> list[tuple[tuple[Any, ...], int]]:
    tried = [(call, tries + 1) for call, tries in calls]
    if any(tries > TRIES for _, tries in tried):
        raise SmoLintError(_ENDING)
    return tried


def _quiet() -> None:
    # Whoever interrupts the run means its first process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
