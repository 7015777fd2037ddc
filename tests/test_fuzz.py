"""What fuzzing has found stays found: every input that once broke something is tried again."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

FUZZ = Path(__file__).resolve().parent.parent / "fuzz"
FINDINGS = sorted(path for path in (FUZZ / "findings").glob("*/*") if path.is_file())


def targets() -> Any:
    name = "fuzz_targets"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, FUZZ / "targets.py")
        assert spec and spec.loader
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_was_found_is_mended(path: Path) -> None:
    targets().TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize(
    "name", ["markdown", "front_matter", "aligner", "comments", "configuration", "fixes"]
)
def test_what_the_targets_start_from_holds(name: str) -> None:
    assert name in targets().TARGETS
    seeds = list(targets().seeds(name))
    assert seeds
    for seed in seeds[::40]:
        targets().TARGETS[name](seed)
