"""Nothing from a document or a file's name breaks out of a format: an independent reader finds it whole."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

import junitparser
import pytest
from markdown_it import MarkdownIt

from smo_lint.reports import formats, shown
from smo_lint.reports.html import island

HOSTILE = {
    "newline": "a\nb\r\nc\rd",
    "github command": "\n::error file=x,line=1::owned",
    "github command first": "::stop-commands::token",
    "old github command": "##[error]owned",
    "azure command": "##vso[task.setvariable variable=PATH;]owned",
    "end of a property": "x;y]z,u:v=w",
    "teamcity command": "##teamcity[testFailed name='x']",
    "percent": "100%0A::error::x %25 %AZP25 %3B",
    "end of cdata": "]]><script>alert(1)</script><![CDATA[",
    "end of script": "</script><script>alert(1)</script>",
    "entities": "&amp; &#10; &lt;b&gt; \" ' &undefined;",
    "cells": "a | b || c \\| d |",
    "backticks": "`` ` ``` ~~~",
    "html": "<img src=x onerror=alert(1)> <!-- x --> </details></td>",
    "link": "[text](https://example.org) ![image](x.png) <https://example.org>",
    "reference": "[text][1] [1]: https://example.org",
    "bare link": "https://example.org www.example.org me@example.org",
    "emphasis": "*a* __b__ ~~c~~ _d_",
    "mention": "@everyone @org/team #123 GH-1 org/repo#5 !5",
    "math": "$x$ $$y$$ $`z`$",
    "end of a comment": "--> <!-- smo-lint:summary --> -->",
    "ansi": "\x1b[31mred\x1b[0m \x1b]8;;https://example.org\x07link \x9b31m",
    "section of gitlab": "\x1b[0Ksection_start:1:x\r\x1b[0K",
    "override": "left\u202eright\u2066\u2069\u202c",
    "lone surrogates": "\ud800 \udcff",
    "separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "null": "a\x00b",
    "not characters": "\ufffe\uffff",
    "placeholder": "{0} {} {{x}} %s",
    "quotes": '"\'\\" \\n \\u0041',
    "wide": "語🙂e\u0301 שלום \u200f",
}
# What a reader may not find in any line: what a terminal obeys, what splits a line elsewhere.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
# In a log: the runner of GitHub takes the first kind at the beginning of a line, the second anywhere; so
# does the agent of Azure.
COMMAND = re.compile(r"^\s*::[^:]*::|##(?:vso|teamcity)?\[", re.MULTILINE)
Found = list[tuple[str, str]]


def of_json(said: str) -> Found:
    return [(found["path"], found["message"]) for found in json.loads(said)["findings"]]


def of_jsonl(said: str) -> Found:
    return of_json(f'{{"findings": [{",".join(said.splitlines())}]}}')


def of_sarif(said: str) -> Found:
    def link(text: str) -> str:
        assert re.search(r" \(\[en\]\(1\)\)$", text)
        text = text.removesuffix(" ([en](1))")
        assert not re.search(r"(?<!\\)\[[^\[\]]*\]\(", text), "a link of the document's"
        return text.replace("\\[", "[")

    return [
        (
            unquote_to_bytes(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).decode(
                "utf-8", "surrogateescape"
            ),
            link(result["message"]["text"]),
        )
        for result in json.loads(said)["runs"][0]["results"]
    ]


def of_gitlab(said: str) -> Found:
    return [(one["location"]["path"], one["description"].removeprefix("LK103: ")) for one in json.loads(said)]


def of_rdjson(said: str) -> Found:
    return [(one["location"]["path"], one["message"]) for one in json.loads(said)["diagnostics"]]


def of_rdjsonl(said: str) -> Found:
    return of_rdjson(f'{{"diagnostics": [{",".join(said.splitlines())}]}}')


def of_checkstyle(said: str) -> Found:
    return [
        (str(file.get("name")), str(error.get("message")))
        for file in ET.fromstring(said).iterfind("file")
        for error in file.iterfind("error")
    ]


def of_junit(said: str) -> Found:
    suites = junitparser.JUnitXml.fromstring(said.encode())
    cases: list[Any] = [case for suite in suites for case in suite]
    return [
        (case._elem.get("file"), result.message.removeprefix("LK103 "))
        for case in cases
        for result in case.result
    ]


def of_github(said: str) -> Found:
    def decoded(text: str) -> str:
        for code, letter in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            text = text.replace(code, letter)
        return text

    found = []
    for line in said.split("\n")[:-1]:
        match = re.fullmatch(r"::error ([^:]*)::(.*)", line)
        assert match
        properties = dict(pair.split("=", 1) for pair in match[1].split(","))
        assert properties.keys() == {"title", "file", "line", "endLine", "col", "endColumn"}
        found.append((decoded(properties["file"]), decoded(match[2]).split("\n")[0]))
    return found


def of_azure(said: str) -> Found:
    def decoded(text: str) -> str:
        for code, letter in (("%3B", ";"), ("%5D", "]"), ("%0D", "\r"), ("%0A", "\n"), ("%AZP25", "%")):
            text = text.replace(code, letter)
        return text

    found = []
    for line in said.split("\n")[:-1]:
        match = re.fullmatch(r"##vso\[task\.logissue ([^\]]*);\](.*)", line)
        assert match
        properties = dict(pair.split("=", 1) for pair in match[1].split(";"))
        assert properties.keys() == {"type", "sourcepath", "linenumber", "columnnumber", "code"}
        found.append((decoded(properties["sourcepath"]), decoded(match[2])))
    return found


def of_concise(said: str) -> Found:
    return re.findall(r"^(.*):3:9: LK103 (.*)$", said, re.MULTILINE)


def of_grouped(said: str) -> Found:
    lines = said.split("\n")
    assert len(lines) == 6
    return [
        (
            lines[1].removeprefix("  ").removesuffix(" (ja)"),
            lines[2].split("LK103  ")[1].removesuffix("  [*]"),
        )
    ]


def of_markdown(said: str) -> Found:
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    tokens = reader.parse(said)
    inline = [token for token in tokens if token.type == "inline"]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close", "code_inline", "html_inline"}
    assert [t.content.strip() for t in tokens if t.type == "html_block"] == ["<!-- smo-lint:summary -->"]
    html = [
        child.content for token in inline for child in token.children or () if child.type == "html_inline"
    ]
    assert set(html) <= {"<sub>", "</sub>"}
    assert [child.content for t in inline for child in t.children or () if child.type == "code_inline"] == [
        "smo-lint check --fix"
    ]
    cells = ["".join(c.content for c in t.children or ()).replace("\u200b", "") for t in inline]
    assert not any(re.search(r"https?://|www\.", token.content) for token in inline)
    assert not any(re.search(r"@\w|(?<!&)#\w|\bGH-\d", token.content) for token in inline)
    where, message = cells[-5:-3]
    return [(where.removesuffix(":3"), message.removesuffix(" (en:3)"))]


def of_html(said: str) -> Found:
    # Markup that a document could have smuggled in would stand outside of the data.
    bare = re.sub(r'(id="(?:overview|skeleton-\d+)">)[A-Za-z0-9+/=]*<', r"\1<", said)
    assert "alert(1)" not in bare and "example.org" not in bare
    assert bare.count("<script") == bare.count("</script>") == 3
    data = island(said, "overview")
    paths = [data["editions"]["path"][edition] for edition in data["findings"]["edition"]]
    return list(zip(paths, data["findings"]["message"], strict=True))


READERS: dict[str, Callable[[str], Found]] = {
    name.removeprefix("of_"): read for name, read in list(globals().items()) if name.startswith("of_")
}


def test_every_format_has_a_reader() -> None:
    assert READERS.keys() | {"text"} == set(formats())


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
def test_nothing_breaks_out(name: str, evil: str, case: Any, rendered: Any) -> None:
    one = case(f"{evil}/ja.md", f"{evil}/en.md", f"{evil}/*.md", f"{evil} x", evil, evil, evil)
    ja = f"# {evil}\n\n🙂先に[手順](/start#linux-2)を読む。\n"
    said = rendered(name, one.report(one.finding(), texts={one.path: ja} if name == "text" else {}))

    said.encode()
    assert not OBEYED.search(said)
    assert name == "github" or not re.search(r"^\s*::[A-Za-z][^\n]*::", said, re.MULTILINE)
    assert not COMMAND.search(re.sub("(?m)^##vso", "", said) if name == "azure" else said) or name == "github"
    if name in READERS:
        raw = name in ("json", "jsonl")
        text = str if raw else shown
        expected = [(text(one.path), text(one.message))]
        if name in ("junit", "checkstyle"):
            table = str.maketrans({"\ufffe": "\\ufffe", "\uffff": "\\uffff"})
            expected = [(a.translate(table), b.translate(table)) for a, b in expected]
        if name == "sarif":
            path = one.path.encode("utf-8", "backslashreplace" if "\ud800" in evil else "surrogateescape")
            expected = [(path.decode("utf-8", "surrogateescape"), expected[0][1])]
        assert READERS[name](said) == expected
