"""What stands under a heading tells which section it is, where headings alone do not."""

from __future__ import annotations

from smo_lint.alignment.pairing import pair
from smo_lint.alignment.under import bodies
from smo_lint.alignment.units import units
from smo_lint.markdown import parse
from smo_lint.model import Pair

PORT = "Set `port` to 8080 in [the file](port.md), then call `open-port` once.\n"
USER = "Give `user` a name in [the list](user.md), then call `add-user` twice.\n"
LOGS = "Read `logs` from [the folder](logs.md), then call `show-logs` at last.\n"


def sections(*bodies: str, title: str) -> str:
    return "".join(f"## {title}\n\n{body}\n" for body in bodies)


def met(known: Pair) -> list[tuple[int, int]]:
    """Which heading goes with which, counted from 0."""
    ours, theirs = (list(edition.find("heading")) for edition in (known.source, known.target))
    return [(ours.index(one), theirs.index(two)) for one, two in known.matched("heading")]


def test_a_lost_section_does_not_shift_the_others() -> None:
    source = parse(sections(PORT, USER, LOGS, title="A step that you take"), "a.md", "en")
    target = parse(sections(USER, LOGS, title="Krok, który robisz"), "b.md", "pl")
    assert met(pair(source, target)) == [(1, 0), (2, 1)]


def test_the_shape_of_a_section_counts_where_nothing_is_shared() -> None:
    long = (
        "Here is a rather long paragraph that says much about one thing and a little about another.\n\n" * 4
    )
    lang = (
        "Oto dość długi akapit, który mówi wiele o jednej rzeczy, a trochę mniej o jeszcze innej rzeczy.\n\n"
        * 4
    )
    source = parse(sections("Short.\n", long, "Brief.\n", title="A part of it"), "a.md", "en")
    target = parse(sections("Krótko.\n", lang, title="Część tego"), "b.md", "pl")
    assert met(pair(source, target)) == [(0, 0), (1, 1)]


def test_a_body_ends_where_the_next_section_of_its_level_begins() -> None:
    edition = parse("# A\n\nOne.\n\n## B\n\nTwo.\n\n### C\n\n## D\n\nThree.\n", "a.md", "en")
    assert [body.blocks for body in bodies(units(edition), {}).values()] == [6, 2, 0, 1]


def test_equal_cells_outweigh_an_equal_caption() -> None:
    tables = [
        "| Name | What |\n| - | - |\n| `page.{0}` | {1} {0} |\n".format(name, "the")
        for name in ("year", "tags", "kind")
    ]
    captions = ["**Years** (`years`):", "**Tags** (`labels`):", "**Kinds** (`kinds`):"]
    turned = captions[1:] + captions[:1]
    source, target = (
        parse("\n".join(f"{c}\n\n{t}" for c, t in zip(names, tables, strict=True)), "a.md", "en")
        for names in (captions, turned)
    )
    known = pair(source, target)
    rows = [(one.span.start, two.span.start) for one, two in known.matched("row")]
    assert len(rows) == 6
    assert not list(known.missing("table", "row"))


def test_an_equal_code_block_outweighs_an_equal_paragraph_above_it() -> None:
    before = "`one` stands before [two](two.md) and `three` behind [four](four.md), all day.\n\n" * 12
    source = "```js\nimport { Sign } from 'signs'\n\n<Sign />\n```\n\nSet `style` or `class`.\n\n```js\n<Icon />\n```\n"
    target = "Ustaw `style` albo `class`.\n\n```js\nimport { Sign } from 'signs'\n\n<Sign />\n```\n"
    known = pair(parse(before + source, "a.md", "en"), parse(before + target, "b.md", "pl"))
    assert [(one.text, two.text) for one, two in known.matched("code")] == [
        ("import { Sign } from 'signs'\n\n<Sign />", "import { Sign } from 'signs'\n\n<Sign />")
    ]
