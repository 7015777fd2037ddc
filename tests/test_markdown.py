"""Text becomes a skeleton: kinds, nesting, spans; nothing that is written can make it fail or hang."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mistune.block_parser import BlockParser

from smo_lint.markdown import parse
from smo_lint.markdown.positions import TrackedBlocks
from smo_lint.model import BLOCKS, CONTAINERS, INLINES, Edition, Node
from smo_lint.prose import prose


def outline(node: Node) -> str:
    """Return a node as nested kinds: "item(paragraph list(item))"."""
    inside = " ".join(outline(child) for child in node.children if child.kind in BLOCKS | {"cell"})
    return f"{node.kind}({inside})" if inside else node.kind


def blocks(text: str, path: str = "") -> str:
    return " ".join(outline(child) for child in parse(text, path).skeleton.children)


def slices(text: str, kind: str, path: str = "") -> list[str]:
    edition = parse(text, path)
    return [edition.slice(node.span) for node in edition.find(kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("\n \n\t\n", "", id="white space"),
        pytest.param("a\nb\n\nc", "paragraph paragraph", id="paragraphs"),
        pytest.param("a\n          \nb", "paragraph paragraph", id="a line of spaces parts paragraphs"),
        pytest.param(
            "# A\n\na\n## B\n# C\n",
            "section(heading paragraph section(heading)) section(heading)",
            id="sections",
        ),
        pytest.param("### A\n# B\n", "section(heading) section(heading)", id="a deeper section before"),
        pytest.param("a\n\n# B\n", "paragraph section(heading)", id="text before the first heading"),
        pytest.param("A\n===\nb", "section(heading paragraph)", id="setext"),
        pytest.param("##A\n", "paragraph", id="no space"),
        pytest.param(
            "- a\n- b\n  - c\n\n- d",
            "list(item(paragraph) item(paragraph list(item(paragraph))) item(paragraph))",
            id="lists",
        ),
        pytest.param("- a\n* b\n", "list(item(paragraph)) list(item(paragraph))", id="another bullet"),
        pytest.param("1. a\n2) b\n", "list(item(paragraph)) list(item(paragraph))", id="another mark"),
        pytest.param("* a\n*\n\n* c", "list(item(paragraph) item item(paragraph))", id="empty item"),
        pytest.param("-\n\n  a", "list(item) paragraph", id="an item begins with one blank line at most"),
        pytest.param("- a\nb\n", "list(item(paragraph))", id="lazy line"),
        pytest.param("- a\n# B\n", "list(item(paragraph)) section(heading)", id="a heading ends a list"),
        pytest.param("- ```\n  a\nb\n", "list(item(code)) paragraph", id="code does not run out of its item"),
        pytest.param(
            "- <div>\n  a\nb\n", "list(item(html)) paragraph", id="html does not run out of its item"
        ),
        pytest.param("> q\n# H\n", "quote(paragraph) section(heading)", id="a heading ends a quote"),
        pytest.param("> q\n<div>x</div>\n", "quote(paragraph) html", id="html ends a quote"),
        pytest.param(
            "> a\n- b\n> c\n", "quote(paragraph) list(item(paragraph)) quote(paragraph)", id="order"
        ),
        pytest.param(
            "p\n> q\n2. i\n", "paragraph quote(paragraph) list(item(paragraph))", id="order of three"
        ),
        pytest.param("> - a\nb", "quote(list(item(paragraph)))", id="lazy through two containers"),
        pytest.param("> # a\nb", "quote(heading) paragraph", id="nothing to be lazy about"),
        pytest.param("<Tag a='b' />\n\nx\n", "html paragraph", id="a tag alone"),
        pytest.param("<DIV>\n*a*\n\nb", "html paragraph", id="tags in capitals"),
        pytest.param("<!-- a\n\nb -->\nc", "comment paragraph", id="comment"),
        pytest.param("<!-- a --> b", "html", id="comment and text"),
        pytest.param(
            "|a|b|\n|-|-|\n|x|\n|1|2|3|\n",
            "table(row(cell cell) row(cell) row(cell cell cell))",
            id="ragged table",
        ),
        pytest.param(
            "- |a|b|\n  |-|-|\n  |x|y|\n",
            "list(item(table(row(cell cell) row(cell cell))))",
            id="table in a list",
        ),
        pytest.param("a | b\n--- | --- | ---\n", "paragraph", id="a delimiter row that does not fit"),
        pytest.param("a\n---\n", "section(heading)", id="not a table"),
        pytest.param("[a]: /b\n[c]: <d> 't'\ne", "definition definition paragraph", id="definitions"),
        pytest.param("    a\n\n    b\n\nc", "code paragraph", id="indented code"),
        pytest.param("---\n\n***\n", "rule rule", id="rules"),
    ],
)
def test_blocks(text: str, expected: str) -> None:
    assert blocks(text) == expected


FENCE = "> ~~~~py title='x'\n> a\n>\n>   b\n> ~~~~\n"


@pytest.mark.parametrize(
    ("text", "kind", "field", "expected"),
    [
        pytest.param("  ## A *b* ##\n", "heading", "marker", "##", id="marker of a heading"),
        pytest.param("  ## A *b* ##\n", "heading", "inner", "A *b*", id="inside of a heading"),
        pytest.param("A\n--\n", "heading", "marker", None, id="an underline is no marker"),
        pytest.param("> 12. a\n", "item", "marker", "12.", id="marker of an item"),
        pytest.param(FENCE, "code", "marker", "~~~~py title='x'", id="marker of code"),
        pytest.param(FENCE, "code", "inner", "a\n>\n>   b", id="inside of code"),
        pytest.param(FENCE, "code", "text", "a\n\n  b", id="text of code"),
        pytest.param(FENCE, "code", "name", "py", id="language"),
        pytest.param(FENCE, "code", "level", 4, id="fence"),
        pytest.param("```js{1,3}\n```", "code", "name", "js", id="language with lines"),
        pytest.param("```\na\n", "code", "closed", False, id="unclosed fence"),
        pytest.param("```\na\n```", "code", "closed", True, id="closed fence"),
        pytest.param("    a\n", "code", "level", 0, id="indented code has no fence"),
        pytest.param("<!-- a", "comment", "closed", False, id="unclosed comment"),
        pytest.param("7. a\n8. b\n", "list", "level", 7, id="first number"),
        pytest.param("7. a\n8. b\n", "list", "name", "number", id="numbers"),
        pytest.param("+ a\n", "list", "name", "bullet", id="bullets"),
        pytest.param("- [X] a\n", "item", "name", "[x]", id="done"),
        pytest.param("- [ ] a\n", "paragraph", "text", "a", id="text of a task"),
        pytest.param("|a|b|\n|-|-|\n", "table", "level", 2, id="columns"),
        pytest.param("|a|b|\n|-|-|\n", "row", "name", "head", id="header"),
        pytest.param("[a b]: <c d> 't'", "definition", "name", "a b", id="label"),
        pytest.param("[a b]: <c d> 't'", "definition", "target", "c d", id="target of a definition"),
        pytest.param("[a]: /b?x=1&amp;y", "definition", "url", "/b?x=1&y", id="url of a definition"),
        pytest.param("<table>\n", "html", "name", "table", id="name of html"),
    ],
)
def test_fields(text: str, kind: str, field: str, expected: object) -> None:
    edition = parse(text)
    value = getattr(next(edition.find(kind)), field)
    if field in ("marker", "inner", "target") and value is not None:
        value = edition.slice(value)
    assert value == expected


@pytest.mark.parametrize(
    ("text", "anchor", "shown"),
    [
        pytest.param("# A {#b}\n", "b", "A", id="attributes"),
        pytest.param("# A { #b .c }\n", "b", "A", id="spaced attributes"),
        pytest.param("# A {.c}\n", "", "A", id="a class only"),
        pytest.param("# A {: #b }\n", "b", "A", id="kramdown"),
        pytest.param("# A\n{: #b }\n", "b", "A", id="kramdown, below"),
        pytest.param('# A <a id="b"></a>\n', "b", 'A <a id="b"></a>', id="tag"),
        pytest.param('# <a name="b"></a>A\n', "b", '<a name="b"></a>A', id="name"),
        pytest.param('<a id="b"></a>\n# A\n', "b", "A", id="tag above"),
        pytest.param("# [](){#b}A\n", "b", "[](){#b}A", id="empty link"),
        pytest.param("[](){#b}\n# A\n", "b", "A", id="empty link above"),
        pytest.param("# A {/* #b */}\n", "b", "A", id="comment"),
        pytest.param("# A {x}\n", "", "A {x}", id="braces"),
        pytest.param("# A [b](c) {#d}\n", "d", "A [b](c)", id="behind a link"),
    ],
)
def test_anchors(text: str, anchor: str, shown: str) -> None:
    edition = parse(text)
    heading = next(edition.find("heading"))
    assert (heading.anchor, edition.slice(heading.inner), heading.text) == (anchor, shown, shown)
    assert next(edition.find("section")).anchor == anchor


@pytest.mark.parametrize(
    ("raw", "text", "newline", "bom"),
    [
        pytest.param("a\nb\n", "a\nb\n", "\n", False, id="lf"),
        pytest.param("a\r\nb\r\n", "a\nb\n", "\r\n", False, id="crlf"),
        pytest.param("a\rb\r", "a\nb\n", "\r", False, id="cr"),
        pytest.param("a\r\nb\nc\r\n", "a\nb\nc\n", "\r\n", False, id="mostly crlf"),
        pytest.param("\ufeffa", "a", "\n", True, id="mark"),
        pytest.param("a\u2028b\x0bc\x85d", "a\u2028b\x0bc\x85d", "\n", False, id="not newlines"),
    ],
)
def test_newlines_and_byte_order_mark(raw: str, text: str, newline: str, bom: bool) -> None:
    edition = parse(raw, "x.md", "pl")
    assert (edition.text, edition.newline, edition.bom) == (text, newline, bom)
    assert (edition.path, edition.lang) == ("x.md", "pl")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param(
            "> q [a](b)\nlazy [c](<d e> 't')\n", "link", ["[a](b)", "[c](<d e> 't')"], id="lazy link"
        ),
        pytest.param("- x\n  y `c`\n\n\t- z **s**\n", "strong", ["**s**"], id="tab"),
        pytest.param("- x\n  y `c\n  d`\n", "inline_code", ["`c\n  d`"], id="code over lines"),
        pytest.param("1. > - a *b*\n   >   c *d*\n", "emphasis", ["*b*", "*d*"], id="three containers"),
        pytest.param("-\t\tcode [x](y)\n-\n  [p](q)\n", "link", ["[p](q)"], id="code in an item"),
        pytest.param(
            "[r][x] [x] [x][]\n\n[x]: /u 't'\n", "link", ["[r][x]", "[x]", "[x][]"], id="references"
        ),
        pytest.param(
            "| a | `b` |\n|---|:-:|\n| [c](d) | e \\| f |\n",
            "cell",
            ["a", "`b`", "[c](d)", "e \\| f"],
            id="cells",
        ),
        pytest.param("a\r\n\r\n- b [c](d)\r\n  *e*\r\n", "emphasis", ["*e*"], id="crlf"),
        pytest.param("- [ ] t [a](b)\n", "link", ["[a](b)"], id="in a task"),
        pytest.param("  ```py\n  x\n  ```\n", "code", ["```py\n  x\n  ```"], id="indented fence"),
        pytest.param("é😀 [a](b) 𝒳 *c*\n", "emphasis", ["*c*"], id="astral"),
        pytest.param("---\na: b\n---\n# T [x](y)\n", "link", ["[x](y)"], id="front matter"),
    ],
)
def test_slices(text: str, kind: str, expected: list[str]) -> None:
    assert slices(text, kind) == expected


LINES = (
    "a b", "*c* **d**", "[e](f)", "![g](<h> 'i')", "[j][k]", "[k]: /l", "`m`", "``n", "# o", "p\n===", "- q", "10. r",
    "> s", "```t", "~~~", "| u | v |", "|--|--|", "<w>", "<a href='x'>y</a>", "<!-- z", "-->", "---", "  ", "\t", "***",
    "!!! note", "    indented", ":::tip A", ":::", "///", "{{< a \"b\" >}}", "{% c %}", "{#d}", "$e$", "$$", "[^f]", "[^f]: g",
    "[[h]]", "http://i.j/k)", "~~l~~", "\\*m\\", "n&amp;o", "हिं **दी**", "e\u0301 *x*", "😀 [y](z)", "<A b={c}>", "</A>", "{d}",
    "import e from 'f'", "```{note}", "[!NOTE]", "> [!TIP]", "<summary>g</summary>", "- [x] h", "--8<-- 'i'", "+++", "title: j", "：",
)  # fmt: skip
PREFIXES = ("", "", "", "> ", "- ", "  ", "    ", "\t", "1. ", ">")
line = st.builds(
    "".join, st.tuples(st.sampled_from(PREFIXES), st.sampled_from(PREFIXES), st.sampled_from(LINES))
)
documents = st.builds(
    lambda lines, newline, start, end: start + newline.join(lines) + end * newline,
    st.lists(line, max_size=9),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.sampled_from(("", "", "\ufeff", "---\n", "\n---\n")),
    st.booleans(),
)


@settings(max_examples=400)
@given(documents, st.sampled_from(("x.md", "x.mdx")))
def test_spans_are_exact(text: str, path: str) -> None:
    edition = parse(text, path)
    assert list(_wrong(edition)) == []


@settings(max_examples=150)
@given(st.text(max_size=60), st.sampled_from(("x.md", "x.mdx")))
def test_anything_parses(text: str, path: str) -> None:
    assert list(_wrong(parse(text, path))) == []


@settings(max_examples=150)
@given(
    st.one_of(documents, st.text("\n\t >-+*1٣.)#=_~`:/!?$<{[|^a\u3000\v\f", max_size=40)),
    st.sampled_from(("x.md", "x.mdx")),
)
def test_a_rule_is_tried_wherever_it_may_begin(text: str, path: str) -> None:
    found = parse(text, path)
    with mock.patch.object(TrackedBlocks, "parse", BlockParser.parse):  # tries all rules at every line
        assert list(map(_told, found.nodes)) == list(map(_told, parse(text, path).nodes))


def _told(node: Node) -> tuple[object, ...]:
    return node.kind, node.span, node.inner, node.text, node.name, node.level, node.marker, len(node.children)


STARTS = {
    "link": ("[", "<", "http"),
    "image": ("![", "<img"),
    "inline_code": ("`",),
    "strong": ("**", "__"),
    "emphasis": ("*", "_"),
    "strike": ("~~",),
    "tag": ("<",),
    "quote": (">",),
    "footnote_ref": ("[^",),
    "inline_shortcode": ("{",),
}


def _wrong(edition: Edition) -> Iterator[tuple[str, Node]]:
    for node in edition.nodes:
        if node.kind not in BLOCKS | INLINES | {"cell"}:
            yield "unknown kind", node
        if not node.span.start <= node.inner.start <= node.inner.end <= node.span.end <= len(edition.text):
            yield "inside", node
        end = node.span.start
        for child in node.children:
            if not end <= child.span.start <= child.span.end <= node.span.end:
                yield "order", child
            end = child.span.end
        text = edition.slice(node.span)
        if node.kind in STARTS and not text.startswith(STARTS[node.kind]):
            yield "start", node
        if (
            node.kind == "heading"
            and node.marker
            and not 1 <= len(edition.slice(node.marker).strip("#") or "#") < 2
        ):
            yield "marker", node
        if node.kind not in CONTAINERS and "\n" not in text and node.kind != "code":
            if node.text != edition.slice(node.inner) and node.text:
                yield "text", node
        if (
            node.target
            and node.kind in ("link", "image")
            and not node.url
            and len(edition.slice(node.target).strip())
        ):
            yield "target", node
        shown = prose(edition, node)
        if shown.text and not 0 <= shown.span(0, len(shown.text)).end <= len(edition.text):
            yield "prose", node


REPEATED = (
    "[", "]", "[a](", "![", "`", "`a ``b ", "*a **a ", "**a", "_a __b ", "a**b_c* ", "<", "<a ", '<a b="', "<!--", "<![CDATA[",
    "<?", "&", "\\", "{{<", "{%", "{{", "{# ", "{#a", '{a="', "$a", "$$", "[^", "[[a|", "> ", "- ", "1. ", "~~a", "```\n", "!!! note\n",
    ":::a\n", "/// a\n", "```{note}\n", "[^1]: a\n", "[a]: b\n", "[a][b]\n", "|a|b\n", "<div>\n", "<A>\n", "<A b={", "# a\n", "a\n=\n",
    "> a\nb\n", "- a\nb\n", "|", "](", '<a href="x">', "import a\n", "- a\n* b\n", " - a\n", "\\[", "a  \n", "http://a(", "{a\n", "<b></b>",
)  # fmt: skip


@pytest.fixture
def _no_garbage() -> Iterator[None]:
    """Keep collections of what other tests left out of the times."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_garbage")
@pytest.mark.parametrize(("path", "size"), [("x.md", 20_000), ("x.mdx", 8_000)])
@pytest.mark.parametrize("part", REPEATED, ids=ascii)
def test_repetition_takes_linear_time(part: str, path: str, size: int) -> None:
    count = size // max(1, part.count("\n"))
    parse(part, path)
    start = time.process_time()
    parse(part * (count // 4), path)
    short = time.process_time() - start
    parse(part * count, path)
    assert time.process_time() - start - short < max(5.0, 12 * short)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000 + "]" * 100_000, id="brackets"),
        pytest.param("---\na: " + "[" * 100_000 + "\n---\n", id="front matter"),
        pytest.param("> " * 100_000 + "a", id="quotes"),
        pytest.param("*a " * 5_000 + "b*" * 5_000, id="emphasis"),
        pytest.param("![a " * 5_000 + "](b)" * 5_000, id="images"),
    ],
)
def test_depth_is_bounded(text: str) -> None:
    assert list(_wrong(parse(text))) == []


@pytest.mark.usefixtures("_no_garbage")
@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("a\n\n" + '{{< "x\n' * 10_001 + ">}}", "", id="quotes in shortcodes"),
        pytest.param("[a](" + "{{ x }}" * 10_000, "", id="values in a destination"),
        pytest.param("<p>" + "<!-- " * 20_000, "", id="comments in html"),
        pytest.param("a {" + '"b" ' * 60 + "{{{{ }", "x.mdx", id="quotes in an expression"),
        pytest.param("<A " + 'b={"c" "d" ' * 50 + "{{{{ }", "x.mdx", id="quotes in an attribute"),
        pytest.param("a " + "<A b " * 20_000 + ">", "x.mdx", id="attributes"),
    ],
)
def test_openings_without_an_end_are_cheap(text: str, path: str) -> None:
    start = time.process_time()
    parse(text, path)
    assert time.process_time() - start < 20


def test_a_lone_surrogate_is_text() -> None:
    assert blocks("---\na: \ud800\n---\n\ud800 *b*") == "paragraph"


def test_a_no_break_space_belongs_to_the_heading() -> None:
    edition = parse("#  \u00a0Start\n", "a.md", "en")
    (heading,) = edition.find("heading")
    assert edition.slice(heading.inner) == heading.text == "\u00a0Start"
