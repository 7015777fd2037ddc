"""How much memory one text may take: the nodes that it is made of are counted while they are made."""

from __future__ import annotations

# More than 100,000 lines of prose with links have; each takes a kilobyte or two until its article is judged.
NODES = 250_000


class TooManyError(Exception):
    """A text has more nodes than it may."""


class Room:
    """What is left of the nodes that a text may have."""

    def __init__(self, nodes: int) -> None:
        self.left = nodes

    def take(self, count: int) -> None:
        """Count nodes that are there now. Raises TooManyError."""
        self.left -= count
        if self.left < 0:
            raise TooManyError

    def holds(self, tokens: int) -> None:
        """Look at how many tokens there are so far, every other one of which may be a blank line."""
        if tokens > 2 * self.left + 1:
            raise TooManyError
