"""Configuration files: where they are found, and every mistake in them at once."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from smo_lint.model import ConfigError
from smo_lint.options import OPTIONS, Config
from smo_lint.outside.configuration.settings import settings
from smo_lint.rules import rules

GOOD = {
    "nothing": ("", Config()),
    "strings": ('source = "de"\nfail-on = "warning"\n', Config(source="de", fail_on="warning")),
    "lists": ('exclude = ["a/", "*.txt"]\n', Config(exclude=("a/", "*.txt"))),
    "number": ("max-size = 10_000\n", Config(max_size=10_000)),
    "selectors": ('select = ["HD", "LK101", "missing-link", "tables", "ALL"]\n', Config(select=("HD", "LK101", "missing-link", "tables", "ALL"))),
    "levels": ('[severity]\nHD = "warning"\nLK101 = "off"\n', Config(severity={"HD": "warning", "LK101": "off"})),
    "comment and byte order mark": ('\ufeff# comment\nsource = "none"\n', Config(source="none")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GOOD.values(), ids=GOOD.keys())
def test_good(tmp_path: Path, text: str, expected: Config) -> None:
    (tmp_path / "smo-lint.toml").write_text(text, encoding="utf-8")
    assert settings(cwd=str(tmp_path)).config == expected


BAD = {
    "unknown option": ('sourse = "en"', ["1:1: unknown option “sourse”, did you mean “source”?"]),
    "nothing near": ("zzz = 1", ["1:1: unknown option “zzz”"]),
    "type": ("\nsource = 1", ["2:1: “source” must be a string, not 1"]),
    "string for a list": ('select = "HD"', ['1:1: “select” must be a list of strings, not “HD”, write ["HD"]']),
    "list of others": ("exclude = [1]", ["1:1: “exclude” must be a list of strings, not a list"]),
    "truth for a number": ("max-size = true", ["1:1: “max-size” must be a whole number, not true"]),
    "number too small": ("max-size = 0", ["1:1: “max-size” must be at least 1"]),
    "choice": ('fail-on = "eror"', ["1:1: “eror” is none of error, warning, hint, never, did you mean “error”?"]),
    "tag": ('languages = ["de", "d e"]', ["1:20: “d e” is no language tag"]),
    "rule": ('select = ["HD101", "mising-heading"]', ["1:20: unknown rule “mising-heading”, did you mean “missing-heading”?"]),
    "level": ('[severity]\nHD101 = "warn"', ["2:1: “warn” is none of error, warning, hint, off, did you mean “warning”?"]),
    "rule of a level": ('[severity]\nmissing-headin = "off"', ["2:1: unknown rule “missing-headin”, did you mean “missing-heading”?"]),
    "levels": ('severity = "off"', ["1:1: “severity” must be a table of rules, not “off”"]),
    "options of no rule": ("[rules.missing-hedding]\na = 1", ["1:1: unknown rule “missing-hedding”, did you mean “missing-heading”?"]),
    "option of a rule": ("[rules.missing-heading]\nno-such = 1", ["2:1: unknown option “no-such” of rule “missing-heading”: it has none"]),
    "options that are none": ("rules = 1", ["1:1: “rules” must be a table of tables, not 1"]),
    "layout": ('layout = ["docs/{lang}"]', ["1:11: layout “docs/{lang}” must hold {path}, and every name once"]),
    "all at once": (
        '# ours\nsourse = "en"\n\nexclude = [\n  "a = 1",\n]\nfail-on = "off"\n[severity]\n# x\nHD = "bad"\n',
        ["2:1: unknown option “sourse”, did you mean “source”?", "7:1: “off” is none of error, warning, hint, never", "10:1: “bad” is none of error, warning, hint, off"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD.keys())
def test_mistakes(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "smo-lint.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        settings(cwd=str(tmp_path))
    lines = str(raised.value).split("\n")
    assert [line.removeprefix(f"{file}:") for line in lines] == expected


def test_broken_toml(tmp_path: Path) -> None:
    (tmp_path / "smo-lint.toml").write_text("source = \n")
    with pytest.raises(ConfigError, match=r"smo-lint\.toml:1:10: no TOML: invalid value"):
        settings(cwd=str(tmp_path))


def test_lines_of_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nsourse = "x"\n\n[tool.smo-lint]\nsourse = "en"\n')
    with pytest.raises(ConfigError, match=r"pyproject.toml:5:1: unknown option “sourse”"):
        settings(cwd=str(tmp_path))


FOUND = {
    "beside": (["smo-lint.toml"], "", "smo-lint.toml"),
    "above": (["smo-lint.toml", "a/b/"], "a/b", "smo-lint.toml"),
    "nearest": (["smo-lint.toml", "a/smo-lint.toml", "a/b/"], "a/b", "a/smo-lint.toml"),
    "hidden": ([".smo-lint.toml"], "", ".smo-lint.toml"),
    "pyproject": (["pyproject.toml: [tool.smo-lint]"], "", "pyproject.toml"),
    "pyproject of others": (["smo-lint.toml", "a/pyproject.toml: [tool.ruff]"], "a", "smo-lint.toml"),
    "pyproject with a rule only": (["pyproject.toml: [tool.smo-lint.severity]"], "", "pyproject.toml"),
    "pyproject of a namesake": (
        ["smo-lint.toml", "a/pyproject.toml: [tool.smo-lint-more]"],
        "a",
        "smo-lint.toml",
    ),
    "not beyond the repository": (["smo-lint.toml", "a/.git/", "a/b/"], "a/b", ""),
    "at the repository": (["a/.git/", "a/smo-lint.toml", "a/b/"], "a/b", "a/smo-lint.toml"),
    "of a file": (["smo-lint.toml", "a/x.md"], "a/x.md", "smo-lint.toml"),
}


@pytest.mark.parametrize(("files", "path", "expected"), FOUND.values(), ids=FOUND.keys())
def test_found(tmp_path: Path, files: list[str], path: str, expected: str) -> None:
    for file in files:
        name, _, text = file.partition(": ")
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            place.mkdir(parents=True)
        else:
            place.write_text(text)
    found = settings([path] if path else [], cwd=str(tmp_path))
    assert found.file == (str(tmp_path / expected) if expected else "")


def test_hidden_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "smo-lint.toml").write_text('source = "de"\n')
    (tmp_path / "pyproject.toml").write_text("[tool.smo-lint]\n")
    found = settings(cwd=str(tmp_path))
    assert (found.config.source, len(found.warnings)) == ("de", 1)


GIVEN = {
    "string": (["source=de"], Config(source="de")),
    "string in TOML": (['source="de"'], Config(source="de")),
    "list by commas": (["exclude=a, b"], Config(exclude=("a", "b"))),
    "list in TOML": (['exclude=["a"]'], Config(exclude=("a",))),
    "number": (["max-size=5"], Config(max_size=5)),
    "key of a table": (["severity.HD101=off"], Config(severity={"HD101": "off"})),
    "two keys of a table": (
        ["severity.HD101=off", "severity.HD102=hint"],
        Config(severity={"HD101": "off", "HD102": "hint"}),
    ),
    "the later one wins": (["source=de", "source=fr"], Config(source="fr")),
    "a file": (["other.toml"], Config(source="pl")),
    "a file and more": (["other.toml", "max-size=5"], Config(source="pl", max_size=5)),
}


@pytest.mark.parametrize(("given", "expected"), GIVEN.values(), ids=GIVEN.keys())
@pytest.mark.parametrize("isolated", [False, True], ids=["", "isolated"])
def test_given(tmp_path: Path, given: list[str], expected: Config, isolated: bool) -> None:
    (tmp_path / "other.toml").write_text('source = "pl"\n')
    assert settings([], given, isolated=isolated, cwd=str(tmp_path)).config == expected


def test_given_is_above_the_file(tmp_path: Path) -> None:
    (tmp_path / "smo-lint.toml").write_text('source = "de"\nmax-size = 7\n[severity]\nHD = "hint"\n')
    found = settings([], ["source=fr", "severity.LK=off"], cwd=str(tmp_path))
    assert found.config == Config(source="fr", max_size=7, severity={"HD": "hint", "LK": "off"})


def test_isolated_looks_for_no_file(tmp_path: Path) -> None:
    (tmp_path / "smo-lint.toml").write_text("nonsense")
    assert settings([], isolated=True, cwd=str(tmp_path)).config == Config()


def test_mistakes_of_file_and_command_line_together(tmp_path: Path) -> None:
    (tmp_path / "smo-lint.toml").write_text("a = 1\n")
    with pytest.raises(ConfigError) as raised:
        settings([], ["b=2", "missing.toml"], cwd=str(tmp_path))
    assert len(str(raised.value).split("\n")) == 2


def test_options_of_rules_are_arguments(tmp_path: Path) -> None:
    rule, option = next(
        (r, o) for r in rules() for o, v in r.options.items() if isinstance(v, int) and "_" in o
    )
    written = option.replace("_", "-")
    found = settings([], [f"rules.{rule.name}.{written}={rule.options[option]}"], cwd=str(tmp_path))
    assert found.config.rules == {rule.name: {option: rule.options[option]}}


def test_every_field_has_an_option() -> None:
    settled = {"root", "project"}  # no key says these: they follow from where an entry of `projects` points
    assert {option.field for option in OPTIONS} - {""} == {field.name for field in fields(Config)} - settled
