"""`smo-lint completions`, `clean` and `version`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smo_lint import __version__
from smo_lint.cli import group
from smo_lint.outside.cache.folder import NAME, SIGNATURE, TAG
from smo_lint.outside.load import leftovers, write

TAGGED = SIGNATURE + b"\n# The cache of smo-lint.\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_read_by_their_shells(run: Any, tmp_path: Path, shell: str) -> None:
    code, out, err = run("completions", shell)
    assert (code, err) == (0, "")
    assert "_SMO_LINT_COMPLETE" in out
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "script").write_text(out)
    done = subprocess.run(
        [shell, "-n", str(tmp_path / "script")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unknown_shell(run: Any) -> None:
    code, out, err = run("completions", "csh")
    assert (code, out) == (2, "")
    assert "powershell" in err


# the words before, the one that is completed, some of what it may become, and some of what not
COMPLETED = {
    "a command": ([], "ch", {"check"}, {"list"}),
    "a flag of the verb that is left out": ([], "--sel", {"--select"}, {"--version"}),
    "anything": ([], "", {"check", "list", "config"}, {"--fix"}),
    "a flag": (["check"], "--ex", {"--exclude", "--extend-select", "--exit-zero"}, {"--fix"}),
    "behind a path": (["docs"], "--fail", {"--fail-on"}, {"check"}),
    "a code": (["check", "--select"], "LK10", {"LK101", "LK109"}, {"LK110", "missing-link"}),
    "a name": (["--ignore"], "missing-l", {"missing-link", "missing-list-item"}, {"LK101"}),
    "a family": (["--extend-select"], "head", {"headings"}, set()),
    "behind a comma": (["--select"], "HD101,LK10", {"HD101,LK101"}, {"LK101"}),
    "a language": (["--source"], "p", {"pl", "pt-BR"}, {"de"}),
    "several languages": (["--lang"], "de,p", {"de,pl"}, {"pl"}),
    "a choice": (["--fail-on"], "", {"error", "never"}, set()),
    "of a group": (["config"], "s", {"show", "schema"}, {"list"}),
}  # fmt: skip


@pytest.mark.parametrize(("words", "word", "some", "none"), COMPLETED.values(), ids=COMPLETED.keys())
def test_what_bash_is_told(
    run: Any, monkeypatch: pytest.MonkeyPatch, words: list[str], word: str, some: set[str], none: set[str]
) -> None:
    monkeypatch.setenv("_SMO_LINT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(["smo-lint", *words, word]))
    monkeypatch.setenv("COMP_CWORD", str(1 + len(words)))
    code, out, err = run()
    found = {line.partition(",")[2] for line in out.split("\n")}
    assert (code, err) == (0, "")
    assert some <= found
    assert not none & found


def test_what_powershell_is_told(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SMO_LINT_COMPLETE", "powershell_complete")
    monkeypatch.setenv("COMP_WORDS", "smo-lint\ncheck\n--select")
    monkeypatch.setenv("COMP_INCOMPLETE", "HD103")
    code, out, _ = run()
    assert code == 0
    (line,) = out.rstrip("\n").split("\n")
    kind, value, told = line.split("\t")
    assert (kind, value) == ("plain", "HD103")
    assert told.startswith("A heading")


def test_powershell_sets_what_is_read(run: Any) -> None:
    out = run("completions", "powershell")[1]
    assert "Register-ArgumentCompleter -Native -CommandName smo-lint" in out
    assert '$env:_SMO_LINT_COMPLETE = "powershell_complete"' in out
    assert out.count("{") == out.count("}")
    assert "%(" not in out


@pytest.fixture
def cache(site: Path) -> Path:
    (site / "smo-lint.toml").write_text("")
    folder = site / NAME
    (folder / "a").mkdir(parents=True)
    (folder / "a/entry").write_text("x")
    (folder / TAG).write_bytes(TAGGED)
    return folder


def test_clean(cache: Path, run: Any) -> None:
    code, out, err = run("clean")
    assert (code, out, err) == (0, "", f"smo-lint: removed {cache}: 2 files\n")
    assert not cache.exists()
    assert (cache.parent / "docs/de/guide.md").exists()
    assert run("clean") == (0, "", f"smo-lint: there is no cache: {cache}\n")


def test_what_a_run_has_removed_itself_meanwhile(
    cache: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smo_lint.outside import load

    monkeypatch.setattr(load, "leftovers", lambda _: [str(cache / "gone.tmp")])
    code, _, err = run("clean")
    assert (code, "gone.tmp" in err, cache.exists()) == (0, False, False)


def test_what_says_that_a_cache_is_ours_goes_last(
    cache: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is interrupted can go on."""
    for name in "ADZ":
        (cache / name).write_text("x")
    removed, unlink = [], os.unlink

    def noted(path: str, **more: Any) -> None:
        removed.append(os.path.basename(path))
        unlink(path, **more)

    monkeypatch.setattr(os, "unlink", noted)
    assert run("clean")[0] == 0
    assert (removed[-1], len(removed)) == (TAG, 5)


def test_a_folder_without_a_project_has_a_cache(site: Path, run: Any) -> None:
    assert run("check", "docs", "--quiet")[0] == 1
    assert (site / NAME / TAG).read_bytes().startswith(SIGNATURE)
    code, _, err = run("clean", "docs")
    assert (code, (site / NAME).exists()) == (0, False)
    assert err.startswith(f"smo-lint: removed {site / NAME}: ")


def test_a_folder_elsewhere_has_none(site: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "other").mkdir()
    monkeypatch.chdir(site / "other")
    assert "no cache: there is no project whose folder it could lie in" in run("check", "-v", "../docs")[2]
    assert not list(site.rglob(NAME))


@pytest.mark.parametrize("tag", [None, b"", b"Signature: other", SIGNATURE + b"\n# of another tool"], ids=["none", "empty", "wrong", "another's"])  # fmt: skip
def test_what_is_not_ours_is_left(cache: Path, run: Any, tag: bytes | None) -> None:
    (cache / TAG).unlink()
    if tag is not None:
        (cache / TAG).write_bytes(tag)
    code, _, err = run("clean")
    assert code == 2
    assert "it is left alone" in err
    assert (cache / "a/entry").exists()


@pytest.mark.skipif(os.name != "posix", reason="links need rights here")
def test_a_link_is_left(cache: Path, run: Any) -> None:
    real = cache.rename(cache.with_name("elsewhere"))
    cache.symlink_to(real)
    assert run("clean")[0] == 2
    assert (real / "a/entry").exists()


@pytest.mark.parametrize("how", ["flag", "file"])
def test_another_folder(cache: Path, run: Any, how: str) -> None:
    other = cache.rename(cache.with_name("other"))
    if how == "file":
        (cache.parent / "smo-lint.toml").write_text('cache-dir = "other"')
    assert run("clean", "docs", *(["--cache-dir", "other"] if how == "flag" else []))[0] == 0
    assert not other.exists()


def test_version(run: Any) -> None:
    assert run("version") == (0, f"smo-lint {__version__}\n", "")
    code, out, _ = run("version", "--verbose")
    lines = out.rstrip("\n").split("\n")
    assert code == 0
    assert lines[0] == f"smo-lint {__version__}"
    assert lines[1].startswith(f"Python {sys.version.split()[0]}")
    assert lines[-1] == "no telemetry, no network"
    assert any(line.startswith("mistune 3.") for line in lines)
    assert not any(line.startswith("pytest") for line in lines)


def test_every_verb_has_a_line_in_the_overview(run: Any) -> None:
    out = run("--help")[1]
    for verb in group.list_commands(None):  # type: ignore[arg-type]
        assert f"\n  {verb} " in out


def test_clean_removes_what_killed_runs_have_left(cache: Path, run: Any) -> None:
    folder = Path("docs").absolute()
    left = folder / ".smo-lint-ab_4x9zk.tmp"
    others = [
        folder / name
        for name in ("smo-lint-ab_4x9zk.tmp", ".smo-lint-notes.tmp", ".smo-lint-ab_4x9zk.tmp.md")
    ]
    for path in (left, *others):
        path.write_text("half of a pa")
    (folder / ".smo-lint-folder_1.tmp").mkdir()
    (folder / ".smo-lint-thelink1.tmp").symlink_to(others[0])
    before = {path for path in folder.rglob("*") if cache not in path.parents}
    code, out, err = run("clean")
    assert (code, out) == (0, "")
    assert f"removed {left}: a run that was killed has left it" in err.split("smo-lint: ")[1]
    assert {path for path in folder.rglob("*") if cache not in path.parents} == before - {left}


def test_clean_knows_how_files_are_called_that_stand_for_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    page = tmp_path / "a.md"
    page.write_text("one")
    monkeypatch.setattr(os, "replace", killed)
    monkeypatch.setattr(os, "unlink", lambda path: None)
    with pytest.raises(KeyboardInterrupt):
        write(str(page), "two")
    assert [path for path in tmp_path.iterdir() if path != page] == [
        Path(p) for p in leftovers(str(tmp_path))
    ]
    assert len(leftovers(str(tmp_path))) == 1
