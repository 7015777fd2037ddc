"""The report for people: golden frames, widths in cells, colours only where somebody sees them."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import category

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


HI = "परियोजना के फ़ोल्डर में `make instal` चलाएँ और की की की की की की की की की"


def columns(text: str) -> int:
    """Cells as most terminals count them: vowels that stand beside their letter take one."""
    return cell_len(text) + sum(category(letter) == "Mc" for letter in text if not cell_len(letter))


@pytest.mark.parametrize("width", [30, 40, 80])
def test_vowels_beside_their_letters_take_a_cell(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    start = HI.index("`")
    lines = rendered(found("CD105", "warning", Span(start, start + 13), "x"), ja=HI, terse=True).split("\n")
    line, carets = next((above, below) for above, below in pairwise(lines) if "^" in below)
    assert columns(line) <= width
    assert columns(line[: line.index("`")]) == carets.index("^")
    assert not category(line.split("…")[1][0]).startswith("M") if "…" in line else True


def test_a_stream_of_few_letters_is_measured_in_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = rendered(LINKED, out=Western(), terse=True).split("\n")
    line, carets = next((above, below) for above, below in pairwise(lines) if "^" in below)
    assert line.isascii()
    assert len(line) <= 60
    assert line[carets.index("^") : carets.rindex("^") + 1] == "/start#linux-2"


def test_long_sentences_break_between_words_where_the_width_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    long = found("HD103", "error", Span(0, 1), "some words " * 12 + "end")
    assert "some words " * 12 in rendered(long, terse=True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv(
        "LINES", "24"
    )  # rich believes the width of a plain terminal together with its height only
    monkeypatch.setenv("TERM", "dumb")
    head = rendered(long, terse=True, out=Terminal()).split("   ╭─")[0].split("\n")[2:]
    assert max(map(len, head)) <= 40
    assert not any(line.rstrip().endswith(("so", "som", "wo", "wor", "word")) for line in head)


def test_paths_are_links_on_request() -> None:
    related = tuple(Location("docs/en/a.md", Span(place, place + 1)) for place in (9, 10))
    said = rendered(found("LK103", "error", Span(0, 1), "made", related=related), linked=True, terse=True)
    start, end = "\x1b]8;;", "\x1b\\"
    url = Path("docs/ja/a.md").absolute().as_uri()
    assert f"{start}{url}{end}docs/ja/a.md:1:1{start}{end}\n" in said
    assert said.count("/docs/en/a.md" + end) == 2  # the frame, and the further place
    assert start not in rendered(LINKED)


def test_a_link_does_not_widen_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "103")
    linked = re.sub(r"\x1b\]8;;.*?\x1b\\", "", rendered(LINKED, linked=True))
    assert linked == rendered(LINKED)


def test_fixes_of_the_source_are_told_apart() -> None:
    problem = Problem(Location("docs/en/a.md", Span(0, 1)), "made", fix=Fix("Do", (Edit(Span(0, 1), "x"),)))
    there = Finding("PN003", "made-up", "warning", "en", "docs/*/a.md", problem, "")
    assert rendered(there, there).endswith("\n2 fixes for the source edition: --fix-source\n")
    assert "  = fix: Do  (in the source edition: --fix-source)\n" in rendered(there)
    assert rendered(there, fix_source=True).endswith("\n[*] 1 fixable with --fix\n")
