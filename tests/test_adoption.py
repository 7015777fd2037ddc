"""An old repository takes the linter up: its old findings are accepted, and a pull request answers for its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from smo_lint.cli import main

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name != "posix", reason="the hook is a shell script"),
]

HERE = Path(__file__).resolve().parent.parent
ARTICLES = 50
# What each article of the old repository has in German: a heading of another level, a link that leads
# elsewhere, a command that differs, and an image that is gone.
EN = """\
# Tool {n}

Tool {n} is described [in its manual](/manual/{n}).

## Install tool {n}

Run `install tool-{n}` and wait.

![The window of tool {n}](window-{n}.png)

## Remove tool {n}

Run `remove tool-{n}`, then read [the notes](/notes/{n}).
"""
DE = """\
# Werkzeug {n}

Werkzeug {n} wird [in seinem Handbuch](/manual/{n}) beschrieben.

## Werkzeug {n} einrichten

Starte `install tool-{n}` und warte.

![Das Fenster von Werkzeug {n}](window-{n}.png)

## Werkzeug {n} entfernen

Starte `remove tool-{n}`, dann lies [die Hinweise](/notes/{n}).
"""
DAMAGE = (
    ("## Werkzeug {n} einrichten", "#### Werkzeug {n} einrichten"),
    ("(/notes/{n})", "(/note/{n})"),
    ("`remove tool-{n}`", "`entfernen tool-{n}`"),
    ("![Das Fenster von Werkzeug {n}](window-{n}.png)\n\n", ""),
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_", "CI"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for n in range(ARTICLES):
        write(f"docs/en/tool-{n}.md", EN.format(n=n))
        text = DE
        for before, after in DAMAGE:
            assert before in text
            text = text.replace(before, after)
        write(f"docs/de/tool-{n}.md", text.format(n=n))
    git("init", "-q", "-b", "main")
    assert commit("All there is")
    return folder


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_bytes().decode()
    assert old in text
    write(path, text.replace(old, new))


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


def commit(message: str) -> bool:
    git("add", "-A")
    own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *own, "commit", "-q", "-m", message], check=False, capture_output=True)
    return done.returncode == 0


def check(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str, int]]]:
    """The exit code, and (path, code, line) of each finding."""
    capsys.readouterr()
    code = main(["check", "--format", "json", *words])
    found = json.loads(capsys.readouterr().out)["findings"]
    return code, [(f["path"], f["code"], f["line"]) for f in found]


def test_the_story(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Day one: two hundred findings, and nobody has time for them.
    code, found = check(capsys=capsys)
    assert (code, len(found)) == (1, 4 * ARTICLES)
    assert main(["init", "--baseline"]) == 0
    assert f"smo-lint.baseline.jsonl accepts {4 * ARTICLES} findings" in capsys.readouterr().err
    assert check(capsys=capsys) == (0, [])
    hook = site / ".git" / "hooks" / "pre-commit"
    command = f"PYTHONPATH='{HERE}' exec '{sys.executable}' -m smo_lint check --staged --quiet"
    hook.write_text(f"#!/bin/sh\n{command} --format concise > '{site}/.git/told' 2>&1\n", encoding="utf-8")
    hook.chmod(0o755)
    assert commit("Take smo-lint up")

    # A pull request repairs one of them, and brings a new one; words around others change.
    git("checkout", "-q", "-b", "change")
    edit("docs/de/tool-7.md", "#### Werkzeug 7 einrichten", "## Werkzeug 7 einrichten")
    edit("docs/de/tool-9.md", "Werkzeug 9 wird", "Das berühmte Werkzeug 9 wird seit Jahren")
    edit("docs/de/tool-3.md", "[in seinem Handbuch](", "[in seinem Handbuch] (")
    new = ("docs/de/tool-3.md", "LK002", 3)
    assert not commit("Improve the German pages"), "the hook stops it"
    assert (site / ".git" / "told").read_text(encoding="utf-8").startswith("docs/de/tool-3.md:3:")

    # The gate names it alone, with the baseline and without one.
    assert check(capsys=capsys) == (1, [new])
    assert check("--no-baseline", "--new-since", "main", capsys=capsys) == (1, [new])
    for words, against in (
        ([], "compared with the baseline"),
        (["--no-baseline", "--new-since", "main"], "compared with main at [0-9a-f]{9}"),
        (["--new-since", "main", "--since", "main"], "compared with main at [0-9a-f]{9} and the baseline"),
    ):
        capsys.readouterr()
        assert main(["check", "--format", "markdown", *words]) == 1
        said = capsys.readouterr().out
        assert "## 🌐 Translation check: 1 new problem in 1 of " in said
        assert re.search(against, said)
        assert "<details><summary>1 repaired" in said
        assert re.findall("- ✅ (.*)", said) == [
            "HD103 docs/&#42;/tool-7.md (de): level 4 heading, but level 2 in en"
        ]

    # One command repairs it, and leaves what is accepted alone.
    assert check("--fix", capsys=capsys) == (0, [])
    assert "[in seinem Handbuch](/manual/3)" in Path("docs/de/tool-3.md").read_text(encoding="utf-8")
    assert "#### Werkzeug 4 " in Path("docs/de/tool-4.md").read_text(encoding="utf-8")
    assert commit("Improve the German pages")
    assert check("--no-baseline", "--new-since", "main", capsys=capsys) == (0, [])
    assert main(["baseline", "prune"]) == 0
    assert f"accepts {4 * ARTICLES - 1} findings: 1 gone" in capsys.readouterr().err
    assert commit("One less")

    # What was repaired cannot come back.
    edit("docs/de/tool-7.md", "## Werkzeug 7 einrichten", "#### Werkzeug 7 einrichten")
    assert not commit("Undo it")
    assert check(capsys=capsys) == (1, [("docs/de/tool-7.md", "HD103", 5)])


def test_init_accepts_only_where_it_writes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--baseline", "--stdout"]) == 2
    assert main(["init", "--baseline"]) == 0
    assert main(["init", "--baseline"]) == 2
    assert "is there already" in capsys.readouterr().err
