"""What was worked out about the blocks of an edition before it was edited, and still holds of most of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from smo_lint.model import Edition, Node


class Earlier(NamedTuple):
    """An edition before it was edited.

    memo     what was worked out about it, by keys of a name and a node
    origins  node that stands further on or further back since -> what it was; the others are themselves
    by       by how many characters
    """

    memo: Mapping[Any, Any]
    origins: Mapping[Node, Node]
    by: int


def remember(now: Edition, before: Edition) -> None:
    """Let an edition that was parsed after an edit ask what was known of it before.

    What was known before that is forgotten, or every text since the first one would be kept.
    """
    before.memo.pop(Earlier, None)
    origins = now.memo.pop("origins", None)
    if origins is not None:
        now.memo[Earlier] = Earlier(before.memo, origins, len(now.text) - len(before.text))


def known(edition: Edition, name: str, node: Node) -> tuple[Any, int] | None:
    """Return what was kept under a name and a node, and by how far the node has moved; None where nothing was.

    Only for what depends on nothing but the text of the node itself and where it stands.
    """
    earlier: Earlier | None = edition.memo.get(Earlier)
    if earlier is None:
        return None
    origin = earlier.origins.get(node)
    value = earlier.memo.get((name, origin or node))
    return None if value is None else (value, earlier.by if origin else 0)
