"""What is kept of many things: of each a head for most runs, and a rest, decoded where it is asked for."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, NamedTuple


class Shelf(NamedTuple):
    """What is kept, by the names of things.

    heads  name -> what most runs ask for
    rests  name -> all else, as JSON
    """

    heads: dict[str, Any]
    rests: dict[str, bytes]

    def rest(self, name: str) -> Any:
        """Return the rest of what is kept of a thing, None where there is none."""
        return json.loads(self.rests[name]) if name in self.rests else None

    def of(self, name: str) -> tuple[Any, bytes | None]:
        """Return all that is kept of a thing, to be compared."""
        return self.heads.get(name), self.rests.get(name)

    def among(self, names: Collection[str]) -> Shelf:
        """Return what is kept of some things."""
        heads = {name: head for name, head in self.heads.items() if name in names}
        whole = len(heads) == len(self.heads)
        return self if whole else Shelf(heads, {name: self.rests[name] for name in heads})

    def updated(self, new: Shelf) -> Shelf:
        """Return the same with what is new."""
        return Shelf({**self.heads, **new.heads}, {**self.rests, **new.rests}) if new.heads else self


def encoded(value: Any) -> bytes:
    """Return a value of lists, strings, numbers and None as one line."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return content.encode("utf-8", "surrogatepass")
