"""Offsets, positions and edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_lint.model import Span
from smo_lint.server.positions import Places, edits, plain
from tests.server.editor import applied

ENCODINGS = ("utf-8", "utf-16", "utf-32")
# What lines are made of: letters of one to four bytes, and what Python takes for the end of a line.
TEXTS = st.text(alphabet=st.sampled_from("aä漢😀 \n\u2028\x0c\x85"), max_size=40)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, offset=st.integers(0, 40))
def test_there_and_back(text: str, offset: int, encoding: str) -> None:
    places = Places(text, encoding)
    offset = min(offset, len(text))
    position = places.position(offset)
    assert places.offset(position) == offset
    assert position.line == text.count("\n", 0, offset)


@pytest.mark.parametrize(("encoding", "units"), [*zip(ENCODINGS, (10, 5, 4), strict=True)])
def test_units(encoding: str, units: int) -> None:
    assert Places("aä漢😀", encoding).range(Span(0, 4)).end.character == units


def test_newlines_count_once() -> None:
    places = Places("\ufeffa\r\nb\rc\n", "utf-16")
    assert [places.position(offset).line for offset in range(6)] == [0, 0, 1, 1, 2, 2]


@given(before=TEXTS, after=TEXTS)
def test_edits_make_one_text_of_the_other(before: str, after: str) -> None:
    assert applied(before, edits(before, after, "utf-32")) == after


def test_edits_keep_the_newlines_of_a_file() -> None:
    (edit,) = edits("a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n", "utf-16")
    assert edit.new_text == "B\r\n"
    assert (edit.range.start.line, edit.range.end.line) == (1, 2)
    assert plain("a\r\nb\rc") == "a\nb\nc"
