"""Ids of headings: doubles, and what is no heading's id."""

from __future__ import annotations

import pytest

from smo_lint.slugs import BY_NAME, no_heading, numbered, plain


@pytest.mark.parametrize(
    ("name", "headings", "ids"),
    [
        pytest.param("github", ["A", "B", "A", "A"], ["a", "b", "a-1", "a-2"], id="github"),
        pytest.param("vitepress", ["1. A", "1. A"], ["_1-a", "_1-a-1"], id="vitepress"),
        pytest.param(
            "python_markdown", ["A", "A", "中", "文"], ["a", "a_1", "_1", "_2"], id="python-markdown"
        ),
        pytest.param("hexo", ["Ändern", "ガイド"], ["Andern", "ガイド"], id="hexo-keeps-kana"),
        pytest.param("kramdown", ["2. Go", "3. Go"], ["go", "go-1"], id="kramdown"),
    ],
)
def test_numbered(name: str, headings: list[str], ids: list[str]) -> None:
    assert list(numbered(BY_NAME[name], headings)) == ids


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("The `x` *way*", "The x way"),
        ("[Link](a.md) and ![](b.png)", "Link and"),
        ("<b>Bold</b> &amp; more", "Bold & more"),
        ("Title {{ site.name }}", "Title"),
        ("Title {#name}", "Title"),
        ("The mark `{%lamp}` and `List<T>`", "The mark {%lamp} and List<T>"),
    ],
)
def test_plain(heading: str, text: str) -> None:
    assert plain(heading) == text


@pytest.mark.parametrize(
    ("fragment", "none"),
    [
        ("", True),
        ("top", True),
        ("_1", True),
        ("_1-start", False),
        ("L10", False),
        ("fn:1", True),
        ("a=b", True),
    ],
)
def test_no_heading(fragment: str, none: bool) -> None:
    assert no_heading(fragment) is none
