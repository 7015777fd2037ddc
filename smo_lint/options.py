"""What a run is told: one frozen value of plain parts, and the choice of rules that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, NamedTuple

from smo_lint.model import SEVERITIES, ConfigError, Habits, Rule
from smo_lint.model.frozen import frozen

FAIL_ON = (*SEVERITIES, "never")


@frozen
class Config:
    """The options of a run; pickles to workers.

    select, ignore  codes, names, prefixes of codes, families, "ALL" or "default"; the longest that
                    fits a rule decides
    fixable, unfixable  the same, of rules whose problems may be repaired
    severity   the same, to a severity of SEVERITIES or "off"
    rules      name of a rule -> its options
    per_file_ignores      pattern as in .gitignore, from the root of the project -> selectors of rules
    per_language_ignores  tag, which stands for its variants too -> selectors of rules
    source     BCP 47 tag of the source language; "" to detect it, "none" for consensus
    languages  tags that are looked at; empty for all
    default_language  of files whose path names no language, where nothing else tells it
    fail_on    the lowest severity that makes the run fail, one of FAIL_ON
    max_findings  how many findings, of any severity, do not make the run fail; -1 for any number
    min_severity  the lowest severity that is shown; what is not shown counts all the same
    exclude    patterns as in .gitignore, from the root of the project
    respect_gitignore  whether what git ignores is left out
    layout     patterns of paths such as "docs/{lang}/{path}"; empty to detect
    max_size   bytes; a larger file is one finding
    max_nodes  blocks and inlines; a page with more is one finding
    timeout    seconds that judging one article may take, and looking through one of its files, else it is one
               finding; 0 for no limit
    glossary   paths of files with terms
    cache_dir  folder of the cache; "" for the usual one in the root of the project
    habits     what the corpus taught once; None to learn it from all files of the project
    plugins    names of plugins whose rules are there, as their packages declare them
    root       absolute path of the project; "" to find it
    project    path of the project, where it is one of several; stands before the keys of its articles
    """

    select: tuple[str, ...] = ("default",)
    ignore: tuple[str, ...] = ()
    fixable: tuple[str, ...] = ("ALL",)
    unfixable: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_language_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = ""
    languages: tuple[str, ...] = ()
    default_language: str = "en"
    fail_on: str = "error"
    max_findings: int = -1
    min_severity: str = "hint"
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    layout: tuple[str, ...] = ()
    max_size: int = 2_000_000
    max_nodes: int = 250_000
    timeout: int = 0
    glossary: tuple[str, ...] = ()
    cache_dir: str = ""
    habits: Habits | None = None
    plugins: tuple[str, ...] = ()
    root: str = ""
    project: str = ""


class Option(NamedTuple):
    """A key of a configuration file; with `--` before it, a flag where it has a group.

    key      as written there
    field    of Config, its default is the option's; "" for what is settled while a file is read
    type     "string", "strings", "number", "switch", "levels" (rule -> severity), "ignores" (something
             -> selectors of rules), "rules" (rule -> its options), "habits" and "projects" (tables)
    help     one clause, lower case
    group    of flags that it is told among, "" for no flag
    choices  the only values, where there are such
    holds    "rules" for selectors of rules, "silent" for selectors that leave out rules, "tags" for
             language tags, "layouts" and "patterns" for patterns, "files" for paths from the folder of
             the configuration, where a string may stand for a list, "presets" for these or presets,
             "plugins" for names of plugins,
             "version" for a specifier of versions, "" for anything
    adds     True: the values are added to those of `field`, in place of replacing them
    least    of numbers
    example  in TOML, where the type alone does not tell how it is written
    """

    key: str
    field: str
    type: str
    help: str
    group: str = ""
    choices: tuple[str, ...] = ()
    holds: str = ""
    adds: bool = False
    least: int = 1
    example: str = ""

    @property
    def default(self) -> Any:
        """What holds where nothing is said."""
        if self.field:
            return getattr(Config(), self.field) if not self.adds else ()
        return () if self.type in ("strings", "projects") else ""


OPTIONS = (
    Option("extends", "", "strings", "presets or files that this one builds on", holds="presets", example='extends = ["strict", "./house.toml"]'),
    Option("required-version", "", "string", "versions that understand this configuration", holds="version", example='required-version = ">=0.1,<2"'),
    Option("plugins", "plugins", "strings", "packages that bring rules; see --allow-plugins", holds="plugins", example='plugins = ["house"]'),
    Option("source", "source", "string", "source language; none: the editions vote", "Input", holds="tags"),
    Option("languages", "languages", "strings", "languages that are looked at", holds="tags"),
    Option("default-language", "default_language", "string", "of files whose path names none", holds="tags"),
    Option("layout", "layout", "strings", 'where editions lie, as "docs/{lang}/{path}"', "Input", holds="layouts", example='layout = ["docs/{lang}/{path}"]'),
    Option("exclude", "exclude", "strings", "leave out paths, as in .gitignore", "Input", holds="patterns"),
    Option("extend-exclude", "exclude", "strings", "leave out these paths besides", "Input", holds="patterns", adds=True),
    Option("respect-gitignore", "respect_gitignore", "switch", "leave out what git ignores", "Input"),
    Option("max-size", "max_size", "number", "bytes; a larger file is not read, and is a finding"),
    Option("max-nodes", "max_nodes", "number", "blocks and inlines; a page with more is not judged, and is a finding"),
    Option("select", "select", "strings", "rules to run: codes, names, families, ALL", "Rules", holds="rules"),
    Option("extend-select", "select", "strings", "rules to run besides", "Rules", holds="rules", adds=True),
    Option("ignore", "ignore", "strings", "rules to leave out", "Rules", holds="silent"),
    Option("extend-ignore", "ignore", "strings", "rules to leave out besides", "Rules", holds="silent", adds=True),
    Option("fixable", "fixable", "strings", "rules whose problems may be repaired", "Fixing", holds="rules"),
    Option("unfixable", "unfixable", "strings", "rules whose problems are only reported", "Fixing", holds="silent"),
    Option("severity", "severity", "levels", "severity of rules: error, warning, hint or off", "Rules", example='[severity]\nLK104 = "hint"\nlists = "warning"'),
    Option("per-file-ignores", "per_file_ignores", "ignores", "rules to leave out, by patterns of files", holds="patterns", example='[per-file-ignores]\n"blog/**" = ["missing-edition", "PN"]'),
    Option("per-language-ignores", "per_language_ignores", "ignores", "rules to leave out, by languages", holds="tags", example='[per-language-ignores]\nar = ["PN"]'),
    Option("rules", "rules", "rules", "options of rules", example="[rules.length-outlier]\nthreshold = 6.0"),
    Option("glossary", "glossary", "strings", "files with terms: TOML, CSV or TBX", holds="files"),
    Option("fail-on", "fail_on", "string", "lowest severity that fails the run", "Gate", FAIL_ON),
    Option("max-findings", "max_findings", "number", "fail where there are more, of any severity; -1: never", "Gate", least=-1),
    Option("min-severity", "min_severity", "string", "show these and worse; others still count", "Output", SEVERITIES),
    Option("timeout", "timeout", "number", "seconds for one article, else it is an error; 0: no limit", "Run", least=0),
    Option("cache-dir", "cache_dir", "string", "folder of the cache", "Run", holds="files"),
    Option("habits", "habits", "habits", "what the project taught, as `smo-lint init` writes it"),
    Option("projects", "", "projects", "projects of one repository: root, config, and options of their own", example='[[projects]]\nroot = "blog"\nsource = "de"'),
)  # fmt: skip
BY_KEY = {option.key: option for option in OPTIONS}
# Keys of an entry of `projects` that are no options.
OF_PROJECTS = ("root", "config")


def chosen(rules: Iterable[Rule], config: Config) -> tuple[Rule, ...]:
    """Return the rules that run. Raises ConfigError where a selector of what runs names none."""
    rules = tuple(rule for rule in rules if not rule.plugin or rule.plugin in config.plugins)
    for word in (*config.select, *config.severity):
        if wrong := unknown(word, rules):
            raise ConfigError(wrong)
    return tuple(rule for rule in rules if _runs(rule, config))


def unknown(word: str, rules: Iterable[Rule]) -> str:
    """Return what is wrong with a selector: that it names no rule, and what is near; "" where it does."""
    rules = tuple(rules)
    known = word in ("ALL", "default") or any(fits(word, rule) for rule in rules)
    return "" if known else f"unknown rule “{word}”{_suggestion(word, rules)}"


def fits(word: str, rule: Rule) -> bool:
    """Whether a selector means a rule."""
    return bool(_weight(word, rule)) or bool(word and rule.code.startswith(word))


def severity(rule: Rule, config: Config, own: str = "") -> str:
    """Return what a rule's problems weigh: the configured severity, else its own.

    own  what one problem says of itself: it may weigh less than the rule's others
    """
    fitting = [(_weight(word, rule), level) for word, level in config.severity.items()]
    weight, level = max(fitting, default=(0, ""))
    if weight or own not in SEVERITIES:
        return level or rule.severity
    return max(rule.severity, own, key=SEVERITIES.index)


def settings(rule: Rule, config: Config) -> dict[str, Any]:
    """Return the options of a rule: its defaults, and what the configuration says otherwise."""
    given = {**config.rules.get(rule.code, {}), **config.rules.get(rule.name, {})}
    return {**rule.options, **given}


def repairable(rule: Rule, config: Config) -> bool:
    """Return whether problems of a rule may be repaired."""
    wanted = max((_nearness(word, rule) for word in config.fixable), default=0)
    return wanted > max((_nearness(word, rule) for word in config.unfixable), default=0)


def _runs(rule: Rule, config: Config) -> bool:
    wanted = max([_weight(word, rule) for word in config.select], default=0)
    unwanted = max([_weight(word, rule) for word in config.ignore]) if config.ignore else 0
    return wanted > unwanted and not (config.severity and severity(rule, config) == "off")


def _nearness(word: str, rule: Rule) -> int:
    """How closely a selector fits a rule: 0 not at all, the more the closer."""
    if word in (rule.code, rule.name):
        return 10
    if word == rule.family:
        return 3
    if word in ("ALL", "default"):
        return 1 if rule.default or word == "ALL" else 0
    return len(word) + 1 if word and rule.code.startswith(word) else 0


def _weight(word: str, rule: Rule) -> int:
    """The same for what a run selects: a rule that is off by default wants its code or its name."""
    near = _nearness(word, rule)
    return near if rule.default or word in (rule.code, rule.name, rule.family, "ALL") else 0


def _suggestion(word: str, rules: Iterable[Rule]) -> str:
    from rapidfuzz import process

    names = [name for rule in rules for name in (rule.code, rule.name, rule.family)]
    found = process.extractOne(word, names, score_cutoff=60)
    return f", did you mean “{found[0]}”?" if found else ""
