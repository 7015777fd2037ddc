"""What must be said about the five seeds, and nothing else; in every format, under any names."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from smo_lint import lint
from smo_lint.cli import main

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
GOLDEN = HERE / "golden"
LANGS = ("da", "de", "fi", "is", "pl")

EXPECTED = {
    ("FM008", 3): "da fi",
    ("HD109", 7): "da fi",
    ("LK001", 10): "da de fi is pl",
    ("TX109", 12): "de",
    ("TX109", 20): "de",
    ("TX110", 14): "fi",
    ("LK008", 16): "fi pl",
    ("PN003", 16): "pl",
    ("LK009", 16): "de",
    ("PN001", 24): "da fi is pl",
    ("HD001", 30): "da is",
}
JOINED = {
    "da": "sociale medier netværk",
    "de": "Social-Media-Netzwerken",
    "fi": "sosiaalisen median verkostojen",
    "is": "samfélagsmiðlaneta til",
    "pl": "sieci mediów społecznościowych",
}
UNFIXABLE = {("FM008", "da"), ("FM008", "fi"), ("HD109", "da"), ("HD109", "fi"), ("TX110", "fi")} | {
    ("LK008", "fi"),
    ("LK008", "pl"),
}


def seed(lang: str) -> str:
    return (SEEDS / f"social-media-optimization.{lang}.md").read_text(encoding="utf-8")


def told(files: dict[str, str]) -> set[tuple[str, int, str]]:
    """(code, line, language of the seed) of all that is not a hint."""
    langs = {text: lang for lang in LANGS for text in [seed(lang)]}
    return {
        (f.code, files[path].count("\n", 0, f.problem.at.span.start) + 1, langs[files[path]])
        for f in lint(files)
        for path in [f.problem.at.path]
        if f.severity != "hint"
    }


ROWS = {(code, line, lang) for (code, line), langs in EXPECTED.items() for lang in langs.split()}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param([f"social-media-optimization.{lang}.md" for lang in LANGS], id="their own names"),
        pytest.param(["one.txt", "two.txt", "three.txt", "four.txt", "five.txt"], id="other names"),
        pytest.param(["5.md", "4.md", "3.md", "2.md", "1.md"], id="in another order"),
        pytest.param([f"docs/{lang}/smo.md" for lang in LANGS], id="in folders"),
    ],
)
def test_exactly_what_is_expected(names: list[str]) -> None:
    assert told({name: seed(lang) for name, lang in zip(names, LANGS, strict=True)}) == ROWS


def test_the_joined_links_read_as_one() -> None:
    files = {f"smo.{lang}.md": seed(lang) for lang in LANGS}
    joined = {f.lang: f.problem.message for f in lint(files, select=["LK001"])}

    assert joined.keys() == JOINED.keys()
    assert all(f"“{JOINED[lang]}”" in message for lang, message in joined.items())


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seeds in a folder `seeds` below the working directory."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path / "seeds"


@pytest.mark.parametrize("name", ["text", "concise", "json"])
def test_reports_are_golden(copy: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Made again by `python -m smo_lint check seeds --format NAME`, 120 columns wide."""
    code = main(["check", "seeds", "--format", name])
    report = re.sub(r"\d+\.\d+ s", "0.00 s", capsys.readouterr().out)

    assert code == 1
    assert report == (GOLDEN / f"seeds.{name}").read_text(encoding="utf-8")


def test_fixing_repairs_what_has_one_right_answer_and_no_more(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "seeds", "--fix", "--quiet", "--format", "json"])
    once = {path.name: path.read_bytes() for path in copy.iterdir()}
    codes = {finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]}
    main(["check", "seeds", "--fix", "--quiet"])

    assert codes.isdisjoint({"HD001", "PN003"})
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == once


def test_after_all_fixes_only_what_has_none_is_left(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "seeds", "--fix", "--unsafe-fixes", "--quiet", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]

    assert {(f["code"], f["lang"]) for f in findings if f["severity"] != "hint"} == UNFIXABLE
    assert all(finding["fix"] is None for finding in findings)
