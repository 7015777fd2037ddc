"""Processes: whatever their number, and whatever becomes of them, the findings are the same."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path
from typing import Any

import pytest

from smo_lint import comparing
from smo_lint.cli import main
from smo_lint.model import Article, Bundle, Finding
from smo_lint.options import Config
from smo_lint.outside import pool
from smo_lint.outside.articles.discover import group
from smo_lint.outside.task import Task

ARTICLES = 30

pytestmark = pytest.mark.usefixtures("forks")


@pytest.fixture
def texts() -> dict[str, str]:
    """Articles of very different sizes, every third of them with something missing."""
    found = {}
    for number in range(ARTICLES):
        text = f"# Page {number}\n\n" + "Here is `code` and more.\n\n" * (1 + 7 * (number % 5))
        found[f"docs/en/p{number:02}.md"] = text
        found[f"docs/de/p{number:02}.md"] = text.replace("`code`", "x", 1) if number % 3 == 0 else text
    return found


def found(texts: dict[str, str], jobs: int) -> tuple[tuple[Bundle, ...], list[list[Finding]]]:
    bundles = group(texts, Config()).bundles
    return bundles, [v.findings for v in pool.judged(bundles, Task(Config(), overlay=texts), jobs)]


def test_the_number_of_processes_changes_nothing(
    texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = found(texts, 1)[1]
    assert sum(map(len, alone)) >= ARTICLES / 3
    assert found(texts, 2)[1] == found(texts, 5)[1] == alone
    monkeypatch.setattr(pool, "ALONE", 0.0)
    monkeypatch.setattr(pool, "WORTH", 0.0)
    monkeypatch.setattr(pool, "_processors", lambda: 3)
    assert found(texts, 0)[1] == alone


@pytest.mark.parametrize("deadly", [("p07",), ("p00", "p29"), ("p03", "p04", "p05")])
def test_an_article_that_kills_its_process_is_named(
    texts: dict[str, str], deadly: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundles, alone = found(texts, 1)
    real = comparing.compare

    def lint(files: dict[str, str], *rest: Any, **more: Any) -> Article:
        if any(name in path for path in files for name in deadly):
            os._exit(9)
        return real(files, *rest, **more)

    monkeypatch.setattr(comparing, "compare", lint)
    for bundle, findings, usual in zip(bundles, found(texts, 2)[1], alone, strict=True):
        if any(name in bundle.key for name in deadly):
            assert [(f.code, f.article) for f in findings] == [("XX001", bundle.key)]
        else:
            assert findings == usual


def test_a_run_with_such_an_article_fails(
    texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "smo-lint.toml").touch()
    monkeypatch.chdir(tmp_path)
    real = comparing.compare

    def lint(files: dict[str, str], *rest: Any, **more: Any) -> Article:
        return os._exit(1) if "p02" in min(files) else real(files, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(comparing, "compare", lint)
        assert main(["check", "--jobs", "2", "--format", "concise"]) == 2
    assert "docs/de/p02.md" in capsys.readouterr().out
    # What failed is tried again.
    assert main(["check", "--jobs", "2", "--format", "concise"]) in (0, 1)
    assert "XX001" not in capsys.readouterr().out


def test_who_stops_a_run_does_not_wait(texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    real = comparing.compare

    def lint(files: dict[str, str], *rest: Any, **more: Any) -> Article:
        if min(files) > "docs/de/p09":
            time.sleep(60)
        return real(files, *rest, **more)

    monkeypatch.setattr(comparing, "compare", lint)
    others = set(multiprocessing.active_children())
    bundles = group(texts, Config()).bundles
    verdicts = pool.judged(bundles, Task(Config(), overlay=texts), 2)
    next(verdicts)
    start = time.monotonic()
    verdicts.close()  # type: ignore[attr-defined]
    while set(multiprocessing.active_children()) - others and time.monotonic() - start < 20:
        time.sleep(0.05)
    assert time.monotonic() - start < 20


def test_shares_are_of_about_one_size(texts: dict[str, str]) -> None:
    bundles = group(texts, Config()).bundles
    sizes = [1 + 10 * (number == 4) for number in range(ARTICLES)]
    chunks = pool._chunks(bundles, sizes, 2)
    assert [bundle for chunk in chunks for bundle in chunk] == list(bundles)
    known = dict(zip((bundle.key for bundle in bundles), sizes, strict=True))
    assert max(sum(known[bundle.key] for bundle in chunk) for chunk in chunks) == 11
