"""Streams that are no good terminals: no run of any verb or format crashes, whatever they can show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smo_lint.reports import formats

ROOT = Path(__file__).resolve().parent.parent.parent
# A page whose letters no code page of the West has, with a fault; and a name of that kind.
JA = "# ガイド\n\n### 導入 “x” …\n\nまず[これ](/start)をお読みください。\n"
STREAMS = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "strict and narrow": {"PYTHONIOENCODING": "cp932:strict", "COLUMNS": "40"},
    "one column": {"COLUMNS": "1"},
    "nothing known": {
        "TERM": "dumb",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "colours": {"FORCE_COLOR": "1", "PYTHONIOENCODING": "cp1252", "COLUMNS": "40"},
}
VERBS = (
    ["--help"],
    ["check", "--help"],
    ["config", "show"],
    ["config", "list"],
    ["config", "schema"],
    ["config", "explain", "projects"],
    ["list"],
    ["list", "--why"],
    ["list", "--format", "json"],
    ["show", "docs/ja/設定.md"],
    ["explain", "fullwidth-link", "clashing-punctuation"],
    ["rules"],
    ["init", "--stdout"],
    ["baseline", "write"],
    ["baseline", "show"],
    ["stamp", "--diff"],
    ["check", "--diff"],
    ["check", "-vv", "--statistics", "--max-output", "0"],
    ["check", "docs/ja/無い.md"],
    ["check", "--config", "source=日本"],
    ["version", "--verbose"],
    ["completions", "powershell"],
    ["clean"],
)


@pytest.fixture
def site(site: Path) -> Path:
    for lang, text in (("en", "# Guide\n\n## Install\n\nRead [this](/start).\n"), ("ja", JA)):
        file = site / "docs" / lang / "設定.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return site


def done_by(script: str, **env: str) -> str:
    """What a script says on its standard error stream, in an interpreter of its own; it must end well."""
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    whole = {**os.environ, "PYTHONPATH": path, **env}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=whole, check=False)
    told = done.stderr.decode("utf-8", errors="replace")
    assert done.returncode == 0, told
    return told


@pytest.mark.parametrize("env", STREAMS.values(), ids=STREAMS.keys())
def test_every_verb_and_format(site: Path, env: dict[str, str]) -> None:
    """One process tries them all: what a stream is like is settled when the interpreter starts."""
    script = (
        "import os, sys\n"
        "from smo_lint.cli import main\n"
        f"for words in {[*VERBS, *(['check', '--format', name] for name in formats())]!a}:\n"
        "    print('>', ascii(words), file=sys.stderr)\n"
        "    code = main([os.fsdecode(word.encode()) for word in words])  # as a shell gives them\n"
        "    assert code in (0, 1, 2), (words, code)\n"
    )
    told = done_by(script, **env)
    assert "Traceback" not in told
    assert "Error" not in told.replace("Error: ", ""), told


@pytest.mark.skipif(os.name != "posix", reason="a pipe that nobody reads is made in another way here")
def test_a_pipe_that_nobody_reads(site: Path) -> None:
    script = (
        "import os, sys\n"
        "from smo_lint.cli import main\n"
        f"for words in {[*VERBS, *(['check', '--format', name] for name in formats())]!a}:\n"
        "    end, start = os.pipe()\n"
        "    os.close(end)\n"
        "    os.dup2(start, 1)\n"
        "    os.close(start)\n"
        "    print('>', ascii(words), file=sys.stderr)\n"
        "    code = main(words)\n"
        "    assert code in (0, 1, 2), (words, code)\n"
    )
    told = done_by(script)
    assert "Traceback" not in told
    assert "BrokenPipe" not in told


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_stream_that_is_closed(site: Path, name: str) -> None:
    number = {"stdout": 1, "stderr": 2}[name]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    command = f'exec "{sys.executable}" -m smo_lint check {number}>&-'
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
