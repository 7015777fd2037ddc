"""Headings and ids of a page, read from its raw text."""

from __future__ import annotations

import pytest

from smo_lint.site.outline import outlined


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("# A\n\n## B ##\n", [(1, "A", ""), (2, "B", "")], id="atx"),
        pytest.param("A\n===\n\nB\n---\n\n---\n", [(1, "A", ""), (2, "B", "")], id="setext"),
        pytest.param("---\ntitle: x\n---\n\n# A\n", [(1, "A", "")], id="front-matter"),
        pytest.param("~~~\n# no\n```\n~~~\n# A\n", [(1, "A", "")], id="fence"),
        pytest.param("````md\n```\n# no\n```\n````\n# A", [(1, "A", "")], id="fence-in-fence"),
        pytest.param("``` inline ``` is no fence\n\n# A", [(1, "A", "")], id="inline-fence"),
        pytest.param("# A { #x .y }\r\n", [(1, "A", "x")], id="attributes"),
        pytest.param("# A {/* #x */}\n", [(1, "A", "x")], id="mdx-comment"),
        pytest.param('# <a id="x"></a>A\n', [(1, '<a id="x"></a>A', "x")], id="anchor"),
        pytest.param('<h2 id="x">A</h2>\n', [(2, "A", "")], id="html"),
        pytest.param("> ## A\n\n- x\n  # B\n", [(2, "A", ""), (1, "B", "")], id="inside"),
        pytest.param("#hashtag\n#\n", [], id="no-heading"),
    ],
)
def test_headings(text: str, headings: list[tuple[int, str, str]]) -> None:
    assert [h for h in outlined("a.md", "en", "a", text).headings if h[1]] == headings


def test_ids() -> None:
    text = '<div id="a">\n<a name=b></a>\n# C { #c }\n\ntext {: #d }\n'
    assert outlined("a.md", "en", "a", text).ids == {"a", "b", "c", "d"}


def test_names() -> None:
    text = "---\nslug: /start\naliases:\n  - old\n  - older\ntitle: T\n---\n"
    assert outlined("a.md", "en", "a", text).names == ("/start", "old", "older")
