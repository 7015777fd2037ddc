"""Keeps the language versions of an article consistent.

    from smo_lint import lint

    for finding in lint(["docs"]):
        print(finding.problem.at.path, finding.code, finding.problem.message)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING

from smo_lint.model import (
    Article,
    Bundle,
    ConfigError,
    Edit,
    Edition,
    Fault,
    Finding,
    Fix,
    LoadError,
    Location,
    Match,
    Member,
    Node,
    Pair,
    Problem,
    Rule,
    SmoLintError,
    Span,
)
from smo_lint.rules import rule

if TYPE_CHECKING:
    from smo_lint.options import Config

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Bundle",
    "ConfigError",
    "Edit",
    "Edition",
    "Fault",
    "Finding",
    "Fix",
    "LoadError",
    "Location",
    "Match",
    "Member",
    "Node",
    "Pair",
    "Problem",
    "Rule",
    "SmoLintError",
    "Span",
    "lint",
    "rule",
]


def lint(
    files: Mapping[str, str] | Iterable[str | PathLike[str]],
    *,
    source: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    config: Config | None = None,
) -> list[Finding]:
    """Return the findings for files or for texts in memory, in the order of articles and places.

    files    paths of files and folders; or path -> text, then nothing is read from disk and the
             paths only say which article and which language a text is
    source   BCP 47 tag of the source language, "none" to let the editions vote, None to detect it
    select   rules to run instead of the configured ones; ignore: rules to leave out
    config   everything else; the configuration files of a project are not looked for

    Raises ConfigError for a rule that does not exist, LoadError for a path that does not.
    """
    from dataclasses import replace

    from smo_lint.engine import lint_article
    from smo_lint.options import Config
    from smo_lint.outside.discover import discover, group
    from smo_lint.outside.load import read

    config = config or Config()
    config = replace(
        config,
        source=config.source if source is None else source,
        select=tuple(select) or config.select,
        ignore=(*config.ignore, *ignore),
    )
    if isinstance(files, Mapping):
        bundles = group(files, config).bundles
        return [f for b in bundles for f in lint_article({m.path: files[m.path] for m in b.members}, config, b)]
    bundles = discover([str(path) for path in files], config).bundles
    return [
        finding
        for bundle in bundles
        for finding in lint_article(
            {member.path: read(member.path, config.max_size) for member in bundle.members}, config, bundle
        )
    ]
