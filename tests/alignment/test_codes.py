"""Blocks of code are known again by their lines, wherever an edition says them."""

from __future__ import annotations

import pytest

from smo_lint.alignment.pairing import mirror, pair
from smo_lint.markdown import parse
from smo_lint.model import Pair

CLONE = "git clone https://example.org/lamp.git\ncd lamp"
TOOLS = "make tools\nmake wires"
LIGHT = "lamp --on --slowly"
LATER = "lamp --off --slowly\nlamp --pack --gently"
# Beside these nothing else is looked at: they stand in both editions as they are.
BEFORE, BEHIND = "lamp --version", "lamp --help"


def page(*blocks: str, word: str) -> str:
    """A page of blocks of code, each behind a paragraph of its own."""
    told = [f"{word} {number}.\n\n```sh\n{code}\n```\n" for number, code in enumerate(blocks)]
    return "\n".join([f"# {word}\n", *told])


def paired(source: list[str], target: list[str]) -> Pair:
    one = parse(page(BEFORE, *source, BEHIND, word="Step"), "a.md", "en")
    two = parse(page(BEFORE, *target, BEHIND, word="Schritt"), "b.md", "de")
    return pair(one, two)


def met(known: Pair) -> list[tuple[list[int], list[int]]]:
    """Which blocks correspond, by their numbers, without those at both ends."""
    number = [{node: at for at, node in enumerate(e.find("code"))} for e in (known.source, known.target)]
    found = [
        ([number[0][node] for node in match.source], [number[1][node] for node in match.target])
        for match in known.matches
        if match.source[0].kind == "code"
    ]
    return sorted(found)[1:-1]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param(
            [CLONE, TOOLS, LIGHT],
            [f"# alles\n{CLONE}\n\n{TOOLS}\n# und dann\n{LIGHT}"],
            [([1, 2, 3], [1])],
            id="three blocks in one",
        ),
        pytest.param(
            [f"{CLONE}\n{TOOLS}\n{LIGHT}"],
            [TOOLS, LIGHT, CLONE],
            [([1], [1, 2, 3])],
            id="one block in three, in another order",
        ),
        pytest.param(
            [TOOLS, f"{CLONE}\nmake lamp\n{LIGHT}"],
            [f"{CLONE}\nmake lamp", LIGHT],
            [([2], [1, 2])],
            id="two met by place, and one of them says both others",
        ),
        pytest.param(
            [f"{CLONE}\n{LIGHT}", LATER],
            [f"{LATER} --tight", f"{CLONE}\n{LIGHT} --now"],
            [([1], [2]), ([2], [1])],
            id="two that changed places",
        ),
        pytest.param(
            ["lamp get --from main https://example.org/a/lamps.git here"],
            [
                "lamp get --from next https://example.org/a/lamps.git here",
                "lamp get --from main https://example.org/b/lamps.git here",
            ],
            [([1], [2])],
            id="of two edited ones the nearer",
        ),
        pytest.param(
            [LIGHT, TOOLS, LIGHT],
            [f"{LIGHT} --red", TOOLS],
            [([1], [1]), ([2], [2])],
            id="what another block says already is missing",
        ),
        pytest.param(
            [CLONE, f"{LATER}\nlamp --sell\nlamp --burn"],
            [f"{CLONE}\nlamp --off --slowly"],
            [([1], [1])],
            id="a line of four is no part",
        ),
    ],
)
def test_what_corresponds(
    source: list[str], target: list[str], expected: list[tuple[list[int], list[int]]]
) -> None:
    known = paired(source, target)
    assert met(known) == expected
    assert met(mirror(known)) == sorted((here, there) for there, here in expected)
    assert met(paired(target, source)) == sorted((here, there) for there, here in expected)


def test_a_sample_of_markdown_is_no_part_of_what_it_shows() -> None:
    fenced = f"~~~sh\n{CLONE}\n{TOOLS}\n~~~"
    known = paired([fenced, f"{CLONE}\n{TOOLS}"], [f"{CLONE}\n{TOOLS} --all"])
    assert met(known) == [([2], [1])]


FORK = "git clone https://example.org/YOUR_NAME/lamp.git\ncd lamp"
REMOTE = "git remote add upstream https://example.org/lamp.git"
SOURCE = f"""\
# Lamp

## Fork

For guests:

```sh
{FORK}
```

Then tell where it comes from:

```sh
{REMOTE}
```

## Direct clone

For members of the house:

```sh
{CLONE}
```

## Light
"""
TARGET = f"""\
# Lampe

## Klonen

```sh
{CLONE}
```

## Gabel für Gäste

```sh
{FORK}
{REMOTE}
```

## Licht
"""


def test_the_heading_above_code_that_moved_goes_with_it() -> None:
    known = pair(parse(SOURCE, "a.md", "en"), parse(TARGET, "b.md", "de"))
    beside = {
        heading.text.strip(): other.text.strip()
        for heading in known.source.find("heading")
        if (other := known.counterpart(heading))
    }
    assert beside == {"Lamp": "Lampe", "Fork": "Gabel für Gäste", "Direct clone": "Klonen", "Light": "Licht"}
