"""Runs that do not come to their end, or are not alone: no file is ever half of anything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
# How many runs are killed; many more before a release.
KILLS = int(os.environ.get("SMO_LINT_KILLS", "20"))
FIX = (sys.executable, "-m", "smo_lint", "--isolated", "--fix", "--jobs", "1")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are ended in another way here")

EN = "# Guide\n\n## Install\n\nRead [this](/start) first.\n"
DE = "# Anleitung\n\n### Einrichten\n\nLies [das](/start)  , zuerst.\n"
FIXED = "# Anleitung\n\n## Einrichten\n\nLies [das](/start), zuerst.\n"


def environment() -> dict[str, str]:
    path = os.pathsep.join([str(HERE.parent.parent), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def plant(folder: Path, count: int, more: str = "") -> list[Path]:
    files = []
    for number in range(count):
        for lang, text in (("en", EN + more), ("de", DE + more)):
            file = folder / "docs" / lang / f"page{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        files.append(file)
    return files


def scratch(folder: Path) -> list[Path]:
    return list(folder.rglob(".smo-lint-*"))


def test_killed(tmp_path: Path) -> None:
    command = [sys.executable, str(HERE / "killing.py"), str(tmp_path), str(KILLS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment())
    seen = json.loads(done.stdout)
    assert seen["torn"] == 0
    assert seen["repaired"] == 12
    assert seen["killed"] == KILLS


def test_two_runs_at_once(tmp_path: Path) -> None:
    files = plant(tmp_path, 20)
    pipe = subprocess.PIPE
    runs = [
        subprocess.Popen(FIX, cwd=tmp_path, stdout=pipe, stderr=pipe, env=environment(), encoding="utf-8")
        for _ in range(2)
    ]
    said = [run.communicate(timeout=120) for run in runs]
    assert {file.read_text() for file in files} == {FIXED}
    assert scratch(tmp_path) == []
    # Each has either repaired a file, found it repaired, or said that it left it alone.
    for run, (_, err) in zip(runs, said, strict=True):
        assert "Traceback" not in err
        assert (run.returncode == 2) == ("meanwhile: it is left alone" in err)


def test_files_may_not_grow(tmp_path: Path) -> None:
    """A limit of the system stands for a full disk: what fits is repaired, what does not stays whole."""
    small = plant(tmp_path, 2)
    long = tmp_path / "docs" / "de" / "long.md"
    long.write_text(DE + "\nNoch ein Satz.\n" * 400)
    (tmp_path / "docs" / "en" / "long.md").write_text(EN + "\nOne more sentence.\n" * 400)
    before = long.read_bytes()
    command = ["bash", "-c", 'ulimit -f 2; exec "$@"', "bash", *FIX]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, env=environment(), check=False, encoding="utf-8"
    )
    assert done.returncode == 2
    assert "error: “docs/de/long.md” cannot be written: file too large\n" in done.stderr
    assert (long.read_bytes(), {file.read_text() for file in small}) == (before, {FIXED})
    assert scratch(tmp_path) == []


@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) == signal.SIG_IGN, reason="whoever started this lets nobody interrupt it"
)
def test_interrupted(tmp_path: Path) -> None:
    files = plant(tmp_path, 80, "\nA sentence of some words.\n" * 60)
    before = files[0].read_bytes()
    pipe = subprocess.PIPE
    command = [*FIX, "--format", "concise"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=pipe, stderr=pipe, env=environment()) as run:
        assert run.stderr
        run.stderr.readline()  # how the source was found: now the articles are judged
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert b"Traceback" not in err
    assert err.endswith(b"smo-lint: interrupted\n")
    after = [file.read_bytes() for file in files]
    assert all(text in (before, after[0]) for text in after)
    assert scratch(tmp_path) == []
    if b"fixed" not in err:
        assert out.count(b"HD103") < len(files)
