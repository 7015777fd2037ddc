"""A history that was kept is the one that git tells, until git would tell another."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from smo_lint.outside.cache.store import Cache
from smo_lint.outside.repository import story
from smo_lint.outside.repository.story import story_again

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words),
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty commits that write, rename and remove some pages."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    root = tmp_path / "site"
    root.mkdir()
    git(root, "init")
    dice = random.Random(5)
    for number in range(20):
        for page in dice.sample(range(6), 2):
            path = root / f"page{page}.md"
            if path.exists() and dice.random() < 0.2:
                path.rename(root / f"moved{page}-{number}.md")
            elif path.exists() and dice.random() < 0.2:
                path.unlink()
            else:
                text = path.read_text(encoding="utf-8") if path.exists() else f"# Page {page}\n"
                path.write_text(f"{text}\nLine {number} of it.\n", encoding="utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", f"Step {number}", "--allow-empty")
    (root / "new.md").write_text("# Nobody knows it\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_what_is_kept_is_what_git_told(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Cache(str(tmp_path / "cache"), "tool", b"secret")
    paths = sorted(path.name for path in site.glob("*.md"))
    where, told = story_again(str(site), paths, "HEAD", kept)
    with monkeypatch.context() as patch:
        patch.setattr(story, "touches", None)
        again, known = story_again(str(site), paths, "HEAD", kept)
    assert again == where
    for path in paths:
        assert known.touches(path) == told.touches(path)
        assert (known.now(path), known.names[path]) == (told.now(path), told.names[path])
        for _, touch in told.touches(path):
            assert known.since(path, touch.after) == told.since(path, touch.after)
    assert not known.touches("new.md") and not known.now("new.md")
    assert any(len(told.names[path]) > 1 for path in paths)
    git(site, "add", "-A")
    git(site, "commit", "-qm", "One more")
    assert story_again(str(site), paths, "HEAD", kept)[1].now("new.md")


def test_a_history_that_was_another_for_a_moment_is_not_kept(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(str(tmp_path / "cache"), "tool", b"secret")
    paths = sorted(path.name for path in site.glob("*.md"))
    story_of = story.story_of

    def overtaken(*args: Any) -> story.Story:
        git(site, "add", "-A")
        git(site, "commit", "-qm", "One more")
        try:
            return story_of(*args)
        finally:
            git(site, "reset", "-q", "--soft", "HEAD~1")

    (site / paths[0]).write_text("# Another\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(story, "story_of", overtaken)
        _, other = story_again(str(site), paths, "HEAD", kept)
    where, told = story_again(str(site), paths, "HEAD", kept)
    assert other.newest != told.newest == story_of(where, paths).newest
