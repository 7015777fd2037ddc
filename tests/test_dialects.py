"""What frameworks add to Markdown is one node each, with its name, its parts and its inside."""

from __future__ import annotations

import pytest

from smo_lint.markdown import parse
from smo_lint.model import BLOCKS, Node


def tree(text: str, path: str = "") -> str:
    return " ".join(_shown(child) for child in parse(text, path).skeleton.children)


def _shown(node: Node) -> str:
    inside = " ".join(_shown(child) for child in node.children if child.kind in BLOCKS)
    label = f"{node.kind}:{node.name}" if node.name else node.kind
    return f"{label}({inside})" if inside else label + ("" if node.closed else "!")


ADMONITIONS = [
    pytest.param('!!! note "T"\n    a\n\n    - b\n\nc', "admonition:note(title paragraph list:bullet(item(paragraph))) paragraph", id="!!!"),
    pytest.param("??? tip\n    a", "admonition:tip(paragraph)", id="???"),
    pytest.param("???+ tip inline end\n    a", "admonition:tip(paragraph)", id="???+"),
    pytest.param("!!! note\na", "admonition:note paragraph", id="!!! without a body"),
    pytest.param("- a\n\n    !!! note\n        b", "list:bullet(item(paragraph admonition:note(paragraph)))", id="!!! in an item"),
    pytest.param(":::tip[T]\na\n:::\nb", "admonition:tip(title paragraph) paragraph", id=":::"),
    pytest.param("::: tip T\na\n:::", "admonition:tip(title paragraph)", id="::: title"),
    pytest.param("::::a\n:::b\nc\n:::\n::::", "admonition:a(admonition:b(paragraph))", id="longer outside"),
    pytest.param(":::a\n:::b\nc\n:::\n:::\nd", "admonition:a(admonition:b(paragraph)) paragraph", id="nested"),
    pytest.param(":::a\n```\n:::\n```\n:::", "admonition:a(code)", id="mark in code"),
    pytest.param("::: {.warning #i}\na\n:::", "admonition:warning(paragraph)", id="Pandoc"),
    pytest.param("///a/b\n", "paragraph", id="slashes"),
    pytest.param("/// note | T\na\n///", "admonition:note(title paragraph)", id="///"),
    pytest.param("```{note} T\n*a*\n```", "admonition:note(title paragraph)", id="MyST"),
    pytest.param("```{code-block} py\na\n```", "code:{code-block}", id="a directive of code"),
    pytest.param("> [!NOTE]\n> a", "admonition:NOTE(paragraph)", id="GitHub"),
    pytest.param("> [!TIP]\n>\n> a", "admonition:TIP(paragraph)", id="GitHub, blank line"),
    pytest.param("> [!NOTE] a", "quote(paragraph)", id="a quote on GitHub"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ADMONITIONS)
def test_admonitions(text: str, expected: str) -> None:
    assert tree(text) == expected


IN_HTML = [
    pytest.param('<div markdown="1">\na\n\n- b\n</div>\nc', "component:div(paragraph list:bullet(item(paragraph))) paragraph", id="1"),
    pytest.param("<div class='a' markdown=block>\n# a\n</div>", "component:div(heading)", id="block"),
    pytest.param('<div class="a" markdown>\n\na\n\n</div>', "component:div(paragraph)", id="no value"),
    pytest.param('<div markdown="span">\n- a\n- b\n</div>', "component:div(paragraph)", id="span"),
    pytest.param('<p markdown="1">- a</p>', "component:p(paragraph)", id="an element of text"),
    pytest.param('<aside markdown="1">\n<img src="a">\nb\n<p markdown="1">\nc\n</p>\n</aside>', "component:aside(paragraph component:p(paragraph))", id="nested"),
    pytest.param('<div markdown="1">\n<div markdown="1">\na\n</div>\n</div>', "component:div(component:div(paragraph))", id="one in its like"),
    pytest.param('<div markdown="1">\n```\n</div>\n```\n</div>', "component:div(code)", id="tag in code"),
    pytest.param('- a\n\n  <div markdown="1">\n  b\n  </div>', "list:bullet(item(paragraph component:div(paragraph)))", id="in an item"),
    pytest.param('a\n<div markdown="1">b</div>', "paragraph component:div(paragraph)", id="after a paragraph"),
    pytest.param('<div markdown="1">\n*a*', "html:div", id="unclosed"),
    pytest.param('<div markdown="1">a</div> b', "html:div", id="text behind"),
    pytest.param('<div markdown="1">\n</div>', "html:div", id="nothing in it"),
    pytest.param('<div markdown="0">\n*a*\n</div>', "html:div", id="0"),
    pytest.param('<div data-markdown="1">\n*a*\n</div>', "html:div", id="another attribute"),
    pytest.param('<span markdown="1">*a*</span>', "paragraph", id="an inline element"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), IN_HTML)
def test_markdown_in_html(text: str, expected: str) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '<div markdown="1">\n  a *b*\n  c</div>',
        '> <div markdown="1">\n> a *b*\n> c\n> </div>\n',
        '- <div markdown="1">a *b*\n  c\n  </div>\n',
        '<p markdown="1">\n\ta *b*\n\tc</p>\n\nd',
    ],
)
def test_spans_in_html_are_those_of_the_file(text: str) -> None:
    edition = parse(text)
    (stressed,) = edition.find("emphasis")
    paragraph = next(node for node in edition.find("paragraph") if stressed in node.children)
    (component,) = edition.find("component")
    assert edition.slice(stressed.span) == "*b*"
    assert edition.slice(paragraph.span).split() in (["a", "*b*", "c"], ["a", "*b*", ">", "c"])
    assert edition.slice(component.span).startswith("<") and edition.slice(component.span).endswith(">")
    assert component.marker is not None and edition.slice(component.marker).endswith('markdown="1">')


@pytest.mark.parametrize(
    ("text", "marker", "closed"),
    [
        pytest.param('!!! note "T"\n    a', "!!! note", True, id="!!!"),
        pytest.param(":::tip[T]\na", ":::tip", False, id="unclosed :::"),
        pytest.param("> ::: tip\n> :::", "::: tip", True, id="in a quote"),
        pytest.param("```{note} T\n```", "```{note}", True, id="MyST"),
        pytest.param("> [!NOTE]\n> a", "[!NOTE]", True, id="GitHub"),
    ],
)
def test_markers(text: str, marker: str, closed: bool) -> None:
    edition = parse(text)
    node = next(edition.find("admonition"))
    assert node.marker is not None
    assert (edition.slice(node.marker), node.closed) == (marker, closed)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param('!!! note "T *u*"\n    a', "T *u*", id="!!!"),
        pytest.param(":::tip[T **u**]{a=b}\n:::", "T **u**", id="brackets"),
        pytest.param("::: tip T u {a=b}\n:::", "T u", id="plain"),
        pytest.param("/// note | T u \n///", "T u", id="bar"),
        pytest.param("```{note}  T u \n```", "T u", id="MyST"),
    ],
)
def test_titles(text: str, title: str) -> None:
    edition = parse(text)
    node = next(edition.find("title"))
    assert (edition.slice(node.span), node.text) == (title, title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('{{< figure src="a" >}}\n', "shortcode:figure", id="Hugo"),
        pytest.param("{{% /note %}}", "shortcode:/note", id="Hugo, closing"),
        pytest.param("{% include 'a' %}\n\nb", "shortcode:include paragraph", id="Liquid"),
        pytest.param("{{ toc }}", "shortcode:toc", id="value"),
        pytest.param("{# a #}", "comment", id="Jinja comment"),
        pytest.param("{/* a */}\n\nb", "comment paragraph", id="JSX comment"),
        pytest.param("a\n{{< b >}}", "paragraph", id="in a paragraph"),
        pytest.param("{* a.py hl[1] *}", "include", id="FastAPI"),
        pytest.param('--8<-- "a.md"', "include", id="snippets"),
        pytest.param("<!--@include: a.md-->", "include", id="VitePress"),
        pytest.param("<<< @/a.js{1}", "include", id="VitePress code"),
        pytest.param("::: a.b\n    options:\n        c: d\n\ne", "include paragraph", id="mkdocstrings"),
        pytest.param("$$\na\n$$\n\n$$b$$", "math math", id="math"),
        pytest.param("$$\na", "paragraph", id="unclosed math"),
        pytest.param("[^1]: a\n    b\n\n    - c\n\nd", "footnote:1(paragraph list:bullet(item(paragraph))) paragraph", id="footnote"),
        pytest.param("[^a]: b\n[^c]: d", "footnote:a(paragraph) footnote:c(paragraph)", id="footnotes"),
        pytest.param("A\n: b", "paragraph", id="definition list"),
        pytest.param("import a from 'b'", "paragraph", id="no MDX"),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: str) -> None:
    assert tree(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "slice_", "name"),
    [
        pytest.param('a {{< ref "b_c" >}} d', "inline_shortcode", '{{< ref "b_c" >}}', "ref", id="Hugo"),
        pytest.param("a {% b %} c", "inline_shortcode", "{% b %}", "b", id="Liquid"),
        pytest.param("a {{ b.c }} d", "inline_shortcode", "{{ b.c }}", "b.c", id="value"),
        pytest.param("a $b_c$ d", "inline_math", "$b_c$", "", id="math"),
        pytest.param("a $$b$$ d", "inline_math", "$$b$$", "", id="math, double"),
        pytest.param("[a](b){.c target=_blank} d", "attributes", "{.c target=_blank}", "", id="attributes"),
        pytest.param('[a](b){:rel="c d"}', "attributes", '{:rel="c d"}', "", id="kramdown"),
        pytest.param("a[^1] b", "footnote_ref", "[^1]", "1", id="footnote"),
        pytest.param("a [[B c|d]] e", "wiki_link", "[[B c|d]]", "B c", id="wiki"),
        pytest.param("a {/* b */} c", "inline_comment", "{/* b */}", "", id="comment"),
        pytest.param("a {* b *} c", "inline_shortcode", "{* b *}", "", id="include"),
    ],
)
def test_inlines(text: str, kind: str, slice_: str, name: str) -> None:
    edition = parse(text)
    (node,) = edition.find(kind)
    assert (edition.slice(node.span), node.name) == (slice_, name)


@pytest.mark.parametrize(
    "text",
    ["costs 5$ or 6$", "$HOME and $PATH", "`$a$`", "a {b} c", "{{< a", "[[a](b)", "[^a", "$5, then $6"],
)
def test_plain_text(text: str) -> None:
    kinds = {node.kind for node in parse(text).nodes} - {"document", "paragraph", "inline_code", "link"}
    assert kinds == set()


MDX = [
    pytest.param("import A from 'a'\nexport const b = {\n}\n\nc", "esm paragraph", id="statements"),
    pytest.param("<A>\n\nb\n\n</A>", "component:A(paragraph)", id="component"),
    pytest.param("<A>\n    b\n\n        c\n</A>", "component:A(paragraph paragraph)", id="no indented code"),
    pytest.param("<A>\n  - b\n  ```js\n  c\n  ```\n</A>", "component:A(list:bullet(item(paragraph)) code:js)", id="dedented"),
    pytest.param("<A>\n<A>\nb\n</A>\n</A>", "component:A(component:A(paragraph))", id="nested"),
    pytest.param("<A b={{c: 1}}\n  d='e' />\n\nf", "component:A paragraph", id="closed at once"),
    pytest.param("<A>\n\nb", "component:A! paragraph", id="unclosed"),
    pytest.param("</A>\n\nb", "html:A paragraph", id="closes nothing"),
    pytest.param("<A>\n```\n</A>\n```\n</A>", "component:A(code)", id="tag in code"),
    pytest.param("<A>b</A> c", "paragraph", id="in a line"),
    pytest.param("<>\na\n</>", "component(paragraph)", id="fragment"),
    pytest.param("{a.b}\n\n{/* c */}", "expression comment", id="expressions"),
    pytest.param("    a", "paragraph", id="indented"),
    pytest.param(":::tip\na\n:::", "admonition:tip(paragraph)", id="container"),
    pytest.param("|a|b|\n|-|-|\n", "table(row:head)", id="table"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MDX)
def test_mdx(text: str, expected: str) -> None:
    assert tree(text, "a.mdx") == expected


@pytest.mark.parametrize(
    ("text", "path"), [("<!-- a -->", ""), ("{# a #}", ""), ("{/* a */}", ""), ("{/* a */}", "a.mdx")]
)
def test_the_text_of_a_comment_is_its_inside(text: str, path: str) -> None:
    edition = parse(text, path)
    (node,) = edition.find("comment")
    assert (node.text, edition.slice(node.inner)) == (" a ", " a ")


def test_mdx_inlines() -> None:
    edition = parse("a {b.c} <D e={f} /> {/* g */} `{h}`", "a.MDX")
    kinds = [node.kind for node in edition.skeleton.children[0].children]
    assert kinds == ["inline_expression", "tag", "inline_comment", "inline_code"]


def test_an_image_alone_on_its_line_in_mdx() -> None:
    edition = parse("<img\n  src='/a.png' alt='b' />", "a.mdx")
    (image,) = edition.find("image")
    assert (image.url, image.text, image.name) == ("/a.png", "b", "html")
