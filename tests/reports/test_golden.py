"""Every format says of the seeds what its golden file holds; one run writes all of them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.reports import formats
from smo_lint.reports.html import island

TESTS = Path(__file__).resolve().parent.parent
GOLDEN = TESTS / "golden"
# These are compared to the last byte where the seeds are judged.
EXACT = ("text", "concise", "json")
NAMES = [name for name in formats() if name not in EXACT]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the reports, called as the golden files."""
    room = tmp_path_factory.mktemp("golden")
    shutil.copytree(TESTS.parent / "seeds", room / "seeds")
    outputs = [part for name in formats() for part in ("-o", f"{name}:seeds.{name}")]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_URL", "CI_COMMIT_SHA"):
            patch.delenv(name, raising=False)
        patch.chdir(room)
        assert main(["check", "seeds", *outputs]) == 1
    return room


def steady(name: str, said: str) -> str:
    """A report without what changes with the clock, the pages of rules, or how findings are recognised."""
    if name == "html":
        whole = island(said, "overview")
        whole["rules"] = [rule["code"] for rule in whole["rules"]]
        columns = {
            f"{part}.{name}": whole[part][name] for part in ("editions", "findings") for name in whole[part]
        }
        said = "".join(
            f"{name}: {json.dumps(whole[name])}\n" for name in whole if name not in ("editions", "findings")
        )
        said += "".join(
            f"{name}: {json.dumps(column, ensure_ascii=False)}\n" for name, column in columns.items()
        )
    said = re.sub(r"\b[0-9a-f]{16}\b", "0123456789abcdef", re.sub(r"\d+\.\d+ s\b", "0.00 s", said))
    if name != "sarif":
        return said
    whole = json.loads(said)
    for rule in whole["runs"][0]["tool"]["driver"]["rules"]:
        rule["help"] = rule["fullDescription"] = {"text": "…"}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, reports: Path) -> None:
    """Made again by `smo-lint check seeds -o NAME:FILE`, and `steady`."""
    said = (reports / f"seeds.{name}").read_text(encoding="utf-8")
    assert steady(name, said) == (GOLDEN / f"seeds.{name}").read_text(encoding="utf-8")


def test_every_format_is_written_in_one_run(reports: Path) -> None:
    assert {path.name for path in reports.glob("seeds.*")} == {f"seeds.{name}" for name in formats()}


def test_formats_agree(reports: Path) -> None:
    """As many findings in each, and the same places where columns are code points."""

    def read(name: str) -> Any:
        return json.loads((reports / f"seeds.{name}").read_text(encoding="utf-8"))

    places = [(f["path"], f["line"], f["column"], f["code"]) for f in read("json")["findings"]]
    sarif = [
        (at["artifactLocation"]["uri"], at["region"]["startLine"], at["region"]["startColumn"], r["ruleId"])
        for r in read("sarif")["runs"][0]["results"]
        for at in [r["locations"][0]["physicalLocation"]]
    ]
    gitlab = [
        (at["path"], at["positions"]["begin"]["line"], at["positions"]["begin"]["column"], one["check_name"])
        for one in read("gitlab")
        for at in [one["location"]]
    ]
    lines = (reports / "seeds.concise").read_text(encoding="utf-8").split("\n")[:-1]
    concise = [re.fullmatch(r"(.*):(\d+):(\d+): (\w+) .*", line) for line in lines]
    told = [(m[1], int(m[2]), int(m[3]), m[4]) for m in concise if m]
    assert places == sarif == gitlab == told
    assert len(read("rdjson")["diagnostics"]) == len(places)
