"""Articles linted one after the other or by several processes: the same findings in the same order."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smo_lint.model import Bundle
from smo_lint.outside import stopwatch
from smo_lint.outside.cache.verdicts import NOTHING, Before, Earlier, Verdict, judge
from smo_lint.outside.parts import asked, shares, together
from smo_lint.outside.task import Task, settled, unjudged

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

# Seconds that one process lints before others are thought of, and that the rest must take to be worth them.
ALONE, WORTH = 0.2, 0.6
# Bytes of an article that is huge: it is asked about in parts.
HUGE = 4_000_000
# Shares that each process gets of the work: the smaller they are, the less one waits for another.
SHARES = 12


def judged(bundles: Sequence[Bundle], task: Task, jobs: int, earlier: Earlier = None) -> Iterator[Verdict]:
    """Yield what is found in each article, in the order of the articles.

    jobs     number of processes; 0 for as many as pay: how fast this machine is shows in the first articles
    earlier  what still holds of what earlier runs have found out
    """
    done = 0
    many = jobs or _processors()
    sizes = [_size(task, bundle) for bundle in bundles]
    huge = [bundle for bundle, size in zip(bundles, sizes, strict=True) if size > HUGE]
    if huge:
        earlier = {**(earlier or {}), **{b.key: _in_parts(b, task, many, earlier) for b in huge}}
    if jobs == 0 and many > 1:
        start = time.perf_counter()
        while done < len(bundles) and not _pays(time.perf_counter() - start, sizes, done):
            yield judge(task, bundles[done], earlier)
            done += 1
    rest = bundles[done:]
    if many == 1 or len(rest) < 2:
        with settled():
            for bundle in rest:
                yield judge(task, bundle, earlier)
        return
    yield from _spread(_chunks(rest, sizes[done:], many), task, many, earlier)


def _pays(elapsed: float, sizes: Sequence[int], done: int) -> bool:
    """Whether the articles that are left take so long that other processes are worth their start."""
    return elapsed > ALONE and elapsed * sum(sizes[done:]) > WORTH * sum(sizes[:done])


def _size(task: Task, bundle: Bundle) -> int:
    """About how many bytes an article has."""
    return sum(_length(task, member.path) for member in bundle.members) + 1


def _length(task: Task, path: str) -> int:
    if path in task.overlay:
        return len(task.overlay[path])
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _chunks(bundles: Sequence[Bundle], sizes: Sequence[int], jobs: int) -> list[tuple[Bundle, ...]]:
    """Cut articles into runs of about one size."""
    share = sum(sizes) / (jobs * SHARES)
    chunks: list[tuple[Bundle, ...]] = []
    held: list[Bundle] = []
    size = 0
    for bundle, own in zip(bundles, sizes, strict=True):
        if held and size + own > share:
            chunks.append(tuple(held))
            held, size = [], 0
        held.append(bundle)
        size += own
    return [*chunks, tuple(held)] if held else chunks


def _in_parts(bundle: Bundle, task: Task, jobs: int, earlier: Earlier) -> Before:
    """What several processes have found out about the editions of a huge article, each about some."""
    from concurrent.futures.process import BrokenProcessPool

    before = (earlier or {}).get(bundle.key, NOTHING)
    sizes = [_length(task, member.path) for member in bundle.members]
    parts = shares(bundle, sizes, jobs, before)
    if len(parts) < 2:
        return together([before, *(asked(task, part) for part in parts)])
    executor = _executor(len(parts), task)
    try:
        found = [future.result() for future in [executor.submit(_ask, part) for part in parts]]
    except BrokenProcessPool:
        return before  # it is found out which article is the guilty one when each is judged
    finally:
        _end(executor)
    if watch := stopwatch.running():
        for _, seconds in found:
            watch.add(seconds)
    return together([before, *(known for known, _ in found)])


def _spread(
    chunks: Sequence[tuple[Bundle, ...]], task: Task, jobs: int, earlier: Earlier
) -> Iterator[Verdict]:
    """Lint chunks in processes; where one of these dies, find the article that it dies of, and go on."""
    from concurrent.futures.process import BrokenProcessPool

    if not chunks:
        return
    if 2 * sum(map(len, chunks)) > task.site.articles:
        task.site.settle()  # else each process would look through nearly all pages
    done = 0
    watch = stopwatch.running()
    executor = _executor(min(jobs, len(chunks)), task)
    try:
        futures = deque(executor.submit(_lint_chunk, chunk, _of(earlier, chunk)) for chunk in chunks)
        while futures:  # what has been told is not held any longer
            found, seconds = futures.popleft().result()
            if watch is not None:
                watch.add(seconds)
            yield from found
            done += 1
    except BrokenProcessPool:
        pass
    finally:
        _end(executor)
    for bundle in chunks[done] if done < len(chunks) else ():
        yield _carefully(bundle, task, earlier)
    yield from _spread(chunks[done + 1 :], task, jobs, earlier)


def _of(earlier: Earlier, chunk: Sequence[Bundle]) -> Earlier:
    """The part that concerns some articles: no more than that is sent to a process."""
    return None if earlier is None else {b.key: earlier[b.key] for b in chunk if b.key in earlier}


def _carefully(bundle: Bundle, task: Task, earlier: Earlier) -> Verdict:
    """Lint an article in a process of its own, which may die of it."""
    from concurrent.futures.process import BrokenProcessPool

    executor = _executor(1, task)
    try:
        ((verdict,), _) = executor.submit(_lint_chunk, (bundle,), _of(earlier, (bundle,))).result()
        return verdict
    except BrokenProcessPool:
        found = unjudged(bundle, "the process that judged this article has died: it is not judged")
        return Verdict([found], {}, {})
    finally:
        _end(executor)


def _executor(jobs: int, task: Task) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    timed = stopwatch.running() is not None
    return ProcessPoolExecutor(possible(jobs), initializer=_prepare, initargs=(task, timed))


def _end(executor: ProcessPoolExecutor) -> None:
    """End all processes at once: whoever stops a run does not wait for what nobody asks for any more."""
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()


def possible(jobs: int) -> int:
    """Return how many processes one pool may have: Windows waits for 63 things, two of them ours."""
    return min(jobs, 61) if os.name == "nt" else jobs


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_task: Task


def _prepare(task: Task, timed: bool) -> None:
    global _task
    _task = task
    if task.config.plugins:
        from smo_lint.outside.configuration.plugins import loaded

        loaded(task.config.plugins)  # a process that was not forked knows our own rules only
    if timed:
        stopwatch.start()
    gc.freeze()  # what a process knows from the start is never garbage
    # Whoever interrupts the run means its first process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ask(part: Bundle) -> tuple[Before, Mapping[str, float]]:
    """What there is to say of a part of an article; the seconds as `_lint_chunk` has them."""
    watch = stopwatch.running()
    return asked(_task, part), watch.taken() if watch else {}


def _lint_chunk(bundles: Sequence[Bundle], earlier: Earlier) -> tuple[list[Verdict], Mapping[str, float]]:
    """The verdicts on some articles, and the seconds that each part took, where they are asked for."""
    found = [judge(_task, bundle, earlier) for bundle in bundles]
    watch = stopwatch.running()
    return found, watch.taken() if watch else {}
