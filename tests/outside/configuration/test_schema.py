"""The JSON Schema that lies in the package, and what it lets pass."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

import smo_lint
from smo_lint.options import OPTIONS
from smo_lint.outside.configuration.schema import schema

FILE = Path(smo_lint.__file__).parent / "smo-lint.schema.json"

FITS = {
    "nothing": ("", True),
    "options": ('source = "en"\nselect = ["HD"]\nmax-findings = -1\nrespect-gitignore = false', True),
    "a string for a list of files": ('glossary = "terms.csv"\nextends = "strict"', True),
    "options of a rule": ("[rules.TX105]\nthreshold = 6.0", True),
    "ignores": ('[per-file-ignores]\n"a/**" = ["HD"]', True),
    "habits": ('[habits]\nprotected-keys = ["id"]\n[habits.lengths]\nde = 1.1', True),
    "projects": ('[[projects]]\nroot = "a"\nsource = "de"\n[projects.severity]\nHD = "off"', True),
    "unknown key": ("sourse = 1", False),
    "type": ("source = 1", False),
    "choice": ('fail-on = "ever"', False),
    "level": ('[severity]\nHD = "bad"', False),
    "option of a rule": ("[rules.TX105]\ntreshold = 6.0", False),
    "project without a root": ('[[projects]]\nsource = "de"', False),
    "unknown key of a project": ('[[projects]]\nroot = "a"\nsourse = "de"', False),
}


def test_it_is_current() -> None:
    """After a change: `smo-lint config schema > smo_lint/smo-lint.schema.json`."""
    assert json.loads(FILE.read_text(encoding="utf-8")) == json.loads(json.dumps(schema()))


def test_it_is_a_schema_of_every_option() -> None:
    jsonschema.Draft7Validator.check_schema(schema())
    assert list(schema()["properties"]) == [option.key for option in OPTIONS]


@pytest.mark.parametrize(("text", "fits"), FITS.values(), ids=FITS.keys())
def test_what_it_lets_pass(text: str, fits: bool) -> None:
    whole = json.loads(json.dumps(schema()))
    assert jsonschema.Draft7Validator(whole).is_valid(tomllib.loads(text)) == fits
