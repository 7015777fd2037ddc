"""A paragraph and what a translation made of it: several, or a list."""

from __future__ import annotations

import pytest

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse

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


FIRST = "There are ready texts, so you need not write one, and [many sites](sites.md) took them."
SECOND = "Put it into a file beside the others, and lead to it from your README."
LEADING = "Put it into a file at once, as [the second guide](more.md) says."
BEFORE = "Es gibt fertige Texte, man muss keinen schreiben, und [viele Seiten](sites.md) nahmen sie."
REST = "What is said behind it is as long here as it is there, and says nothing more than that."


def ran(source: str, target: str) -> list[tuple[str, int, int]]:
    """How paragraphs correspond before others, which tell how long a translation is."""
    rest = f"## Two\n\n{REST}\n\n{REST}\n\n{REST}"
    return met(f"{source}\n\n{rest}", f"{target}\n\n{rest}")[:-3]


@pytest.mark.parametrize(
    ("behind", "target", "expected"),
    [
        pytest.param(
            SECOND,
            "Es gibt fertige Texte, und [viele Seiten](sites.md) nahmen einen.\nLegen Sie ihn neben die anderen, README führt hin.",
            [("merged", 2, 1)],
            id="two lines that lost the blank one",
        ),
        pytest.param(
            SECOND,
            f"{BEFORE}\nDa ist er gut aufgehoben.",
            [("kept", 1, 1)],
            id="a second line that is far too short",
        ),
        pytest.param(
            LEADING,
            "Es gibt fertige Texte, die [viele Seiten](sites.md) nahmen. Mehr dazu sagt [der zweite Kurs](more.md) allen, die lesen.",
            [("merged", 2, 1)],
            id="what only the lone one leads to",
        ),
        pytest.param(
            LEADING,
            "Es gibt fertige Texte, die [viele Seiten](sites.md) nahmen. Mehr dazu sagt [der zweite Kurs](other.md) allen, die lesen.",
            [("kept", 1, 1)],
            id="it leads elsewhere",
        ),
    ],
)
def test_what_ran_into_its_neighbour(behind: str, target: str, expected: list[tuple[str, int, int]]) -> None:
    source = f"{FIRST}\n\n{behind}"
    assert ran(source, target) == expected
    turned = [({"merged": "split"}.get(how, how), there, here) for how, here, there in expected]
    assert ran(target, source) == turned


def test_only_what_stands_in_its_place_is_taken() -> None:
    left_over = (
        "- Etwas ganz anderes, das niemand im Original je geschrieben hat und das auch nicht hierher gehört."
    )
    assert met(f"{WHOLE}", f"{WHOLE}\n\n{left_over}") == [("kept", 1, 1)]
