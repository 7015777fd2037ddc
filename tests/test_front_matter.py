"""Metadata above a document: every key with its place and type, and what is wrong with it."""

from __future__ import annotations

import pytest

from smo_lint.front_matter import read
from smo_lint.markdown import parse
from smo_lint.model import FrontMatter


def meta(text: str) -> FrontMatter:
    found = read(text)
    assert found is not None
    return found


def entries(text: str) -> list[tuple[str, str, str, str]]:
    """Return (path, key, value, type) of each entry, key and value as the file has them."""
    return [
        (".".join(map(str, e.path)), text[slice(*e.key)], text[slice(*e.value)], e.type)
        for e in meta(text).entries
    ]


@pytest.mark.parametrize(
    ("value", "kind", "scalar"),
    [
        pytest.param("abc d", "string", "abc d", id="plain"),
        pytest.param("'a''b'", "string", "a'b", id="single quotes"),
        pytest.param('"a\\tb: c"', "string", "a\tb: c", id="double quotes"),
        pytest.param("'1'", "string", "1", id="quoted number"),
        pytest.param("no", "string", "no", id="a language, not a bool"),
        pytest.param("true", "bool", "true", id="bool"),
        pytest.param("1.10", "number", "1.10", id="number as written"),
        pytest.param("-3e5", "number", "-3e5", id="exponent"),
        pytest.param("010", "number", "010", id="not octal"),
        pytest.param("12:30", "string", "12:30", id="not sexagesimal"),
        pytest.param("2024-13-45", "date", "2024-13-45", id="date that does not exist"),
        pytest.param("2024-01-02T03:04:05Z", "date", "2024-01-02T03:04:05Z", id="date and time"),
        pytest.param("~", "null", "~", id="null"),
        pytest.param("", "null", "", id="nothing"),
        pytest.param("!tag x", "string", "x", id="tag"),
        pytest.param("|\n  b\n  c", "string", "b\nc\n", id="block"),
        pytest.param("日本😀", "string", "日本😀", id="astral"),
        pytest.param("*b", "string", "*b", id="alias is not followed"),
    ],
)
def test_values(value: str, kind: str, scalar: str) -> None:
    text = f"---\nx: 😀\na: {value}\nb: &b 1\n---\n"
    entry = meta(text).get("a")
    assert entry is not None
    assert (text[slice(*entry.key)], entry.type, entry.scalar) == ("a", kind, scalar)
    assert text[slice(*entry.value)] == value


def test_nested_entries_follow_their_parents() -> None:
    assert entries("---\na:\n  - b: 1\n    c: [x, y]\n  - z\n---\n") == [
        ("a", "a", "- b: 1\n    c: [x, y]\n  - z", "list"),
        ("a.0", "b: 1\n    c: [x, y]", "b: 1\n    c: [x, y]", "mapping"),
        ("a.0.b", "b", "1", "number"),
        ("a.0.c", "c", "[x, y]", "list"),
        ("a.0.c.0", "x", "x", "string"),
        ("a.0.c.1", "y", "y", "string"),
        ("a.1", "z", "z", "string"),
    ]


def test_toml() -> None:
    text = '+++\n# c\na = "b\\tc" # d\nl = [1, {x = 2},\n "s"]\n[t.u]\nk.v = true\n[[p]]\nq = 2020-01-01\n[[p]]\nq = \'z\'\n+++\n'
    assert entries(text) == [
        ("a", "a", '"b\\tc"', "string"),
        ("l", "l", '[1, {x = 2},\n "s"]', "list"),
        ("l.0", "1", "1", "number"),
        ("l.1", "{x = 2}", "{x = 2}", "mapping"),
        ("l.1.x", "x", "2", "number"),
        ("l.2", '"s"', '"s"', "string"),
        ("t.u", "t.u", "t.u", "mapping"),
        ("t.u.k.v", "k.v", "true", "bool"),
        ("p.0", "p", "p", "mapping"),
        ("p.0.q", "q", "2020-01-01", "date"),
        ("p.1", "p", "p", "mapping"),
        ("p.1.q", "q", "'z'", "string"),
    ]
    assert [e.scalar for e in meta(text).entries[:1]] == ["b\tc"]


def test_json() -> None:
    text = '{\n  "a": "b",\n  "c": [null, 1]\n}\n\n# T\n'
    assert entries(text) == [
        ("a", '"a"', '"b"', "string"),
        ("c", '"c"', "[null, 1]", "list"),
        ("c.0", "null", "null", "null"),
        ("c.1", "1", "1", "number"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "span", "body"),
    [
        pytest.param("---\na: b\n---\nc", "yaml", "---\na: b\n---", "a: b\n", id="yaml"),
        pytest.param("---  \na: b\n...\nc", "yaml", "---  \na: b\n...", "a: b\n", id="dots"),
        pytest.param("---\n---\nc", "yaml", "---\n---", "", id="empty"),
        pytest.param("---\n# a\n---", "yaml", "---\n# a\n---", "# a\n", id="comment"),
        pytest.param("+++\na = 1\n+++\nc", "toml", "+++\na = 1\n+++", "a = 1\n", id="toml"),
    ],
)
def test_spans(text: str, kind: str, span: str, body: str) -> None:
    found = meta(text)
    assert (found.format, text[slice(*found.span)], text[slice(*found.body)], found.faults) == (
        kind,
        span,
        body,
        (),
    )


def test_keys_written_twice() -> None:
    text = "---\na: 1\nb: {c: 1, c: 2}\na: 2\n---\n"
    assert [(f.path, text[slice(*f.value)], text[slice(*s.value)]) for f, s in meta(text).doubles] == [
        (("b", "c"), "1", "2"),
        (("a",), "1", "2"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# a\n", id="no fence"),
        pytest.param("---\n\nSome prose.\n\n---\n\nMore.\n", id="prose between breaks"),
        pytest.param("---\n\n# Title\n", id="a break on top"),
        pytest.param("---\n- a\n- b\n---\n", id="a list between breaks"),
        pytest.param("***\n\na: b\n\n***\n", id="stars"),
        pytest.param("- - -\n\nText\n", id="spaced break"),
        pytest.param("Note: a\n---\n", id="a heading"),
        pytest.param("{\n  a\n}\n", id="braces"),
        pytest.param("-\n  a\n-\n", id="list"),
        pytest.param("\n\n---\n\ntext\n", id="break below blank lines"),
    ],
)
def test_no_front_matter(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "reason", "at", "rest"),
    [
        pytest.param('---\na: "b\nc: d\n---\nx', "unclosed quotation mark", 7, "\nx", id="quote"),
        pytest.param("---\na: b: c\n---\nx", "mapping values are not allowed", 8, "\nx", id="colon"),
        pytest.param("---\n\ta: b\n---\nx", "cannot start any token", 4, "\nx", id="tab"),
        pytest.param("---\na：b\n---\nx", "full-width colon", 5, "\nx", id="full-width colon"),
        pytest.param(
            "---\na: b\nc：d\n---\nx", "full-width colon", 10, "\nx", id="full-width colon, second key"
        ),
        pytest.param("---\na:b\n---\nx", "no space after the colon", 5, "\nx", id="no space"),
        pytest.param("---\na: b\nc: d\n\n# x", "not closed by ---", 0, "\n\n# x", id="unclosed"),
        pytest.param("\n---\na: b\n---\nx", "blank line before", 0, "\nx", id="blank line"),
        pytest.param(" ---\na: b\n---\nx", "white space before", 0, "\nx", id="space"),
        pytest.param("- - -\na: b\n- - -\nx", "opening fence is not ---", 0, "\nx", id="spaced fence"),
        pytest.param("—\na: b\n—\nx", "opening fence is not ---", 0, "\nx", id="dash"),
        pytest.param("----\na: b\n---\nx", "opening fence is not ---", 0, "\nx", id="four"),
        pytest.param(
            "---\na: b\n—\nx\n\n---\n", "closing fence is not ---", 9, "\nx\n\n---\n", id="dash below"
        ),
        pytest.param("a: b\nc: d\n---\nx", "opening --- is missing", 0, "\nx", id="unopened"),
        pytest.param("+++\na =\n+++\nx", "invalid value", 7, "\nx", id="toml"),
        pytest.param("+++\na = 1\n\n# x", "not closed by +++", 0, "\n\n# x", id="unclosed toml"),
        pytest.param('{\n"a": b\n}\nx', "Expecting value", 7, "\nx", id="json"),
        pytest.param("---\na: \x00\n---\nx", "control characters", 7, "\nx", id="NUL"),
    ],
)
def test_faults(text: str, reason: str, at: int, rest: str) -> None:
    found = meta(text)
    assert reason in found.faults[0].reason
    assert (found.faults[0].offset, text[found.span.end :], found.entries) == (at, rest, ())
    assert "x" in {node.text for node in parse(text).nodes}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("a: " + "[" * 100_000, id="brackets"),
        pytest.param("- " * 100_000 + "a", id="dashes"),
        pytest.param("a: " + "{b: " * 100_000, id="braces"),
        pytest.param("a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a,*a]\n" for i in range(9_000)), id="aliases"),
        pytest.param("a: &a {x: 1}\n" + "".join(f"b{i}: {{<<: *a}}\n" for i in range(9_000)), id="merges"),
        pytest.param("\n".join(" " * i + "a:" for i in range(500)), id="indentation"),
        pytest.param("k: v\n" * 30_000, id="keys"),
    ],
)
@pytest.mark.parametrize("mark", ["---", "+++"])
def test_hostile_metadata_is_read_or_refused(body: str, mark: str) -> None:
    found = read(f"{mark}\n{body}\n{mark}\nx")
    assert found is None or found.span.end > len(body)


@pytest.mark.parametrize(
    ("value", "reasons"),
    [
        pytest.param("2024-13-45", ["2024-13-45 is no date: month must be in 1..12"], id="no such month"),
        pytest.param("2024-02-03", [], id="a date"),
        pytest.param("2024-12-25 10:00:00 +0100", [], id="a date and a time"),
        pytest.param("'2024-13-45'", [], id="a string"),
    ],
)
def test_values_that_only_look_like_dates(value: str, reasons: list[str]) -> None:
    meta = read(f"---\ntitle: A\ndate: {value}\n---\n")

    assert meta is not None
    assert [fault.reason for fault in meta.faults] == reasons
    assert [entry.path for entry in meta.entries] == [("title",), ("date",)]
