"""What the alignment of two editions says: missing, extra, moved, merged, split."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_lint.alignment.pairing import mirror, pair
from smo_lint.markdown import parse
from smo_lint.model import BLOCKS, Node, Pair

ENGLISH = """\
# Guide

An introduction of some length that says what this guide is for.

## Install

Run the installer of version 3.2 with `setup --all` before anything else.

```sh
setup --all
```

## Use

- open the window
- press `Start` and wait for the light
- read the result

See [the manual](/manual) and [the forum](https://forum.example/x).

## Remove

Call `purge` and delete 2 folders.
"""
GERMAN = """\
# Anleitung

Eine Einleitung von einiger Länge, die sagt, wofür diese Anleitung da ist.

## Installieren

Führen Sie vor allem anderen das Installationsprogramm 3.2 mit `setup --all` aus.

```sh
setup --all
```

## Benutzen

- das Fenster öffnen
- `Start` drücken und auf das Licht warten
- das Ergebnis lesen

Siehe [das Handbuch](/manual) und [das Forum](https://forum.example/x).

## Entfernen

`purge` aufrufen und 2 Ordner löschen.
"""


def beside(source: str, target: str) -> Pair:
    return pair(parse(source, "a.md", "en"), parse(target, "b.md", "de"))


def told(pair: Pair) -> list[str]:
    """Everything but what is kept, in words: `- heading Remove`, `+ item extra`, `~ section moved`."""
    lines = [f"- {node.kind} {label(node)}" for node in pair.missing(*BLOCKS)]
    lines += [f"+ {node.kind} {label(node)}" for node in pair.extra(*BLOCKS)]
    for match in pair.matches:
        if match.how != "kept":
            lines.append(f"{match.how} {match.source[0].kind} {label(match.source[0])}")
        elif match.source[0].kind != match.target[0].kind:
            lines.append(f"{match.source[0].kind} as {match.target[0].kind} {label(match.source[0])}")
    return lines


def label(node: Node) -> str:
    words = [n.text for n in node.walk() if n.text]
    return words[0].split()[0] if words else ""


def without(text: str, *parts: str) -> str:
    for part in parts:
        assert part in text
        text = text.replace(part, "")
    return text


INTRODUCTION = "Eine Einleitung von einiger Länge, die sagt, wofür diese Anleitung da ist.\n\n"
INSTALL = GERMAN[GERMAN.index("## Install") : GERMAN.index("## Benutzen")]
REMOVE = GERMAN[GERMAN.index("## Entfernen") :]
LONG = "This is the first sentence of a paragraph. "
LANG = "Dies ist der erste Satz von einem Absatz. "

CASES = [
    pytest.param(ENGLISH, GERMAN, [], id="the same in another language"),
    pytest.param(ENGLISH, without(GERMAN, INSTALL), ["- section Install"], id="missing section"),
    pytest.param(ENGLISH, without(GERMAN, REMOVE), ["- section Remove"], id="missing last section"),
    pytest.param(without(ENGLISH, ENGLISH[-46:]), GERMAN, ["+ section Entfernen"], id="extra section"),
    pytest.param(ENGLISH, without(GERMAN, INTRODUCTION), ["- paragraph An"], id="missing paragraph"),
    pytest.param(
        ENGLISH, without(GERMAN, "## Installieren\n\n"), ["- heading Install"], id="missing heading"
    ),
    pytest.param(
        ENGLISH, without(GERMAN, "- das Ergebnis lesen\n"), ["- item read"], id="missing item at the end"
    ),
    pytest.param(
        ENGLISH, without(GERMAN, "```sh\nsetup --all\n```\n\n"), ["- code setup"], id="missing code"
    ),
    pytest.param(
        ENGLISH,
        GERMAN.replace("## Benutzen", "##Benutzen"),
        ["heading as paragraph Use"],
        id="heading that lost its space",
    ),
    pytest.param(
        ENGLISH,
        without(GERMAN, INSTALL) + "\n" + INSTALL,
        ["moved section Install", "moved heading Install", "moved paragraph Run", "moved code setup"],
        id="moved section",
    ),
    pytest.param(
        f"# A\n\n{LONG}\n\n{LONG * 3}\n\n{LONG * 4}\n\n{LONG}\n",
        f"# A\n\n{LANG}\n\n{LANG * 7}\n\n{LANG}\n",
        ["merged paragraph This"],
        id="merged paragraphs",
    ),
    pytest.param(
        f"# A\n\n{LONG}\n\n{LONG * 7}\n\n{LONG}\n",
        f"# A\n\n{LANG}\n\n{LANG * 3}\n\n{LANG * 4}\n\n{LANG}\n",
        ["split paragraph This"],
        id="split paragraph",
    ),
    pytest.param(ENGLISH, "", ["- section Guide"], id="nothing there"),
    pytest.param("", "", [], id="nothing on both sides"),
]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_pair(source: str, target: str, expected: list[str]) -> None:
    assert told(beside(source, target)) == expected


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_the_mirror_tells_the_same_the_other_way_round(source: str, target: str, expected: list[str]) -> None:
    known = beside(source, target)
    turned = mirror(known)

    assert list(turned.missing(*BLOCKS)) == list(known.extra(*BLOCKS))
    assert list(turned.extra(*BLOCKS)) == list(known.missing(*BLOCKS))


def test_every_block_matches_at_most_once() -> None:
    for case in CASES:
        source, target, _ = case.values
        assert isinstance(source, str) and isinstance(target, str)
        known = beside(source, target)
        for nodes in (
            [n for m in known.matches for n in m.source],
            [n for m in known.matches for n in m.target],
        ):
            assert len(nodes) == len(set(nodes))


def test_items_that_nothing_tells_apart_are_rivals() -> None:
    known = beside("- aaaa bbbb\n- cccc dddd\n- eeee ffff\n", "- gggg hhhh\n- iiii jjjj\n")
    missing = [node for node in known.source.find("paragraph") if known.match(node) is None]

    assert len(missing) == 1
    assert len(known.rivals[missing[0]]) == 2


def blocks(lines: int, word: str) -> Iterator[str]:
    for i in range(lines):
        yield f"## {word}{i}" if i % 3 == 0 else f"{word} {i * 7919 % 1000}" * (1 + i * 31 % 7)


def test_two_pages_of_5000_blocks_that_share_nothing_align_soon() -> None:
    one = parse("\n\n".join(blocks(5000, "alpha")), "a.md", "en")
    two = parse("\n\n".join(f"- {line}" for line in blocks(5000, "omega")), "b.md", "de")
    start = time.process_time()
    pair(one, two)

    assert time.process_time() - start < 20  # each with each takes minutes


GAPS = [
    pytest.param("A\n\nB `b`\n\nC\n", "A\n\nC\n", "A|\n\nC\n", id="after a paragraph"),
    pytest.param("B `bbbbbb`\n\nC\n", "C\n", "|C\n", id="at the top"),
    pytest.param("- A\n- C\n\n`dddddd`\n\nE\n", "- A\n- C\n\nE\n", "- A\n- C|\n\nE\n", id="after a list"),
    pytest.param(
        "!!! note\n    A\n\n`dddddd`\n\nE\n",
        "!!! note\n    A\n\nE\n",
        "!!! note\n    A|\n\nE\n",
        id="after a note",
    ),
    pytest.param("- A\n- `bbbbbb`\n- C\n", "- A\n- C\n", "- A|\n- C\n", id="inside a list"),
]


@pytest.mark.parametrize(("source", "target", "expected"), GAPS)
def test_a_gap_is_the_end_of_what_stands_before_it(source: str, target: str, expected: str) -> None:
    known = beside(source, target)
    (missing,) = known.missing(*BLOCKS)
    at = known.gap(missing).span

    assert target[: at.start] + "|" + target[at.start :] == expected


def test_empty_code_blocks_have_a_length() -> None:
    assert told(beside("# A\n\n```\nabc\n```\n\ntext\n", "# A\n\n```\n```\n\ntext\n")) == []


PIECES = st.sampled_from(
    [
        "# A",
        "## B",
        "##C",
        "text `x` 1",
        "- i",
        "- j\n  - k",
        "```\ncode\n```",
        "| a | b |\n|---|---|\n| c | d |",
        "> q",
        "",
        "---",
    ]
)
DOCUMENTS = st.lists(PIECES, max_size=12).map("\n\n".join)


@given(DOCUMENTS, DOCUMENTS)
def test_whatever_stands_there_each_block_has_one_place(source: str, target: str) -> None:
    known = beside(source, target)
    for nodes in ([n for m in known.matches for n in m.source], [n for m in known.matches for n in m.target]):
        assert len(nodes) == len(set(nodes))
    for node in known.missing(*BLOCKS):
        assert 0 <= known.gap(node).span.start <= len(target)


@given(DOCUMENTS)
def test_an_edition_beside_itself_lacks_nothing(text: str) -> None:
    assert told(beside(text, text)) == []


def test_fences_that_say_which_lines_stand_out_tell_two_samples_apart() -> None:
    def sample(fence: str, body: str) -> str:
        return (
            f"**Input**\n\n````\n```{fence}\n{body}\n```\n````\n\n**Output**\n\n```{fence}\n{body}\n```\n\n"
        )

    marked = sample("js{1,4,6-8}", "export default { // Highlighted\n  data () { return 1 }\n}")
    plain = sample("js", "export default {\n  data () { return { text: 'Lit!' } } // [!highlight]\n}")
    ours = sample("js{1,4-6}", "const message = 'Hello, lamp!'\n\nlog(message)")
    source = parse(f"# Code\n\n{marked}A line may say so itself.\n\n{plain}", "a.md", "en")
    known = pair(source, parse(f"# Kod\n\n{ours}", "b.md", "pl"))
    kept = [theirs.text.partition("\n")[0] for theirs, _ in known.matched("code")]
    assert kept == ["```js{1,4,6-8}", "export default { // Highlighted"]
