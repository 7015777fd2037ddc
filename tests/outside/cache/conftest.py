"""A small site, and what a check says of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smo_lint.cli import main
from smo_lint.outside.cache import look
from tests.outside.cache.small_site import LANGS, WORDS, page


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site; times of files are believed at once, as no test waits for two seconds."""
    root = tmp_path / "site"
    root.mkdir()
    (root / "smo-lint.toml").write_text("", encoding="utf-8")
    for lang in LANGS:
        (root / "docs" / lang).mkdir(parents=True)
        for number, word in enumerate(WORDS):
            (root / "docs" / lang / f"{word}.md").write_text(page(word, number, lang), encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.setattr(look, "MARGIN", 0)
    return root


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command prints, findings and sentences, and how it ends."""

    def run(*words: str) -> str:
        code = main(["check", "--format", "json", *words])
        out, err = capsys.readouterr()
        told = json.loads(out) if out else {}
        told.pop("elapsed", None)
        return json.dumps([code, told, err], indent=1)

    return run
