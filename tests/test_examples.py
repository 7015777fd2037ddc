"""The sample site has the slips that were planted in it, and no others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from smo_lint.cli import main

SITE = Path(__file__).resolve().parent.parent / "examples" / "site"

PLANTED = {
    ("docs/ar/guide/alerts.md", "TB102"),
    ("docs/ar/guide/install.md", "LK103"),
    ("docs/ar/guide/install.md", "LS101"),
    ("docs/ar/reference/options.md", "TX106"),
    ("docs/de/guide/alerts.md", "HD106"),
    ("docs/de/guide/install.md", "HD103"),
    ("docs/de/index.md", "TX106"),
    ("docs/hi/guide/alerts.md", "FR102"),
    ("docs/hi/guide/install.md", "TX101"),
    ("docs/hi/guide/offline.md", "CD105"),
    ("docs/hi/index.md", "LK108"),
    ("docs/zh/guide/alerts.md", "FR102"),
    ("docs/zh/guide/install.md", "CD103"),
    ("docs/zh/guide/install.md", "HD104"),
    ("docs/zh/guide/offline.md", "MK101"),
    ("docs/zh/reference/options.md", "FM006"),
}


def test_planted_slips(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SITE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert main(["check", ".", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {(one["path"], one["code"]) for one in found} == PLANTED
    assert len(found) == len(PLANTED)
