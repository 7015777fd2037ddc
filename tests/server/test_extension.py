"""The extension for Visual Studio Code and the server speak of the same things."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from smo_lint.add_ignore import UNFIT
from smo_lint.cli import VERBS
from smo_lint.server import actions

EXTENSION = Path(__file__).resolve().parents[2] / "editors" / "vscode"
pytestmark = pytest.mark.skipif(not EXTENSION.is_dir(), reason="this is not the repository")


def source() -> str:
    return (EXTENSION / "src" / "extension.ts").read_text(encoding="utf-8")


def manifest() -> dict[str, object]:
    found: dict[str, object] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    return found


def test_commands_are_those_of_the_server() -> None:
    called = set(re.findall(r'"(smo-lint\.\w+)"', source()))
    assert called == {actions.ASK, actions.BESIDE, actions.IGNORE, "smo-lint.restart"}


def test_settings_are_those_that_are_read() -> None:
    contributes = manifest()["contributes"]
    assert isinstance(contributes, dict)
    settings = contributes["configuration"]["properties"]
    assert {name.removeprefix("smoLint.") for name in settings} == set(
        re.findall(
            r'\.get<[\w\[\]]+>\("(\w+)"', source().replace("\n", "").replace("settings    .", "settings.")
        )
    )
    assert settings["smoLint.command"]["default"][1] in VERBS


def test_a_reason_that_no_comment_can_hold_is_refused_when_it_is_asked_for() -> None:
    pattern = re.search(r"\(/(.+)/\.test\(said\)", source())
    assert pattern
    python = pattern[1].replace(r"\/", "/")
    assert all(re.search(python, f"a {mark} b") for mark in UNFIT)
    assert not re.search(python, "it is -- so we were told -- meant")


def test_no_package_names_where_it_came_from() -> None:
    lock = (EXTENSION / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
