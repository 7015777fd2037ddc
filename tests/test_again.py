"""A text that is parsed after an edit is what it would be if it had been parsed for the first time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_lint.markdown import parse
from smo_lint.model import Edition, Node

# What a text is made of, and what is typed into it: plain blocks, and all that opens, closes or means something.
BLOCKS = (
    "# Title\n\n",
    "## Part {#part}\n",
    "A paragraph with `code`, a [link](a.md#b) and **bold** words.\nA second line.\n\n",
    "See [this] and ![alt](b.png).\n\n",
    '[this]: https://example.org/a "Title"\n\n',
    "- one\n- two\n\n  more\n- three\n\n",
    "1. first\n   - inner\n2. second\n\n",
    "> quoted\nlazy\n\n",
    "| a | b |\n| - | - |\n| 1 | 2 |\n\n",
    "```py\nx = 1\n\ny = 2\n```\n\n",
    "    indented\n\n    code\n\n",
    "Setext\n------\n\n",
    "<div>\n\ninside\n\n</div>\n\n",
    "<!-- a comment -->\n\n",
    "::: tip\n\nhelp\n\n:::\n\n",
    "!!! note\n\n    body\n\n",
    "{{< card >}}\n\n",
    "$$\nx\n$$\n\n",
    "[^1]: a note\n\n    goes on\n\n",
    "---\n\n",
    "[](){#place}\n\n",
    "<Tabs>\n\ntext\n\n</Tabs>\n\n",
    "import A from 'a'\n\n",
    "\n",
)
TYPED = (
    *"a #-*_`<>{}[]()|:!$~=.1\t\n\\é🎉",
    "\n\n",
    "    ",
    "- ",
    "1. ",
    "> ",
    "```\n",
    "-->",
    "</div>",
    ":::\n",
    ">}}",
    "[this]: b\n",
    "{#id}",
    "\n---\n",
    "word ",
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.booleans(), st.integers(0, 12), st.sampled_from(TYPED)),
    min_size=1,
    max_size=6,
)


def shape(node: Node) -> object:
    """All that a node says, so that two of them can be compared."""
    own = (node.kind, node.span, node.inner, node.text, node.name, node.level, node.marker, node.target)
    return (*own, node.url, node.anchor, node.closed, *map(shape, node.children))


@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
@given(
    front=st.sampled_from(("", "---\ntitle: A\n---\n", "---\n")),
    blocks=st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=9),
    edits=EDITS,
)
def test_an_edited_text(
    path: str, front: str, blocks: list[str], edits: list[tuple[float, bool, int, str]]
) -> None:
    edition = parse(front + "".join(blocks), path)
    for where, at_line, gone, typed in edits:
        text = edition.text
        at = int(where * len(text))
        at = text.find("\n", at) + 1 if at_line else at
        text = text[:at] + typed + text[at + gone :]
        fresh, edition = parse(text, path), parse(text, path, before=edition)
        assert shape(edition.skeleton) == shape(fresh.skeleton)
        assert edition.memo["urls"] == fresh.memo["urls"]


LONG = "".join(f"## Part {i}\n\nSome words here.\n\n- an item\n- another\n\n" for i in range(9))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Part 4\n\nSome words", "## Part 4\n\nSome more words"),
        ("## Part 4\n\nSome words", "## Part 4\n\nwords"),
        ("## Part 4", "## Parts 4"),
        ("Part 4\n\nSome words here.\n\n- an", "Part 4\n\nSome words here.\n\n- one new"),
        ("## Part 4\n\n", "## Part 4\n\nA new paragraph.\n\n"),
    ],
)
def test_what_stands_around_an_edit_is_not_parsed_again(old: str, new: str) -> None:
    before = parse(LONG)
    now = parse(LONG.replace(old, new), before=before)
    kept = [node for node in before.nodes if node.kind == "paragraph" and node in now.nodes]
    moved = [node for node in now.nodes if node.kind == "paragraph" and node in now.memo["origins"]]
    assert len(kept) >= 9
    assert len(moved) >= 9
    assert all(now.memo["origins"][node].text == node.text for node in moved)


@pytest.mark.parametrize("typed", ["`", "<", "\n```\n", "{", "\n[x]: y\n", "\n:::\n"])
def test_what_may_reach_further_leads_to_the_whole_text(typed: str) -> None:
    text = LONG.replace("## Part 4\n\nSome", f"## Part 4\n\nSome{typed}")
    assert "origins" not in parse(text, before=parse(LONG)).memo


def test_what_nothing_closes_ends_where_the_text_does() -> None:
    old = "Some words.\n\n```py\nx = 1\n\n\n"
    fresh, now = parse(old + " "), parse(old + " ", before=parse(old))
    assert shape(now.skeleton) == shape(fresh.skeleton)


def test_nothing_is_taken_from_another_body() -> None:
    before = parse("---\ntitle: A\n---\n" + LONG)
    now: Edition = parse("---\ntitle: AB\n---\n" + LONG, before=before)
    assert "origins" not in now.memo
