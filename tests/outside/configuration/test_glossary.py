"""Glossaries in every format, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from smo_lint import lint
from smo_lint.model import ConfigError
from smo_lint.outside.configuration.glossary import glossary
from smo_lint.outside.configuration.settings import settings

TOML = '[[terms]]\nterm = "pull request"\nuse = { de = "Änderungsantrag" }\navoid.de = ["Zugantrag"]\n'
CSV = "\ufeffterm,keep,case,de,avoid de\npull request,,,Änderungsantrag|Antrag,Zugantrag\nGo,yes,x,,\n\n"
TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx xmlns="urn:iso:std:iso:30042:ed-2" xml:lang="en"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>pull request</term></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Änderungsantrag</term></termSec><termSec><term>Zugantrag</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry>
</body></text></tbx>"""
MARTIF = """<martif type="TBX" xml:lang="en-US"><text><body><termEntry>
<langSet xml:lang="en"><tig><term>pull request</term></tig></langSet>
<langSet xml:lang="de"><tig><term>Änderungsantrag</term></tig></langSet></termEntry></body></text></martif>"""
USE, AVOID = {"de": ["Änderungsantrag"]}, {"de": ["Zugantrag"]}
READ = {
    "toml": ("a.toml", TOML, [{"term": "pull request", "use": {"de": "Änderungsantrag"}, "avoid": AVOID}]),
    "csv": (
        "a.csv",
        CSV,
        [
            {"term": "pull request", "keep": False, "case": False, "use": {"de": ["Änderungsantrag", "Antrag"]}, "avoid": AVOID},
            {"term": "Go", "keep": True, "case": True, "use": {}, "avoid": {}},
        ],
    ),
    "tabs": ("a.tsv", "term\tde\na\tb, c\n", [{"term": "a", "keep": False, "case": False, "use": {"de": ["b, c"]}, "avoid": {}}]),
    "tbx": ("a.tbx", TBX, [{"term": "pull request", "use": USE, "avoid": AVOID}]),
    "tbx of the older kind": ("a.tbx", MARTIF, [{"term": "pull request", "use": USE, "avoid": {}}]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), READ.values(), ids=READ.keys())
def test_read(tmp_path: Path, name: str, text: str, expected: list[object]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(glossary(str(tmp_path / name))) == expected


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tbx>&b;</tbx>'
WRONG = {
    "no such file": ("", "", "does not exist"),
    "ending": ("a.txt", "", ": a glossary is a file in TOML, CSV or TBX"),
    "toml": ("a.toml", "terms = [", ": "),
    "other tables": ("a.toml", "[term]\na = 1", ": unknown key “term”"),
    "no term": ("a.toml", "[[terms]]\nkeep = true", ": term 1 must be a table with “term”"),
    "key": ("a.toml", '[[terms]]\nterm = "a"\navoids.de = "b"', ": term “a”: unknown key “avoids”, did you mean “avoid”?"),
    "flag": ("a.toml", '[[terms]]\nterm = "a"\nkeep = 1', ": term “a”: “keep” must be true or false, not 1"),
    "tag": ("a.toml", '[[terms]]\nterm = "a"\nuse."d e" = "b"', ": term “a”: “d e” is no language tag"),
    "renderings": ("a.toml", '[[terms]]\nterm = "a"\nuse.de = [1]', ": term “a”: “use.de” must be a string or a list of strings"),
    "columns": ("a.csv", "a,b\n", ":1: the first row must name the columns"),
    "column": ("a.csv", "term,d e\n", ":1: column “d e” is none of"),
    "row": ("a.csv", "term,de\na,b\n,c\n", ":3: this row has no term"),
    "xml": ("a.tbx", "<tbx>", ": "),
    "entity bomb": ("a.tbx", BOMB, ": a document type declaration is not accepted"),
    "entity bomb in small letters": ("a.tbx", BOMB.lower(), ": a document type declaration is not accepted"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "message"), WRONG.values(), ids=WRONG.keys())
def test_wrong(tmp_path: Path, name: str, text: str, message: str) -> None:
    if name:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        glossary(str(tmp_path / (name or "gone.toml")))
    assert message in str(raised.value)


def test_a_file_is_named_in_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "l10n").mkdir()
    (tmp_path / "l10n/terms.toml").write_text(TOML, encoding="utf-8")
    (tmp_path / "smo-lint.toml").write_text(
        'source = "en"\nglossary = "l10n/terms.toml"\n[[rules.TX108.terms]]\nterm = "Guardrails"\nkeep = true\n'
    )
    config = settings(cwd=str(tmp_path)).config
    texts = {
        "en/a.md": "A pull request.\n\nGuardrails run.\n",
        "de/a.md": "Ein Zugantrag.\n\nPlanken laufen.\n",
    }
    assert [f.problem.topic for f in lint(texts, select=["TX108"], config=config)] == [
        "pull request",
        "Guardrails",
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param('glossary = "gone.csv"', "gone.csv: ", id="file"),
        pytest.param("glossary = 1", "“glossary” must be", id="type"),
        pytest.param('[[rules.glossary.terms]]\nterms = "a"', ":1: term 1 must be a table", id="inline"),
    ],
)
def test_mistakes_of_a_configuration(tmp_path: Path, given: str, message: str) -> None:
    (tmp_path / "smo-lint.toml").write_text(given)
    with pytest.raises(ConfigError) as raised:
        settings(cwd=str(tmp_path))
    assert message in str(raised.value)
