"""The gate: what a change has to answer for, on real repositories."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.model import Bundle
from smo_lint.outside.task import Task

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

HERE = Path(__file__).resolve().parent.parent.parent
EN = "# Guide\n\nRead [this](/start) first.\n\n## Install\n\nRun `it`.\n\n## Use\n\nGo [on](/on).\n"
DE = "# Anleitung\n\nLies [das](/start) zuerst.\n\n## Einrichten\n\nStarte `it`.\n\n## Benutzen\n\nMach [los](/on).\n"
FR = "# Manuel\n\nLisez [ceci](/start) avant.\n\n## Installer\n\nLancez `it`.\n\n## Utiliser\n\nAllez [y](/on).\n"
PAGES = {"en": EN, "de": DE, "fr": FR}
# An old defect of every page, in German.
OLD = ("## Einrichten", "#### Einrichten")
BASELINE = "smo-lint.baseline.jsonl"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old repository: three articles in three languages, each with a defect in German; on a branch."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("a", "b", "c"):
        for lang, text in PAGES.items():
            write(f"docs/{lang}/{name}.md", text.replace(*OLD) if lang == "de" else text)
    git("init", "-q", "-b", "main")
    commit()
    git("checkout", "-q", "-b", "feature")
    return folder


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_bytes().decode()
    assert old in text
    write(path, text.replace(old, new))


def git(*words: str) -> str:
    own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *own, *words], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "Some")


def check(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[tuple[str, str]]]:
    """The exit code, and (path, code) of each finding."""
    capsys.readouterr()
    code = main(["check", "--format", "json", *words])
    out = capsys.readouterr().out
    return code, [(f["path"], f["code"]) for f in json.loads(out)["findings"]] if out else []


def said(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main([*words])
    return code, capsys.readouterr().err


def test_an_old_repository_takes_it_up(capsys: pytest.CaptureFixture[str]) -> None:
    git("checkout", "-q", "main")
    assert check(capsys=capsys) == (1, [(f"docs/de/{name}.md", "HD103") for name in "abc"])

    assert said("baseline", "write", capsys=capsys)[1].endswith(
        f"{BASELINE} accepts 3 findings: 3 new, 0 gone\n"
    )
    commit()
    assert check(capsys=capsys) == (0, [])
    main(["check"])
    assert " · 3 hidden by the baseline\n" in capsys.readouterr().out

    git("checkout", "-q", "-b", "change")
    edit("docs/de/a.md", OLD[1], OLD[0])
    edit("docs/fr/b.md", "## Utiliser", "##Utiliser")
    commit()
    new = [("docs/fr/b.md", "HD001")]
    assert check(capsys=capsys) == (1, new)
    assert check("--no-baseline", "--new-since", "main", capsys=capsys) == (1, new)
    assert check("--no-baseline", "--since", "main", "--changed-lines", capsys=capsys) == (1, new)

    assert (
        "1 finding of the baseline is repaired: `smo-lint baseline prune`" in said("check", capsys=capsys)[1]
    )
    capsys.readouterr()
    assert main(["baseline", "show", "--repaired"]) == 0
    assert (
        capsys.readouterr().out == "docs/*/a.md  de  HD103  level 4 heading, but level 2 in en  (repaired)\n"
    )
    assert "accepts 2 findings: 1 gone" in said("baseline", "prune", capsys=capsys)[1]
    assert "repaired" not in said("check", capsys=capsys)[1]

    assert check("--fix", capsys=capsys) == (0, [])
    assert Path("docs/fr/b.md").read_text(encoding="utf-8") == FR
    assert OLD[1] in Path("docs/de/b.md").read_text(encoding="utf-8"), "what is accepted is left alone"
    assert check("--no-baseline", "--new-since", "main", capsys=capsys) == (0, [])

    edit("docs/de/a.md", OLD[0], OLD[1])
    assert check(capsys=capsys) == (1, [("docs/de/a.md", "HD103")]), "it cannot come back"


def test_a_baseline_knows_no_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["baseline", "write"])
    monkeypatch.chdir("docs/de")
    assert check(capsys=capsys) == (0, [])
    assert check("a.md", capsys=capsys) == (0, [])
    assert check("--no-baseline", "a.md", capsys=capsys)[0] == 1
    assert check("--isolated", capsys=capsys)[0] == 1


def test_a_baseline_of_a_part_keeps_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "write"])
    before = Path(BASELINE).read_bytes()
    for name in ("a", "b"):
        edit(f"docs/de/{name}.md", OLD[1], OLD[0])
    assert "accepts 2 findings: 0 new, 1 gone" in said("baseline", "write", "docs/de/a.md", capsys=capsys)[1]
    assert "accepts 2 findings: 0 gone" in said("baseline", "prune", "--select", "LK", capsys=capsys)[1]
    assert "accepts 1 finding: 1 gone" in said("baseline", "update", capsys=capsys)[1]
    assert len(Path(BASELINE).read_bytes()) < len(before)


def test_what_new_damage_hides_is_not_repaired(capsys: pytest.CaptureFixture[str]) -> None:
    git("checkout", "-q", "main")
    main(["baseline", "write"])
    commit()
    edit("docs/de/b.md", "# Anleitung\n", "# Anleitung\n\n```\n")
    assert {path for path, _ in check(capsys=capsys)[1]} == {"docs/de/b.md"}
    assert "repaired" not in said("check", capsys=capsys)[1]
    assert "accepts 3 findings: 0 gone" in said("baseline", "prune", capsys=capsys)[1]
    assert main(["check", "--no-baseline", "--new-since", "main", "--format", "markdown"]) == 1
    assert "repaired" not in capsys.readouterr().out


def test_update_follows_renamed_articles(capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "write"])
    for lang in PAGES:
        git("mv", f"docs/{lang}/a.md", f"docs/{lang}/z.md")
    assert check(capsys=capsys) == (1, [("docs/de/z.md", "HD103")])
    assert "accepts 3 findings: 0 gone" in said("baseline", "update", capsys=capsys)[1]
    assert check(capsys=capsys) == (0, [])


def test_a_baseline_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert said("check", "--baseline", "no.jsonl", capsys=capsys)[0] == 2
    assert said("baseline", "prune", capsys=capsys) == (
        2,
        "smo-lint: source language en: 3 of 3 articles have it\n"
        f"smo-lint: error: there is no {BASELINE}: `smo-lint baseline write` makes it\n",
    )


TOUCHED = ["--since=main", "--changed"]


@pytest.mark.parametrize("mode", TOUCHED)
@pytest.mark.parametrize(
    ("words", "touched"),
    [
        pytest.param(["rm", "docs/fr/a.md"], "a", id="a translation is deleted"),
        pytest.param(["rm", "docs/en/b.md"], "b", id="a source is deleted"),
        pytest.param(["mv", "docs/fr/c.md", "docs/fr/x.md"], "c", id="a translation is renamed"),
    ],
)
def test_what_is_gone_is_judged(
    words: list[str], touched: str, mode: str, capsys: pytest.CaptureFixture[str]
) -> None:
    git(*words)
    code, found = check(mode, "--source=en", "--fail-on=warning", capsys=capsys)
    assert code == 1
    assert {path for path, _ in found} >= {f"docs/de/{touched}.md"}
    assert {path[-4] for path, _ in found} <= {touched, "x"}
    assert check("--staged", "--source=en", "--fail-on=warning", capsys=capsys) == (code, found)


@pytest.mark.parametrize("mode", [*TOUCHED, "--staged"])
def test_what_only_the_deleted_source_told_is_judged(mode: str, capsys: pytest.CaptureFixture[str]) -> None:
    git("rm", "-q", "-r", "docs/en/a.md", "docs/de/b.md", "docs/fr/b.md", "docs/fr/c.md")
    assert "no article" not in said("check", mode, "docs/de/a.md", capsys=capsys)[1]
    main(["check", mode, "--source=en", "docs/de/a.md"])
    assert "PG013" in capsys.readouterr().out


@pytest.mark.parametrize("mode", TOUCHED)
def test_the_work_tree_counts(mode: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said("check", mode, capsys=capsys)
    assert (code, "no article is touched since" in text) == (0, True)
    edit("docs/fr/b.md", "avant", "auparavant")
    assert check(mode, capsys=capsys) == (1, [("docs/de/b.md", "HD103")])
    assert check(mode, "--changed-lines", capsys=capsys) == (0, [])
    write("docs/pl/c.md", EN.replace("## Install", "### Instalacja"))
    assert {path for path, _ in check(mode, capsys=capsys)[1]} == {
        "docs/de/b.md",
        "docs/de/c.md",
        "docs/pl/c.md",
    }
    assert {path for path, _ in check(mode, "docs/de/b.md", capsys=capsys)[1]} == {"docs/de/b.md"}


def test_newlines_of_the_work_tree_are_no_change(capsys: pytest.CaptureFixture[str]) -> None:
    write("docs/fr/a.md", FR.replace("\n", "\r\n"))
    assert check("--changed", capsys=capsys) == (0, [])


def test_what_is_staged_is_judged_as_it_is_staged(capsys: pytest.CaptureFixture[str]) -> None:
    assert said("check", "--staged", capsys=capsys) == (
        0,
        "smo-lint: no article is touched by what is staged\n",
    )
    edit("docs/fr/b.md", "## Utiliser", "##Utiliser")
    git("add", "-A")
    edit("docs/fr/b.md", "##Utiliser", "## Utiliser")
    write("docs/pl/b.md", EN.replace("## Install", "### Instalacja"))
    assert check("--staged", capsys=capsys) == (1, [("docs/de/b.md", "HD103"), ("docs/fr/b.md", "HD001")])
    assert check("--staged", "--new-since", "HEAD", capsys=capsys) == (1, [("docs/fr/b.md", "HD001")])
    assert check("--staged", "--changed-lines", capsys=capsys) == (1, [("docs/fr/b.md", "HD001")])
    git("add", "--intent-to-add", "docs/pl/b.md")
    assert check("--staged", "--new-since", "HEAD", capsys=capsys) == (1, [("docs/fr/b.md", "HD001")])
    git("add", "-A")
    assert check("--staged", "--new-since", "HEAD", capsys=capsys) == (1, [("docs/pl/b.md", "HD103")])


@pytest.mark.skipif(os.name != "posix", reason="the hook is a shell script")
def test_a_hook_sees_what_is_committed(site: Path) -> None:
    """`git commit -a` and `git commit FILE` have an index of their own; so has a deletion alone."""
    hook = Path(".git/hooks/pre-commit")
    command = f'"{sys.executable}" -m smo_lint check --staged --new-since HEAD --fail-on=warning'
    hook.write_text(f"#!/bin/sh\nPYTHONPATH='{HERE}' exec {command} --source en -q\n", encoding="utf-8")
    hook.chmod(0o755)

    def committed(*words: str) -> bool:
        own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *own, "commit", "-q", "-m", "Some", *words], check=False, capture_output=True
        )
        return done.returncode == 0

    edit("docs/fr/b.md", "## Utiliser", "##Utiliser")
    edit("docs/fr/c.md", "avant", "auparavant")
    assert not committed("-a")
    assert not committed("docs/fr/b.md")
    assert committed("docs/fr/c.md")
    edit("docs/fr/b.md", "##Utiliser", "## Utiliser")
    git("rm", "-q", "docs/en/a.md")
    assert not committed()


def test_the_first_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    git("init", "-q")
    for lang, text in PAGES.items():
        write(f"docs/{lang}/a.md", text.replace(*OLD))
    write("docs/fr/a.md", FR.replace("## Utiliser", "##Utiliser"))
    assert check("--changed", "--select=HD001", capsys=capsys) == (1, [("docs/fr/a.md", "HD001")])
    assert check("--staged", capsys=capsys) == (0, [])
    git("add", "-A")
    assert check("--staged", "--select=HD001", capsys=capsys) == (1, [("docs/fr/a.md", "HD001")])


def test_only_what_the_branch_has_brought_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    """What main has repaired since is no defect of the branch; articles that it renames are not new."""
    edit("docs/fr/b.md", "## Utiliser", "##Utiliser")
    for lang in PAGES:
        git("mv", f"docs/{lang}/c.md", f"docs/{lang}/z.md")
    commit()
    git("checkout", "-q", "main")
    edit("docs/de/a.md", OLD[1], OLD[0])
    commit()
    git("checkout", "-q", "feature")
    assert check("--new-since", "main", capsys=capsys) == (1, [("docs/fr/b.md", "HD001")])
    assert check("--new-since", "HEAD", capsys=capsys) == (0, [])


def test_what_the_branch_did_not_touch_is_not_judged_again(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("docs/fr/b.md", "## Utiliser", "##Utiliser")
    commit()
    fresh = check("--new-since", "main", "--no-cache", capsys=capsys)
    assert fresh == (1, [("docs/fr/b.md", "HD001")])
    assert check(capsys=capsys)[0] == 1
    kept = [(site / ".smo_lint_cache" / name).read_bytes() for name in ("articles", "lore")]
    judged: list[str] = []
    whole = Task.judged

    def noted(task: Task, bundle: Bundle, *rest: Any) -> Any:
        judged.append(bundle.key)
        return whole(task, bundle, *rest)

    monkeypatch.setattr(Task, "judged", noted)
    assert check("--new-since", "main", capsys=capsys) == fresh
    assert judged == ["docs/*/b.md"]
    assert [(site / ".smo_lint_cache" / name).read_bytes() for name in ("articles", "lore")] == kept


def test_named_files_are_compared_too(capsys: pytest.CaptureFixture[str]) -> None:
    for lang, text in PAGES.items():
        write(f"{lang}.txt", text)
    commit()
    edit("fr.txt", "## Utiliser", "##Utiliser")
    names = [f"{lang}.txt" for lang in PAGES]
    assert check("--new-since", "HEAD", *names, capsys=capsys) == (1, [("fr.txt", "HD001")])


@pytest.mark.parametrize("mode", ["--since", "--new-since"])
def test_never_a_smaller_result(
    mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit("docs/fr/b.md", "avant", "auparavant")
    commit()
    git("tag", "-a", "-m", "One", "one")
    assert check(mode, "one", capsys=capsys)[0] == 0
    for wrong in ("nowhere", "--output=x", "a\nb", "HEAD:docs"):
        code, text = said("check", f"{mode}={wrong}", capsys=capsys)
        assert (code, "there is no revision" in text) == (2, True)

    url = f"file://{tmp_path}/site"
    git("clone", "-q", "--depth=1", "--branch=feature", url, str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    assert "fetch-depth: 0" in said("check", mode, "origin/main", capsys=capsys)[1]
    git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    code, text = said("check", mode, "origin/main", capsys=capsys)
    assert (code, "the clone is shallow: fetch the whole history" in text) == (2, True)
    git("fetch", "-q", "--unshallow")
    assert check(mode, "origin/main", capsys=capsys)[0] == (1 if mode == "--since" else 0)

    shutil.rmtree(".git")
    code, text = said("check", mode, "main", capsys=capsys)
    assert (code, "git cannot tell what was changed" in text) == (2, True)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--since", "main", "--staged"], id="two modes"),
        pytest.param(["--changed-lines"], id="lines since nothing"),
        pytest.param(["--new-since", ""], id="no revision"),
        pytest.param(["--staged", "--fix"], id="repairs of the index"),
        pytest.param(["--staged", "--pair", "docs/en", "docs/de"], id="folders of the index"),
    ],
)
def test_what_does_not_go_together(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert said("check", *words, capsys=capsys)[0] == 2
