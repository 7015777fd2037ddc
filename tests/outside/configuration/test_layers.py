"""Configurations that build on others: what wins, where it comes from, and circles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from smo_lint.model import ConfigError
from smo_lint.options import Config, chosen
from smo_lint.outside.configuration.layers import PRESETS
from smo_lint.outside.configuration.settings import settings
from smo_lint.rules import rules

# files, values of --config, other flags, what comes of it
LAYERED = {
    "own before extended": ({"smo-lint.toml": 'extends = "b.toml"\nsource = "de"', "b.toml": 'source = "fr"\nmax-size = 7'}, [], {}, Config(source="de", max_size=7)),
    "the later one extended": ({"smo-lint.toml": 'extends = ["b.toml", "c.toml"]', "b.toml": 'source = "fr"\nmax-size = 7', "c.toml": 'source = "pl"'}, [], {}, Config(source="pl", max_size=7)),
    "further down": ({"smo-lint.toml": 'extends = ["d/b.toml"]', "d/b.toml": 'extends = ["../c.toml"]', "c.toml": 'source = "pl"'}, [], {}, Config(source="pl")),
    "a list replaces": ({"smo-lint.toml": 'extends = ["b.toml"]\nignore = ["HD"]', "b.toml": 'ignore = ["LK"]\nextend-ignore = ["PN"]'}, [], {}, Config(ignore=("HD",))),
    "an extending list adds": ({"smo-lint.toml": 'extends = ["b.toml"]\nextend-ignore = ["HD"]', "b.toml": 'ignore = ["LK"]\nextend-ignore = ["PN"]'}, [], {}, Config(ignore=("LK", "PN", "HD"))),
    "whatever stands first": ({"smo-lint.toml": 'extend-exclude = ["b"]\nexclude = ["a"]'}, [], {}, Config(exclude=("a", "b"))),
    "adds to the default": ({"smo-lint.toml": 'extend-select = ["PN008"]'}, [], {}, Config(select=("default", "PN008"))),
    "tables key by key": ({"smo-lint.toml": 'extends = ["b.toml"]\n[severity]\nHD = "off"', "b.toml": '[severity]\nHD = "hint"\nLK = "hint"'}, [], {}, Config(severity={"HD": "off", "LK": "hint"})),
    "options of a rule by code and name": ({"smo-lint.toml": 'extends = ["b.toml"]\n[rules.TX105]\nthreshold = 2.0', "b.toml": "[rules.length-outlier]\nthreshold = 3.0\nmin-letters = 5"}, [], {}, Config(rules={"length-outlier": {"threshold": 2.0, "min_letters": 5}})),
    "pyproject extended": ({"smo-lint.toml": 'extends = ["pyproject.toml"]', "pyproject.toml": '[tool.smo-lint]\nsource = "pl"'}, [], {}, Config(source="pl")),
    "assignment before file": ({"smo-lint.toml": 'source = "de"'}, ["source=fr"], {}, Config(source="fr")),
    "flag before assignment": ({"smo-lint.toml": 'source = "de"'}, ["source=fr"], {"source": "pl"}, Config(source="pl")),
    "a flag replaces": ({"smo-lint.toml": 'ignore = ["HD"]\nextend-select = ["PN008"]'}, [], {"ignore": ["LK"], "select": ["HD"]}, Config(ignore=("LK",), select=("HD",))),
    "an extending flag adds": ({"smo-lint.toml": 'ignore = ["HD"]'}, [], {"extend-ignore": ["LK"]}, Config(ignore=("HD", "LK"))),
    "preset by assignment": ({}, ["extends=strict"], {}, Config(select=("ALL",), fail_on="warning")),
    "own before preset": ({"smo-lint.toml": 'extends = "strict"\nfail-on = "error"'}, [], {}, Config(select=("ALL",), fail_on="error")),
}  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("files", "given", "flags", "expected"), LAYERED.values(), ids=LAYERED.keys())
def test_what_wins(
    tmp_path: Path, files: dict[str, str], given: list[str], flags: dict[str, object], expected: Config
) -> None:
    write(tmp_path, files)
    assert settings([], given, flags, cwd=str(tmp_path)).config == expected


WRONG = {
    "itself": ({"smo-lint.toml": 'extends = ["smo-lint.toml"]'}, "“smo-lint.toml” extends itself: smo-lint.toml → smo-lint.toml"),
    "a circle": ({"smo-lint.toml": 'extends = ["b.toml"]', "b.toml": 'extends = ["c.toml"]', "c.toml": 'extends = ["b.toml"]'}, "c.toml:1:12: “b.toml” extends itself: b.toml → c.toml → b.toml"),
    "nothing": ({"smo-lint.toml": 'extends = ["strct"]'}, "1:12: “strct” is no file and no preset (recommended, strict, structure-only), did you mean “strict”?"),
    "an address": ({"smo-lint.toml": 'extends = ["https://example.org/a.toml"]'}, "nothing is fetched, name a file or a preset"),
    "a mistake below": ({"smo-lint.toml": 'extends = ["b.toml"]', "b.toml": "\nsourse = 1"}, "b.toml:2:1: unknown option “sourse”"),
    "projects below": ({"smo-lint.toml": 'extends = ["b.toml"]', "b.toml": '[[projects]]\nroot = "."'}, "b.toml:1:1: “projects” stand in the first file of a run only"),
    "a version that is not this one": ({"smo-lint.toml": 'sourse = "of the future"\nrequired-version = ">=999"'}, "2:1: this is smo-lint "),
    "no version": ({"smo-lint.toml": 'required-version = "newest"'}, "“newest” is no specifier of versions, such as “>=0.1,<2”"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "says"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong(tmp_path: Path, files: dict[str, str], says: str) -> None:
    write(tmp_path, files)
    with pytest.raises(ConfigError) as raised:
        settings(cwd=str(tmp_path))
    (line,) = str(raised.value).split("\n")
    assert says in line


def test_a_file_may_be_extended_in_two_ways(tmp_path: Path) -> None:
    write(tmp_path, {"smo-lint.toml": 'extends = ["b.toml", "c.toml"]', "b.toml": 'extends = "d.toml"', "c.toml": 'extends = "d.toml"', "d.toml": 'source = "pl"'})  # fmt: skip
    assert settings(cwd=str(tmp_path)).config == Config(source="pl")


def test_the_version_that_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {"smo-lint.toml": 'required-version = ">=0.0.1"\nsource = "de"'})
    assert settings(cwd=str(tmp_path)).config == Config(source="de")


def test_origins(tmp_path: Path) -> None:
    write(tmp_path, {"smo-lint.toml": 'extends = ["b.toml"]\nextend-exclude = ["y"]\n[severity]\nHD = "off"', "b.toml": 'exclude = ["x"]\n[severity]\nLK = "off"'})  # fmt: skip
    found = settings([], ["max-size=7"], {"source": "de"}, cwd=str(tmp_path)).origins
    assert {key: list(map(str, origins)) for key, origins in found.items()} == {
        ("exclude",): [f"{tmp_path}/b.toml:1 (extended)", f"{tmp_path}/smo-lint.toml:2"],
        ("severity", "LK"): [f"{tmp_path}/b.toml:3 (extended)"],
        ("severity", "HD"): [f"{tmp_path}/smo-lint.toml:4"],
        ("max-size",): ["--config max-size=7"],
        ("source",): ["--source"],
        ("extends",): [f"{tmp_path}/smo-lint.toml:1"],
    }


def test_paths_count_from_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/terms.csv").write_text("term,keep\nsmo,yes\n")
    write(
        tmp_path,
        {
            "smo-lint.toml": 'extends = ["shared/b.toml"]',
            "shared/b.toml": 'glossary = "terms.csv"\ncache-dir = "c"',
        },
    )
    found = settings(cwd=str(tmp_path)).config
    assert found.glossary == (str(tmp_path / "shared/terms.csv"),)
    assert found.cache_dir == str(tmp_path / "shared/c")
    assert [term["term"] for term in found.rules["glossary"]["terms"]] == ["smo"]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_name_rules_that_exist(tmp_path: Path, name: str) -> None:
    found = settings([], [f"extends={name}"], cwd=str(tmp_path))
    assert found.warnings == ()
    assert chosen(rules(), found.config)


def test_the_recommended_preset_is_the_default(tmp_path: Path) -> None:
    found = settings([], ["extends=recommended"], cwd=str(tmp_path)).config
    assert replace(found, habits=None) == Config()


SILENT = {
    "ignore": ('ignore = ["XX9"]', ["1:11: unknown rule “XX9”"]),
    "extend-ignore": ('extend-ignore = ["HD13"]', ["1:18: unknown rule “HD13”, did you mean “HD103”?"]),
    "per file": ('[per-file-ignores]\n"a/**" = ["HD", "gone"]', ["2:17: unknown rule “gone”"]),
    "per language": ('[per-language-ignores]\nde = ["gone"]', ["2:7: unknown rule “gone”"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SILENT.values(), ids=SILENT.keys())
def test_leaving_out_what_is_not_there_is_no_error(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "smo-lint.toml"
    file.write_text(text, encoding="utf-8")
    found = settings(cwd=str(tmp_path))
    assert [line.removeprefix(f"{file}:").partition(", did you mean")[0] for line in found.warnings] == [
        line.partition(", did you mean")[0] for line in expected
    ]
    assert chosen(rules(), found.config)
