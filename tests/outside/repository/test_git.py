"""What git is asked: a few calls, whatever there is; nothing that a foreign repository names is run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.outside.repository.git import GitError, repository, touches

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(os.name != "posix", reason="programs of these tests are shell scripts"),
]

EN = "# Guide\n\nRead [this](/start) first.\n\n## Install\n\nRun `it`.\n"
DE = "# Anleitung\n\nLies [das](/start) zuerst.\n\n## Einrichten\n\nStarte `it`.\n"
MODES = [
    pytest.param(["check"], id="plain"),
    pytest.param(["check", "--changed", "--changed-lines"], id="changed"),
    pytest.param(["check", "--staged", "--changed-lines"], id="staged"),
    pytest.param(["check", "--since", "main"], id="since"),
    pytest.param(["check", "--new-since", "main", "--format", "markdown"], id="new since"),
    pytest.param(["check", "--since", "main", "--new-since", "main", "--changed-lines"], id="all"),
    pytest.param(["status"], id="status"),
    pytest.param(["stamp", "docs/de/a.md"], id="stamp"),
]


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles, the source of one changed since; a branch that changes the other, partly staged."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    articles("a", "b")
    git("init", "-q", "-b", "main")
    commit()
    write("docs/en/b.md", EN + "\nOpen the door before you start.\n")
    commit()
    git("checkout", "-q", "-b", "feature")
    touch_a()
    return folder


def touch_a() -> None:
    write("docs/de/a.md", DE.replace("zuerst", "zuallererst"))
    git("add", "-A")
    write("docs/de/a.md", DE.replace("zuerst", "zuletzt"))


def articles(*names: str) -> None:
    for name in names:
        write(f"docs/en/{name}.md", EN)
        write(f"docs/de/{name}.md", DE)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def git(*words: str) -> str:
    own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *own, *words], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "Some")


def script(path: Path, *lines: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run a command; return how often git was called."""
    log = tmp_path / "calls"
    wrapper = script(
        tmp_path / "bin" / "git", f'echo called >> "{log}"', f'exec "{shutil.which("git")}" "$@"'
    )

    def counted(*words: str) -> int:
        log.write_text("", encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
            assert main([*words]) in (0, 1)
        return len(log.read_text(encoding="utf-8").split())

    return counted


@pytest.mark.parametrize("words", MODES)
def test_a_constant_number_of_calls(words: list[str], calls: Callable[..., int]) -> None:
    """As many for two articles as for thirty."""
    few = calls(*words)
    git("stash", "-q")
    git("checkout", "-q", "main")
    articles(*(f"n{n}" for n in range(28)))
    commit()
    git("checkout", "-q", "feature")
    git("reset", "-q", "--hard", "main")
    touch_a()
    assert calls(*words) == few
    assert 0 < few < 20


def test_a_hook_that_nothing_concerns_asks_little(calls: Callable[..., int]) -> None:
    git("reset", "-q", "--hard")
    write("note.txt", "Nothing.\n")
    git("add", "-A")
    assert calls("check", "--staged") <= 3


@pytest.mark.parametrize("words", MODES)
def test_what_a_foreign_repository_names_is_not_run(words: list[str], tmp_path: Path) -> None:
    log = tmp_path / "ran"
    evil = script(tmp_path / "evil", f'echo "$0 $*" >> "{log}"')
    hooks = tmp_path / "hooks"
    for name in ("post-index-change", "pre-commit", "post-checkout", "reference-transaction"):
        shutil.copy(evil, script(hooks / name))
    for key in (
        "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.alternateRefsCommand",
        "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean",
        "filter.evil.smudge", "filter.evil.process", "gpg.program", "credential.helper", "alias.log",
        "pager.log", "pager.ls-tree", "uploadpack.packObjectsHook", "merge.evil.driver",
    ):  # fmt: skip
        git("config", key, str(evil))
    for key, value in {
        "core.hooksPath": str(hooks), "log.showSignature": "true", "diff.trustExitCode": "true",
        "remote.origin.url": f"ext::{evil}", "remote.origin.promisor": "true",
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin",
        "diff.submodule": "diff", "status.submoduleSummary": "true",
    }.items():  # fmt: skip
        git("config", key, value)
    Path(".git/info/attributes").write_text("*.md diff=evil filter=evil merge=evil\n", encoding="utf-8")

    assert main([*words]) in (0, 1, 2)
    assert not log.exists(), log.read_text(encoding="utf-8")

    subprocess.run(["git", "diff", "HEAD"], capture_output=True, check=False)
    assert log.exists(), "this very repository runs what it names where one lets it"


def test_whoever_owns_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a container: git refuses, but for those who name the folder."""
    real = shutil.which("git")
    lines = ("export GIT_TEST_ASSUME_DIFFERENT_OWNER=1", f'exec "{real}" "$@"')
    wrapper = script(tmp_path / "bin" / "git", *lines)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    refused = subprocess.run(["git", "status"], capture_output=True, encoding="utf-8", check=False)
    assert "dubious ownership" in refused.stderr
    assert main(["check", "--since", "main"]) == 0
    assert "git" not in capsys.readouterr().err


def test_without_git(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "")
    for mode in (["--since", "main"], ["--changed"], ["--staged"], ["--new-since", "main"]):
        assert main(["check", *mode]) == 2
        err = capsys.readouterr().err
        assert (err.count("error: "), "git is not installed" in err) == (1, True)
    assert main(["check"]) == 0


def test_git_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrapper = script(tmp_path / "bin" / "git", "echo 'fatal: the disk is on fire' >&2", "exit 128")
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    for mode in (["--since", "main"], ["--changed"], ["--staged"], ["--new-since", "main"]):
        assert main(["check", *mode]) == 2
        assert "git cannot tell what was changed: the disk is on fire" in capsys.readouterr().err


def test_nothing_is_committed_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    monkeypatch.chdir(folder)
    articles("a")
    git("init", "-q", "-b", "main")
    with pytest.raises(GitError, match="nothing is committed yet"):
        list(touches(repository(str(folder)), (".md",)))
