"""What rules are spared: blocks and pairs that are not looked at could not have had anything to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from smo_lint.alignment.pairing import pair
from smo_lint.manual import page
from smo_lint.markdown import parse
from smo_lint.model import BLOCKS, CONTAINERS, Edition, Pair
from smo_lint.prose import prose
from smo_lint.rules import rules
from smo_lint.rules._blocks import aligned, holding, wholes
from smo_lint.rules.links import _html, swallowing_link
from smo_lint.rules.lists import _bullets
from smo_lint.rules.lists._runs import items

BULLETS = [
    f"{before}{marker}Open it\n{between}{marker}Close it\n\n{marker}Wait\n"
    for marker in ("-", "+", "*", "1.", "12)", "•", "・", "１．", "–", "3、")
    for before, between in (("", ""), ("- ", "  "), ("> ", "> "), ("Then:\n", ""), ("  ", "　"))
]
HELD = ("link", "image", "inline_code", "strong")


@cache
def editions() -> tuple[Edition, ...]:
    """Every file of the examples on the rules' pages."""
    texts = {
        (path, text)
        for rule in rules()
        for example in page(rule).examples
        for path, text in example.files
        if isinstance(text, str)
    }
    texts |= {(f"{number}.md", text) for number, text in enumerate(BULLETS)}
    return tuple(parse(text, path, path.partition(".")[0]) for path, text in sorted(texts))


@cache
def pairs() -> tuple[Pair, ...]:
    """The first two files of each example that has as many."""
    found = []
    for rule in rules():
        for example in page(rule).examples:
            both = [(path, text) for path, text in example.files if isinstance(text, str)][:2]
            if len(both) == 2:
                found.append(pair(*(parse(text, path, path.partition(".")[0]) for path, text in both)))
    return tuple(found)


def test_there_are_many_examples() -> None:
    found = editions()
    assert len(found) > 500
    for kind in HELD:
        assert sum(edition.has(kind) for edition in found) > 5


@pytest.mark.parametrize("kind", HELD)
def test_what_holds_a_kind_is_all_that_is_above_it(kind: str) -> None:
    for edition in editions():
        above = {n for n in edition.nodes if any(below is not n for below in n.find(kind))}
        assert holding(edition, kind) == above


@pytest.mark.parametrize("kind", HELD)
def test_matches_with_what_holds_a_kind_are_those_of_which_any_block_does(kind: str) -> None:
    for known in pairs():
        theirs, ours = holding(known.source, kind), holding(known.target, kind)
        either = [
            both for both in known.prose() if not (theirs.isdisjoint(both[0]) and ours.isdisjoint(both[1]))
        ]
        assert list(aligned(known, theirs, ours)) == either
    merged = [match for known in pairs() for match in known.matches if len(match.source + match.target) > 2]
    assert merged


def test_a_link_without_signs_of_a_sentence_swallows_none() -> None:
    """Whatever the links beside it are, and however much shorter: one sign alone is not enough."""
    links = [
        swallowing_link._Link(edition.lang, *link.span, link.text, link.url)
        for edition in editions()
        for link in edition.find("link")
    ]
    spared = [link for link in links if not swallowing_link._may_swallow(link.said)]
    assert len(spared) > 100
    for link in spared:
        assert all(swallowing_link._signs(link, [other], 0) < 2 for other in links[:40])


@pytest.mark.parametrize("form", [r"\d", "`", r"\*", "<", "a"])
def test_whole_blocks_are_those_whose_text_has_it(form: str) -> None:
    pattern = re.compile(form)
    for edition in editions():
        whole = edition.find("heading", "paragraph", "title", "row")
        assert list(wholes(edition, pattern)) == [n for n in whole if pattern.search(prose(edition, n).text)]


@pytest.mark.parametrize("kind", ["link", "image"])
def test_links_are_found_wherever_they_stand(kind: str) -> None:
    for edition in editions():
        for block in edition.nodes:
            if block.kind in BLOCKS and block.kind not in CONTAINERS:
                found = [node.span for node in _html.places(edition, block, kind)]
                assert found == [node.span for node in _html._places(edition, block, kind)]


def test_items_are_the_innermost_around_a_block() -> None:
    for edition in editions():
        around = {
            node: next(above for above in edition.ancestors(node) if above.kind == "item")
            for node in edition.nodes
            if node.kind in BLOCKS and edition.within(node, "item")
        }
        assert items(edition) == around


def _lines(edition: Edition, form: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for paragraph in edition.find("paragraph"):
        start = edition.text.rfind("\n", 0, paragraph.span.start) + 1
        if edition.text[start : paragraph.span.start].strip():
            start = paragraph.span.start
        yield from (found.span() for found in form.finditer(edition.text, start, paragraph.span.end))


@pytest.mark.parametrize("form", [_bullets._UNSPACED, _bullets._FOREIGN], ids=["unspaced", "foreign"])
def test_no_line_that_begins_like_an_item_is_passed_over(form: re.Pattern[str]) -> None:
    total = 0
    for edition in editions():
        found = [match.span() for _, matches in _bullets._lines(edition, form) for match in matches]
        assert found == list(_lines(edition, form))
        total += len(found)
    assert total > 20
