"""Every type of the house: frozen values, standard library only."""

from smo_lint.model.bundle import (
    Bundle,
    ConfigError,
    LoadError,
    Member,
    SmoLintError,
)
from smo_lint.model.comparison import (
    Article,
    Match,
    Pair,
)
from smo_lint.model.document import (
    BLOCKS,
    CONTAINERS,
    INLINES,
    Edition,
    Entry,
    Fault,
    FrontMatter,
    Location,
    Node,
    Span,
)
from smo_lint.model.locale import (
    NONE,
    Habits,
    Locale,
)
from smo_lint.model.memo import Fact, lasting, once
from smo_lint.model.past import (
    Commit,
    Past,
)
from smo_lint.model.site import (
    ALONE,
    Outline,
    Page,
    Question,
    Site,
)
from smo_lint.model.verdict import (
    SEVERITIES,
    Agreement,
    Check,
    Edit,
    Finding,
    Fix,
    Problem,
    Rule,
    Subject,
)

__all__ = [
    "ALONE",
    "BLOCKS",
    "CONTAINERS",
    "INLINES",
    "NONE",
    "SEVERITIES",
    "Agreement",
    "Article",
    "Bundle",
    "Check",
    "Commit",
    "ConfigError",
    "Edit",
    "Edition",
    "Entry",
    "Fact",
    "Fault",
    "Finding",
    "Fix",
    "FrontMatter",
    "Habits",
    "LoadError",
    "Locale",
    "Location",
    "Match",
    "Member",
    "Node",
    "Outline",
    "Page",
    "Pair",
    "Past",
    "Problem",
    "Question",
    "Rule",
    "Site",
    "SmoLintError",
    "Span",
    "Subject",
    "lasting",
    "once",
]
