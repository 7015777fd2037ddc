"""The recipes of docs/ci.md: they parse, their commands exist, and their scripts do what the page says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from smo_lint.cli import group

HERE = Path(__file__).resolve().parent.parent
PAGE = (HERE / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```(\w+)\n(.*?)^```", PAGE)
RECIPES: list[Any] = [yaml.safe_load(text) for kind, text in BLOCKS if kind == "yaml"]
SCRIPTS = {
    "gitlab": "\n".join(next(r for r in RECIPES if "translations" in r)["translations"]["script"]),
    "azure": next(r for r in RECIPES if "pool" in r)["steps"][1]["script"],
}
EN = "# Guide\n\nRead [this](/start) first.\n\n## Install\n\nRun `it`.\n"
DE = "# Anleitung\n\nLies [das](/start) zuerst.\n\n## Einrichten\n\nStarte `it`.\n"


def commands() -> list[str]:
    """Every `smo-lint …` of the page, in blocks and in sentences."""
    text = "\n".join(text for _, text in BLOCKS) + "\n" + "\n".join(re.findall(r"`([^`\n]+)`", PAGE))
    return re.findall(r"(?m)^(?:\s*- )?\s*(smo-lint (?:check|status|report|init|baseline)\b[^>|\n]*)", text)


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_commands_exist(command: str) -> None:
    words = shlex.split(command)[1:]
    made: click.Command | None = group
    while isinstance(made, click.Group) and words:
        made = made.get_command(click.Context(made), words.pop(0))
    assert made is not None, "there is no such command"
    if words:
        made.make_context("x", words).close()


def test_the_action_has_the_inputs_of_the_page() -> None:
    action = yaml.safe_load((HERE / "action.yml").read_text(encoding="utf-8"))
    table = PAGE[PAGE.index("| input |") : PAGE.index("Outputs:")]
    told = {
        name
        for row in table.split("\n")[2:]
        for name in re.findall(r"`([\w-]+)`", row.split("|")[1] if "|" in row else "")
    }
    assert told == set(action["inputs"])
    outputs = PAGE[PAGE.index("Outputs:") : PAGE.index("Python 3.11 or later must")]
    assert set(re.findall(r"`(\w+)`", outputs)) == set(action["outputs"])
    for recipe in RECIPES[:1]:
        given = recipe["jobs"]["smo-lint"]["steps"][1]["with"]
        assert set(given) <= set(action["inputs"])


def test_the_hooks_of_the_page_are_those_that_there_are() -> None:
    hooks = yaml.safe_load((HERE / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    table = PAGE[PAGE.index("| id |") : PAGE.index("## How far")]
    assert re.findall(r"(?m)^\| `([\w-]+)`", table) == [hook["id"] for hook in hooks]


@pytest.mark.skipif(
    os.name != "posix" or not all(map(shutil.which, ("bash", "git"))), reason="bash or git is not installed"
)
@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_scripts_report_what_is_new(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(tmp_path)
    write("docs/en/a.md", EN)
    write("docs/de/a.md", DE.replace("## E", "#### E"))
    git("init", "-q", "-b", "main")
    commit()
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    base = git("rev-parse", "HEAD")
    write("docs/de/a.md", DE.replace("## E", "#### E").replace("[das](", "[das] ("))
    commit()
    tool = tmp_path / "bin" / "smo-lint"
    write(str(tool), f"#!/bin/sh\nPYTHONPATH='{HERE}' exec '{sys.executable}' -m smo_lint \"$@\"\n")
    tool.chmod(0o755)
    script = SCRIPTS[name].replace("pip install smo-lint\n", "")
    env = os.environ | {"PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}"}
    env |= {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"}
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert ET.parse(tmp_path / "junit.xml").getroot().get("failures") == "1"
    if name == "gitlab":
        (issue,) = json.loads((tmp_path / "gl-code-quality-report.json").read_text(encoding="utf-8"))
        assert issue["check_name"] == "LK002"
    else:
        assert re.findall(r"##vso\[task\.logissue type=(\w+);", done.stdout) == ["error"]


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def git(*words: str) -> str:
    own = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *own, *words], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def commit() -> None:
    git("add", "-A")
    git("commit", "-q", "-m", "Some")


def test_the_container() -> None:
    """As far as it can be told without one: what is copied is there, and nobody is root at the end."""
    text = (HERE / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    steps = [line.split(None, 1) for line in text.split("\n") if line and not line.startswith("#")]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT"}
    assert {name for name, _ in steps} <= known
    ignored = (HERE / ".dockerignore").read_text(encoding="utf-8").split("\n")
    for name, rest in steps:
        if name == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (HERE / source).exists()
                assert f"!{source}" in ignored, "the context holds what is copied"
    last = [rest for name, rest in steps if name == "FROM"][-1]
    final = steps[max(at for at, step in enumerate(steps) if step == ["FROM", last]) :]
    assert [rest for name, rest in final if name == "USER"] == ["linter"]
    assert json.loads(next(rest for name, rest in final if name == "ENTRYPOINT")) == ["smo-lint"]
