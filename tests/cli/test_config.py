"""`smo-lint config`: what is in force, where it comes from, and what could be said."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from smo_lint.options import OPTIONS, Config
from smo_lint.outside.configuration.settings import settings


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


SHOWN = """\
plugins = []                                      # default
source = "en"                                     # smo-lint.toml:2
languages = []                                    # default
default-language = "en"                           # default
layout = []                                       # default
exclude = ["drafts/", "archive/"]                 # shared/house.toml:2 (extended), smo-lint.toml:3
respect-gitignore = true                          # default
max-size = 7                                      # --config max-size=7
max-nodes = 250000                                # default
select = ["ALL"]                                  # preset strict
ignore = ["PN"]                                   # --ignore
fixable = ["ALL"]                                 # default
unfixable = []                                    # default
severity.HD = "hint"                              # shared/house.toml:4 (extended)
severity.LK104 = "off"                            # smo-lint.toml:5
per-file-ignores."blog/**" = ["HD"]               # smo-lint.toml:7
per-language-ignores = {}                         # default
rules.changed-value.keys = ["id", "sidebar_position"]  # smo-lint.toml:9
glossary = []                                     # default
fail-on = "warning"                               # preset strict
max-findings = -1                                 # default
min-severity = "hint"                             # default
timeout = 0                                       # default
cache-dir = ""                                    # default
# habits: learnt from the project                 # default
"""


@pytest.fixture
def layered(site: object) -> None:
    write("shared/house.toml", 'extends = ["strict"]\nexclude = ["drafts/"]\n[severity]\nHD = "hint"\n')
    write(
        "smo-lint.toml",
        'extends = "shared/house.toml"\nsource = "en"\nextend-exclude = ["archive/"]\n[severity]\nLK104 = "off"\n'
        '[per-file-ignores]\n"blog/**" = ["HD"]\n[rules.FM006]\nkeys = ["id", "sidebar_position"]\n',
    )


def test_show(layered: None, run: Any) -> None:
    code, out, err = run("config", "show", "docs", "--ignore", "PN", "--config", "max-size=7")
    assert (code, err) == (0, "")
    plain = [" ".join(line.split()) for line in out.split("\n")]
    assert plain == [" ".join(line.split()) for line in SHOWN.split("\n")]


def test_what_is_shown_is_a_configuration(layered: None, run: Any) -> None:
    out = run("config", "show", "--ignore", "PN")[1]
    expected = settings([], [], {"ignore": ["PN"]}).config
    write("again.toml", out)
    assert settings([], ["again.toml"], isolated=True).config == expected


def test_show_as_json(layered: None, run: Any) -> None:
    whole = json.loads(run("config", "show", "--format", "json")[1])["."]
    assert whole["source"] == {"value": "en", "origin": {"source": ["smo-lint.toml:2"]}}
    assert whole["languages"] == {"value": [], "origin": {}}
    assert whole["severity"]["origin"] == {
        "severity.HD": ["shared/house.toml:4 (extended)"],
        "severity.LK104": ["smo-lint.toml:5"],
    }


def test_show_of_several_projects(site: object, run: Any) -> None:
    write(
        "smo-lint.toml",
        'source = "en"\n[[projects]]\nroot = "docs"\nsource = "de"\n[[projects]]\nroot = "."\n',
    )
    out = run("config", "show")[1]
    assert "# project docs\n" in out
    assert "# project .\n" in out
    assert [line.split("#")[1].strip() for line in out.split("\n") if line.startswith("source")] == [
        "smo-lint.toml:4",
        "smo-lint.toml:1",
    ]


def test_list(run: Any) -> None:
    lines = run("config", "list")[1].rstrip("\n").split("\n")
    assert [line.split()[0] for line in lines] == [option.key for option in OPTIONS]
    assert any(line.endswith('[default: "error"]') for line in lines)
    whole = json.loads(run("config", "list", "--format", "json")[1])
    assert whole["fail-on"]["default"] == Config().fail_on
    assert whole["fail-on"]["flag"] == "--fail-on"
    assert whole["languages"]["flag"] is None


def test_explain(run: Any) -> None:
    code, out, _ = run("config", "explain", "fail-on", "--extend-ignore")
    assert code == 0
    assert out == (
        "fail-on: lowest severity that fails the run\n"
        "  a string, one of error, warning, hint, never\n"
        '  default: "error"\n'
        "  flag: --fail-on\n"
        "\n"
        "extend-ignore: rules to leave out besides\n"
        "  a list of strings\n"
        "  adds to ignore, and to what lower configurations add\n"
        "  flag: --extend-ignore\n"
    )


@pytest.mark.parametrize(
    "option", [option for option in OPTIONS if option.example], ids=lambda option: option.key
)
def test_examples_are_understood(run: Any, tmp_path: object, option: object) -> None:
    from smo_lint.options import Option
    from smo_lint.outside.configuration.checks import checked

    assert isinstance(option, Option)
    assert checked(tomllib.loads(option.example))[1] == []
    for line in option.example.split("\n"):
        assert f"      {line}\n" in run("config", "explain", option.key)[1]


def test_explain_knows_what_was_meant(run: Any) -> None:
    code, out, err = run("config", "explain", "fail-onn")
    assert (code, out, err) == (
        2,
        "",
        "smo-lint: error: unknown option “fail-onn”, did you mean “fail-on”?\n",
    )


def test_schema(run: Any) -> None:
    assert json.loads(run("config", "schema")[1])["title"] == "smo-lint.toml"
