"""What a run is told: one frozen value of plain parts, and the choice of rules that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from smo_lint.model import ConfigError, Habits, Rule

FAIL_ON = ("error", "warning", "hint", "never")


@dataclass(frozen=True)
class Config:
    """The options of a run; pickles to workers.

    select, ignore, extend_select  codes, names, prefixes of codes, families, "ALL" or "default";
                                   the longest that fits a rule decides
    severity   the same, to a severity of SEVERITIES or "off"
    rules      name or code of a rule -> its options
    source     BCP 47 tag of the source language; "" to detect it, "none" for consensus
    languages  tags that are looked at; empty for all
    default_language  of files whose path names no language, where nothing else tells it
    fail_on    the lowest severity that makes the run fail, one of FAIL_ON
    exclude    patterns as in .gitignore, from the root of the project
    layout     patterns of paths such as "docs/{lang}/{path}"; empty to detect
    max_size   bytes; a larger file is one finding
    glossary   paths of files with terms, from the folder of the configuration
    habits     what the corpus taught once; None to learn it from all files of the project
    """

    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    source: str = ""
    languages: tuple[str, ...] = ()
    default_language: str = "en"
    fail_on: str = "error"
    exclude: tuple[str, ...] = ()
    layout: tuple[str, ...] = ()
    max_size: int = 2_000_000
    glossary: tuple[str, ...] = ()
    habits: Habits | None = None


class Option(NamedTuple):
    """A key of a configuration file.

    key      as written there, and with `--` as a flag where there is one
    field    of Config; its default is the option's
    type     "string", "strings", "number", "levels" (rule -> severity), "rules" (rule -> its options),
             "habits" (a table)
    help     one clause, lower case
    choices  the only values, where there are such
    holds    "rules" for selectors of rules, "tags" for language tags, "layouts" for patterns,
             "files" for paths, where a string may stand for a list, "" for anything
    """

    key: str
    field: str
    type: str
    help: str
    choices: tuple[str, ...] = ()
    holds: str = ""


OPTIONS = (
    Option("source", "source", "string", "source language; none: the editions vote", holds="tags"),
    Option("languages", "languages", "strings", "languages that are looked at", holds="tags"),
    Option("default-language", "default_language", "string", "of files whose path names none", holds="tags"),
    Option("layout", "layout", "strings", 'patterns of paths, such as "docs/{lang}/{path}"', holds="layouts"),
    Option("exclude", "exclude", "strings", "patterns of files to leave out, as in .gitignore"),
    Option("max-size", "max_size", "number", "bytes; a larger file is not read, and is a finding"),
    Option("select", "select", "strings", "rules to run: codes, names, families, ALL", holds="rules"),
    Option("extend-select", "extend_select", "strings", "rules to run besides", holds="rules"),
    Option("ignore", "ignore", "strings", "rules to leave out", holds="rules"),
    Option("fail-on", "fail_on", "string", "lowest severity that fails the run", choices=FAIL_ON),
    Option("severity", "severity", "levels", "severity of rules: error, warning, hint or off"),
    Option("rules", "rules", "rules", "options of rules"),
    Option("glossary", "glossary", "strings", "files with terms: TOML, CSV or TBX", holds="files"),
    Option("habits", "habits", "habits", "what the project taught, as `smo-lint init` writes it"),
)


def chosen(rules: Iterable[Rule], config: Config) -> tuple[Rule, ...]:
    """Return the rules that run. Raises ConfigError where a selector names none."""
    rules = tuple(rules)
    for word in (*config.select, *config.extend_select, *config.ignore, *config.severity):
        if word not in ("ALL", "default") and not any(_weight(word, rule) for rule in rules):
            raise ConfigError(f"unknown rule “{word}”{_suggestion(word, rules)}")
    return tuple(rule for rule in rules if _runs(rule, config))


def severity(rule: Rule, config: Config) -> str:
    """Return what a rule's problems weigh: the configured severity, else its own."""
    fitting = [(_weight(word, rule), level) for word, level in config.severity.items()]
    weight, level = max(fitting, default=(0, ""))
    return level if weight else rule.severity


def settings(rule: Rule, config: Config) -> dict[str, Any]:
    """Return the options of a rule: its defaults, and what the configuration says otherwise."""
    given = {**config.rules.get(rule.code, {}), **config.rules.get(rule.name, {})}
    return {**rule.options, **given}


def _runs(rule: Rule, config: Config) -> bool:
    wanted = max((_weight(word, rule) for word in (*config.select, *config.extend_select)), default=0)
    unwanted = max((_weight(word, rule) for word in config.ignore), default=0)
    return wanted > unwanted and severity(rule, config) != "off"


def _weight(word: str, rule: Rule) -> int:
    """How closely a selector fits a rule: 0 not at all, the more the closer."""
    if word in (rule.code, rule.name):
        return 10
    if word == rule.family:
        return 3
    if word == "ALL":
        return 1
    if word == "default":
        return 1 if rule.default else 0
    return len(word) + 1 if rule.default and word and rule.code.startswith(word) else 0


def _suggestion(word: str, rules: Iterable[Rule]) -> str:
    from rapidfuzz import process

    names = [name for rule in rules for name in (rule.code, rule.name, rule.family)]
    found = process.extractOne(word, names, score_cutoff=60)
    return f", did you mean “{found[0]}”?" if found else ""
