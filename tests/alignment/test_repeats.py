"""Copies that only one of two editions has."""

from __future__ import annotations

import pytest

from smo_lint.alignment.repeats import without
from smo_lint.alignment.units import units
from smo_lint.markdown import parse

PART = (
    "## Use\n\nCall it with the name of the host and wait for the answer of the server.\n\n- one\n- two\n\n"
)
LONG = "This paragraph is long enough to be taken for a copy where it stands twice in a row.\n\n"

CASES = [
    pytest.param(PART, PART, 0, id="none"),
    pytest.param(PART, PART + PART, 4, id="section"),
    pytest.param(PART + PART, PART + PART, 0, id="both repeat it"),
    pytest.param("# T\n\n" + LONG, "# T\n\n" + LONG + LONG, 1, id="paragraph"),
    pytest.param("# T\n\nYes.\n\n", "# T\n\nYes.\n\nYes.\n\n", 0, id="refrain"),
    pytest.param(PART, PART + LONG + PART, 0, id="not in a row"),
]


@pytest.mark.parametrize(("source", "target", "dropped"), CASES)
def test_the_second_copy_stays_out(source: str, target: str, dropped: int) -> None:
    editions = parse(source), parse(target)
    first, second = map(units, editions)
    left, right = without(*editions)
    assert left == first
    assert right == second[: len(second) - dropped]
