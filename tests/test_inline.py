"""Links, images, code, tags and emphasis inside a block, with exact spans."""

from __future__ import annotations

import pytest

from smo_lint.markdown import parse
from smo_lint.model import INLINES, Node


def inlines(text: str) -> str:
    """Return the inlines of a text as nested kinds with their insides: "strong<a link<b>>"."""
    return " ".join(map(_shown, parse(text).skeleton.children[0].children))


def _shown(node: Node) -> str:
    inside = " ".join(map(_shown, node.children)) if node.children else node.text
    return f"{node.kind}<{inside}>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a *b* _c_ **d** __e__ ~~f~~", "emphasis<b> emphasis<c> strong<d> strong<e> strike<f>", id="emphasis"),
        pytest.param("***a** b*", "emphasis<strong<a>>", id="two in three"),
        pytest.param("*a **b***", "emphasis<strong<b>>", id="three at the end"),
        pytest.param("a_b_c ~d~ ** e**", "", id="no emphasis"),
        pytest.param("*a\\*b* c", "emphasis<a\\*b>", id="escape"),
        pytest.param("यह **हिंदी**है", "strong<हिंदी>", id="combining vowel"),
        pytest.param("**e\u0301**x", "strong<e\u0301>", id="combining accent"),
        pytest.param("**「x」**の", "", id="punctuation beside a letter"),
        pytest.param("`a` ``b`c`` ` d ` `e", "inline_code<a> inline_code<b`c> inline_code<d>", id="code"),
        pytest.param("[a](b) ![c](d)", "link<a> image<c>", id="link and image"),
        pytest.param("[*a* `b`](c)", "link<emphasis<a> inline_code<b>>", id="inside a link"),
        pytest.param("[![a](b)](c)", "link<image<a>>", id="image in a link"),
        pytest.param("![a *b* [c](d)](e)", "image<a *b* [c](d)>", id="alternative text is text"),
        pytest.param("[a [b](c) d](e)", "link<b>", id="links do not nest"),
        pytest.param("[a https://b.c](d)", "link<a https://b.c>", id="nor with bare ones"),
        pytest.param("[a] [b][c] [d]()", "link<d>", id="undefined labels are text"),
        pytest.param("[a\n\n](b)", "", id="not over a blank line"),
        pytest.param("<a> </b > <c d='e>f'/> <1>", "tag<<a>> tag<</b >> tag<<c d='e>f'/>>", id="tags"),
        pytest.param("a <!-- b --> <?c?> <!D>", "inline_comment< b > tag<<?c?>> tag<<!D>>", id="raw"),
        pytest.param("<https://a.b> <c@d.e>", "link<https://a.b> link<c@d.e>", id="autolinks"),
        pytest.param("see https://a.b/c). (https://d.e/(f)) xhttps://g.h", "link<https://a.b/c> link<https://d.e/(f)>", id="bare"),
        pytest.param("a  \nb\\\nc\nd", "break<  \n> break<\\\n> break<\n>", id="breaks"),
        pytest.param("a <a href='b'>c *d*</a>", "link<tag<<a href='b'>> emphasis<d> tag<</a>>>", id="tag as link"),
        pytest.param("a *b <a href='c'>d* e</a>", "emphasis<tag<<a href='c'>>> tag<</a>>", id="crossing tags"),
        pytest.param("a <img src=b alt='c d'>", "image<tag<<img src=b alt='c d'>>>", id="tag as image"),
        pytest.param("<a name='b'></a>", "tag<<a name='b'>> tag<</a>>", id="no destination"),
    ],
)  # fmt: skip
def test_kinds(text: str, expected: str) -> None:
    assert inlines(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "target", "url"),
    [
        pytest.param("[a](b)", "", "b", "b", id="plain"),
        pytest.param("[a](<b c> 'd')", "", "b c", "b c", id="angles"),
        pytest.param("[a](b(c)d \"e\")", "", "b(c)d", "b(c)d", id="parentheses"),
        pytest.param("[a](b\\(c&amp;d)", "", "b\\(c&amp;d", "b(c&d", id="escapes"),
        pytest.param("[a](b?copy=1&copy=2)", "", "b?copy=1&copy=2", "b?copy=1&copy=2", id="no entity without ;"),
        pytest.param("[a]()", "", "", "", id="empty"),
        pytest.param("> x\n> [a\n> b](\n> c)", "", "c", "c", id="in a quote"),
        pytest.param("- x [a](é😀)", "", "é😀", "é😀", id="astral"),
        pytest.param("https://a.b", "auto", "https://a.b", "https://a.b", id="bare"),
        pytest.param("<https://a.b>", "auto", "https://a.b", "https://a.b", id="autolink"),
        pytest.param("x <a class='b' href=\"c?d&amp;e\">f</a>", "html", "c?d&amp;e", "c?d&e", id="tag"),
        pytest.param("<p>\n<a href='b'>c</a>\n</p>", "html", "b", "b", id="block of tags"),
        pytest.param("[A  B]\n\n[a b]: </u v> 't'", "A  B", None, "/u v", id="shortcut"),
        pytest.param("[c][a b]\n\n[a b]: </u v> 't'", "a b", None, "/u v", id="reference"),
        pytest.param("[a b][]\n\n> - [a b]: </u v>", "a b", None, "/u v", id="defined in a list"),
        pytest.param("[a]\n\n[a]: b\n[a]: c", "a", None, "b", id="the first definition"),
        pytest.param("[a]({{< ref \"b c\" >}}#d \"e\")", "", "{{< ref \"b c\" >}}#d", "{{< ref \"b c\" >}}#d", id="template"),
    ],
)  # fmt: skip
def test_destinations(text: str, name: str, target: str | None, url: str) -> None:
    edition = parse(text)
    link = next(edition.find("link"))
    assert (link.name, link.target and edition.slice(link.target), link.url) == (name, target, url)


@pytest.mark.parametrize(
    ("text", "kind", "inner"),
    [
        pytest.param("`` `a` ``", "inline_code", "`a`", id="one space of padding"),
        pytest.param("` a`", "inline_code", " a", id="no padding"),
        pytest.param("` `", "inline_code", " ", id="only space"),
        pytest.param("[a *b*](c)", "link", "a *b*", id="link"),
        pytest.param("![a](c)", "image", "a", id="image"),
        pytest.param("x <img src=b alt='c d'>", "image", "c d", id="tag"),
        pytest.param("> **a\n> b**", "strong", "a\n> b", id="over a prefix"),
    ],
)
def test_insides(text: str, kind: str, inner: str) -> None:
    edition = parse(text)
    assert edition.slice(next(edition.find(kind)).inner) == inner


def test_text_is_freed_from_prefixes() -> None:
    assert next(parse("> - **a\n>   b**").find("strong")).text == "a\nb"


def test_summaries_are_titles_of_their_block() -> None:
    edition = parse("<details>\n<summary> A <b>c</b>\n</summary>\n\nx\n</details>")
    (title,) = edition.find("title")
    assert edition.slice(title.span) == title.text == "A <b>c</b>"
    parent = edition.parent(title)
    assert parent is not None
    assert (parent.kind, parent.name) == ("html", "details")


def test_every_inline_has_a_kind_of_the_model() -> None:
    text = "*a* **b** ~~c~~ `d` [e](f) ![g](h) <i> $j$ {{< k >}} {#l} [^m] [[n]]  \n<!-- o -->"
    assert {child.kind for child in parse(text).skeleton.children[0].children} <= INLINES
