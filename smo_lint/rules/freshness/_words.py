"""How far a source has gone on, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smo_lint.lag import Change
from smo_lint.model import Location, Pair
from smo_lint.rules._quote import count, quote

# Places that are shown; more would hide the report.
SHOWN = 3


def extent(changes: Sequence[Change]) -> str:
    """Return how much has changed: "2 blocks changed, 1 added"."""
    added = sum(change.before is None for change in changes)
    removed = sum(change.after is None for change in changes)
    changed = len(changes) - added - removed
    parts = [f"{number} {what}" for number, what in ((changed, "changed"), (added, "added")) if number]
    parts += [f"{removed} removed"] if removed else []
    number, _, rest = ", ".join(parts).partition(" ")
    return f"{count(int(number), 'block')} {rest}"


def commits(pair: Pair) -> str:
    """Return the commits that changed the source since: " in 2 commits, the last “Say how” (2024-05-01)"."""
    since = pair.past.since if pair.past else ()
    if not since:
        return ""
    last = "" if len(since) == 1 else ", the last"
    return f" in {count(len(since), 'commit')}{last} {quote(since[0].subject)} ({since[0].day})"


def places(pair: Pair, changes: Sequence[Change]) -> Iterator[Location]:
    """Yield the first places of the source that have changed."""
    new = [change for change in changes if change.after]
    for change in new[:SHOWN]:
        if change.after:
            yield pair.source.at(change.after.span, "changed since" if change.before else "added since")
