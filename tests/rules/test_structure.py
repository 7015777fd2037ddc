"""What the pages of the rules about pages, front matter, headings, lists and tables cannot show."""

from __future__ import annotations

import pytest

from smo_lint import fix
from smo_lint.engine import lint_article
from smo_lint.model import Bundle, Finding, Member
from smo_lint.options import Config

FAMILIES = ("PG", "FM", "HD", "LS", "TB")


def lint(
    source: str, target: str, *select: str, langs: tuple[str, str] = ("en", "pl"), votes: bool = False
) -> list[Finding]:
    files = {"source.md": source, "target.md": target}
    members = tuple(Member(path, lang, "a test") for path, lang in zip(files, langs, strict=True))
    bundle = Bundle("test", members, "" if votes else langs[0])
    return lint_article(files, Config(select=select or FAMILIES), bundle)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def repaired(source: str, target: str, code: str, langs: tuple[str, str] = ("en", "pl")) -> str:
    """The target after every fix of a rule, unsafe ones included."""
    files = {"source.md": source, "target.md": target}
    settled = fix.settle(files, lambda texts: lint(texts["source.md"], texts["target.md"], code, langs=langs))
    return settled.files["target.md"]


@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        pytest.param("fÃ¼r alle", "für alle", id="latin-1"),
        pytest.param("itâ€™s", "it’s", id="windows-1252"),
        pytest.param("10Â°", "10°", id="a sign after a digit"),
        pytest.param("zwiÄ…zek", "związek", id="inside a word"),
        pytest.param("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет", id="cyrillic"),
        pytest.param("å¥½å¥½", "好好", id="chinese"),
    ],
)
def test_mojibake_is_decoded(garbled: str, meant: str) -> None:
    assert repaired("# T\n\nText.\n", f"# T\n\nA {garbled} b.\n", "PG009") == f"# T\n\nA {meant} b.\n"


@pytest.mark.parametrize(
    "text",
    [
        "MANHÃ” e AMANHÃ»",
        "café\u00a0« crème »",
        "„TÖ” und „Ä“",
        "Ålesund, Ä… und so",
        "þýðir að",
        "`fÃ¼r`",
        "Â est une lettre",
    ],
)
def test_odd_letters_are_no_mojibake(text: str) -> None:
    assert not lint("# T\n\nText.\n", f"# T\n\nA {text} b.\n", "PG009")


@pytest.mark.parametrize(
    ("word", "lang", "found"),
    [
        pytest.param("системe", "ru", True, id="latin at the end of a cyrillic word"),
        pytest.param("iнтерфейс", "uk", True, id="latin at its beginning"),
        pytest.param("pаge", "de", True, id="cyrillic in a latin word"),
        pytest.param("pagе", "de", True, id="cyrillic at its end where nothing is cyrillic"),
        pytest.param("pаgeを", "ja", True, id="before another script"),
        pytest.param("commitа", "ru", False, id="an ending of the own script"),
        pytest.param("IPшник", "ru", False, id="an acronym with an ending"),
        pytest.param("Google-ом", "ru", False, id="joined by a hyphen"),
        pytest.param("Δt", "de", False, id="a symbol"),
        pytest.param("αβγabc", "de", False, id="letters that do not look alike"),
        pytest.param("`pаge`", "de", False, id="code"),
    ],
)
def test_stray_letters(word: str, lang: str, found: bool) -> None:
    assert bool(lint("# T\n\nText.\n", f"# T\n\nX {word} x.\n", "PG010", langs=("en", lang))) is found


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        pytest.param("a\u200bb", "de", True, id="zero-width space"),
        pytest.param("a\ufeffb", "de", True, id="byte order mark inside"),
        pytest.param("a\u200db", "de", True, id="joiner between latin letters"),
        pytest.param("a\u200eb", "de", True, id="direction mark in left-to-right text"),
        pytest.param("می\u200cخواهم", "fa", False, id="non-joiner in persian"),
        pytest.param("क्\u200dष", "hi", False, id="joiner in hindi"),
        pytest.param("👩\u200d💻", "de", False, id="emoji"),
        pytest.param("שלום\u200f!", "he", False, id="direction mark in hebrew"),
        pytest.param("中\u200b文", "zh", True, id="zero-width space in chinese"),
        pytest.param("**「x」**\u200bの", "ja", False, id="zero-width space that makes emphasis work"),
        pytest.param("ไทย\u200bไทย", "th", False, id="zero-width space in thai"),
        pytest.param("`a\u200bb`", "de", False, id="code"),
        pytest.param("a\u00a0b\u202fc\u00add", "fr", False, id="spaces and soft hyphens"),
    ],
)
def test_invisible_characters(text: str, lang: str, found: bool) -> None:
    assert bool(lint("# T\n\nText.\n", f"# T\n\nX {text} x.\n", "PG011", langs=("en", lang))) is found


@pytest.mark.parametrize(
    "residue",
    [
        "text<|endoftext|>",
        "<bos>text",
        "<0>text</0>",
        "__PH_12__ text",
        "Here is the translated document:",
        "Sure! Here's the Polish translation of the file:",
        "以下是翻译后的内容：",
        "As an AI language model, I cannot",
        "[INST] text",
    ],
)
def test_residue_of_machines(residue: str) -> None:
    assert codes(lint("# T\n\nText.\n", f"# T\n\n{residue}\n", "PG008")) == ["PG008"]


@pytest.mark.parametrize(
    "text",
    [
        "Here is the list of translations we have:",
        "`<|endoftext|>`",
        "The `{name}` and {name} and <br/> and <p>",
        "__init__ and __main__",
        "Version 2 of PLACEHOLDER",
    ],
)
def test_no_residue(text: str) -> None:
    assert not lint("# T\n\nText.\n", f"# T\n\n{text}\n", "PG008")


def test_residue_that_the_source_has_too_is_its_own() -> None:
    text = "# T\n\nThe text ends with <|endoftext|>.\n"
    assert [finding.lang for finding in lint(text, text.replace("The", "Ten"), "PG008")] == ["en"]


@pytest.mark.parametrize(
    ("head", "repair"),
    [
        pytest.param("---\ntitle：x\n---\n", "---\ntitle: x\n---\n", id="full-width colon"),
        pytest.param("---\ntitle: 'x\n---\n", "---\ntitle: 'x'\n---\n", id="unclosed quotation mark"),
        pytest.param("\n---\ntitle: x\n---\n", "---\ntitle: x\n---\n", id="blank line above"),
        pytest.param("- - -\ntitle: x\n- - -\n", "---\ntitle: x\n---\n", id="fences as thematic breaks"),
        pytest.param("---\na:\n\tb: x\n---\n", "---\na:\n  b: x\n---\n", id="tab"),
        pytest.param("---\ntitle: a: b\n---\n", '---\ntitle: "a: b"\n---\n', id="colon in a value"),
        pytest.param("---\ntitle: @x\n---\n", '---\ntitle: "@x"\n---\n', id="reserved letter"),
        pytest.param("---\nweight:\u00a03\n---\n", "---\nweight: 3\n---\n", id="no-break space"),
        pytest.param("---\ntitle:x\nb: y\n---\n", "---\ntitle: x\nb: y\n---\n", id="no space"),
        pytest.param("---\ntitle: x\n", "---\ntitle: x\n---\n", id="not closed"),
        pytest.param("title: x\nlayout: y\n---\n", "---\ntitle: x\nlayout: y\n---\n", id="not opened"),
    ],
)
def test_front_matter_is_repaired(head: str, repair: str) -> None:
    source = "---\ntitle: x\n---\n\n# T\n"
    assert repaired(source, f"{head}\n# T\n", "FM001") == f"{repair}\n# T\n"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("a: 1\nb: 2", "a: 1\nB: 2", ["FM004"], id="case"),
        pytest.param("title: One two", "tytuł: Raz dwa", ["FM004"], id="translated, in its place"),
        pytest.param("weight: 3", "waga: 3", ["FM004"], id="translated, with its value"),
        pytest.param("layout: x", "layuot: y", ["FM004"], id="misspelt"),
        pytest.param("draft: true", "toc: yes", ["FM003", "FM005"], id="one went and another came"),
        pytest.param("a:\n  b: x\n  c: y", "a:\n  b: x", ["FM003"], id="nested"),
        pytest.param("a:\n  - b: x\n    c: y", "a:\n  - b: x", ["FM003"], id="in a list"),
        pytest.param(
            "a:\n  b: x", "c: z", ["FM003", "FM005"], id="what a missing key holds is not said again"
        ),
        pytest.param("slug: a", "slug: a-pl", [], id="an address with its language"),
        pytest.param("type: Global Rules", "type: Reguły", [], id="a label"),
        pytest.param("weight: 10", "weight: 010.0", [], id="a number written otherwise"),
        pytest.param("description: a", "description:", [], id="an empty value"),
    ],
)
def test_keys(source: str, target: str, expected: list[str]) -> None:
    found = lint(f"---\n{source}\n---\n\n# T\n", f"---\n{target}\n---\n\n# T\n", "FM")
    assert [code for code in codes(found) if code != "FM008"] == expected


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("##Install", True, id="latin"),
        pytest.param("###安装", True, id="chinese"),
        pytest.param("##**Install**", True, id="strong"),
        pytest.param("＃＃ 安装", True, id="full-width"),
        pytest.param("#release #next", False, id="tags"),
        pytest.param("##!important", False, id="a command"),
        pytest.param("\\##Install", False, id="escaped"),
        pytest.param("#######Install", False, id="seven signs"),
    ],
)
def test_unspaced_headings(line: str, found: bool) -> None:
    source = "# T\n\nText.\n\n## Install\n\nMore.\n"
    assert bool(lint(source, f"# T\n\nText.\n\n{line}\n\nMore.\n", "HD001")) is found


def test_unspaced_title() -> None:
    assert codes(lint("# Title\n\nText.\n", "#Tytuł\n\nText.\n", "HD001")) == ["HD001"]


def test_an_unspaced_heading_is_one_finding() -> None:
    source = "# T\n\nText.\n\n## Install\n\nRun `a`.\n\n## Run\n\nRun `b`.\n"
    assert codes(lint(source, source.replace("## Install", "##Install"))) == ["HD001"]


def test_a_missing_section_is_one_finding() -> None:
    lost = "## Two\n\nText of `two`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
    source = "# T\n\nText of `one`.\n\n## One\n\nText `x`.\n\n" + lost + "## Three\n\nText of `three`.\n"
    assert codes(lint(source, source.replace(lost, ""))) == ["HD104"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("-two", ["LS001"], id="hyphen"),
        pytest.param("–two", ["LS002"], id="dash"),
        pytest.param("• two", ["LS002"], id="bullet"),
        pytest.param("・two", ["LS002"], id="middle dot"),
    ],
)
def test_a_lost_bullet_is_one_finding(line: str, found: list[str]) -> None:
    source = "# T\n\n- one `a`\n- two\n- three `c`\n"
    assert codes(lint(source, source.replace("- two", line))) == found


@pytest.mark.parametrize(
    "line",
    ["  -v is an option", "  *so* it is", "  1.5 times", "  2.x is next", "  --flag", "  -1 is less"],
)
def test_continued_lines_are_no_bullets(line: str) -> None:
    source = "# T\n\n- one\n  and more\n- two\n"
    assert not lint(source, f"# T\n\n- raz\n{line}\n- dwa\n", "LS001", "LS002")


def test_rows_in_another_order_are_not_missing() -> None:
    head = "| Name | Meaning |\n|---|---|\n"
    rows = ["| `a` | first of all |\n", "| `b` | the second |\n", "| `c` | last one |\n"]
    assert not lint(head + "".join(rows), head + "".join(reversed(rows)), "TB")


def test_votes_name_the_odd_one_out() -> None:
    whole = "# T\n\nText `a`.\n\n## Two\n\nText `b`.\n\n## Three\n\nText `c`.\n"
    files = {f"{lang}.md": whole for lang in ("da", "de", "fi", "pl")}
    files["pl.md"] = whole.replace("## Two\n\nText `b`.\n\n", "")
    members = tuple(Member(path, path[:2], "a test") for path in files)
    found = lint_article(files, Config(select=("HD",)), Bundle("test", members, ""))
    assert [(finding.code, finding.lang) for finding in found] == [("HD104", "pl")]


def test_nothing_is_said_of_equal_pages() -> None:
    text = "---\ntitle: T\n---\n\n# T\n\n- [x] a\n- [ ] b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## U {#u}\n"
    assert not lint(text, text, "FM", "HD", "LS", "TB")


def test_items_that_ran_into_one_paragraph_lost_their_markers() -> None:
    source = (
        "# Lamp\n\nThe lamp shines all night long for those who read `books` at their tables, and for others.\n\n"
        "There are three ways to log in to it before it shines:\n\n"
        "1. Add `lamp_key=<your_key>` to the yaml file, and set it to your [own key](https://lamp.example.org/keys).\n"
        "2. Set the environment variable `LAMP_KEY` to your [own key](https://lamp.example.org/keys).\n"
        "3. Use the `lamp login` command to complete the login.\n\n## Projects\n\nThey are in `list`.\n"
    )
    target = (
        "# 灯\n\n这盏灯整夜为在桌边读 `books` 的人发光，也为其他人发光。\n\n在发光之前登录它有以下三种方式：\n\n"
        "方式一：在 yaml 文件中添加 `lamp_key=<your_key>` ，并设置为你的 [密钥](https://lamp.example.org/keys)。\n"
        "方式二：将环境变量 `LAMP_KEY` 设置为你的 [密钥](https://lamp.example.org/keys)。\n"
        "方式三：启动前使用 `lamp login` 命令完成登录。\n\n## 项目\n\n它们在 `list` 里。\n"
    )
    (found,) = lint(source, target, "LS101", langs=("en", "zh"))
    assert found.problem.message == "list of 3 items is plain text here: its markers are lost"
