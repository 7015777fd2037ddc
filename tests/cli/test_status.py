"""`smo-lint status` on real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.cli.status import FORMATS
from smo_lint.status import formats

OLD = "# Guide\n\nOpen the window.\n\nThen read [this](/start).\n"
NEW = OLD.replace("window", "door before you start the engine")
PL = "# Poradnik\n\nOtwórz okno.\n\nPotem przeczytaj [to](/start).\n"


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in "abc":
        write(f"docs/en/{name}.md", OLD)
        write(f"docs/pl/{name}.md", PL)
    write("docs/en/alone.md", OLD)
    write("docs/pl/b.md", PL.replace("[to](/start)", "[to](/strat)"))


def standing(*words: str, capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert main(["status", "--format", "json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def test_formats_that_may_be_named() -> None:
    """The list is written down, so that help needs nothing but click."""
    assert sorted(FORMATS) == sorted(formats())


def test_missing_and_faulty(capsys: pytest.CaptureFixture[str]) -> None:
    whole = standing(capsys=capsys)
    assert (whole["percent"], whole["missing"], whole["errors"]) == (50, 1, 1)
    assert standing("docs/pl/a.md", capsys=capsys)["percent"] == 100
    main(["status"])
    assert "docs/en/alone.md  source  –\n" in capsys.readouterr().out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_stale_by_commits(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")

    def commit() -> None:
        for words in (["add", "-A"], ["commit", "-q", "-m", "Some"]):
            subprocess.run(["git", *own, *words], check=True)

    subprocess.run(["git", "init", "-q"], check=True)
    commit()
    for text in (NEW, NEW + "\nAnd wait for the green light.\n"):
        write("docs/en/a.md", text)
        commit()
    (article,) = standing("docs/en/a.md", capsys=capsys)["articles"]
    polish = article["editions"][1]
    assert (polish["stale"], polish["behind"], polish["complete"]) == (True, 2, False)
    main(["status", "docs/en/a.md"])
    assert "docs/*/a.md  source  ~2" in capsys.readouterr().out


def test_a_badge_of_a_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--format", "svg", "--lang", "pl"]) == 0
    assert "<title>translations pl: 50 %</title>" in capsys.readouterr().out


def test_nothing_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree("docs/pl")
    assert main(["status"]) == 2
    assert "no article found" in capsys.readouterr().err


def test_several_projects_are_one_status(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        write(f"{name}/docs/en/a.md", OLD)
        write(f"{name}/docs/pl/a.md", PL if name == "one" else PL.replace("[to](/start)", "[to] (/start)"))
    shutil.rmtree("docs")
    write("smo-lint.toml", '[[projects]]\nroot = "one"\n\n[[projects]]\nroot = "two"\n')
    whole = standing(capsys=capsys)
    assert [article["key"] for article in whole["articles"]] == ["one/docs/*/a.md", "two/docs/*/a.md"]
    assert (whole["source"], whole["percent"]) == ("en", 50)
    main(["check", "-q", "--format", "concise", "-o", "json:a.json"])
    first = capsys.readouterr().out
    assert first.startswith("two/docs/pl/a.md:5:")
    assert main(["report", "a.json", "-q", "--format", "concise"]) == 0
    assert capsys.readouterr().out == first
