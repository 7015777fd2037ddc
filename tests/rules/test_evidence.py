"""How sure it is that two blocks say the same."""

from __future__ import annotations

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse
from smo_lint.rules._evidence import by_place

ONE = """\
# Lamp

How many people do they reach, and what do these people want of a lamp?

What does their [survey](https://example.org/survey) show that was made among them last year?

Read `first`.
"""
REWRITTEN = """\
# Lampa

Dobra lampa zaprasza ludzi, żeby usiedli przy stole i porozmawiali ze sobą choć chwilę.

Przeczytaj `first`.
"""
LOST = """\
# Lampa

Do ilu ludzi docierają, i czego ci ludzie chcą od lampy?

Co pokazuje ich ankieta, którą przeprowadzono wśród nich w zeszłym roku?

Przeczytaj `first`.
"""


def unsure(source: str, target: str) -> list[str]:
    """The paragraphs of the target that met theirs by place alone."""
    known = pair(parse(source, "en.md", "en"), parse(target, "pl.md", "pl"))
    return [node.text[:11] for node in known.target.find("paragraph") if by_place(known, node)]


def test_a_block_beside_one_that_stands_alone_may_be_another_one() -> None:
    assert unsure(ONE, REWRITTEN) == ["Dobra lampa"]


def test_a_block_whose_neighbours_met_is_sure_without_anything_shared() -> None:
    assert unsure(ONE, LOST) == []


def test_what_has_no_counterpart_has_none_by_place() -> None:
    assert unsure("# Lamp\n", "# Lampa\n\nNowe słowa.\n") == []
