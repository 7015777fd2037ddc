"""The GitHub Action as a runner runs it: its steps, with the environment and the files that steps are given."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from smo_lint.cli import main

HERE = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((HERE / "action.yml").read_text(encoding="utf-8"))
SCRIPTS = sorted((HERE / "action").glob("*.sh")) + [
    path for path in sorted((HERE / ".ci").iterdir()) if path.is_file() and not path.suffix
]
SHELLCHECK = shutil.which("shellcheck", path=str(Path(sys.executable).parent)) or shutil.which("shellcheck")
# What an index of packages would give: to build smo-lint, and to run it.
NEEDED = ("click", "hatchling", "frontmatter", "rapidfuzz", "yaml")
EN = "# Guide\n\nRead [this](/start) first.\n\n## Install\n\nRun `it`.\n"
DE = "# Anleitung\n\nLies [das](/start) zuerst.\n\n## Einrichten\n\nStarte `it`.\n"

needs_shell = pytest.mark.skipif(
    os.name != "posix" or not all(map(shutil.which, ("bash", "git"))), reason="bash or git is not installed"
)


@dataclass
class Done:
    """What a job has left: exit code, log, outputs of its steps, and its summary."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


@dataclass
class Runner:
    """A runner of GitHub, as far as composite actions need one."""

    room: Path
    env: dict[str, str]

    def job(self, folder: Path, event: str = "push", *, base: str = "", sha: str = "", **inputs: str) -> Done:
        """Run the action; `base`: the branch that a pull request goes to, `sha`: where that is."""
        files = {
            name: self.room / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH")
        }
        for file in files.values():
            file.write_text("", encoding="utf-8")
        told: Mapping[str, object] = (
            {"pull_request": {"base": {"sha": sha}}} if event.startswith("pull") else {}
        )
        told = {"merge_group": {"base_sha": sha}} if event == "merge_group" else told
        files["GITHUB_EVENT_PATH"].write_text(json.dumps(told), encoding="utf-8")
        env = self.env | {name: str(file) for name, file in files.items()}
        env |= {"GITHUB_EVENT_NAME": event, "GITHUB_BASE_REF": base}
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert set(given) <= set(ACTION["inputs"])
        done = self.step(ACTION["runs"]["steps"][1], folder, env, given)
        outputs = dict(line.split("=", 1) for line in _lines(files["GITHUB_OUTPUT"]))
        summary = files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
        return Done(done.returncode, done.stdout + done.stderr, outputs, summary)

    def step(
        self, step: Mapping[str, Any], folder: Path, env: Mapping[str, str], given: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        values = {name: str(about.get("default", "")) for name, about in ACTION["inputs"].items()}

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: (values | dict(given))[m[1]], text)

        own = {name: filled(value) for name, value in step["env"].items()}
        folder = folder / filled(step.get("working-directory", "."))
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        return subprocess.run(
            command, env={**env, **own}, cwd=folder, capture_output=True, encoding="utf-8", check=False
        )


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split("\n")[:-1]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner whose first step is done: smo-lint is installed, from a copy of this repository."""
    room = tmp_path_factory.mktemp("runner")
    action = room / "action"
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        action.mkdir(exist_ok=True)
        shutil.copy(HERE / name, action / name)
    for name in ("smo_lint", "action"):
        shutil.copytree(HERE / name, action / name, ignore=shutil.ignore_patterns("__pycache__"))
    found = [importlib.util.find_spec(name) for name in NEEDED]
    parts = {str(Path(spec.origin).parent.parent) for spec in found if spec and spec.origin}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    env = kept | {
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(action),
        "GITHUB_PATH": str(room / "path"),
        "RUNNER_TEMP": str(room),
        "GIT_CONFIG_GLOBAL": os.devnull,
        # No network: dependencies are those of the tests. For pip, this 0 means "no isolation".
        "PYTHONPATH": os.pathsep.join(sorted(parts)),
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_NO_INDEX": "1",
    }
    made = Runner(room, env)
    done = made.step(ACTION["runs"]["steps"][0], room, env, {})
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("smo-lint, version ") or done.stdout.startswith("smo-lint ")
    (added,) = _lines(room / "path")
    return Runner(room, env | {"PATH": f"{added}{os.pathsep}{env['PATH']}"})


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pull request: an old defect, a new one, a repaired one; checked out as actions/checkout does."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in "abc":
        write(folder, f"docs/en/{name}.md", EN)
        write(folder, f"docs/de/{name}.md", DE.replace("## E", "#### E") if name != "c" else DE)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    commit()
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    git("checkout", "-q", "--detach")
    write(folder, "docs/de/b.md", DE)
    write(folder, "docs/de/c.md", DE.replace("[das](", "[das] ("))
    commit()
    return folder


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(text.encode())


def git(*words: str) -> str:
    own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *own, *words], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def commit() -> None:
    git("commit", "-q", "-a", "-m", "Some")


@needs_shell
def test_a_pull_request_answers_for_what_it_brings(runner: Runner, site: Path) -> None:
    done = runner.job(site, "pull_request", base="main", sarif_file="smo.sarif")
    assert done.code == 1, done.log
    assert "docs/de/c.md:3" in done.log
    assert re.findall(r"(?m)^::(\w+) .*?file=(.*?),", done.log) == [("error", "docs/de/c.md")]
    assert "1 new problem in 1 of 3 articles" in done.summary
    assert "<summary>1 repaired · 1 hidden, older than refs/remotes/origin/main" in done.summary
    assert {k: v for k, v in done.outputs.items() if k != "report"} == {
        "findings": "1",
        "errors": "1",
        "repaired": "1",
        "articles": "3",
    }
    assert main(["report", done.outputs["report"], "-q", "--format", "concise", "-o", "json:again"]) == 0
    assert len(json.loads((site / "smo.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 1


@needs_shell
def test_a_base_that_was_not_fetched_is_known_by_the_event(runner: Runner, site: Path) -> None:
    sha = git("rev-parse", "refs/remotes/origin/main")
    git("update-ref", "-d", "refs/remotes/origin/main")
    done = runner.job(site, "pull_request", base="main", sha=sha)
    assert (done.code, done.outputs["findings"]) == (1, "1"), done.log
    done = runner.job(site, "pull_request", base="main", sha="0" * 40)
    assert done.code == 2
    assert "there is no revision" in done.log
    assert "::error title=smo-lint::the check could not be made" in done.log


@needs_shell
def test_a_merge_queue_answers_for_what_it_brings(runner: Runner, site: Path) -> None:
    done = runner.job(site, "merge_group", sha=git("rev-parse", "refs/remotes/origin/main"))
    assert (done.code, done.outputs["findings"]) == (1, "1"), done.log


@needs_shell
def test_a_push_checks_everything(runner: Runner, site: Path) -> None:
    done = runner.job(site)
    assert (done.code, done.outputs["findings"]) == (1, "2"), done.log
    done = runner.job(site, fail_on="never")
    assert (done.code, done.outputs["findings"]) == (0, "2"), done.log


@needs_shell
@pytest.mark.parametrize(
    ("inputs", "found"),
    [
        pytest.param({"gate": "touched"}, 1, id="touched"),
        pytest.param({"gate": "all"}, 2, id="all"),
        pytest.param({"since": "HEAD"}, 0, id="since"),
        pytest.param({"paths": "docs/de/a.md\r\n\ndocs/en/b.md\n", "gate": "all"}, 1, id="paths"),
        pytest.param({"args": "--ignore=HD103 --config 'exclude = [\"c.md\"]'", "gate": "all"}, 0, id="args"),
        pytest.param({"baseline": "known.jsonl", "gate": "all"}, 0, id="baseline"),
        pytest.param({"config": "own.toml", "gate": "all"}, 1, id="config"),
        pytest.param({"working_directory": "docs", "gate": "all"}, 2, id="folder"),
    ],
)
def test_inputs(inputs: dict[str, str], found: int, runner: Runner, site: Path) -> None:
    write(site, "own.toml", 'select = ["HD103"]\n')
    assert main(["baseline", "write", "--baseline", "known.jsonl"]) == 0
    done = runner.job(site, "pull_request", base="main", **inputs)
    assert done.outputs.get("findings") == str(found), done.log


@needs_shell
def test_what_is_not_wanted_is_not_written(runner: Runner, site: Path) -> None:
    done = runner.job(site, annotations="false", summary="false")
    assert (done.code, done.summary, "::error" in done.log) == (1, "", False)


@needs_shell
@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        pytest.param({"gate": "some"}, "“gate” must be new, touched or all", id="gate"),
        pytest.param({"summary": "yes"}, "“summary” must be true or false", id="summary"),
        pytest.param({"args": "--select 'HD103"}, "a quote that is not closed", id="args"),
        pytest.param({"paths": "nowhere"}, "no such file or folder", id="paths"),
        pytest.param({"fail_on": "fatal"}, "'fatal' is not one of", id="fail on"),
    ],
)
def test_wrong_inputs_end_with_2(inputs: dict[str, str], told: str, runner: Runner, site: Path) -> None:
    done = runner.job(site, **inputs)
    assert (done.code, told in done.log) == (2, True), done.log


@needs_shell
def test_a_shallow_clone_ends_with_2(runner: Runner, site: Path, tmp_path: Path) -> None:
    git("branch", "change")
    clone = tmp_path / "clone"
    git("clone", "-q", "--depth=1", "--no-single-branch", "--branch=change", f"file://{site}", str(clone))
    done = runner.job(clone, "pull_request", base="main")
    assert (done.code, "fetch-depth: 0" in done.log) == (2, True), done.log


EVIL = [
    """x";touch${IFS}owned;"';touch${IFS}owned;'""",
    "$(touch${IFS}owned)`touch${IFS}owned`&&touch${IFS}owned|touch${IFS}owned",
    "--output=json=owned",
    "x${{inputs.args}}%0A",
]


@needs_shell
@pytest.mark.parametrize("name", EVIL)
def test_a_branch_may_have_any_name(name: str, runner: Runner, site: Path) -> None:
    git("update-ref", f"refs/remotes/origin/{name}", "refs/remotes/origin/main")
    done = runner.job(site, "pull_request", base=name)
    assert (done.code, done.outputs["findings"]) == (1, "1"), done.log
    assert not (site / "owned").exists()
    assert {path.name for path in site.iterdir()} - {".smo_lint_cache"} == {".git", "docs"}


CHOSEN = {"gate", "annotations", "summary"}


@needs_shell
@pytest.mark.parametrize(
    "keys", [*([key] for key in sorted(CHOSEN)), sorted(set(ACTION["inputs"]) - CHOSEN - {"working-directory"})],
    ids=",".join,
)  # fmt: skip
def test_an_input_is_never_run(keys: list[str], runner: Runner, site: Path) -> None:
    evil = "$(touch owned);`touch owned`;touch owned\n::set-output name=x::y\ntouch owned"
    done = runner.job(site, "pull_request", base="main", **{key.replace("-", "_"): evil for key in keys})
    assert done.code == 2
    assert not (site / "owned").exists()
    assert set(done.outputs) <= set(ACTION["outputs"])


@needs_shell
@pytest.mark.parametrize("version", ["1.0; touch owned", "--index-url=x", "1.0\n--pre", "$(touch owned)"])
def test_a_version_is_a_version(version: str, runner: Runner, tmp_path: Path) -> None:
    env = runner.env | {"RUNNER_TEMP": str(tmp_path), "GITHUB_PATH": str(tmp_path / "path")}
    done = runner.step(ACTION["runs"]["steps"][0], tmp_path, env, {"version": version})
    assert (done.returncode, "must be a version" in done.stderr) == (2, True)
    assert not list(tmp_path.iterdir())


def test_inputs_reach_scripts_as_environment_alone() -> None:
    used = set()
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        script = (HERE / re.findall(r"action/\w+\.sh", step["run"])[0]).read_text(encoding="utf-8")
        for name, value in step["env"].items():
            assert re.search(rf"\b{name}\b", script), f"{name} is not read"
            used |= set(re.findall(r"inputs\.([\w-]+)", value))
        used |= set(re.findall(r"inputs\.([\w-]+)", step.get("working-directory", "")))
    assert used == set(ACTION["inputs"])
    script = (HERE / "action" / "check.sh").read_text(encoding="utf-8")
    for name, about in ACTION["outputs"].items():
        assert about["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
        assert f"{name}=" in script


@pytest.mark.skipif(SHELLCHECK is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck(script: Path) -> None:
    # Left out: braces around every name, and what `set -e` does inside conditions, which is meant.
    words = ("--enable=all", "--exclude=SC2250,SC2310,SC2311,SC2312", str(script))
    done = subprocess.run([str(SHELLCHECK), *words], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_the_problem_matcher_reads_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in ("docs/{}/a.md", "docs/{}/a b: 1:2 (x).md"):
        write(tmp_path, path.format("en"), EN)
        write(tmp_path, path.format("de"), DE.replace("## E", "#### E").replace("[das](", "[das] ("))
    capsys.readouterr()
    main(["check", "--format", "json"])
    expected = [
        [f["path"], str(f["line"]), str(f["column"]), f["code"], f["message"]]
        for f in json.loads(capsys.readouterr().out)["findings"]
    ]
    assert len(expected) == 4
    main(["check", "--format", "concise"])
    lines = capsys.readouterr().out.split("\n")[:-1]
    (matcher,) = json.loads((HERE / "action" / "problem-matcher.json").read_text(encoding="utf-8"))[
        "problemMatcher"
    ]
    (pattern,) = matcher["pattern"]
    found = [re.search(pattern["regexp"], line) for line in lines]
    keys = ("file", "line", "column", "code", "message")
    assert [[match[pattern[key]] for key in keys] for match in found if match] == expected
    assert not re.search(pattern["regexp"], "smo-lint: source language en: 2 of 2 articles have it")
