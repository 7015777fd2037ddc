"""The hooks as pre-commit runs them: installed into an environment of their own, on real commits."""

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
# What an environment of the hooks would get from an index of packages: to build, and to run.
NEEDED = ("click", "hatchling", "frontmatter", "rapidfuzz", "yaml")
CONFIG = """\
repos:
  - repo: {hooks}
    rev: {rev}
    hooks:
      - id: smo-lint
      - id: smo-lint-files
        stages: [manual]
      - id: smo-lint-fix
        stages: [manual]
      - id: smo-lint-all
"""


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    # What a hook around this very test tells git and pre-commit must not reach them.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    env |= {"PRE_COMMIT_HOME": str(cwd.parent / "cache"), "PRE_COMMIT_COLOR": "never"}
    env |= {
        f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    # The environment of the hooks gets our package alone, and no network is asked: the rest comes from
    # where these tests run. For pip, this 0 means "no isolation".
    found = [importlib.util.find_spec(name) for name in NEEDED]
    parts = {str(Path(spec.origin).parent.parent) for spec in found if spec and spec.origin}
    env |= {"PYTHONPATH": os.pathsep.join(sorted(parts)), "GIT_CONFIG_GLOBAL": os.devnull}
    env |= {"PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_INDEX": "1"}
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", env=env, check=False)


def git(*words: str, cwd: Path) -> str:
    done = run("git", *words, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def committed(folder: Path) -> str:
    """Make a repository of a folder; return the id of its commit."""
    git("init", "-q", "-b", "main", cwd=folder)
    git("add", "-A", cwd=folder)
    git("commit", "-q", "-m", "All there is", cwd=folder)
    return git("rev-parse", "HEAD", cwd=folder)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that uses the hooks of this repository as it is now, committed or not.

    One article in five languages, and another with a defect that nobody touches.
    """
    room = tmp_path_factory.mktemp("pre-commit")
    hooks, site = room / "smo-lint", room / "site"
    hooks.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(HERE / name, hooks / name)
    shutil.copytree(HERE / "smo_lint", hooks / "smo_lint", ignore=shutil.ignore_patterns("__pycache__"))
    rev = committed(hooks)
    for lang, text in PAGES.items():
        write(site / "docs" / lang / "guide.md", text)
        write(site / "docs" / lang / "other.md", text.replace("##", "####") if lang == "fr" else text)
    write(site / ".pre-commit-config.yaml", CONFIG.format(hooks=hooks.as_posix(), rev=rev))
    committed(site)
    done = run(sys.executable, "-m", "pre_commit", "install", "--install-hooks", cwd=site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture
def site(repository: Path) -> Path:
    """The same, as it was at first."""
    first = git("rev-list", "--max-parents=0", "HEAD", cwd=repository)
    git("reset", "-q", "--hard", first, cwd=repository)
    git("clean", "-q", "-f", "-d", cwd=repository)
    return repository


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))


def commit(site: Path, *words: str) -> tuple[bool, str]:
    """Whether git has made the commit, and what was said."""
    done = run("git", "commit", "-m", "Some", *words, cwd=site)
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert "smo-lint (staged articles)" in said
    return done.returncode == 0, said


def hook(name: str, site: Path, *words: str) -> tuple[int, str]:
    done = run(sys.executable, "-m", "pre_commit", "run", name, "--verbose", *words, cwd=site)
    return done.returncode, done.stdout + done.stderr


def test_a_change(site: Path) -> None:
    edit(site / "docs/de/guide.md", "## E", "### E")
    git("add", "-A", cwd=site)
    made, said = commit(site)
    assert not made
    assert "HD103" in said
    assert "docs/de/guide.md:3:1" in said
    assert "other.md" not in said
    edit(site / "docs/de/guide.md", "### E", "## E")
    edit(site / "docs/de/guide.md", "zuerst", "zuallererst")
    git("add", "-A", cwd=site)
    assert commit(site)[0]


def test_a_deletion_alone(site: Path) -> None:
    """No file is left that pre-commit could name, and yet the article is judged."""
    git("rm", "-q", "docs/pl/guide.md", cwd=site)
    made, said = commit(site)
    assert made, said
    git("rm", "-q", "docs/pl/other.md", cwd=site)
    made, said = commit(site)
    assert not made
    assert "docs/fr/other.md:3:1" in said


def test_a_rename(site: Path) -> None:
    git("mv", "docs/fr/other.md", "docs/fr/another.md", cwd=site)
    made, said = commit(site)
    assert made, said
    for lang in PAGES:
        if lang != "fr":
            git("mv", f"docs/{lang}/other.md", f"docs/{lang}/another.md", cwd=site)
    made, said = commit(site)
    assert not made
    assert "docs/fr/another.md:3:1" in said


def test_a_sibling_that_is_not_added(site: Path) -> None:
    """It is not in the commit: neither is it judged, nor does it vote."""
    write(site / "docs/en/new.md", PAGES["en"])
    git("add", "-A", cwd=site)
    write(site / "docs/de/new.md", PAGES["de"].replace("## E", "### E"))
    made, said = commit(site)
    assert made, said
    git("add", "-A", cwd=site)
    made, said = commit(site)
    assert not made
    assert "docs/de/new.md:3:1" in said


def test_a_part_of_a_file(site: Path) -> None:
    """What is staged is judged, not what the file holds by now."""
    page = site / "docs/de/guide.md"
    edit(page, "## E", "### E")
    git("add", "-A", cwd=site)
    edit(page, "### E", "## E")
    made, said = commit(site)
    assert not made
    assert "HD103" in said
    git("add", "-A", cwd=site)
    edit(page, "zuerst", "zuallererst")
    git("add", "-A", cwd=site)
    edit(page, "## E", "### E")
    made, said = commit(site)
    assert made, said
    assert "### E" in page.read_text(encoding="utf-8"), "what is not staged stays"


def test_nothing_of_ours(site: Path) -> None:
    write(site / "note.md", "In no article.\n")
    write(site / "code.py", "pass\n")
    git("add", "-A", cwd=site)
    made, said = commit(site)
    assert made, said


def test_the_hooks_for_files_and_for_all(site: Path) -> None:
    page = site / "docs/de/guide.md"
    edit(page, "## E", "### E")
    git("add", "-A", cwd=site)
    manual = ("--hook-stage", "manual")
    code, said = hook("smo-lint-files", site, *manual)
    assert (code, "docs/de/guide.md:3:1" in said, "other.md" in said) == (1, True, False), said
    code, said = hook("smo-lint-files", site, *manual, "--files", "docs/en/other.md")
    assert (code, "docs/fr/other.md:3:1" in said, "guide.md" in said) == (1, True, False), said
    code, said = hook("smo-lint-all", site, *manual)
    assert (code, "docs/fr/other.md:3:1" in said, "docs/de/guide.md:3:1" in said) == (1, True, True), said
    code, said = hook("smo-lint-fix", site, *manual)
    assert (code, "files were modified by this hook" in said) == (1, True), said
    assert page.read_text(encoding="utf-8") == PAGES["de"]
