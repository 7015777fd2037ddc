"""One target under atheris until its time is over; a fault is kept once for each place it comes from."""

from __future__ import annotations

import hashlib
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["smo_lint"]):
    import targets

HERE = Path(__file__).resolve().parent
# CPU seconds that nothing of a few kilobytes may take.
SLOW = 5.0


def guarded(name: str, target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Return a target that keeps what goes wrong in the folder of its findings, and goes on."""
    folder = HERE / "findings" / name
    seen: set[str] = set()

    def keep(place: str, content: bytes, why: str) -> None:
        if place not in seen:
            seen.add(place)
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / hashlib.sha1(content, usedforsecurity=False).hexdigest()[:12]
            file.write_bytes(content)
            print(f"FOUND {file}: {why[:800]}", file=sys.stderr, flush=True)

    def run(content: bytes) -> None:
        start = time.process_time()
        try:
            target(content)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            frames = traceback.extract_tb(error.__traceback__)
            keep(
                f"{type(error).__name__} {frames[-1].filename}:{frames[-1].lineno}",
                content,
                repr(error)[:800],
            )
        if (took := time.process_time() - start) > SLOW:
            keep("slow", content, f"took {took:.1f} s of CPU")

    return run


if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, guarded(name, targets.TARGETS[name]))
    atheris.Fuzz()
