"""How messages quote a text: on one line, and not longer than a reader needs to find it."""

from __future__ import annotations

from smo_lint.model import Edition, Node, Pair
from smo_lint.prose import MASK, prose

LIMIT = 60
_PROSE = ("heading", "paragraph", "title", "cell")


def quote(text: str) -> str:
    """Return a text in quotation marks, white space evened out, cut after LIMIT code points."""
    flat = " ".join(text.replace(MASK, "…").split())
    return f"“{flat if len(flat) <= LIMIT else flat[: LIMIT - 1].rstrip() + '…'}”"


def excerpt(edition: Edition, node: Node) -> str:
    """Return the first words of a block as a reader sees them, quoted; "" where it has none."""
    for inside in node.find(*_PROSE):
        text = prose(edition, inside).text
        if text.strip(MASK + " \n"):
            return quote(text)
        if inside.text.strip():
            return quote(inside.text)
    return quote(node.text) if node.text.strip() else ""


def count(number: int, one: str, many: str = "") -> str:
    """Return a number and its noun: "1 row", "3 rows"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def reference(pair: Pair) -> str:
    """Return what messages call the source of a pair: its language tag, if it has one."""
    return pair.source.lang or "the reference"
