"""The aligner: order kept, nothing twice, as long as the longest common subsequence, in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_lint.alignment.align import Steps, align, rivals

WORDS = st.text("abcd", max_size=14)


def equal(first: str, second: str) -> Steps:
    return align(
        [None] * len(first), [None] * len(second), lambda i, j: 1.0 if first[i] == second[j] else -1.0
    )


@given(WORDS, WORDS)
def test_steps_rise_on_both_sides_and_join_what_scores(first: str, second: str) -> None:
    steps = equal(first, second)

    assert all(first[i] == second[j] for i, j in steps)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(steps))


@given(WORDS, WORDS)
def test_the_other_way_round_is_as_long(first: str, second: str) -> None:
    assert abs(len(equal(first, second)) - len(equal(second, first))) <= 1


@given(WORDS)
def test_equal_sequences_are_the_diagonal(word: str) -> None:
    assert equal(word, word) == [(i, i) for i in range(len(word))]


def longest_common(first: str, second: str) -> int:
    row = [0] * (len(second) + 1)
    for a in first:
        new = [0]
        for j, b in enumerate(second):
            new.append(row[j] + 1 if a == b else max(row[j + 1], new[j]))
        row = new
    return row[-1]


@given(WORDS, WORDS)
def test_nearly_as_long_as_the_longest_common_subsequence(first: str, second: str) -> None:
    # A run that stays together may be worth more than one match more.
    assert len(equal(first, second)) >= longest_common(first, second) - 2


CASES = [
    pytest.param("abcd", "acd", [(0, 0), (2, 1), (3, 2)], id="one missing"),
    pytest.param("abd", "abcd", [(0, 0), (1, 1), (2, 3)], id="one extra"),
    pytest.param("abc", "", [], id="nothing beside it"),
    pytest.param("abc", "xyz", [], id="nothing in common"),
]


@pytest.mark.parametrize(("first", "second", "expected"), CASES)
def test_align(first: str, second: str, expected: Steps) -> None:
    assert equal(first, second) == expected


def test_anchors_hold_where_scores_say_nothing() -> None:
    steps = align(["x", None, "y"], [None, "x", "y"], lambda i, j: 0.1)

    assert steps == [(0, 1), (2, 2)]


def test_a_moved_anchor_is_left_alone() -> None:
    steps = align(["a", "b", "c", "m"], ["m", "a", "b", "c"], lambda i, j: -1.0)

    assert steps == [(0, 1), (1, 2), (2, 3)]


def test_rivals_are_the_neighbours_that_fit_as_well() -> None:
    first, second = "baac", "bac"
    score = lambda i, j: 1.0 if first[i] == second[j] else -1.0  # noqa: E731
    steps = align([None] * 4, [None] * 3, score)
    alone = ({0, 1, 2, 3} - {i for i, _ in steps}).pop()

    assert list(rivals(steps, (4, 3), score)) == [(0, alone, 3 - alone)]


@pytest.mark.parametrize("size", [5_000])
def test_long_sequences_that_share_nothing_end_soon(size: int) -> None:
    start = time.process_time()
    align([None] * size, [None] * size, lambda i, j: -1.0)

    assert time.process_time() - start < 20  # each with each takes a minute
