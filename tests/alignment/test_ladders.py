"""A heading and its first subheading: which of them meets which."""

from __future__ import annotations

import pytest

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse

TEXT = "We follow [the rules of the lamp](https://rules.example.org/lamp) wherever that is possible at all."
TRANSLATED = (
    "Wir folgen [den Regeln der Lampe](https://rules.example.org/lamp), wo immer das überhaupt möglich ist."
)
CODE = "```sh\nlamp --shine --colour=red --until=dawn\n```"
FIRST = "# Lamp\n\nRead `first`."
TABLE = "| Kind | Use |\n|---|---|\n| `desk` | work |\n| `floor` | rest |\n| `wall` | light |"
LOST = "## Words in English\n\nAll that is written on the lamp is in English.\n\nNobody writes Chinese on it."
ABOVE = f"{{lost}}## Shine and colour\n\n{TEXT}\n\n### Form\n\n{CODE}\n\n### Kinds\n\n{TABLE}\n\n## End\n\nRead `last`."
BELOW = f"## Leuchten\n\n### Form der Lampe\n\n{TRANSLATED}\n\n{CODE}\n\n### Arten\n\n{TABLE}\n\n## Ende\n\nLies `last`."


def met(source: str, target: str) -> dict[str, str]:
    """Which headings correspond, and the text between them."""
    known = pair(
        parse(f"{FIRST}\n\n{source}\n", "a.md", "en"),
        parse(f"# Lampe\n\nLies `first`.\n\n{target}\n", "b.md", "de"),
    )
    blocks = [*known.source.find("heading"), *known.source.find("paragraph")]
    found = {block.text[:9].strip(): known.counterpart(block) for block in blocks}
    return {text: there.text[:9].strip() for text, there in found.items() if there is not None}


@pytest.mark.parametrize("lost", ["", f"{LOST}\n\n"], ids=["same", "a-section-less"])
def test_what_stands_above_the_first_subheading_there_and_below_it_here(lost: str) -> None:
    found = met(ABOVE.format(lost=lost), BELOW)
    assert "Words in" not in found
    assert found["Shine and"] == "Leuchten"
    assert found["Form"] == "Form der"
    assert found["We follow"] == "Wir folge"


def test_the_other_way_round() -> None:
    found = met(BELOW, ABOVE.format(lost=""))
    assert found["Leuchten"] == "Shine and"
    assert found["Form der"] == "Form"
