"""Formats are found by their files; places are lines and columns from 1; nothing is shown raw."""

from __future__ import annotations

import io
import json

import pytest

from smo_lint.model import Bundle, Edit, Finding, Fix, Location, Member, Problem, Span
from smo_lint.reports import Place, Report, Sheet, formats, renderer, shown

TEXTS = {
    "docs/en/a.md": "# Start\n\nSee the [quick start](/start#linux) first.\n",
    "docs/ja/a.md": "# 開始\n\n先に[手順](/start#linux-2)を読む。\n",
}
BUNDLE = Bundle(
    "docs/*/a.md", (Member("docs/en/a.md", "en", ""), Member("docs/ja/a.md", "ja", "")), source="en"
)


def finding(path: str, start: int, end: int, **parts: object) -> Finding:
    message = str(parts.pop("message", "a link leads to /start#linux-2, but to /start#linux in en"))
    related = parts.pop("related", (Location("docs/en/a.md", Span(31, 43), "the link there"),))
    fix = parts.pop("fix", Fix("Restore the target", (Edit(Span(start, end), "/start#linux"),), safe=False))
    problem = Problem(Location(path, Span(start, end)), message, related, fix)  # type: ignore[arg-type]
    return Finding("LK103", "changed-link-target", "error", "ja", "docs/*/a.md", problem, "0123456789abcdef")


CHANGED = finding("docs/ja/a.md", 13, 27)


def report(*findings: Finding, texts: dict[str, str] = TEXTS, **parts: object) -> Report:
    return Report(findings, (BUNDLE,), lambda path: texts.get(path, ""), source="en", **parts)  # type: ignore[arg-type]


def rendered(name: str, what: Report) -> str:
    out = io.StringIO()
    renderer(name)(what, out)
    return out.getvalue()


def test_formats() -> None:
    people = {"concise", "grouped", "html", "markdown", "text"}
    programs = {
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "azure",
        "junit",
        "checkstyle",
        "rdjson",
        "rdjsonl",
    }
    assert formats() == tuple(sorted(people | programs))


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        pytest.param("", (0, 0), (1, 1, 1, 1), id="empty"),
        pytest.param("abc", (1, 2), (1, 2, 1, 3), id="first-line"),
        pytest.param("a\nbc\n", (2, 4), (2, 1, 2, 3), id="second-line"),
        pytest.param("a\nbc\n", (0, 5), (1, 1, 3, 1), id="to-the-end"),
        pytest.param("a\nbc", (1, 1), (1, 2, 1, 2), id="end-of-line"),
        pytest.param("🙂é\u2028x", (3, 4), (1, 4, 1, 5), id="code-points"),
        pytest.param("ab", (5, 9), (1, 3, 1, 3), id="behind-the-text"),
    ],
)
def test_place(text: str, span: tuple[int, int], expected: tuple[int, int, int, int]) -> None:
    assert Sheet(text).place(Span(*span)) == Place(*expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain ä 語 🙂", "plain ä 語 🙂"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("\x9b31m", "\\x9b31m"),
        ("a\tb\rc\x00", "a    b\\x0dc\\x00"),
        ("left\u202eright\u2066", "left\\u202eright\\u2066"),
        ("\udcff", "\\udcff"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a ##vso[task.x]b ##[error]c", "a \\x23#vso[task.x]b \\x23#[error]c"),
        ("::error::a", "\\x3a:error::a"),
        ("::: tip\n", "::: tip\\x0a"),
        ("a::b::c ## d", "a::b::c ## d"),
    ],
)
def test_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_concise() -> None:
    line = "docs/ja/a.md:3:8: LK103 a link leads to /start#linux-2, but to /start#linux in en\n"
    assert rendered("concise", report(CHANGED)) == line


def test_json() -> None:
    whole = json.loads(rendered("json", report(CHANGED, finding("docs/ja/a.md", 0, 4, fix=None, related=()))))
    first, second = whole.pop("findings")
    assert whole.pop("version")
    more = whole.pop("report")
    assert (more["version"], list(more["files"]["docs/ja/a.md"])) == (1, ["1", "2", "3", "4"])
    assert whole == {"source": "en", "articles": 1, "editions": 2}
    place = {"line": 3, "column": 8, "end_line": 3, "end_column": 22}
    assert first == {
        "code": "LK103",
        "name": "changed-link-target",
        "severity": "error",
        "message": "a link leads to /start#linux-2, but to /start#linux in en",
        "article": "docs/*/a.md",
        "lang": "ja",
        "path": "docs/ja/a.md",
        **place,
        "note": "",
        "topic": "",
        "related": [
            {
                "path": "docs/en/a.md",
                "lang": "en",
                "line": 3,
                "column": 23,
                "end_line": 3,
                "end_column": 35,
                "message": "the link there",
            }
        ],
        "fix": {
            "title": "Restore the target",
            "safe": False,
            "edits": [{"path": "docs/ja/a.md", **place, "text": "/start#linux"}],
        },
        "fingerprint": "0123456789abcdef",
    }
    assert list(first)[:8] == ["code", "name", "severity", "message", "article", "lang", "path", "line"]
    assert (second["fix"], second["related"]) == (None, [])


def test_json_without_a_source() -> None:
    empty = Report((), (BUNDLE,), lambda path: "")
    assert json.loads(rendered("json", empty))["source"] is None


@pytest.mark.parametrize("name", formats())
def test_what_a_terminal_obeys_never_reaches_it(name: str) -> None:
    evil = "\x1b]0;owned\x07 \x9b31m \u202e \udcff"
    texts = {"docs/ja/a.md": f"# {evil}\n\n{evil}", "docs/en/a.md": f"{evil} x"}
    related = (Location("docs/en/a.md", Span(0, 3), f"note {evil}"),)
    fix = Fix(f"Title {evil}", (Edit(Span(0, 1), evil),))
    found = finding("docs/ja/a.md", 2, 9, message=f"message {evil}", related=related, fix=fix)
    said = rendered(name, report(found, texts=texts))
    assert not set(said) & set("\x1b\x07\x9b\u202e\udcff\x00")
