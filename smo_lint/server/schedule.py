"""What is checked when: one thing at a time, the latest wish first, and no answer to an older question."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

K = TypeVar("K")
R = TypeVar("R")


class Schedule(Generic[K, R]):
    """Does the work of keys until each is done for the state that it is in.

    work   key -> what comes of it; it looks at the state when it begins
    done   told of a result, where nothing has been touched since its work began
    wrong  told of an exception of the work
    """

    def __init__(
        self,
        work: Callable[[K], Awaitable[R]],
        done: Callable[[K, R], None],
        wrong: Callable[[K, Exception], None],
    ) -> None:
        self._work, self._done, self._wrong = work, done, wrong
        self._revision: Counter[K] = Counter()
        self._pending: dict[K, None] = {}
        self._waiting: defaultdict[K, list[asyncio.Future[None]]] = defaultdict(list)
        self._task: asyncio.Task[None] | None = None

    def touch(self, key: K, *, later: bool = False) -> None:
        """Ask for the work of a key, whose state has changed; `later`: when nothing else is to be done."""
        self._revision[key] += 1
        if later and key not in self._pending:
            self._pending = {key: None, **self._pending}
        elif not later:
            self._pending.pop(key, None)
            self._pending[key] = None
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._run())

    async def current(self, key: K) -> None:
        """Wait until nothing is to be done for a key."""
        if key in self._pending:
            future = asyncio.get_running_loop().create_future()
            self._waiting[key].append(future)
            await future

    async def _run(self) -> None:
        while self._pending:
            key = next(reversed(self._pending))
            revision = self._revision[key]
            result, error = await self._result(key)
            if self._revision[key] != revision:
                continue  # it was edited meanwhile: what was found is of a text that is gone
            del self._pending[key]
            if error is None:
                self._done(key, result)  # type: ignore[arg-type]  # there is one where there is no error
            else:
                self._wrong(key, error)
            for future in self._waiting.pop(key, ()):
                if not future.done():
                    future.set_result(None)

    async def _result(self, key: K) -> tuple[R | None, Exception | None]:
        try:
            return await self._work(key), None
        except Exception as error:  # noqa: BLE001 (one article that fails must not end the server)
            return None, error
