"""What a text may take of memory: its nodes are counted while they are made, and a text with too many is a fault."""

from __future__ import annotations

import gc
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_lint.cli import main
from smo_lint.markdown import NODES, parse
from smo_lint.options import Config
from tests.test_again import BLOCKS, TYPED, shape

TEXTS = {
    "items": "- a\n" * 50,
    "nested items": "".join("  " * n + "- a\n" for n in range(20)) * 5,
    "empty items": "- \n" * 50,
    "quotes": "> a\n\n" * 50,
    "rows": "| a | b |\n| - | - |\n" + "| 1 | 2 |\n" * 50,
    "headings": "# a\n\n" * 60,
    "paragraphs": "a\n\n" * 60,
    "links": "[a](b) " * 60,
    "inside one link": "[" + "*a* `b` " * 60 + "](c)",
    "lines": "a\n" * 60,
    "tags": "<a>" * 60,
    "block of tags": "<div>\n" + "<a>" * 60,
    "components": ":::note\na\n:::\n\n" * 50,
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TEXTS.items()])
def test_a_text_with_too_many_nodes_has_a_fault_and_nothing_else(text: str) -> None:
    assert parse(text, nodes=1000).fault is None
    few = parse(text, "a.md", "de", nodes=50)
    assert few.fault is not None
    assert "more blocks and inlines than the limit (max-nodes) of 50" in few.fault.reason
    assert (few.path, few.lang, few.text, len(few.nodes)) == ("a.md", "de", "", 1)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TEXTS.items()])
def test_no_text_is_refused_for_what_it_has_not(text: str) -> None:
    """What is counted on the way to the nodes is not twice as many: the tree of an edited text rests on that."""
    assert parse(text, nodes=2 * len(parse(text).nodes)).fault is None


@given(
    blocks=st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=12),
    at=st.floats(0, 1),
    typed=st.sampled_from(TYPED),
    nodes=st.integers(1, 60),
)
@settings(max_examples=150)
def test_an_edited_text_is_refused_where_a_new_one_is(
    blocks: list[str], at: float, typed: str, nodes: int
) -> None:
    old = "".join(blocks)
    place = int(at * len(old))
    new = old[:place] + typed + old[place:]
    before = parse(old, "a.md", "en", nodes=nodes)
    again = parse(new, "a.md", "en", before if before.fault is None else None, nodes=nodes)
    fresh = parse(new, "a.md", "en", nodes=nodes)
    assert again.fault == fresh.fault
    assert shape(again.skeleton) == shape(fresh.skeleton)


@pytest.mark.parametrize("unit", ["- \n", "- a\n", "# \n", "a\n\n", "> a\n\n", "| a |\n"])
def test_what_is_too_much_is_not_made_first(unit: str) -> None:
    text = "| a |\n|---|\n" * unit.startswith("|") + unit * 4_000

    def peak(nodes: int) -> int:
        tracemalloc.start()
        try:
            parse(text, nodes=nodes)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(200) < peak(NODES) / 4


def test_the_default_is_that_of_the_configuration() -> None:
    assert Config().max_nodes == NODES


def test_a_page_over_the_limit_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, text in (
        ("en", "# A\n\nSome [words](/a).\n"),
        ("de", "- \n" * 99),
        ("fr", "# A\n\nDes mots.\n"),
    ):
        (tmp_path / f"docs/{lang}").mkdir(parents=True)
        (tmp_path / f"docs/{lang}/a.md").write_text(text)
    for words in ((), ("--add-ignore",), ("--fix",)):
        code = main(["docs", *words, "--config", "max-nodes=90", "--format", "json"])
        found = json.loads(capsys.readouterr().out)["findings"]
        assert (code, [one["path"] for one in found if one["name"] == "unreadable-file"]) == (
            1,
            ["docs/de/a.md"],
        )
    assert (tmp_path / "docs/de/a.md").read_text() == "- \n" * 99
    assert main(["docs", "--config", "max-nodes=900", "--format", "json"]) == 1
    assert "unreadable-file" not in capsys.readouterr().out


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TEXTS.items()])
def test_a_parsed_text_leaves_nothing_that_only_holds_itself(text: str) -> None:
    def left() -> int:
        edition = parse(text)
        found = gc.collect()
        assert edition.fault is None
        return found

    left()
    gc.disable()
    try:  # other threads leave something now and then: what parsing leaves, it leaves every time
        assert 0 in (left() for _ in range(5))
    finally:
        gc.enable()


@pytest.mark.parametrize("unit", ["[", "![", "[^", "*", "_a", "\n", "=", "- "])
def test_what_opens_and_is_never_closed_takes_no_room(unit: str) -> None:
    parse("# a\n\n[a](b) *c*\n\n---\n\na\n===\n")
    text = unit * 20_000
    tracemalloc.start()
    try:
        parse(text)
        assert tracemalloc.get_traced_memory()[1] < 10 * len(text)
    finally:
        tracemalloc.stop()
