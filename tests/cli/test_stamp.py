"""`smo-lint stamp`: what it writes, what it leaves alone, and what is said afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from smo_lint import lint, stamps
from smo_lint.cli import main
from smo_lint.model import Fault

EN = "# Guide\n\nOpen the door.\n\n## Install\n\nRun it once.\n"
PL = "# Poradnik\n\nOtwórz drzwi.\n\n## Instalacja\n\nUruchom raz.\n"
DE = "---\ntitle: Anleitung\n---\n\n# Anleitung\n\nÖffne die Tür.\n\n## Einrichten\n\nFühr es aus.\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for lang, text in (("en", EN), ("pl", PL), ("de", DE)):
        write(f"docs/{lang}/guide.md", text)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def read(lang: str) -> str:
    return Path(f"docs/{lang}/guide.md").read_bytes().decode()


def codes() -> list[tuple[str, str]]:
    return [(f.lang, f.code) for f in lint(["docs"], select=["FR", "HD", "TX", "IG", "FM005"])]


def test_all_translations(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stamp"]) == 0
    assert capsys.readouterr() == ("", "smo-lint: stamped 2 of 2 translations\n")
    assert read("en") == EN
    first, _, rest = read("pl").partition("\n\n")
    digests = first.removeprefix("<!-- smo-lint stamp ").removesuffix(" -->")
    assert digests.startswith("none ") and rest == PL
    assert read("de") == DE.replace("g\n---", f"g\nsmo-lint-stamp: {digests}\n---", 1)
    assert codes() == []


def test_twice_is_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["stamp"])
    before = read("pl"), read("de")
    assert main(["stamp"]) == 0
    assert (read("pl"), read("de")) == before
    assert capsys.readouterr().err.endswith("stamped 0 of 2 translations\n")


@pytest.mark.parametrize(
    "args", [["docs/pl/guide.md"], ["docs/pl"], ["--lang", "pl"]], ids=["file", "folder", "language"]
)
def test_only_what_is_named(args: list[str]) -> None:
    assert main(["stamp", *args]) == 0
    assert (read("pl") != PL, read("de") == DE) == (True, True)


def test_a_diff_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stamp", "--diff", "docs/pl"]) == 1
    assert "\n+<!-- smo-lint stamp none " in capsys.readouterr().out
    assert read("pl") == PL


def test_a_file_that_changes_meanwhile_is_left_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stamped = stamps.stamped

    def overtaken(*args: Any) -> str | Fault:
        write("docs/pl/guide.md", PL + "\nNowe.\n")
        return stamped(*args)

    monkeypatch.setattr(stamps, "stamped", overtaken)
    assert main(["stamp", "docs/pl"]) == 2
    assert "changed by somebody else meanwhile" in capsys.readouterr().err
    assert read("pl") == PL + "\nNowe.\n"


def test_a_revision_is_of_the_text_that_it_stands_beside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The source is edited between two looks at it."""
    from smo_lint.outside.repository import history

    found = history.revisions

    def overtaken(*args: Any) -> dict[str, str]:
        revisions = found(*args)
        write("docs/en/guide.md", EN + "\nNew.\n")
        return revisions

    assert main(["stamp", "docs/pl"]) == 0
    stamped = read("pl")
    write("docs/pl/guide.md", PL)
    monkeypatch.setattr(history, "revisions", overtaken)
    assert main(["stamp", "docs/pl"]) == 0
    assert read("pl") == stamped


def test_others_are_stamped_where_one_is_left_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("docs/de/guide.md", PL)
    stamped = stamps.stamped

    def overtaken(before: str, path: str, *rest: Any) -> str | Fault:
        if "/de/" in path:
            write(path, PL + "\nNeu.\n")
        return stamped(before, path, *rest)

    monkeypatch.setattr(stamps, "stamped", overtaken)
    assert main(["stamp", "docs/de", "docs/pl"]) == 2
    assert "stamped 1 of 2 translations" in capsys.readouterr().err
    assert ("stamp" in read("pl"), read("de")) == (True, PL + "\nNeu.\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param(["docs/en"], "no translation is named", id="source"),
        pytest.param(["--source", "none"], "there is no source language", id="votes"),
        pytest.param(["nowhere"], "no such file or folder", id="nothing"),
    ],
)
def test_mistakes(args: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stamp", *args]) == 2
    assert message in capsys.readouterr().err
    assert (read("pl"), read("de")) == (PL, DE)


def test_front_matter_that_does_not_parse(capsys: pytest.CaptureFixture[str]) -> None:
    broken = DE.replace("Anleitung\n-", "'Anleitung\n-")
    write("docs/de/guide.md", broken)
    assert main(["stamp"]) == 1
    assert "docs/de/guide.md is not stamped: its front matter does not parse" in capsys.readouterr().err
    assert read("de") == broken


def test_sections_that_changed() -> None:
    main(["stamp"])
    write("docs/en/guide.md", EN.replace("once", "twice, and wait"))
    assert codes() == [("de", "FR102"), ("pl", "FR102")]


def test_without_git_a_new_section_is_missing() -> None:
    main(["stamp", "docs/pl"])
    write("docs/en/guide.md", EN.replace("\n## I", "\n## Begin\n\nSee `begin` and [more](/more).\n\n## I"))
    assert [(lang, code) for lang, code in codes() if lang == "pl"] == [("pl", "HD104")]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param("once", "twice", "section “Install” of en has changed since the stamp", id="changed"),
        pytest.param(
            "\n## I",
            "\n## Begin\n\nFirst of all.\n\n## I",
            "section “Begin” was added to en since the stamp",
            id="added",
        ),
        pytest.param(
            "\n## Install\n\nRun it once.\n",
            "",
            "section “Install” was removed from en since the stamp",
            id="removed",
        ),
        pytest.param("Open", "First open", "section “Guide” of en has changed since the stamp", id="top"),
    ],
)
def test_with_git_sections_that_came_and_went_are_told_apart(old: str, new: str, message: str) -> None:
    own = {"GIT_CONFIG_GLOBAL": os.devnull} | {
        f"GIT_{who}_{what}": "a@b.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *words], env=os.environ | own, check=True)
    main(["stamp", "docs/pl"])
    assert "none" not in read("pl")
    assert old in EN
    write("docs/en/guide.md", EN.replace(old, new))

    found = [f for f in lint(["docs"], select=["FR", "HD", "TX"]) if f.lang == "pl"]

    assert [f.problem.message for f in found] == [message]
