"""What the tests of all formats report on: an article in two languages, and findings made by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest

from smo_lint.model import Bundle, Edit, Finding, Fix, Location, Member, Problem, Span
from smo_lint.reports import Report, renderer

EN = "# Start\n\nSee the [quick start](/start#linux) first.\n"
JA = "# 開始🙂\n\n🙂先に[手順](/start#linux-2)を読む。\n"
LINK = JA.index("/start")
THERE = EN.index("/start")


class Case(NamedTuple):
    """Everything in a report that comes from names of files and from documents."""

    path: str = "docs/ja/a.md"
    other: str = "docs/en/a.md"
    article: str = "docs/*/a.md"
    message: str = "a link leads to /start#linux-2, but to /start#linux in en"
    note: str = "the link there"
    title: str = "Restore the target"
    text: str = "/start#linux"
    severity: str = "error"
    code: str = "LK103"
    lang: str = "ja"

    def finding(self, *, fixed: bool = True, related: bool = True, span: Span | None = None) -> Finding:
        fix = Fix(self.title, (Edit(Span(LINK, LINK + 14), self.text),), safe=True) if fixed else None
        others = (Location(self.other, Span(THERE, THERE + 12), self.note),) if related else ()
        at = Location(self.path, span or Span(LINK, LINK + 14))
        problem = Problem(at, self.message, others, fix)
        name = "changed-link-target"
        return Finding(self.code, name, self.severity, self.lang, self.article, problem, "0123456789abcdef")

    def bundle(self) -> Bundle:
        members = (Member(self.other, "en", ""), Member(self.path, self.lang, ""))
        return Bundle(self.article, members, source="en")

    def report(self, *findings: Finding, texts: Mapping[str, str] | None = None, **parts: Any) -> Report:
        known = {self.other: EN, self.path: JA} | dict(texts or {})
        bundles = parts.pop("bundles", (self.bundle(),))
        return Report(findings, bundles, lambda path: known.get(path, ""), source="en", **parts)


@pytest.fixture
def case() -> type[Case]:
    return Case


@pytest.fixture
def rendered() -> Callable[[str, Report], str]:
    def render(name: str, report: Report) -> str:
        out = io.StringIO()
        renderer(name)(report, out)
        return out.getvalue()

    return render


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run as if on no service, on no terminal."""
    for name in ("GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_SERVER_URL", "CI_PROJECT_URL", "CI_COMMIT_SHA"):
        monkeypatch.delenv(name, raising=False)
