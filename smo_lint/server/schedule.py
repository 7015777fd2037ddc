"""What is checked when: one thing at a time, the latest wish first, and no answer to an older question."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

K = TypeVar("K")
R = TypeVar("R")
# Seconds without an answer, while texts are edited faster than they are checked, after which an
# older one counts.
PATIENCE = 1.0


class Schedule(Generic[K, R]):
    """Does the work of keys until each is done for the state that it is in.

    work   key -> what comes of it; it looks at the state when it begins
    done   told of a result, where nothing has been touched since its work began
    late   told of a result where something has, and nothing has been told of the key for a while
    wrong  told of an exception of the work
    """

    def __init__(
        self,
        work: Callable[[K], Awaitable[R]],
        done: Callable[[K, R], None],
        late: Callable[[K, R], None],
        wrong: Callable[[K, Exception], None],
    ) -> None:
        self._work, self._done, self._late, self._wrong = work, done, late, wrong
        self._told: dict[K, float] = {}
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
            now = asyncio.get_running_loop().time
            since = self._told.setdefault(key, now())
            result, error = await self._result(key)
            if self._revision[key] != revision:
                # It was edited meanwhile: what was found is of a text that is gone.
                if error is None and now() - since >= PATIENCE:
                    self._told[key] = now()
                    self._late(key, result)  # type: ignore[arg-type]
                continue
            del self._pending[key], self._told[key]
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
