"""Editions that send their readers to the source for what they lack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse
from smo_lint.model import Location, Problem, Span
from smo_lint.partial import partial, weakened

ROOM = "## Part {0}\n\nRead `a{0}` and then [the note](/note{0}).\n\nStop with `b{0}`."
SOURCE = "# Lamp\n\n" + "\n\n".join(ROOM.format(number) for number in range(10)) + "\n"
FIRST = "# Lampe\n\n" + ROOM.format(0)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (
            f"{FIRST}\n\nAlles Weitere steht in der [englischen Anleitung](README.md), noch ist es nicht da.",
            True,
        ),
        (
            f"{FIRST}\n\nAlles Weitere, das es zu lesen gibt, steht in der [Anleitung](https://git.example.org/lamps/lamp/blob/main/README.md) dort.",
            True,
        ),
        (f"[The whole manual of the lamp in English](README.md) | Deutsch\n\n{FIRST}", False),
        (
            f"{FIRST}\n\nAlles Weitere steht in der [alten Anleitung](old/README.md), noch ist es nicht da.",
            False,
        ),
        (f"{SOURCE}\n\nIm Zweifel gilt immer die [englische Anleitung](README.md), nicht diese.", False),
    ],
    ids=["part", "full-address", "switch", "another-page", "whole"],
)
def test_partial(target: str, *, said: bool) -> None:
    known = pair(parse(SOURCE, "README.md", "en"), parse(target, "README.de.md", "de"))
    lacks = Problem(Location("README.de.md", Span(9, 9)), "something is missing")
    differs = Problem(Location("README.de.md", Span(2, 9)), "something differs")
    assert (partial(known) is not None) is said
    weak = replace(lacks, severity="hint") if said else lacks
    assert list(weakened(known, [lacks, differs])) == [weak, differs]
