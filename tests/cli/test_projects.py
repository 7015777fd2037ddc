"""Several sites in one repository: each with its own options, all in one run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

EN = "# Guide\n\n## Install\n\nRead [this](/start) first.\n"
DE = "# Anleitung\n\n### Einrichten\n\nLies [das](/start) zuerst.\n"
CONFIG = """\
fail-on = "warning"
[[projects]]
root = "a"
severity.HD103 = "warning"
[[projects]]
root = "b/site"
[[projects]]
root = "."
source = "de"
"""
A = "a/docs/de/guide.md:3:1: HD103 level 3 heading, but level 2 in en\n"
B = "b/site/docs/de/guide.md:3:1: HD103 level 3 heading, but level 2 in en\n"
C = "c/docs/en/guide.md:3:1: HD103 level 2 heading, but level 3 in de\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three sites with the same fault; for the one at b/site it is a hint by a file of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for root in ("a", "b/site", "c"):
        write(tmp_path / root / "docs/en/guide.md", EN)
        write(tmp_path / root / "docs/de/guide.md", DE)
    write(tmp_path / "smo-lint.toml", CONFIG)
    write(tmp_path / "b/site/smo-lint.toml", 'severity = {HD103 = "hint"}\n')
    return tmp_path


# where from, what is named, exit code and what is found
RUNS = {
    "everything": (".", [], 1, [A, B, C]),
    "one": (".", ["a"], 1, [A]),
    "a file": (".", ["b/site/docs/de/guide.md"], 0, [B]),
    "a folder with a site in it": (".", ["b"], 0, [B]),
    "a file of none of them": (".", ["c/docs/de/guide.md"], 1, [C]),
    "two": (".", ["b/site/docs", "a/docs/en/guide.md"], 1, [A, B]),
    "from inside": ("a", [], 1, [A.removeprefix("a/")]),
    "from deep inside": ("b/site/docs/de", [], 0, ["guide.md" + B.removeprefix("b/site/docs/de/guide.md")]),
}


@pytest.mark.parametrize(("cwd", "paths", "code", "expected"), RUNS.values(), ids=RUNS.keys())
def test_runs(
    sites: Path,
    run: Any,
    monkeypatch: pytest.MonkeyPatch,
    cwd: str,
    paths: list[str],
    code: int,
    expected: list[str],
) -> None:
    monkeypatch.chdir(sites / cwd)
    found = run(*paths, "--format", "concise", "--select", "HD103")
    assert (found[0], found[1]) == (code, "".join(expected))


def test_articles_of_one_name_are_told_apart(sites: Path, run: Any) -> None:
    found = json.loads(run("--format", "json", "--select", "HD103")[1])["findings"]
    assert [one["article"] for one in found] == [
        "a/docs/*/guide.md",
        "b/site/docs/*/guide.md",
        "c/docs/*/guide.md",
    ]
    assert len({one["fingerprint"] for one in found}) == 3
    (alone,) = json.loads(run("b/site", "--format", "json", "--select", "HD103")[1])["findings"]
    assert alone == found[1]


def test_the_report_is_one(sites: Path, run: Any) -> None:
    out = run("--select", "HD103", "-q")[1]
    assert out.count("docs/*/guide.md") == 3
    out = run("--select", "HD103")[1]
    assert "Found 3 findings (1 error, 1 warning, 1 hint) in 3 of 3 articles" in out


def test_fix(sites: Path, run: Any) -> None:
    assert run("--fix", "--select", "HD103", "a", "b")[0] == 0
    assert "### Einrichten" not in (sites / "a/docs/de/guide.md").read_text()
    assert run("--format", "concise", "--select", "HD103")[1] == C


def test_list(sites: Path, run: Any) -> None:
    code, out, _ = run("list")
    assert code == 0
    assert [line.split()[0] for line in out.split("\n") if "guide.md" in line] == [
        "a/docs/*/guide.md",
        "b/site/docs/*/guide.md",
        "c/docs/*/guide.md",
    ]


def test_a_baseline_for_each(sites: Path, run: Any) -> None:
    code, _, err = run("baseline", "write")
    assert code == 2
    assert "several projects, name one of them: “a”, “b/site”, “.”" in err
    assert run("baseline", "write", "a", "--select", "HD103")[0] == 0
    assert (sites / "a/smo-lint.baseline.jsonl").exists()
    assert run("--format", "concise", "--select", "HD103")[1] == B + C
    assert run("--baseline", "a/smo-lint.baseline.jsonl")[0] == 2


def test_an_empty_project_is_an_error(sites: Path, run: Any) -> None:
    (sites / "smo-lint.toml").write_text('[[projects]]\nroot = "a"\n[[projects]]\nroot = "empty"\n')
    (sites / "empty").mkdir()
    assert run("--select", "HD103")[0] == 2
    assert run("--select", "HD103", "--allow-empty", "--format", "concise")[:2] == (1, A)


def test_a_path_outside_of_all(sites: Path, run: Any) -> None:
    (sites / "smo-lint.toml").write_text('[[projects]]\nroot = "a"\n')
    code, _, err = run("c/docs/de/guide.md")
    assert code == 2
    assert "in none of the projects" in err


WRONG = {
    "no root": ('[[projects]]\nsource = "de"\n', "smo-lint.toml:1:1: a project needs “root”"),
    "no folder": ('[[projects]]\nroot = "x"\n', "smo-lint.toml:2:1: there is no folder “x”"),
    "elsewhere": ('[[projects]]\nroot = ".."\n', "a project lies in the folder of the configuration"),
    "twice": ('[[projects]]\nroot = "a"\n[[projects]]\nroot = "a/"\n', "smo-lint.toml:4:1: another project has this root"),
    "an option": ('[[projects]]\nroot = "a"\nsourse = "de"\n', "smo-lint.toml:3:1: unknown option “sourse”"),
    "a file": ('[[projects]]\nroot = "a"\nconfig = "no.toml"\n', "no.toml: does not exist"),
    "no table": ("projects = 1\n", "“projects” must be a list of tables, not 1"),
    "projects of projects": ('[[projects]]\nroot = "a"\n[[projects.projects]]\nroot = "b"\n', "in the first file of a run only"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG.keys())
def test_mistakes(sites: Path, text: str, says: str) -> None:
    from smo_lint.model import ConfigError
    from smo_lint.outside.configuration.settings import settings

    (sites / "smo-lint.toml").write_text(text)
    with pytest.raises(ConfigError) as raised:
        settings()
    (line,) = str(raised.value).split("\n")
    assert says in line


def test_init_writes_beside_the_pages_of_a_project(sites: Path, run: Any) -> None:
    before = (sites / "smo-lint.toml").read_text()
    assert run("init", "a")[0] == 0
    assert (sites / "a/smo-lint.toml").exists()
    assert (sites / "smo-lint.toml").read_text() == before
    assert run("a", "--format", "concise", "--select", "HD103")[:2] == (1, A)


def test_what_is_left_to_others_is_shown(sites: Path, run: Any) -> None:
    out = run("config", "show", "c")[1]
    assert 'exclude = ["/a/", "/b/site/"]' in out
    assert "# other projects" in out
