"""What stands beside an item of a list or a row of a table."""

from __future__ import annotations

from smo_lint.alignment.pairing import pair
from smo_lint.markdown import parse
from smo_lint.rules._siblings import kept, neighbours, siblings

ONE = """\
- take `call_a` first
- take `call_b` then
- take `call_c` later
- take `call_d` last

Text.
"""
TWO = """\
- zuerst `call_a` nehmen
- zuletzt `call_d` nehmen

Text.
"""


def test_an_item_knows_its_list_and_its_place() -> None:
    edition = parse(ONE, "en.md", "en")
    items = list(edition.find("item"))
    assert siblings(edition, items[2]) == (tuple(items), 2)
    assert siblings(edition, edition.skeleton.children[-1]) == ((), 0)
    assert neighbours(edition, items[0]) == ((), (items[1],))
    assert neighbours(edition, items[2]) == ((items[1],), (items[3],))


def test_the_nearest_that_has_a_counterpart_is_found_across_others() -> None:
    source, target = parse(ONE, "en.md", "en"), parse(TWO, "de.md", "de")
    beside = pair(source, target)
    first, second, third, last = source.find("item")
    here = list(target.find("item"))
    assert kept(beside, second) == kept(beside, third) == (here[0], here[1])
    assert kept(beside, first) == (None, here[1])
    assert kept(beside, last) == (here[0], None)
