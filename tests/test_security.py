"""Each sentence of SECURITY.md about what is defended names a test, and the test is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)


def test_every_test_that_is_named_is_there() -> None:
    assert len(NAMED) > 15
    for file, name in NAMED:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert any(isinstance(node, ast.FunctionDef) and node.name == name for node in tree.body), name


def test_every_sentence_about_a_defence_names_a_test() -> None:
    defended = PAGE.partition("## What is defended")[2].partition("## What they can do")[0]
    sentences = re.findall(r"^- .*(?:\n  .*)*", defended, re.MULTILINE)
    assert len(sentences) == len(NAMED)
    for sentence in sentences:
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", sentence), sentence
