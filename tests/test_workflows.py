"""The workflows for GitHub: of the form that GitHub asks for, with the fewest rights, and true to pyproject.toml."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WORKFLOWS: dict[str, Any] = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
JOBS = [(name, job, about) for name, flow in WORKFLOWS.items() for job, about in flow["jobs"].items()]
STEPS = [(f"{name}-{job}", step) for name, job, about in JOBS for step in about["steps"]]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SUPPORTED = [word.rpartition(" ")[2] for word in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", word)]
ids = [f"{name}-{job}" for name, job, _ in JOBS]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", FILES),
        ("github-actions", [ROOT / "action.yml"]),
        ("dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
)
def test_schema(schema: str, files: list[Path]) -> None:
    """With the schema that check-jsonschema brings; nothing is fetched."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("name", "job", "about"), JOBS, ids=ids)
def test_rights(name: str, job: str, about: Any) -> None:
    assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
    wanted = {"publish": {"id-token": "write"}, "notes": {"contents": "write"}}.get(job)
    assert about.get("permissions") == wanted
    assert about["timeout-minutes"] <= 45
    for step in about["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_no_secret_and_no_stranger_s_rights() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "password" not in text


@pytest.mark.parametrize(
    "step", [step for _, step in STEPS if "run" in step], ids=lambda step: step["run"][:30]
)
def test_nothing_from_outside_is_put_into_a_shell(step: Any) -> None:
    assert "${{" not in step["run"]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\.ci/\w+", str(WORKFLOWS)))))
def test_scripts_are_there(name: str) -> None:
    assert (ROOT / name).is_file()


def test_every_supported_python_is_tested() -> None:
    matrix = WORKFLOWS["ci"]["jobs"]["tests"]["strategy"]["matrix"]
    tested = {*matrix["python"], *(row["python"] for row in matrix["include"])}
    assert sorted(tested) == SUPPORTED
    for name, job in (("ci", "package"), ("release", "build")):
        steps = WORKFLOWS[name]["jobs"][job]["steps"]
        setup = next(step for step in steps if step.get("uses", "").startswith("actions/setup-python@"))
        assert setup["with"]["python-version"].split() == SUPPORTED


def test_three_systems() -> None:
    systems = WORKFLOWS["ci"]["jobs"]["tests"]["strategy"]["matrix"]["os"]
    assert {name.partition("-")[0] for name in systems} == {"ubuntu", "macos", "windows"}


def test_what_is_published_was_built_and_tested() -> None:
    jobs = WORKFLOWS["release"]["jobs"]
    assert (jobs["publish"]["needs"], jobs["notes"]["needs"]) == ("build", "publish")
    commands = [step.get("run") for step in jobs["build"]["steps"]]
    assert {".ci/run", ".ci/package", ".ci/audit"} <= set(commands)
