"""Keeps the language versions of an article consistent.

from smo_lint import lint

for finding in lint(["docs"]):
    print(finding.problem.at.path, finding.code, finding.problem.message)
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smo_lint.model import (
        Agreement,
        Article,
        Bundle,
        ConfigError,
        Edit,
        Edition,
        Entry,
        Fault,
        Finding,
        Fix,
        FrontMatter,
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
    from smo_lint.options import Config
    from smo_lint.rules import rule

__version__ = "1.0.0"

__all__ = [
    "Agreement",
    "Article",
    "Bundle",
    "Config",
    "ConfigError",
    "Edit",
    "Edition",
    "Entry",
    "Fault",
    "Finding",
    "Fix",
    "FrontMatter",
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

# Where public names are defined that are no types of the model.
_HOMES = {"Config": "options", "rule": "rules"}


def __getattr__(name: str) -> Any:
    """Import the types where they are asked for: `smo-lint --help` needs none of them."""
    from importlib import import_module

    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"smo_lint.{_HOMES.get(name, 'model')}"), name)


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
    config   everything else; the configuration files of a project are not looked for, and plugins that
             it names are loaded

    Raises ConfigError for a rule or a plugin that does not exist, LoadError for a path that does not.
    """
    from dataclasses import replace

    from smo_lint.options import Config, chosen, unknown
    from smo_lint.outside.articles.discover import discover, group
    from smo_lint.outside.configuration.exempt import exempted
    from smo_lint.outside.configuration.plugins import loaded
    from smo_lint.outside.pool import judged
    from smo_lint.outside.repository.history import dated
    from smo_lint.outside.task import Task, gists_of, informed
    from smo_lint.rules import rules

    config, ignore = config or Config(), tuple(ignore)
    config = replace(
        config,
        source=config.source if source is None else source,
        select=tuple(select) or config.select,
        ignore=(*config.ignore, *ignore),
    )
    loaded(config.plugins)
    for word in ignore:
        if wrong := unknown(word, rules()):
            raise ConfigError(wrong)
    texts = dict(files) if isinstance(files, Mapping) else {}
    if isinstance(files, Mapping):
        found = group(texts, config)
    else:
        found = discover([os.fspath(path) for path in files], config)
    found = exempted(found, config, whole=True)
    task = Task(config, overlay=texts)
    active = chosen(rules(), config)
    gists = gists_of(found, task)
    if not isinstance(files, Mapping):
        found = dated(found, task.read, active)
    task = informed(found, task, active, gists)
    return [finding for verdict in judged(found.bundles, task, 1) for finding in verdict.findings]
