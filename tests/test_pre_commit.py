"""The hooks as pre-commit runs them: installed into an environment of their own, on a real repository."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent.parent

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed"),
]

PAGES = {
    "de": "# Anleitung\n\n## Einrichten\n\nLies [das](/start) zuerst.\n",
    "en": "# Guide\n\n## Install\n\nRead [this](/start) first.\n",
    "fr": "# Manuel\n\n## Installer\n\nLisez [ceci](/start) d'abord.\n",
    "ja": "# ガイド\n\n## 導入\n\nまず[これ](/start)をお読みください。\n",
    "pl": "# Poradnik\n\n## Instalacja\n\nPrzeczytaj najpierw [to](/start).\n",
}


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    # What a hook around this very test tells git and pre-commit must not reach them.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    env |= {"PRE_COMMIT_HOME": str(cwd.parent / "cache"), "PRE_COMMIT_COLOR": "never"}
    env |= {
        f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", env=env, check=False)


def committed(folder: Path) -> Path:
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All there is"]):
        done = run("git", *words, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that offers the hooks: this one as it is now, committed or not."""
    folder = tmp_path_factory.mktemp("pre-commit") / "smo-lint"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(HERE / name, folder / name)
    shutil.copytree(HERE / "smo_lint", folder / "smo_lint", ignore=shutil.ignore_patterns("__pycache__"))
    return committed(folder)


@pytest.fixture
def site(hooks: Path) -> Path:
    """A repository with one article in five languages, and another with a defect that nobody touches."""
    folder = hooks.parent / "site"
    for lang, text in PAGES.items():
        (folder / "docs" / lang).mkdir(parents=True)
        (folder / "docs" / lang / "guide.md").write_text(text, encoding="utf-8", newline="\n")
        other = text.replace("##", "####") if lang == "fr" else text
        (folder / "docs" / lang / "other.md").write_text(other, encoding="utf-8", newline="\n")
    return committed(folder)


def hook(name: str, hooks: Path, site: Path) -> tuple[int, str]:
    done = run(sys.executable, "-m", "pre_commit", "try-repo", str(hooks), name, "--verbose", cwd=site)
    return done.returncode, done.stdout + done.stderr


def test_one_edition_of_five_is_changed(hooks: Path, site: Path) -> None:
    page = site / "docs" / "de" / "guide.md"
    page.write_text(PAGES["de"].replace("## E", "### E"), encoding="utf-8", newline="\n")
    run("git", "add", "-A", cwd=site)

    code, said = hook("smo-lint", hooks, site)
    assert code == 1, said
    assert "HD103" in said, said
    assert "docs/de/guide.md:3:1" in said
    assert "other.md" not in said

    code, said = hook("smo-lint-fix", hooks, site)
    assert code == 1, said
    assert "files were modified by this hook" in said
    assert page.read_text(encoding="utf-8") == PAGES["de"]

    run("git", "reset", "-q", "--hard", cwd=site)
    (site / "note.md").write_text("In no article.\n", encoding="utf-8")
    run("git", "add", "-A", cwd=site)
    code, said = hook("smo-lint", hooks, site)
    assert code == 0, said

    page.write_text(PAGES["de"].replace("zuerst", "zuallererst"), encoding="utf-8", newline="\n")
    run("git", "add", "-A", cwd=site)
    code, said = hook("smo-lint", hooks, site)
    assert code == 0, said
