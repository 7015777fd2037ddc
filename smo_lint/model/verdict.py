"""What rules are and what they say: problems and fixes, and the findings that they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from smo_lint.model.comparison import Article, Pair
from smo_lint.model.document import Edition, Location, Span
from smo_lint.model.frozen import frozen

SEVERITIES = ("error", "warning", "hint")


@frozen(slots=True)
class Edit:
    """Replace what `span` covers by `text`; an empty span inserts."""

    span: Span
    text: str


@frozen(slots=True)
class Fix:
    """A repair of the file that a problem is reported in.

    title  imperative, without final stop: "Insert a space"
    edits  not overlapping, in any order
    safe   one right answer, meaning kept; others are applied on request only
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@frozen(slots=True)
class Problem:
    """What a rule says; a rule cannot state its own code.

    at       where the cursor should go: in the file to edit
    message  one line, lower case, no final stop: what is there, then what it is compared with
    related  other places that explain it, most telling first
    fix      None where there is not one likely answer
    topic    what it is about in words that no language changes (a URL, a number, a key): tells
             apart problems of one rule at one place, in votes and in fingerprints
    covers   the part of the file that this damage makes something else than it should be: what
             other rules would say of it comes from the damage and is not said. Of a guard: from its
             start on they are silent. None where nothing is hidden
    voices   languages of the references that say the same, where editions vote; empty elsewhere
    severity  "warning" or "hint" where this problem is less sure or less harmful than its rule's usual
             ones; empty elsewhere. It never weighs more than the rule, and a configured severity decides
    """

    at: Location
    message: str
    related: tuple[Location, ...] = ()
    fix: Fix | None = None
    topic: str = ""
    covers: Span | None = None
    voices: tuple[str, ...] = ()
    severity: str = ""


@frozen(slots=True)
class Finding:
    """What is reported: a problem, with the identity and the weight of its rule."""

    code: str
    name: str
    severity: str
    lang: str
    article: str
    problem: Problem
    fingerprint: str


@frozen(eq=False, slots=True)
class Agreement:
    """Translations that differ from the source in the same way.

    place     the thing in the source that they differ from
    problems  what one rule says of each of them, in the order of their paths; one problem each
    """

    article: Article
    place: Location
    problems: tuple[Problem, ...]


Subject = type[Edition] | type[Pair] | type[Article] | type[Agreement]
Check = Callable[..., Iterable[Problem]]


@frozen(eq=False, slots=True)
class Rule:
    """A rule as it was declared; compared by identity.

    code      two letters for the family, three digits: never changes once released; of a plugin's, X before
    name      the name of its file, with hyphens
    family    the name of its folder, or of its plugin
    subject   what one call is given
    severity  "error", "warning" or "hint"
    guard     True: where it fires, it silences every other rule of that edition
    default   False: runs only where it is selected by its code or name
    options   keyword-only parameters and their defaults
    doc       its page, in Markdown: the docstring of its module
    runs      True: what it says of neighbours that are missing, or too many, is told as one
    habit     True: what it says of many places of an edition, about one topic, is told as one
    own       True: what it says is never the fault of the source, however many translations agree
    site      True: reads `Edition.site`, which is surveyed for certain only where such a rule runs
    witness   True: one reference is enough where editions vote, as what it says names that reference
    plugin    the plugin that it comes from, "" for our own
    """

    code: str
    name: str
    family: str
    subject: Subject
    severity: str
    guard: bool
    default: bool
    options: Mapping[str, Any]
    doc: str
    check: Check
    runs: bool = False
    witness: bool = False
    site: bool = False
    own: bool = False
    habit: bool = False
    plugin: str = ""
