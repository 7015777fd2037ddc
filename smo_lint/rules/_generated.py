"""Pages that a program writes: what stands in them is no translator's work."""

from __future__ import annotations

import re

from smo_lint.model import Edition
from smo_lint.regexes import regex

# A line of its own, a comment or a key of front matter that says so, in the words that generators use.
_SAYS = regex(
    r"^[^\w\n]{0,9}(?:(?:this|the) )?(?:(?:file|page|document|documentation) )?(?:(?:is|was|has been) )?"
    r"(?:auto(?:matically|[- _]?)[- ]?generated\b|generated automatically\b)",
    re.IGNORECASE | re.MULTILINE,
)


def generated(*editions: Edition) -> bool:
    """Whether each of these editions says that a program wrote it."""
    return all(map(_generated, editions))


def _generated(edition: Edition) -> bool:
    if "generated" not in edition.memo:
        edition.memo["generated"] = _SAYS.search(edition.text) is not None
    found: bool = edition.memo["generated"]
    return found
