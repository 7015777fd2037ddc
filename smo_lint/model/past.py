"""What the history of a repository tells about a translation: plain values, found outside."""

from __future__ import annotations

from typing import NamedTuple

from smo_lint.model.frozen import frozen


class Commit(NamedTuple):
    """A change in a repository: its full id, its day ("2024-05-01"), the first line of its message."""

    id: str
    day: str
    subject: str


@frozen(slots=True)
class Past:
    """What a translation was made from.

    revision  the full id of the commit that it was made from; "" where it declares one that does not exist
    declared  whether the translation says so itself; else it was the latest when the translation was
              last changed
    text      the source at that revision, as decoded; None where that is not known, or where it is the
              same as now
    since     the commits that changed the source since, the newest first; empty where they are not known
    """

    revision: str
    declared: bool = True
    text: str | None = None
    since: tuple[Commit, ...] = ()
