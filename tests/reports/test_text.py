"""The report for people: golden frames, widths in cells, colours only where somebody sees them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.cells import cell_len

from smo_lint.model import Bundle, Edit, Finding, Fix, Location, Member, Problem, Span
from smo_lint.reports import Report
from smo_lint.reports.text import render

EN = "# Start\n\nSee the [quick start](/start#linux) first.\n\n## Linux\n\nOnly there.\n"
JA = "# 開始\n\n先に[クイックスタート](/start#linux-2)を読みます。\n"
MEMBERS = (Member("docs/en/a.md", "en", ""), Member("docs/ja/a.md", "ja", ""))
LINK = JA.index("/start")
THERE = EN.index("/start")


def found(code: str, severity: str, at: Span, message: str, **parts: Any) -> Finding:
    problem = Problem(Location("docs/ja/a.md", at), message, **parts)
    return Finding(code, "made-up", severity, "ja", "docs/*/a.md", problem, "")


LINKED = found(
    "LK103",
    "error",
    Span(LINK, LINK + 14),
    "a link leads to /start#linux-2, but to /start#linux in en",
    related=(Location("docs/en/a.md", Span(THERE, THERE + 12), "the link there"),),
    fix=Fix("Restore the target", (Edit(Span(LINK, LINK + 14), "/start#linux"),), safe=False),
)
MISSING = found(
    "HD104",
    "error",
    Span(len(JA) - 1, len(JA) - 1),
    "section “Linux” is missing",
    related=(Location("docs/en/a.md", Span(EN.index("## L"), EN.index("## L") + 8)),),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Western(io.StringIO):
    encoding = "latin-1"  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TERM"):
        monkeypatch.delenv(name, raising=False)


def rendered(*findings: Finding, out: io.StringIO | None = None, ja: str = JA, **parts: Any) -> str:
    out = out or io.StringIO()
    texts = {"docs/en/a.md": EN, "docs/ja/a.md": ja}
    bundles = (Bundle("docs/*/a.md", MEMBERS, "en"),)
    render(Report(findings, bundles, lambda path: texts.get(path, ""), "en", elapsed=0.5, **parts), out)
    return out.getvalue()


def test_stacked() -> None:
    assert rendered(LINKED) == (
        "docs/*/a.md   en (source) · ja\n"
        "\n"
        "error[LK103] a link leads to /start#linux-2, but to /start#linux in en  made-up in ja\n"
        "   ╭─ docs/ja/a.md:3:14\n"
        " 2 │\n"
        " 3 │ 先に[クイックスタート](/start#linux-2)を読みます。\n"
        "   │                        ^^^^^^^^^^^^^^\n"
        " 4 │\n"
        "   ╰─\n"
        "   ╭─ docs/en/a.md:3:23\n"
        " 2 │\n"
        " 3 │ See the [quick start](/start#linux) first.\n"
        "   │                       ^^^^^^^^^^^^\n"
        " 4 │\n"
        "   ╰─ the link there\n"
        "  = fix: Restore the target  (unsafe)\n"
        "\n"
        "Found 1 finding (1 error) in 1 of 1 article · 2 editions · 2 languages · 0.50 s\n"
        "1 fixable with --fix --unsafe-fixes\n"
    )


def test_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "103")
    lines = rendered(LINKED, terse=True).split("\n")[3:9]
    assert lines == [
        "   ╭─ docs/ja/a.md:3:14                                 ╭─ docs/en/a.md:3:23",
        " 2 │                                                  2 │",
        " 3 │ …イックスタート](/start#linux-2)を読みます。     3 │ See the [quick start](/start#linux) first.",
        "   │                  ^^^^^^^^^^^^^^                    │                       ^^^^^^^^^^^^",
        " 4 │                                                  4 │",
        "   ╰─                                                   ╰─ the link there",
    ]


def test_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lines = [line.rstrip() for line in rendered(MISSING, terse=True).split("\n")[3:9]]
    assert lines == [
        "   ╭─ docs/ja/a.md:3:35                               ╭─ docs/en/a.md:5:1",
        " 2 │                                                4 │",
        " 3 │ 先に[クイックスタート](/start#linux-2)を読…    5 │ ## Linux",
        "   │                                                  │ ^^^^^^^^",
        " ┆ │ ‹missing here›                                 6 │",
        " 4 │                                                  │",
    ]


@pytest.mark.parametrize("columns", [40, 60, 100, 118, 200])
@pytest.mark.parametrize("start", [0, 5, 300, 580])
def test_no_line_of_a_frame_is_wider_than_the_terminal(
    columns: int, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    ja = "先に🙂е́ [l](/u)\x1b\t" * 40
    related = (Location("docs/en/a.md", Span(9, 50), "a note that is far longer than it ought to be " * 5),)
    finding = found("LK103", "hint", Span(start, start + 17), "short", related=related)
    said = rendered(finding, ja=ja, terse=True).split("\n")[3:]
    assert max(map(cell_len, said)) <= columns
    assert sum("^" in line for line in said) >= 1


def test_a_long_place_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    ja = "\n".join(f"line {number}" for number in range(1, 31))
    said = rendered(found("CD103", "warning", Span(7, 150), "long"), ja=ja, terse=True)
    assert "line 2" in said
    assert "line 4" in said
    assert " ┆ │" in said
    assert "line 10" not in said


def test_right_to_left_text_keeps_to_its_line() -> None:
    said = rendered(found("TX101", "warning", Span(0, 4), "made"), ja="שלום עולם (1)", terse=True)
    assert "\u2068שלום עולם (1)\u2069" in said


def test_further_places_are_listed() -> None:
    related = tuple(Location("docs/en/a.md", Span(place, place + 1), f"n{place}") for place in range(9, 15))
    said = rendered(found("CD103", "warning", Span(0, 1), "many", related=related), terse=True)
    assert "  = see: docs/en/a.md:3:2  n10\n" in said
    assert "  = and 2 more\n" in said


def test_a_file_without_text_is_named() -> None:
    said = rendered(found("PG001", "error", Span(0, 0), "is not UTF-8"), ja="", terse=True)
    assert "   docs/ja/a.md\n" in said


def test_no_findings() -> None:
    assert rendered() == "No findings in 1 article · 2 editions · 2 languages · 0.50 s\n"


def test_fixable() -> None:
    safe = found("HD103", "warning", Span(0, 1), "made", fix=Fix("Do", (Edit(Span(0, 1), "x"),)))
    said = rendered(safe, LINKED)
    assert "[*]  made-up" in said
    assert "Found 2 findings (1 error, 1 warning) in 1 of 1 article" in said
    assert said.endswith("[*] 1 fixable with --fix, 1 more with --unsafe-fixes\n")


def test_statistics() -> None:
    assert "     2  LK103 made-up  ja 2\n" in rendered(LINKED, LINKED, tallied=True)


def test_votes_are_told() -> None:
    out = io.StringIO()
    bundle = Bundle("docs/*/a.md", MEMBERS)
    render(Report((LINKED,), (bundle,), lambda path: JA if "ja" in path else EN), out)
    assert out.getvalue().startswith("docs/*/a.md   en · ja  (no source: the editions vote)\n")


@pytest.mark.parametrize(
    ("terminal", "env", "coloured"),
    [
        pytest.param(False, {}, False, id="pipe"),
        pytest.param(True, {"TERM": "xterm"}, True, id="terminal"),
        pytest.param(True, {"TERM": "xterm", "NO_COLOR": "1"}, False, id="no-color"),
        pytest.param(True, {"TERM": "dumb"}, False, id="dumb"),
        pytest.param(False, {"FORCE_COLOR": "1"}, True, id="forced"),
    ],
)
def test_colour(terminal: bool, env: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    said = rendered(LINKED, out=Terminal() if terminal else io.StringIO())
    assert ("\x1b[31m" in said or "\x1b[1;31m" in said) == coloured


def test_a_stream_without_frames_gets_ascii() -> None:
    said = rendered(MISSING, out=Western(), terse=True)
    assert "   ,- docs/ja/a.md:3:35\n" in said
    assert 'section "Linux" is missing' in said
