"""Blocks begin and end on the lines where markdown-it-py, another parser, says they do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from smo_lint.markdown import parse

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.md"))
ORACLE = MarkdownIt("commonmark").enable("table")
KINDS = {
    "heading_open": "heading",
    "fence": "code",
    "code_block": "code",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "hr": "rule",
    "paragraph_open": "paragraph",
}

Blocks = Counter[tuple[str, int, int]]  # kind, first line, last line, from 0


def ours(text: str) -> Blocks:
    edition = parse(text)
    starts = [0] + [i + 1 for i, char in enumerate(edition.text) if char == "\n"]
    lines = text.split("\n")
    found: Blocks = Counter()
    for node in edition.find(*KINDS.values()):
        first = bisect_right(starts, node.span.start) - 1
        end = bisect_right(starts, max(node.span.end - 1, node.span.start))
        found[node.kind, first, trimmed(lines, first, end)] += 1
    return found


def theirs(text: str) -> Blocks:
    lines = text.split("\n")
    found: Blocks = Counter()
    for token in ORACLE.parse(text):
        if token.type in KINDS and token.map:
            first, end = token.map
            found[KINDS[token.type], first, trimmed(lines, first, end)] += 1
    return found


def trimmed(lines: list[str], first: int, end: int) -> int:
    """Return the last line of a block: to which block blank lines and bare `>` belong is convention."""
    while end - 1 > first and not lines[end - 1].strip("> \t"):
        end -= 1
    return end - 1


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name)
def test_seeds(seed: Path) -> None:
    edition = parse(seed.read_text("utf-8"))
    start = edition.meta.span.end if edition.meta else 0
    body = "\n" * edition.text.count("\n", 0, start) + edition.text[start:]
    assert ours(body) == theirs(body)


# Lines on which CommonMark is plain: no lazy lines, no tabs, no HTML, no definitions, no dialects.
CONTENTS = ("a b *c*", "# d", "## e `f` ##", "[g](h)", "", "", "```\ni\n```", "~~~js\n# j\n\n- k\n~~~", "***", "l **m**\nn",
            "o\n===", "| p | q |\n|---|---|\n| r | s |", "    t", "https://u.v", "日本 😀")  # fmt: skip


# An empty item and several blank lines: the oracle ends the list there, the reference implementation does not.
EMPTY_ITEM = re.compile(r"(?:[-*]|\d+[.)])[ >]*\n[ >]*\n[ >]*\n")


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def item(mark: str, text: str) -> str:
    return mark + text.replace("\n", "\n" + " " * len(mark))


blocks = st.recursive(
    st.sampled_from(CONTENTS),
    lambda inner: st.one_of(
        st.builds(quoted, inner),
        st.builds(item, st.sampled_from(("- ", "* ", "1. ", "12) ")), inner),
        st.lists(inner, min_size=2, max_size=4).map("\n\n".join),
    ),
    max_leaves=8,
)


@settings(max_examples=400)
@given(st.lists(blocks, max_size=5))
def test_documents(parts: list[str]) -> None:
    text = "x\n\n" + "\n\n".join(parts) + "\n"
    assume(not EMPTY_ITEM.search(text))
    assert ours(text) == theirs(text)
