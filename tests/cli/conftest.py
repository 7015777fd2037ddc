"""A small site, and the command line in this process and in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from smo_lint.cli import main

HERE = Path(__file__).resolve().parent.parent.parent
PAGES = {
    "en": "# Guide\n\n## Install\n\nRead [this](/start) first.\n",
    "de": "# Anleitung\n\n### Einrichten\n\nLies [das](/start) zuerst.\n",
    "fr": "# Manuel\n\n## Installer\n\nLisez [ceci](/start) d'abord.\n",
}
Run = Callable[..., tuple[int, str, str]]
Shell = Callable[..., subprocess.CompletedProcess[bytes]]


def write(path: str | Path, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article in three languages; the German heading is one level too deep."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for lang, text in PAGES.items():
        write(f"docs/{lang}/guide.md", text)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; return its exit code and what it has printed."""

    def call(*args: str) -> tuple[int, str, str]:
        code = main(args)
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def shell() -> Shell:
    """Run the command in a process of its own, whose streams are no terminal."""

    def call(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        path = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
        whole = {**os.environ, "PYTHONPATH": path, **env}
        command = [sys.executable, "-m", "smo_lint", *args]
        return subprocess.run(command, input=stdin, capture_output=True, env=whole, check=False)

    return call
