"""`--profile`: a table of where the time of a run went, on the standard error stream."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

# In the order of a run; the rules are asked between the alignment and the judgement of what they say.
PHASES = {
    "discover": "find the articles",
    "history": "read the history",
    "read": "read the files",
    "habits": "learn what the articles have in common",
    "site": "gather the pages and headings for links",
    "parse": "parse the editions",
    "align": "align the editions",
    "judge": "votes, damage, ignores, fingerprints",
    "report": "write the report",
}


@contextmanager
def profiled(wanted: bool) -> Iterator[None]:
    """Print the table once the run is over, where it is wanted."""
    if not wanted:
        yield
        return
    from smo_lint.outside import stopwatch

    watch = stopwatch.start()
    try:
        yield
    finally:
        stopwatch.stop()
        print("\n".join(_table(watch.taken())), file=sys.stderr)  # noqa: T201


def _table(seconds: Mapping[str, float]) -> Iterator[str]:
    from smo_lint.rules import rules

    whole = sum(seconds.values()) or 1.0
    names = {rule.code: rule.name for rule in rules()}
    asked = sorted((code for code in seconds if code in names), key=lambda code: -seconds[code])

    def line(name: str, spent: float, what: str) -> str:
        return f"{name:<9}{spent:>9.3f}{100 * spent / whole:>6.1f}  {what}"

    yield f"{'':<9}{'seconds':>9}{'%':>6}  processor time, of all processes together"
    for name, what in PHASES.items():
        yield line(name, seconds.get(name, 0.0), what)
    yield line("rules", sum(seconds[code] for code in asked), "what a rule works out first serves the others")
    for code in asked:
        yield line(f"  {code}", seconds[code], names[code])
