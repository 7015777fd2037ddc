"""One cause, one finding: what damage explains, what it must leave, and neighbours told as one."""

from __future__ import annotations

import pytest

from smo_lint.engine import lint_article
from smo_lint.model import Bundle, Member
from smo_lint.options import Config

BUNDLE = Bundle("a", (Member("en.md", "en", ""), Member("pl.md", "pl", "")), source="en")

CODE = "# T\n\nFirst words of text.\n\n```\none\n```\n\nSecond words of text here.\n\n## Next\n\n```sh\ntwo\n```\n\nLast words of Anna in 1984 at `home`.\n"
KOD = "# T\n\nPierwsze słowa tekstu.\n\n```\none\n{}\nDrugie słowa tekstu tutaj.\n\n## Dalej\n\n```sh\ntwo\n```\n\nOstatnie słowa Anna w 1984 w `home`.\n"

LEFT = "# T\n\nHere you open a window or close every window that you find.\n\n## {}\n\n```\none\n```\n\n## Then you close every window\n\n```\ntwo\n```\n\n## Now\n\nYou can read what is to be done here, and then you do it at once.\n"
LINKS = LEFT.replace(
    "Here you open a window or close every window that you find.",
    "Tutaj wszystko jest opisane po kolei i bardzo dokładnie.",
)
LEFT_LATE = LINKS.replace("Then you close every window", "Potem zamykasz wszystkie okna").replace(
    "## Now", "## Teraz"
)

CASES = [
    pytest.param(
        LEFT.format("First you open every window"),
        LINKS.format("First you open every window"),
        ["TX101"],
        id="headings of a text that was left",
    ),
    pytest.param(
        LEFT.format("First you open every window"),
        LEFT_LATE.format("First you open every window"),
        ["HD109", "TX101"],
        id="a lone heading before a text that was left",
    ),
    pytest.param(
        "See the [guide](https://a.example/x) today.\n",
        "Zobacz dziś [poradnik](https://a.example/x dziś.\n",
        ["LK005"],
        id="a bracket of a broken link is not odd by itself",
    ),
    pytest.param(
        "See the [guide](https://a.example/x) (here).\n",
        "Zobacz [poradnik](https://a.example/x tutaj, (albo jutro.\n",
        ["LK005"],
        id="a link that takes in the rest",
    ),
    pytest.param(
        "See the [guide](https://a.example/x), and (then) the end.\n",
        "Zobacz poradnik](https://a.example/x), a (potem koniec.\n",
        ["LK005", "PN005"],
        id="another bracket of the same block is reported",
    ),
    pytest.param(CODE, KOD.format("```\n"), [], id="sound"),
    pytest.param(CODE, KOD.format(""), ["CD002"], id="what a fence swallows is not missing"),
    pytest.param(
        "Follow the rules of [Versioning](https://a.example/v).\n",
        "Obowiązują zasady .\n",
        ["LK101"],
        id="the space before the hole that a link leaves",
    ),
    pytest.param(
        "Use `first`, `second:` and `third:`, please.\n",
        "Użyj `first`, second:, i `third:`.\n",
        ["CD106"],
        id="marks that clash where code lost its backticks",
    ),
    pytest.param(
        "Read [RFC 2119](https://a.example/rfc) before.\n",
        "Najpierw przeczytaj to wszystko.\n",
        ["LK101"],
        id="a number inside a lost link",
    ),
    pytest.param(
        "Read RFC 2119 and [this](https://a.example/rfc) before.\n",
        "Przeczytaj to wszystko.\n",
        ["LK101", "TX106"],
        id="a number beside a lost link",
    ),
    pytest.param(
        "See [![The map](/m.png)](https://a.example/map) now.\n",
        "Zobacz [](https://a.example/map) teraz.\n",
        ["LK012"],
        id="the picture of a link that shows nothing",
    ),
    pytest.param(
        "Text of Anna here.\n\n| a | b |\n|---|---|\n| you can read what is to be done | with the server |\n",
        "Tekst Anny tutaj.\n\n| a | b |\n\n|---|---|\n| you can read what is to be done | with the server |\n",
        ["TB105"],
        id="the rows of a table that a blank line tears",
    ),
    pytest.param(
        'Read this <span class="x">now</span>.\n',
        'Przeczytaj <spanos class="x">teraz</spanos>.\n',
        ["MK108"],
        id="an element that HTML does not have",
    ),
    pytest.param(
        "# T\n\n- one thing to do\n- two things to do\n- three things to do\n- four things to do\n",
        "# T\n\n- jedna rzecz do zrobienia\n- cztery rzeczy do zrobienia\n",
        ["LS101"],
        id="items that are missing together",
    ),
    pytest.param(
        "Take the [MIT](https://a.example/mit) or the [ISC](https://a.example/isc) license today.\n",
        "Weź dziś licencję MIT albo ISC.\n",
        ["LK101"],
        id="links that one paragraph lacks",
    ),
]


def codes(source: str, target: str) -> list[str]:
    """The codes of what is said, without hints."""
    files = {"en.md": source, "pl.md": target}
    return [f.code for f in lint_article(files, Config(), BUNDLE) if f.severity != "hint"]


@pytest.mark.parametrize(("source", "target", "expected"), CASES)
def test_one_cause_is_one_finding(source: str, target: str, expected: list[str]) -> None:
    assert sorted(codes(source, target)) == expected


def test_neighbours_are_counted_and_all_named_as_related() -> None:
    source, target, _ = CASES[-2].values
    files = {"en.md": str(source), "pl.md": str(target)}
    (found,) = [f for f in lint_article(files, Config(), BUNDLE) if f.code == "LS101"]
    assert found.problem.message.endswith(", and 1 more")
    assert len(found.problem.related) == 2


@pytest.mark.parametrize(
    ("words", "level"), [("dist or", "warning"), ("dist of [Ada](https://ada.example.org/x) or", "error")]
)
def test_what_is_told_with_a_sure_problem_weighs_as_much(words: str, level: str) -> None:
    way = "[ours](https://files.example.org/a/dist)"
    source = f"Get [it](https://files.example.org/b/dist) from {words} {way}.\n"
    texts = {"en.md": source, "pl.md": f"Weź Ada albo {way}.\n"}
    findings = lint_article(texts, Config(select=("LK101",)), BUNDLE)
    assert [(finding.code, finding.severity) for finding in findings] == [("LK101", level)]


@pytest.mark.parametrize(("times", "told"), [(4, [1, 1, 1, 1]), (5, [5]), (7, [7])])
def test_a_habit_of_a_page_is_one_finding_that_mends_all(times: int, told: list[int]) -> None:
    source = "".join(f"Is it {number}?\n\n" for number in range(times))
    target = source.replace("?", " ?")
    found = lint_article({"en.md": source, "pl.md": target}, Config(select=("PN003",)), BUNDLE)
    fixes = [finding.problem.fix for finding in found]
    assert [len(fix.edits) for fix in fixes if fix] == told
    assert [len(finding.problem.related) + 1 for finding in found] == told
