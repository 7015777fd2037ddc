"""The status for programs: one JSON object."""

from __future__ import annotations

from typing import Any, TextIO

from smo_lint.reports._json import dumped
from smo_lint.status import Progress, State, Status

# Raised where a reader of an older version would go wrong.
VERSION = 1


def render(status: Status, out: TextIO) -> None:
    """Write the object."""
    whole = {
        "version": VERSION,
        "source": status.source or None,
        **_progress(status.total),
        "languages": [{"lang": one.lang, **_progress(one)} for one in status.progress],
        "articles": [
            {"key": row.key, "editions": [_state(state) for state in row.states]} for row in status.rows
        ],
        "uncounted_files": status.alone,
    }
    out.write(dumped(whole, indent=2) + "\n")


def _progress(one: Progress) -> dict[str, int]:
    return {
        "percent": one.percent,
        "editions": len(one.states),
        "complete": one.complete,
        "missing": one.missing,
        "stale": one.stale,
        "errors": one.errors,
        "warnings": one.warnings,
    }


def _state(state: State) -> dict[str, Any]:
    return {
        "lang": state.lang,
        "path": state.path or None,
        "source": state.source,
        "complete": state.complete,
        "stale": state.stale,
        # Commits that changed the source since; null where that is not known.
        "behind": state.behind or None,
        "errors": state.errors,
        "warnings": state.warnings,
    }
