"""What a scan of a text looks for beyond CommonMark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from re import Pattern
from typing import NamedTuple


class Addition(NamedTuple):
    """An inline that a dialect adds.

    pattern  matched at its first character; groups `inner` and `name` where it has them
    kind     of the node
    closer   a string that every match ends with: looked for once, so that thousands of openings
             that are never closed cost nothing
    """

    pattern: Pattern[str]
    kind: str
    closer: str


class Syntax:
    """What a scan looks for: one for plain Markdown and one for MDX, shared by all documents.

    extra        first character -> what dialects add there, tried before CommonMark
    destination  how a destination of a dialect looks, from `(` to `)`, group 1 the destination
    """

    def __init__(
        self, extra: Mapping[str, Sequence[Addition]], destination: Pattern[str] | None = None
    ) -> None:
        self.extra = extra
        self.destination = destination
        chars = "".join(re.escape(c) for c in sorted(set("\\`*_[]!<\n~") | set(extra)))
        self.special = re.compile(f"[{chars}]")
        self.special_or_url = re.compile(f"[{chars}]|https?://")
