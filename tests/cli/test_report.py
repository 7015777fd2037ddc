"""A saved report says in every format what the run itself said."""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.reports import formats

HERE = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_URL", "CI_COMMIT_SHA", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of a run over the seeds in every format, with and without a summary."""
    folder = tmp_path_factory.mktemp("saved")
    shutil.copytree(HERE / "seeds", folder / "seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "120")
        for name in ("GITHUB_REPOSITORY", "GITHUB_SHA", "CI_PROJECT_URL", "CI_COMMIT_SHA"):
            patch.delenv(name, raising=False)
        for mark, words in (("terse", ["-q"]), ("whole", ["--statistics"])):
            outputs = [part for name in formats() for part in ("-o", f"{name}:{mark}.{name}")]
            assert main(["check", "seeds", *words, *outputs]) == 1
    return folder


@pytest.mark.parametrize("name", formats())
def test_the_same_bytes(name: str, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(room)
    monkeypatch.setenv("COLUMNS", "120")  # frames stand side by side
    if name == "html":
        pytest.skip("html needs whole documents")
    assert main(["report", "terse.json", "-q", "-o", f"{name}:again"]) == 0
    assert Path("again").read_bytes() == Path(f"terse.{name}").read_bytes() != b""


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_a_summary_without_the_time(name: str, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(room)
    monkeypatch.setenv("COLUMNS", "120")
    main(["report", "whole.json", "--statistics", "-o", f"{name}:again"])
    direct = Path(f"whole.{name}").read_text(encoding="utf-8")
    assert Path("again").read_text(encoding="utf-8") == re.sub(r" · \d+\.\d\d s", "", direct)


def test_places_that_are_hard_to_keep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that cannot be read, ends of files, long sections, letters of every width, hidden findings."""
    monkeypatch.chdir(tmp_path)
    long = "".join(f"\nParagraph {n} of the section 🙂 that nobody translated.\n" for n in range(30))
    write("docs/en/a.md", f"# Guide\n\n## One\n\nA `b` c.\n{long}\n## Two\n\nRead [this](/start).\n")
    write("docs/de/a.md", "# Anleitung\n\n## Zwei 🙂\n\nLies [das](/strat).\n```\nkein Ende")
    write(
        "docs/fr/a.md", "# Manuel\r\n\r\n##Un\r\n\r\nUn `b`.\r\n\r\n## Deux\r\n\r\nLisez [ceci](/start ).\r\n"
    )
    Path("docs/pl").mkdir()
    Path("docs/pl/a.md").write_bytes(b"\xff\xfe\x00")
    write("docs/ja/a.md", "")
    outputs = [part for name in formats() for part in ("-o", f"{name}:first.{name}")]
    main(["check", "-q", "--source=en", *outputs])
    found = json.loads(Path("first.json").read_text(encoding="utf-8"))["findings"]
    assert len({finding["code"] for finding in found}) > 4
    for name in formats():
        if name != "html":
            main(["report", "first.json", "-q", "-o", f"{name}:again"])
            assert Path("again").read_bytes() == Path(f"first.{name}").read_bytes(), name


def test_from_the_standard_input(room: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "smo_lint", "report", "-", "-q", "--format", "concise"],
        input=(room / "terse.json").read_bytes(),
        capture_output=True,
        check=False,
        cwd=room,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == (room / "terse.concise").read_bytes()


def change(*keys: str | int, to: object) -> Callable[[Any], None]:
    def apply(whole: Any) -> None:
        for key in keys[:-1]:
            whole = whole[key]
        whole[keys[-1]] = to

    return apply


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(change("report", "version", to=2), "of version 2", id="newer"),
        pytest.param(lambda whole: whole.pop("report"), "findings alone", id="older"),
        pytest.param(lambda whole: whole.pop("findings"), "no JSON report of smo-lint", id="another's"),
        pytest.param(change("findings", to={}), "“findings” must be a list", id="no list"),
        pytest.param(change("findings", 0, to=3), "“findings[0]” must be an object", id="no object"),
        pytest.param(change("findings", 1, "line", to=True), "“findings[1].line” must be a whole", id="bool"),
        pytest.param(change("findings", 1, "line", to=10**30), "nothing is known", id="a line far away"),
        pytest.param(change("findings", 1, "line", to=-1), "nothing is known", id="a line before all"),
        pytest.param(change("findings", 1, "column", to=10**9), "is shorter", id="a column far away"),
        pytest.param(change("findings", 1, "column", to=0), "is shorter", id="column 0"),
        pytest.param(change("findings", 0, "severity", to="fatal"), "must be one of error", id="a severity"),
        pytest.param(change("findings", 0, "message", to=None), "must be a string", id="no message"),
        pytest.param(change("findings", 0, "fix", to={"edits": []}), "must not be empty", id="no edits"),
        pytest.param(change("findings", 0, "path", to="other.md"), "nothing is known", id="another file"),
        pytest.param(
            change("report", "files", to={"a": {"99999999999": ""}}), "no number", id="a huge number"
        ),
        pytest.param(
            change("report", "files", to={f"{n}": {"999999999": ""} for n in range(9)}),
            "no more than 20,000,000 lines",
            id="too many lines",
        ),
        pytest.param(change("report", "files", to={"a": {"1": "b\nc"}}), "must be one line", id="two lines"),
        pytest.param(change("report", "articles", to=[{}]), "“report.articles[0]", id="an empty article"),
        pytest.param(change("report", "repaired", to=[{"code": 1}]), "must be a string", id="repaired"),
    ],
)
def test_broken_and_hostile_reports(
    spoil: Callable[[Any], object], told: str, room: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = copy.deepcopy(json.loads((room / "terse.json").read_text(encoding="utf-8")))
    spoil(whole)
    (tmp_path / "x.json").write_text(json.dumps(whole), encoding="utf-8")
    assert main(["report", str(tmp_path / "x.json")]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert told in err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "this is no JSON", id="empty"),
        pytest.param(b"{", "this is no JSON", id="cut"),
        pytest.param(b"[]", "no JSON report of smo-lint", id="a list"),
        pytest.param(b"[" * 200_000, "nested too deeply", id="nested"),
        pytest.param(b'{"findings": ' + b"9" * 10_000 + b"}", "this is no JSON", id="a long number"),
        pytest.param(b"\xff\x00", "is not UTF-8", id="binary"),
        pytest.param(None, "does not exist", id="no file"),
    ],
)
def test_no_report(
    content: bytes | None, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.json"
    if content is not None:
        file.write_bytes(content)
    assert main(["report", str(file)]) == 2
    err = capsys.readouterr().err
    assert (told in err, err.count("\n")) == (True, 1)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())
