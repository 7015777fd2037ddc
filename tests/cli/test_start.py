"""What a command imports before it does its work: the time that every hook waits for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

OWN = "smo_lint"
# What takes long to import, by its first names.
HEAVY = frozenset(
    "mistune yaml frontmatter rapidfuzz rich langcodes pathspec concurrent multiprocessing sqlite3".split()  # noqa: SIM905
)


def imported(folder: Path, *words: str) -> set[str]:
    """The modules that a command imports in a process of its own."""
    call = [sys.executable, "-X", "importtime", "-m", OWN, *words]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = (line.split("|") for line in done.stderr.split("\n") if line.startswith("import time:"))
    return {parts[2].strip() for parts in lines if len(parts) == 3}


def firsts(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize("flag", ["--help", "--version", "-h"])
def test_the_overview_needs_click_alone(tmp_path: Path, flag: str) -> None:
    found = imported(tmp_path, flag)
    assert "click" in found
    assert {name for name in found if name.startswith(OWN)} <= {OWN, f"{OWN}.cli", f"{OWN}.__main__"}
    assert not firsts(found) & HEAVY
    assert "dataclasses" not in found and "subprocess" not in found


def test_a_hook_that_touches_no_article_reads_no_document(tmp_path: Path) -> None:
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "one"]):
        own = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
        subprocess.run(["git", *own, *words], cwd=tmp_path, check=True)
    found = imported(tmp_path, "check", "--staged")
    assert not firsts(found) & HEAVY
    for room in (
        "engine",
        "markdown",
        "front_matter",
        "rules.links",
        "habits",
        "site",
        "outside.configuration.checks",
    ):
        assert f"{OWN}.{room}" not in found, room


def test_a_run_over_what_has_not_changed_reads_no_document(tmp_path: Path) -> None:
    (tmp_path / "smo-lint.toml").touch()
    for lang, word in (("en", "Here"), ("de", "Hier")):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        for number in range(3):
            text = f"# {word} {number}\n\n{word}.\n"
            (tmp_path / "docs" / lang / f"p{number}.md").write_text(text, encoding="utf-8")
    words = ("check", "--format", "concise")
    assert "smo_lint.engine" in imported(tmp_path, *words)
    found = imported(tmp_path, *words)
    assert not firsts(found) & HEAVY
    for room in ("engine", "markdown", "front_matter", "rules.links", "habits", "site"):
        assert f"{OWN}.{room}" not in found, room
