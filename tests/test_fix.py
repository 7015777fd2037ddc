"""Fixes: no overlap, newlines and mark kept, twice is once."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_lint.engine import lint_article
from smo_lint.fix import apply, most_used_newline, settle
from smo_lint.model import Bundle, Edit, Fault, Finding, Fix, Location, Member, Problem, Span
from smo_lint.options import Config


def fix(*edits: tuple[int, int, str], safe: bool = True) -> Fix:
    return Fix("Repair", tuple(Edit(Span(start, end), text) for start, end, text in edits), safe)


@pytest.mark.parametrize(
    ("text", "fixes", "expected"),
    [
        pytest.param("abc", [], "abc", id="none"),
        pytest.param("abc", [fix((1, 2, "x"))], "axc", id="replace"),
        pytest.param("abc", [fix((1, 1, "x"))], "axbc", id="insert"),
        pytest.param("abc", [fix((1, 2, ""))], "ac", id="delete"),
        pytest.param("abc", [fix((3, 3, "!"), (0, 0, "!"))], "!abc!", id="any-order"),
        pytest.param("abc", [fix((1, 2, "x")), fix((2, 3, "y"))], "axy", id="touching"),
        pytest.param("abc", [fix((0, 2, "x")), fix((1, 3, "y"))], "xc", id="overlap-first-wins"),
        pytest.param("abc", [fix((0, 2, "x"), safe=False), fix((1, 3, "y"))], "ay", id="overlap-safe-wins"),
        pytest.param("abc", [fix((0, 1, "x")), fix((0, 1, "z"), (2, 3, "z"))], "xbc", id="all-or-nothing"),
        pytest.param("abc", [fix((1, 1, "x")), fix((1, 1, "y"))], "axbc", id="two-insertions-at-one-place"),
        pytest.param("abc", [fix((1, 1, "x")), fix((1, 1, "x"))], "axbc", id="one-repair-told-twice"),
        pytest.param("abc", [fix((1, 2, "y")), fix((1, 1, "x"))], "axbc", id="insertion-beside-replacement"),
        pytest.param("a\r\nb\r\nc", [fix((2, 3, "x\ny"))], "a\r\nx\r\ny\r\nc", id="crlf"),
        pytest.param("a\r\nb\r\nc", [fix((1, 2, " "))], "a b\r\nc", id="crlf-joined"),
        pytest.param("a\rb\rc", [fix((4, 5, "x\n"))], "a\rb\rx\r", id="cr"),
        pytest.param("a\nb\r\nc\nd", [fix((4, 5, "x"))], "a\nb\r\nx\nd", id="mixed-newlines-stay"),
        pytest.param("\ufeffabc", [fix((0, 1, "x"))], "\ufeffxbc", id="byte-order-mark"),
        pytest.param("\ufeffa\r\nb", [fix((2, 3, "x"))], "\ufeffa\r\nx", id="mark-and-crlf"),
        pytest.param("é🙂b", [fix((2, 3, "x"))], "é🙂x", id="code-points"),
    ],
)
def test_apply(text: str, fixes: list[Fix], expected: str) -> None:
    assert apply(text, fixes)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "\n"), ("a", "\n"), ("a\nb", "\n"), ("a\r\nb\n\r\n", "\r\n"), ("a\rb", "\r")],
)
def test_most_used_newline(text: str, expected: str) -> None:
    assert most_used_newline(text) == expected


@given(
    st.text(alphabet="ab\r\n\u2028é🙂", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("xy\n", max_size=3)), max_size=6),
)
def test_what_no_edit_covers_is_untouched(text: str, places: list[tuple[int, int, str]]) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    fixes = [
        fix((min(start, len(plain)), min(start + length, len(plain)), put)) for start, length, put in places
    ]
    result, chosen = apply(text, fixes)
    expected = plain
    for edit in sorted((edit for one in chosen for edit in one.edits), key=lambda e: e.span, reverse=True):
        expected = expected[: edit.span.start] + edit.text + expected[edit.span.end :]
    if "\r" not in text:
        assert result == expected
    # "\r" before an edit and "\n" after it may grow together; what is not a newline never changes.
    assert re.sub("[\r\n]", "", result) == expected.replace("\n", "")
    if not chosen:
        assert result == text


@given(
    st.text(alphabet="ab\r\n\ufeff\u2028é🙂", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("xy\n", max_size=3)), max_size=6),
)
def test_bytes_outside_the_edits_stay(text: str, places: list[tuple[int, int, str]]) -> None:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fixes = [
        fix((min(start, len(plain)), min(start + length, len(plain)), put)) for start, length, put in places
    ]
    result, chosen = apply(text, fixes)
    # Every piece of the file between two edits is found in the result, in the same order.
    edits = sorted({edit for one in chosen for edit in one.edits}, key=lambda edit: edit.span)
    rest = result.encode()
    for piece in kept(text, [edit.span for edit in edits]):
        at = rest.find(piece.encode())
        assert at >= 0
        rest = rest[at + len(piece.encode()) :]


def kept(text: str, spans: list[Span]) -> list[str]:
    """The pieces of a file that no span covers; counted without mark, with every newline as one."""
    mark = text.startswith("\ufeff")
    letters = re.finditer(r"\r\n|.", text[mark:], re.DOTALL)
    places = [*(match.start() + mark for match in letters), len(text)]
    pieces, offset = list[str](), 0
    for span in spans:
        pieces.append(text[offset : places[span.start]])
        offset = places[span.end]
    return [*pieces, text[offset:]]


def finding(path: str, start: int, end: int, text: str, safe: bool = True) -> Finding:
    problem = Problem(Location(path, Span(start, end)), "made", fix=fix((start, end, text), safe=safe))
    return Finding("XX001", "made", "error", "en", "made", problem, "")


def doubled(texts: Mapping[str, str | Fault]) -> list[Finding]:
    """Find the first doubled letter of each text."""
    found = []
    for path, text in texts.items():
        if isinstance(text, str) and (match := re.search(r"(.)\1", text)):
            found.append(finding(path, match.start(), match.end(), match[1]))
    return found


def test_settle_goes_on_while_fixes_bring_fixes() -> None:
    settled = settle({"a": "aabbcc", "b": "x", "c": Fault("gone")}, doubled)
    assert settled.files == {"a": "abc", "b": "x", "c": Fault("gone")}
    assert len(settled.applied) == 3
    assert settle(settled.files, doubled) == (settled.files, ())


def test_settle_stops_after_five_rounds() -> None:
    assert settle({"a": "a" * 9}, doubled).files == {"a": "aaaa"}


def test_settle_does_not_run_in_circles() -> None:
    def swap(texts: Mapping[str, str | Fault]) -> list[Finding]:
        return [finding("a", 0, 1, "y" if texts["a"] == "x" else "x")]

    assert settle({"a": "x"}, swap).files == {"a": "y"}


SOURCE = "# Guide\n\n## Install\n\nRead [this](/start), please.\n\n- one\n- two\n\n## Use\n\nThe end.\n"
LINES = (
    "# Anleitung", "##Einrichten", "### Einrichten", "## Benutzen", "", "", "- eins", "- zwei",
    "Lies [das] (/start) , bitte..", "Lies [das](/start)[ hier](/start),,bitte.", "Das Ende .", "**fett **", "x\u2028y",
)  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(("\n", "\r\n", "\r"))), max_size=14),
    st.booleans(),
    st.booleans(),
)
def test_what_is_repaired_twice_is_repaired_once(
    lines: list[tuple[str, str]], mark: bool, ended: bool
) -> None:
    text = "\ufeff" * mark + "".join(line + newline for line, newline in lines) + "Ende" * (not ended)
    bundle = Bundle("a", (Member("en.md", "en", ""), Member("de.md", "de", "")), "en")

    def repairable(texts: Mapping[str, str | Fault]) -> list[Finding]:
        return lint_article(texts, Config(), bundle)

    settled = settle({"en.md": SOURCE, "de.md": text}, repairable)
    assert settle(settled.files, repairable) == (settled.files, ())
    after = settled.files["de.md"]
    assert isinstance(after, str)
    assert after.startswith("\ufeff") == mark
    if not settled.applied:
        assert after == text
