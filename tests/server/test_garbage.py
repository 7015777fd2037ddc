"""Cycles of objects live until nobody waits, and no longer."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator

import pytest

from smo_lint.server import garbage
from smo_lint.server.garbage import Garbage


class Thing:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def _handed_over(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(garbage, "REST", 0.0)
    enabled = gc.isenabled()
    gc.disable()
    yield
    gc.unfreeze()
    if enabled:
        gc.enable()


async def _turns() -> None:
    """Let the loop do what it is about to do."""
    for _ in range(5):
        await asyncio.sleep(0.001)


@pytest.mark.usefixtures("_handed_over")
def test_a_rest_is_used() -> None:
    async def main() -> None:
        heap, lost = Garbage(), weakref.ref(Thing())
        heap.wait()
        await _turns()
        assert lost() is not None
        heap.rest()
        await _turns()
        assert lost() is None

    asyncio.run(main())


@pytest.mark.usefixtures("_handed_over")
def test_work_that_goes_on_is_not_disturbed() -> None:
    async def main() -> None:
        heap, lost = Garbage(), weakref.ref(Thing())
        heap.rest()
        heap.wait()
        await _turns()
        assert lost() is not None

    asyncio.run(main())


@pytest.mark.usefixtures("_handed_over")
def test_who_never_rests_is_disturbed_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "MOST", 3)

    async def main() -> None:
        heap, lost = Garbage(), weakref.ref(Thing())
        for _ in range(2):
            heap.rest()
            heap.wait()
            assert lost() is not None
        heap.rest()
        assert lost() is None

    asyncio.run(main())


def test_a_process_that_collects_by_itself_is_left_alone() -> None:
    assert gc.isenabled()

    async def main() -> None:
        Garbage().rest()
        assert gc.get_freeze_count() == 0

    asyncio.run(main())
