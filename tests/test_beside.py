"""Two editions beside each other: blocks, lines, what differs, where a finding is told."""

from __future__ import annotations

import pytest

from smo_lint.beside import blocks, differing, lines, seat, standing
from smo_lint.markdown import parse
from smo_lint.model import Location, Pair, Problem, Span
from smo_lint.pairing import pair

EN = """---
title: Guide
smo-lint-stamp: none 12345678
---
# Guide

Wait 30 minutes, then call `start`.

## First

- Open the [door](/door)
- Close the window

## Second

```sh
run --fast now
```

> Quoted text.
"""
DE = """---
title: Anleitung
---
# Anleitung

Nach 45 Minuten `stop` aufrufen.

## Zweitens

```sh
run --slow now
```

> Zitat.

## Erstens

- Die [Tür](/door) öffnen
- Das Fenster schließen
"""


def beside(source: str, target: str) -> Pair:
    return pair(parse(source, "en.md", "en"), parse(target, "de.md", "de"))


def told(both: Pair) -> list[str]:
    first, second = blocks(both.source), blocks(both.target)
    rows = []
    for line in lines(both):
        left = "" if line.source is None else first[line.source].label
        right = "" if line.target is None else second[line.target].label
        rows.append(f"{left} {line.how} {right}".strip())
    return rows


def test_blocks_have_labels_and_depths() -> None:
    edition = parse(EN, "en.md", "en")
    labels = [(block.label, block.depth) for block in blocks(edition)]
    assert labels == [
        ("title", 0), ("h1", 0), ("text", 0), ("h2", 0), ("item", 1), ("item", 1), ("h2", 0),
        ("code sh", 0), ("quote", 0), ("text", 1),
    ]  # fmt: skip
    bodies = [edition.slice(block.body) for block in blocks(edition)]
    assert bodies[0] == "Guide" and bodies[1] == "Guide" and bodies[7] == "run --fast now"
    assert bodies[8] == "" and bodies[9] == "Quoted text."


def test_a_marker_belongs_to_the_block_behind_it() -> None:
    edition = parse("- one\n- two\n\n1. three\n", "en.md", "en")
    assert [edition.slice(block.span) for block in blocks(edition)] == ["- one", "- two", "1. three"]
    assert standing(edition, EN.index("-")) == 0


def test_what_is_alone_has_a_line_of_its_own() -> None:
    both = beside("# A\n\nOne.\n\n```\nx\n```\n", "# A\n\nEins.\n\n| a |\n|---|\n| 1 |\n")
    assert told(both) == ["h1 kept h1", "text kept text", "code missing", "extra head", "extra row"]


def test_what_moved_stands_at_both_places() -> None:
    both = beside(EN, DE)
    rows = told(both)
    gone, come = (
        [i for i, row in enumerate(rows) if f" {how} " in row or row.endswith(how)] for how in ("gone", "come")
    )
    assert len(gone) == len(come) > 0 and max(gone) < min(come)
    moved = [line for line in lines(both) if line.how in ("gone", "come")]
    ends = {(line.source, line.target) for line in moved}
    assert len(ends) == len(gone), "both lines of a block name both of its places"


def test_every_block_has_its_line() -> None:
    both = beside(EN, DE)
    seen = lines(both)
    for side, edition in ((0, both.source), (1, both.target)):
        away = ("gone", "come")[1 - side]
        places = [line[side] for line in seen if line[side] is not None and line.how != away]
        assert sorted(places) == list(range(len(blocks(edition))))


def test_merged_blocks_share_lines() -> None:
    long = "A sentence that says something about the matter at hand, at length. " * 3
    both = beside(f"# A\n\n{long}\n\n{long}\n\nEnd.\n", f"# A\n\n{long.strip()} {long}\n\nEnde.\n")
    assert told(both) == ["h1 kept h1", "text merged text", "text merged", "text kept text"]


def test_what_differs() -> None:
    both = beside(EN, DE)
    found = {
        edition.lang: {
            edition.slice(span) for node, spans in differing(both).items() if node in edition.nodes for span in spans
        }
        for edition in (both.source, both.target)
    }
    assert found["en"] == {"30", "`start`", "fast"}
    assert found["de"] == {"45", "`stop`", "slow"}


def test_code_without_end_is_compared_as_a_whole() -> None:
    code = "word " * 4000
    both = beside(f"```\n{code}a\n```\n", f"```\n{code}b\n```\n")
    assert all(len(spans) == 1 for spans in differing(both).values())


@pytest.mark.parametrize(
    ("at", "related", "how", "label"),
    [
        pytest.param("45", "", "kept", "text", id="in the target"),
        pytest.param("", "## First", "gone", "h2", id="what the target lacks here"),
        pytest.param("Fenster", "", "come", "item", id="at the new place of what moved"),
        pytest.param("nothing of the kind", "", None, "", id="nowhere"),
    ],
)
def test_seats(at: str, related: str, how: str | None, label: str) -> None:
    both = beside(EN, DE)
    start = DE.find(at) if at else 0
    path = "de.md" if start >= 0 else "other.md"
    there = EN.index(related) if related else 0
    problem = Problem(
        Location(path, Span(start, start + len(at))),
        "message",
        (Location("en.md", Span(there, there + 3)),) if related else (),
    )
    rows = lines(both)
    place = seat(both, problem, rows)
    if how is None:
        assert path == "other.md"
        return
    assert place is not None and rows[place].how == how
    side = blocks(both.target)[rows[place].target or 0] if at else blocks(both.source)[rows[place].source or 0]
    assert side.label == label


def test_a_problem_of_the_source_is_told_there() -> None:
    both = beside(EN, DE)
    rows = lines(both)
    place = seat(both, Problem(Location("en.md", Span(EN.index("Quoted"), EN.index("Quoted") + 2)), "x"), rows)
    assert place is not None and blocks(both.source)[rows[place].source or 0].label == "text"


def test_an_empty_edition_has_nothing() -> None:
    both = beside("", "# A\n")
    assert standing(both.source, 0) == -1
    assert told(both) == ["extra h1"]
    assert seat(both, Problem(Location("en.md", Span(0, 0)), "x"), lines(both)) is None
