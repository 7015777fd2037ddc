"""docs/dependencies.md is true: what pyproject.toml asks for is listed, and its licences may be passed on."""

from __future__ import annotations

import importlib.util
import re
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")


def script() -> Any:
    spec = importlib.util.spec_from_file_location("dependencies", ROOT / ".ci" / "dependencies.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DEPENDENCIES = script()
GROUPS: dict[str, list[str]] = DEPENDENCIES.groups()
INSTALLED = {
    dist.metadata["Name"]: dist for lines in GROUPS.values() for dist, _ in DEPENDENCIES.needed(lines)
}


def test_everything_that_is_needed_is_listed() -> None:
    rows = re.findall(r"(?m)^\| ([\w.-]+) \| `([^`]+)` \| [^|]+ \| [^|]+ \|$", PAGE)
    wanted = [Requirement(line) for lines in GROUPS.values() for line in lines]
    assert rows == [(one.name, str(one.specifier)) for one in wanted]


def test_a_lower_bound_is_a_version() -> None:
    """`.ci/minimum` installs it: each requirement has one, and says it first."""
    lines = [line for lines in GROUPS.values() for line in lines]
    assert [line for line in lines if not re.match(r"[\w.-]+>=\d", line)] == []


@pytest.mark.parametrize("name", INSTALLED)
def test_licences_may_be_passed_on(name: str) -> None:
    dist: Distribution = INSTALLED[name]
    said = DEPENDENCIES.licence(dist)
    assert DEPENDENCIES.allowed(said), f"{name}: “{said}”"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [("MIT", True), ("BSD AND MIT", True), ("GPL-3.0-only", False), ("MIT AND AGPL-3.0", False), ("", False)],
)
def test_what_may_not(text: str, allowed: bool) -> None:
    assert DEPENDENCIES.allowed(text) is allowed
