"""Files that change while a run is under way: nothing is remembered of a text that was said of another."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli.run import Run
from smo_lint.model import Article, Bundle, Finding
from smo_lint.outside.cache import look
from smo_lint.outside.cache.verdicts import Before, Verdicts
from smo_lint.outside.cache.whole import Whole


@pytest.mark.usefixtures("forks")
def test_a_verdict_on_a_page_that_has_changed_meanwhile_is_not_kept(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes look at the pages that links lead to, and later than the run that remembers does."""
    from smo_lint import engine

    monkeypatch.setattr(importlib.import_module("smo_lint.site.survey"), "ENOUGH", 0)
    real, page = engine.findings, site / "docs/de/links.md"

    def edited(article: Article, *rest: Any) -> list[Finding]:
        found = real(article, *rest)
        if "start" in article.key:
            page.write_text("# Links de\n\n## Ganz anders\n", encoding="utf-8")
        return found

    names = ("--jobs", "2", "docs/de/start.md", "docs/de/code.md")
    with monkeypatch.context() as patch:
        patch.setattr(engine, "findings", edited)
        patch.setattr(Run, "shown", lambda run, _: run)  # it would be judged once more
        before = said(*names)
    after = said(*names)
    assert before != after == said("--no-cache", *names)


def test_a_run_that_has_judged_another_text_is_not_remembered(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is another for a moment, and where times are coarse nothing can be seen of that."""
    from smo_lint.outside import pool

    monkeypatch.setattr(look, "_told", lambda entry: (entry.name, time.time_ns()))
    judge, file = pool.judge, site / "docs/de/lists.md"
    text = file.read_text(encoding="utf-8")

    def overtaken(task: Any, bundle: Bundle, *rest: Any) -> Any:
        file.write_text(text.replace("## DE", "### DE"), encoding="utf-8")
        try:
            return judge(task, bundle, *rest)
        finally:
            file.write_text(text, encoding="utf-8")

    fresh = said("--no-cache")
    with monkeypatch.context() as patch:
        patch.setattr(pool, "judge", overtaken)
        patch.setattr(Run, "shown", lambda run, _: run)  # it would be judged once more
        assert said("--jobs", "1") != fresh
    assert said("--jobs", "1") == fresh


def test_a_report_shows_lines_of_the_text_that_was_judged(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes between the last judgement and the report, of a run that remembers nothing or all."""
    file = site / "docs/de/lists.md"
    text = file.read_text(encoding="utf-8").replace("## DE", "### DE")
    file.write_text(text, encoding="utf-8")
    lint, known = Run.lint, Whole.known

    def overtaken(run: Run) -> list[Finding]:
        found = lint(run)
        file.write_text(text.replace("# Lists", "One more.\n\n# Lists"), encoding="utf-8")
        return found

    def late(whole: Whole) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(importlib.import_module("smo_lint.outside.cache.whole"), "_fresh", after)
            return known(whole)

    def after(looks: Any) -> frozenset[str]:
        file.write_text(text.replace("# Lists", "Another.\n\n# Lists"), encoding="utf-8")
        return frozenset()

    for words in (("--no-cache",), ()):
        file.write_text(text, encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(Run, "lint", overtaken)
            seen = said(*words)
        assert seen == said("--no-cache")
    said()
    monkeypatch.setattr(Whole, "known", late)
    assert said() == said("--no-cache")


@pytest.mark.parametrize("content", [b"# Code\n", b"\0", b""])
def test_what_was_said_of_a_text_is_not_taken_for_what_there_is_to_say_of_the_next(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    said()
    edited = site / "docs/de/code.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("## DE", "### DE"), encoding="utf-8")
    real = Verdicts.before

    def overtaken(verdicts: Verdicts, bundle: Bundle) -> Before:
        before = real(verdicts, bundle)
        (site / "docs/en/code.md").write_bytes(content)  # while the run goes on
        return before

    with monkeypatch.context() as patch:
        patch.setattr(Verdicts, "before", overtaken)
        patch.setattr(Run, "shown", lambda run, _: run)  # it would be judged once more
        changed = said("docs/de/code.md", "--jobs", "1")
    assert changed == said("--no-cache", "docs/de/code.md")
