"""Two editions beside each other: blocks, lines, what differs, where a finding is told."""

from __future__ import annotations

import pytest

from smo_lint.alignment.pairing import pair
from smo_lint.beside import blocks, differing, lines, seat, standing
from smo_lint.markdown import parse
from smo_lint.model import Location, Pair, Problem, Span

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

## Erstens

- Die [Tür](/door) öffnen
- Das Fenster schließen

## Zweitens

```sh
run --slow now
```

> Zitat.
"""
# A section that stands at another place in the other edition.
BEFORE = """# A

## Depth

State the draught:

```toml
draught = 1.4
```

## Channel

Choose `sound` or `mail`.

## Hours

Quiet between 22:00 and 06:00.
"""
AFTER = """# A

## Kanal

`sound` oder `mail` wählen.

## Zeiten

Ruhe zwischen 22:00 und 06:00.

## Tiefe

Den Tiefgang angeben:

```toml
draught = 1.4
```
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
    both = beside(BEFORE, AFTER)
    moved = [line for line in lines(both) if line.how in ("gone", "come")]
    assert [line.how for line in moved] == ["gone"] * 3 + ["come"] * 3
    assert [line[:2] for line in moved[:3]] == [line[:2] for line in moved[3:]]
    assert told(both)[-3:] == ["h2 come h2", "text come text", "code toml come code toml"]


@pytest.mark.parametrize("texts", [(EN, DE), (BEFORE, AFTER), (AFTER, BEFORE), (EN, BEFORE)])
def test_every_block_has_its_line(texts: tuple[str, str]) -> None:
    both = beside(*texts)
    seen = lines(both)
    for side, edition in ((0, both.source), (1, both.target)):
        away = ("gone", "come")[1 - side]
        places = [line[side] for line in seen if line[side] is not None and line.how != away]
        assert sorted(places) == list(range(len(blocks(edition))))


def test_merged_blocks_share_lines() -> None:
    one, two = (
        f"{word} a sentence about the matter at hand, at some length. " for word in ("This is", "Das ist")
    )
    both = beside(
        f"# A\n\n{one}\n\n{one * 3}\n\n{one * 4}\n\n{one}\n", f"# A\n\n{two}\n\n{two * 7}\n\n{two}\n"
    )
    assert told(both) == ["h1 kept h1", "text kept text", "text merged text", "text merged", "text kept text"]


def test_what_differs() -> None:
    both = beside(EN, DE)
    found = {
        edition.lang: {
            edition.slice(span)
            for node, spans in differing(both).items()
            if node in edition.nodes
            for span in spans
        }
        for edition in (both.source, both.target)
    }
    assert found["en"] == {"30", "`start`", "fast"}
    assert found["de"] == {"45", "`stop`", "slow"}


def test_indented_code_does_not_differ() -> None:
    both = beside("- a\n\n  ```\n  if x:\n      y\n  ```\n", "1. a\n\n   ```\n   if x:\n       y\n   ```\n")
    assert differing(both) == {}


def test_code_without_end_is_compared_as_a_whole() -> None:
    code = "word " * 4000
    both = beside(f"```\n{code}a\n```\n", f"```\n{code}b\n```\n")
    assert all(len(spans) == 1 for spans in differing(both).values())


def seated(texts: tuple[str, str], at: str, related: str = "", path: str = "de.md") -> str:
    """The words of the line at which a problem is told."""
    both = beside(*texts)
    source, target = texts
    start = target.index(at) if at else 0
    there = source.index(related) if related else 0
    place = Location(path, Span(start, start + len(at)))
    others = (Location("en.md", Span(there, there + 3)),) if related else ()
    rows = lines(both)
    row = seat(both, Problem(place, "message", others), rows)
    assert row is not None
    line = rows[row]
    left = "" if line.source is None else source[slice(*blocks(both.source)[line.source].body)]
    right = "" if line.target is None else target[slice(*blocks(both.target)[line.target].body)]
    return f"{left} | {line.how} | {right}"


def test_seats() -> None:
    assert seated((EN, DE), "45").endswith("kept | Nach 45 Minuten `stop` aufrufen.")
    assert seated((EN, DE), "- Das").endswith("| Das Fenster schließen")
    assert seated((EN, "# Anleitung\n"), "", "- Close") == "Close the window | missing | "
    assert seated((BEFORE, AFTER), "Tiefe") == "Depth | come | Tiefe"
    assert seated((BEFORE, AFTER), "", "## Depth") == "Depth | gone | Tiefe"


def test_a_problem_of_the_source_is_told_there() -> None:
    both = beside(EN, DE)
    rows = lines(both)
    place = seat(
        both, Problem(Location("en.md", Span(EN.index("Quoted"), EN.index("Quoted") + 2)), "x"), rows
    )
    assert place is not None and blocks(both.source)[rows[place].source or 0].label == "text"


def test_an_empty_edition_has_nothing() -> None:
    both = beside("", "# A\n")
    assert standing(both.source, 0) == -1
    assert told(both) == ["extra h1"]
    assert seat(both, Problem(Location("en.md", Span(0, 0)), "x"), lines(both)) is None
