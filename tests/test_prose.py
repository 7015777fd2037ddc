"""What readers see of a block, and the way back from it to the file."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_lint.markdown import parse
from smo_lint.model import Span
from smo_lint.prose import MASK, letters, prose

M = MASK


def shown(text: str, kind: str) -> str:
    edition = parse(text)
    return prose(edition, next(edition.find(kind))).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a *b* **c** ~~d~~", "a b c d", id="emphasis"),
        pytest.param("a [b *c*](d) [e][f]", "a b c [e][f]", id="links"),
        pytest.param("a `b` c", f"a {M} c", id="code"),
        pytest.param("a ![b](c) d", f"a {M} d", id="image"),
        pytest.param("[![b](c)](d) e", f"{M} e", id="image in a link"),
        pytest.param("a <b>c</b> <!-- d -->", f"a {M}c{M} {M}", id="tags and comments"),
        pytest.param("a <a href='b'>c</a>", "a c", id="tag as link"),
        pytest.param("a $b$ {{ c }} {d} [^e]", f"a {M} {M} {{d}} {M}", id="math and templates"),
        pytest.param("a https://b.c <https://d.e>", f"a {M} {M}", id="bare URLs"),
        pytest.param("[a](b){.c}", f"a{M}", id="attributes"),
        pytest.param("[[a b|c d]] [[e]]", "c d e", id="wiki links"),
        pytest.param("a &amp; &eacute;&#x42; \\* \\a &x;", "a & éB * \\a &x;", id="entities and escapes"),
        pytest.param("a\nb  \nc\\\nd", "a b\nc\nd", id="breaks"),
        pytest.param("a\n   b", "a b", id="indented line"),
        pytest.param("[](){#a} b", f"{M} b", id="empty link"),
    ],
)
def test_paragraphs(text: str, expected: str) -> None:
    assert shown(text, "paragraph") == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("# A *b* {#c}\n", "heading", "A b", id="heading"),
        pytest.param("> - a\n>   *b\n>   c* d\n> e", "paragraph", "a b c d e", id="prefixes"),
        pytest.param("1.   a\n\tb", "paragraph", "a b", id="tab"),
        pytest.param("|a|`b`|\n|-|-|\n|*c* \\| d|e|", "row", f"a\n{M}", id="row"),
        pytest.param("|a|\n|-|\n|*c* \\| d|", "table", "", id="a table has none itself"),
        pytest.param("x [a *b*](c)", "link", "a b", id="link"),
        pytest.param("x https://a.b", "link", M, id="bare URL"),
        pytest.param(":::tip A *b*\n:::", "title", "A b", id="title"),
        pytest.param("```\na\n```", "code", "", id="code has none"),
        pytest.param("- [x] a", "paragraph", "a", id="task"),
    ],
)
def test_other_blocks(text: str, kind: str, expected: str) -> None:
    assert shown(text, kind) == expected


TEXT = "> 😀 *ab* &amp; `c` [d\n> e](f) \\* g  \n> h"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param("😀", "😀", id="astral"),
        pytest.param("ab", "ab", id="within emphasis"),
        pytest.param("b &", "b* &amp;", id="out of emphasis, an entity"),
        pytest.param(M, "`c`", id="mask"),
        pytest.param("d e", "d\n> e", id="over a prefix"),
        pytest.param("* g", "\\* g", id="escape"),
        pytest.param("\n", "  \n", id="hard break"),
        pytest.param("h", "h", id="last"),
    ],
)
def test_spans(part: str, expected: str) -> None:
    edition = parse(TEXT)
    found = prose(edition, next(edition.find("paragraph")))
    assert found.text == f"😀 ab & {M} d e * g\nh"
    start = found.text.index(part)
    assert edition.slice(found.span(start, start + len(part))) == expected


def test_an_empty_slice_gives_an_empty_span() -> None:
    edition = parse("a *b*")
    found = prose(edition, edition.skeleton.children[0])
    assert (found.span(2, 2), found.span(3, 3), prose(edition, edition.skeleton).span(0, 0)) == (
        Span(3, 3),
        Span(4, 4),
        Span(0, 0),
    )


PARTS = st.sampled_from(
    ["a", "é", "😀 ", " b", "*c*", "**d", "`e`", "[f", "](g)", "\\!", "&lt;", "\n", "  \n", "<h>", "\t", "i."]
)


@settings(max_examples=300)
@given(st.lists(PARTS, max_size=12), st.sampled_from(("", "> ", "- ", "1. > ")))
def test_letters_come_from_where_they_stand(parts: list[str], prefix: str) -> None:
    edition = parse(prefix + "".join(parts).replace("\n", "\n" + " " * len(prefix)))
    for node in edition.find("paragraph"):
        found = prose(edition, node)
        for i, char in enumerate(found.text):
            if char.isalpha():
                assert edition.slice(found.span(i, i + 1)) == char
        whole = found.span(0, len(found.text))
        assert node.span.start <= whole.start <= whole.end <= node.span.end


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("ab 1.", 2), ("é", 1), ("e\u0301", 2), ("हिं", 3), ("日本", 2), (M, 0), ("ʰ", 1)],
)
def test_letters(text: str, count: int) -> None:
    assert letters(text) == count


@given(st.text())
def test_letters_are_those_of_unicode_and_their_marks(text: str) -> None:
    assert letters(text) == sum(unicodedata.category(char)[0] in "LM" for char in text)


def test_a_lone_surrogate_is_no_letter() -> None:
    assert letters("a\ud800b") == 2
