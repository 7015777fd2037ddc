"""`smo-lint corpus check` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smo_lint.cli import main

pytest.importorskip("pyarrow", reason="corpora need the extra “corpus”")

ROWS = [
    {"article": "a", "lang": "en", "text": "# One\n\nSee [this](/x).\n"},
    {"article": "a", "lang": "de", "text": "# Eins\n\nSiehe [dies] (/x).\n"},
]


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    monkeypatch.chdir(tmp_path)
    return path


def test_check(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "check", "rows.jsonl", "--out", "out", "-j", "1", "--select", "links"]) == 1
    told = capsys.readouterr()
    assert told.out == "1 articles · 2 editions · 1 error, 0 warnings, 0 hints\n"
    assert "check: 1 of 1 tasks" in told.err
    assert main(["corpus", "check", "rows.jsonl", "--out", "out", "-j", "1", "--select", "links"]) == 2
    assert "is not empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--engine", "dask"], "--engine dask needs --scheduler"),
        (["--select", "no-such-rule"], "unknown rule “no-such-rule”"),
        (["--text-column", "body"], "there is no column “body”"),
    ],
)
def test_mistakes(rows: Path, capsys: pytest.CaptureFixture[str], args: list[str], message: str) -> None:
    assert main(["corpus", "check", "rows.jsonl", "--out", "out", *args]) == 2
    assert message in capsys.readouterr().err
    assert not Path("out").exists()
