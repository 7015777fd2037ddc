"""What stands opposite a block: by places as by nodes."""

from __future__ import annotations

import pytest

from smo_lint.comparing import compare
from smo_lint.model import BLOCKS, Article, Bundle, Member
from smo_lint.opposite import beside, node_at, opposite, place

TEXTS = {
    "de.md": "# Titel\n\nEin Satz.\n\n- a\n- b\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n## Ende\n\nAus.\n",
    "en.md": "# Title\n\nA sentence.\n\n- a\n- b\n- c\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n## End\n\nOver.\n",
    "fr.md": "# Titre\n\nUne phrase.\n\n- a\n\n## Fin\n\nC’est tout.\n",
}


def article(source: str) -> Article:
    return compare(TEXTS, Bundle("a", tuple(Member(path, path[:2], "") for path in TEXTS), source))


@pytest.mark.parametrize("source", ["en", ""])
def test_places_lead_to_what_nodes_lead_to(source: str) -> None:
    whole = article(source)
    met = 0
    for edition in whole.editions:
        for node in (node for node in edition.nodes if node.kind in BLOCKS):
            assert place(node_at(edition, place(node))) == place(node)
            by_nodes = [(other, place(there)) for other, there in whole.counterparts(edition, node)]
            assert list(opposite(whole, edition, place(node))) == by_nodes
            met += len(by_nodes)
    assert met > 50


@pytest.mark.parametrize("source", ["en", ""])
def test_beside_an_edition_stands_what_it_is_compared_with(source: str) -> None:
    whole = article(source)
    for edition in whole.editions:
        for other, pair, side in beside(whole, edition):
            assert {pair.source, pair.target} == {edition, other}
            assert (pair.source if side == "source" else pair.target) is edition
    numbers = [len(beside(whole, edition)) for edition in whole.editions]
    assert numbers == ([1, 2, 1] if source else [2, 2, 2])
