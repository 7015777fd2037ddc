"""A paragraph and what a translation made of it: several, or a list."""

from __future__ import annotations

import pytest

from smo_lint.markdown import parse
from smo_lint.pairing import pair

WHOLE = "Reverting can be hard: do you take back several changes? If you take back a new part, is the next version small?"
INTRO = "Rückgängig machen kann schwierig sein:"
ITEMS = "- Nehmen Sie mehrere Änderungen zurück?\n- Ist die nächste Version klein, wenn Sie einen neuen Teil zurücknehmen?"
LINKED = "Read [the guide](guide.md) and [the list](list.md), which say what you can take back and what not."
OTHERS = (
    "- Lesen Sie [den Kurs](course.md), der sagt, was geht.\n- Lesen Sie [die Karte](map.md) und nicht mehr."
)


def met(source: str, target: str) -> list[tuple[str, int, int]]:
    """How paragraphs of one page with a heading before and behind correspond."""
    one = parse(f"# One\n\n{source}\n\n## Two\n\nThe end of it.\n", "a.md", "en")
    two = parse(f"# Eins\n\n{target}\n\n## Zwei\n\nDas Ende davon.\n", "b.md", "de")
    matches = pair(one, two).matches
    return [(m.how, len(m.source), len(m.target)) for m in matches if m.source[0].kind == "paragraph"][:-1]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param(WHOLE, f"{INTRO}\n\n{ITEMS}", [("split", 1, 3)], id="a paragraph and a list"),
        pytest.param(LINKED, OTHERS, [], id="what leads elsewhere is another text"),
        pytest.param(WHOLE, "- Ja.\n- Nein.", [], id="far too short"),
        pytest.param(WHOLE, "", [], id="nothing in its place"),
    ],
)
def test_what_became_of_a_paragraph(source: str, target: str, expected: list[tuple[str, int, int]]) -> None:
    assert met(source, target) == expected


def test_only_what_stands_in_its_place_is_taken() -> None:
    left_over = (
        "- Etwas ganz anderes, das niemand im Original je geschrieben hat und das auch nicht hierher gehört."
    )
    assert met(f"{WHOLE}", f"{WHOLE}\n\n{left_over}") == [("kept", 1, 1)]
