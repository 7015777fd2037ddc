"""What the pages of the code and markup rules cannot show: code by language, and one cause one finding."""

from __future__ import annotations

import time

import pytest

from smo_lint.engine import lint_article
from smo_lint.fix import apply
from smo_lint.markdown import parse
from smo_lint.model import Bundle, Edition, Finding, Member
from smo_lint.options import Config
from smo_lint.rules import rules
from smo_lint.rules.code._compare import changes, lines
from smo_lint.rules.code._inline import same
from smo_lint.rules.code._places import spans
from smo_lint.rules.code._syntax import pieces
from smo_lint.rules.markup._shortcodes import tags as shortcodes
from smo_lint.rules.markup._tags import tags


def lint(source: str, translation: str, lang: str = "de", suffix: str = "md") -> list[Finding]:
    members = (Member(f"en.{suffix}", "en", "given"), Member(f"{lang}.{suffix}", lang, "given"))
    files = {f"en.{suffix}": source, f"{lang}.{suffix}": translation}
    return lint_article(files, Config(select=("CD", "MK")), Bundle("page", members, "en"))


def codes(source: str, translation: str, lang: str = "de", suffix: str = "md") -> list[str]:
    return [finding.code for finding in lint(source, translation, lang, suffix)]


@pytest.mark.parametrize(
    ("language", "source", "target", "differs"),
    [
        ("python", "x = 1  # one", "x = 1  # eins", False),
        ("python", 'print("Hello")', "print('Hallo')", False),
        ("python", '"""Read it."""\nx = 1', '"""Lies\nes."""\nx = 1', False),
        ("python", "def read(): ...", "def lies(): ...", True),
        ("python", "f(a,\n  b)", "f(a, b)", False),
        ("python", 'v = "1.0"', 'v = "1.1"', True),
        ("js", "run() // go", "run() // los", False),
        ("js", "fetch('https://a.b') // x", "fetch('https://a.c') // y", False),
        ("js", "const a = `Hi ${b}`;", "const a = `Hallo ${b}`", False),
        ("js", "let a = 1", "const a = 1", True),
        ("tsx", "<a>\n  Read on\n</a>", "<a>\n  Weiter\n</a>", False),
        ("tsx", "<a onClick={go}>x</a>", "<a onClick={los}>x</a>", True),
        ("vue", "Hello {{ name }}", "Hallo {{ name }}", False),
        ("vue", "Hello {{ name }}", "Hallo {{ nom }}", True),
        ("html", "<p>Text</p> <!-- a -->", "<p>Texto</p> <!-- b -->", False),
        ("html", "<ul><li>a</ul>", "<ol><li>a</ol>", True),
        ("sh", "git clone <url>  # get it", "git clone <adresse>  # hol es", False),
        ("sh", "git push -f", "git push", True),
        ("sh", 'pip install "a[b]"', "pip install a[b]", True),
        ("console", "$ run\nAll is well", "$ run\nAlles ist gut", False),
        ("console", "$ run -a\nAll is well", "$ run -b\nAll is well", True),
        ("yaml", "title: Welcome\nport: 80", "title: Willkommen\nport: 80", False),
        ("yaml", "title: Welcome", "titel: Welcome", True),
        ("yaml", "port: 80", "port: 81", True),
        ("json", '{"title": "a", "n": 1}', '{"title": "b", "n": 1}', False),
        ("json", '{"title": "a"}', '{"titel": "a"}', True),
        ("toml", 'name = "a"  # x', 'name = "b"  # y', False),
        ("sql", "select 1 -- one", "select 1 -- eins", False),
        ("sql", "select a from b", "select a from c", True),
        ("css", "a { color: red } /* x */", "a { color: red } /* y */", False),
        ("css", "a { color: red }", "a { color: blue }", True),
        ("", "feat: add a page", "feat: neue Seite", False),
        ("", "├── main.py  # start", "├── main.py  # Start", False),
        ("", "├── application.py", "├── applicaton.py", True),
        ("", "run --all now", "run --al now", True),
        ("mermaid", "A[Ask] --> B[Tell]", "A[Frage] --> B[Antwort]", False),
        ("", "You: it broke in 0.8.3.", "Du: in 0.8.3 ging es kaputt.", False),
    ],
)
def test_what_may_differ_in_code(language: str, source: str, target: str, differs: bool) -> None:
    assert any(changes(lines(language, source), lines(language, target))) is differs


@pytest.mark.parametrize(
    ("lang", "source", "target", "differs"),
    [
        ("fr", "locale={enUS}", "locale={frFR}", True),
        ("zh-CN", "locale={frFR}", "locale={zhCN}", False),
        ("fa", "zh: {", "fa: {", False),
        ("fa", "zh: {", "de: {", True),
        ("fr", "from x import fr", "from x import en", True),
    ],
)
def test_an_edition_may_name_its_own_language(lang: str, source: str, target: str, differs: bool) -> None:
    assert any(changes(lines("ts", source), lines("ts", target), lang)) is differs


@pytest.mark.parametrize(
    ("language", "code", "found"),
    [
        ("python", "a = 'x' # y", [("words", "'x'"), ("comment", "# y")]),
        ("js", "a('//b') // c", [("words", "'//b'"), ("comment", "// c")]),
        ("sh", "a#b # c", [("comment", "# c")]),
        ("json", '{"a": "b"}', [("words", '"b"')]),
        ("html", "<b>c</b>", [("words", "c")]),
        ("jsx", "() => a < b", []),
        ("nonsense", "# a", []),
    ],
)
def test_pieces_of_code(language: str, code: str, found: list[tuple[str, str]]) -> None:
    assert [(piece.kind, code[piece.start : piece.end]) for piece in pieces(language, code)] == found


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("```sh\na\n\nb\n```\n", ["a", "", "b"]),
        ("> ```sh\n> a\n>\n>   b\n> ```\n", ["a", "", "  b"]),
        ("- x\n\n  ```sh\n  a\n    b\n  ```\n", ["a", "  b"]),
        ("    a\n    b\n", ["a", "b"]),
    ],
    ids=["plain", "quote", "item", "indented"],
)
def test_lines_of_code_stand_where_they_are(text: str, written: list[str]) -> None:
    edition = parse(text, "en.md", "en")
    code = next(edition.find("code"))
    assert [edition.slice(span) for span in spans(edition, code)] == written


@pytest.mark.parametrize("prefix", ["", "> ", "   "])
def test_the_fix_restores_code_under_any_prefix(prefix: str) -> None:
    lead = "1. x\n\n" if prefix.strip() == "" and prefix else ""
    block = ["```python", "a = 1  # {0}", "b = 2", "c = 3", "d = 4", "```"]
    source = lead + "".join(f"{prefix}{line}\n" for line in block).replace("{0}", "one")
    whole = source.replace("# one", "# eins")
    damaged = whole.replace(f"{prefix}b = 2\n", "").replace("d = 4", "d = 5")
    findings = lint(source, damaged)
    assert [finding.code for finding in findings] == ["CD103"]
    fix = findings[0].problem.fix
    assert fix is not None
    assert apply(damaged, [fix])[0] == whole


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Set `a_b` to `c_d`.", "Setze `c_d` auf `a_b`.", []),
        ("Set `a_b`, then `a_b`.", "Setze `a_b`.", []),
        ("Use `f()`.", "Nimm `f`.", []),
        ("Use `a/b`.", "Nimm `a` oder `b`.", []),
        ("Use `f(x)` with `y`, so `f` and `x`.", "Nimm `f` und `x` mit `y`.", []),
        ("Press `Ctrl+Space`.", "Drücken Sie `Strg+Leertaste`.", []),
        ("Use `--all-files`.", "Nimm `--all files`.", ["CD105"]),
        ("Use `id_a` and `id_b`.", "Nimm `id_a` und id_b.", ["CD106"]),
        ("Use `a_a`, `b_b` and `c_c`.", "Nimm `a_a`, b_b und c_c.", ["CD106"]),
        ("Use `id_a` and `id_b`.", "Nimm `id_a` und `id_b.", ["CD003"]),
        ("# Title\n\nUse `id_a`.\n\nNever.", "# Titel\n\nNimm es.\n\nNie `id_a`.", []),
    ],
)
def test_inline_code(source: str, target: str, found: list[str]) -> None:
    assert codes(source + "\n", target + "\n") == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("::: tip\nRead `a_b`.\n:::", "::: tipp\nLies `a_b`.\n:::", ["MK103"]),
        ("> [!NOTE]\n> Read `a_b`.", "> [!note]\n> Lies `a_b`.", []),
        ("!!! note\n    Read `a_b`.", "!!!note\n    Lies `a_b`.", []),
        ("!!! note\n    Read `a_b`.", "！！！note\n    Lies `a_b`.", ["MK101"]),
        ("!!! note\n    Read `a_b`.", "Lies `a_b`.", ["MK101"]),
        ("Read `a_b`.", "!!! note\n    Lies `a_b`.", ["MK102"]),
        ("{{< a b >}}", "{{< a c >}}", ["MK105"]),
        ('{{< a title="x y" >}}', '{{< a title="z" >}}', []),
        ("Read `a_b` <Card />.", "Lies `a_b` <Karte />.", ["MK107"]),
        ("Read `a_b` <b>now</b>.", "Lies `a_b` jetzt.", []),
        ("Read `a_b` **now**.", "Lies `a_b` ** jetzt **.", ["MK109"]),
    ],
)
def test_markup_is_one_finding(source: str, target: str, found: list[str]) -> None:
    assert codes(f"# T\n\n{source}\n\nEnd.\n", f"# T\n\n{target}\n\nEnde.\n") == found


def test_what_is_missing_with_its_section_is_no_finding_here() -> None:
    part = "## More\n\n```sh\nrun\n```\n\n!!! note\n    Read.\n\n{{< a b >}}\n"
    assert codes(f"# T\n\nText.\n\n{part}", "# T\n\nText.\n") == []


def test_tags_are_found_in_blocks_and_in_text() -> None:
    edition = parse(
        '<div class="a">\n<Card b={1} />\n</div>\n\nText <kbd>x</kbd>. <!-- <b> -->\n', "a.md", "en"
    )
    assert [(tag.name, tag.form) for tag in tags(edition)] == [
        ("div", "open"),
        ("Card", "alone"),
        ("div", "close"),
        ("kbd", "open"),
        ("kbd", "close"),
    ]


def test_arguments_that_readers_see_are_no_part_of_a_shortcode() -> None:
    text = '{{< figure src="/a.png" title="A flow" width=3 >}}\n\n{% note info In a folder %}\n'
    found = shortcodes(parse(text, "a.md", "en"), (parse(text, "a.md", "en").skeleton,))
    assert [tag.key for tag in found] == [
        ("figure", "src=a.png", "title=", "width=3"),
        ("note", "info"),
    ]


@pytest.mark.parametrize(("code", "form"), [("“a”", '"a"'), ("f()", "f"), ("a  b", "a b")])
def test_forms_of_one_inline_code(code: str, form: str) -> None:
    assert same(code) == form


@pytest.mark.parametrize(
    "code",
    [
        "<" * 20_000,
        "{ " * 20_000,
        "'" * 20_001,
        "> a" * 20_000,
        "//" * 20_000,
        "a.b" * 20_000,
        "<a " * 20_000,
        "@" * 20_000,
        "a" * 20_000,
    ],
    ids=["tags", "braces", "quotes", "text", "comments", "names", "attributes", "ats", "word"],
)
@pytest.mark.parametrize("language", ["tsx", "vue", "sh", ""])
def test_hostile_code_takes_no_time(language: str, code: str) -> None:
    start = time.process_time()
    assert list(changes(lines(language, code), lines(language, code))) == []
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 20_000,
        "<!--" * 2_000,
        "<pre>" * 20_000,
        "`<code>`" * 5_000,
        "{#a " * 20_000,
        "** a" * 5_000,
        "\\` " * 9_000,
    ],
    ids=["attributes", "comments", "elements", "codes", "braces", "asterisks", "backticks"],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    edition = parse(f"<div>\n{text}\n</div>\n\nx {text}\n", "a.md", "en")
    start = time.process_time()
    checks = [rule for rule in rules() if rule.subject is Edition and rule.code.startswith(("CD", "MK"))]
    assert len(checks) > 4
    for rule in checks:
        list(rule.check(edition))
    assert time.process_time() - start < 30


def test_a_line_is_put_back_behind_a_blank_line_of_an_item() -> None:
    source = "1. x\n\n   ```go\n   a()\n\n   b()\n\n   c()\n   d()\n   ```\n"
    damaged = source.replace("   b()\n\n", "")
    (finding,) = lint(source, damaged)
    assert finding.problem.fix is not None
    assert apply(damaged, [finding.problem.fix])[0] == source.replace(
        "   a()\n\n   b()\n", "   a()\n   b()\n"
    )
