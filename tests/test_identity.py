"""What a finding is recognised by: what may change around it, and what may not."""

from __future__ import annotations

import pytest

from smo_lint import lint
from smo_lint.options import Config

EN = "# Guide\n\nFirst read [this page](/start), then go on with what is said there.\n\n## Install\n\nRun it.\n"
DE = "# Anleitung\n\nLies zuerst [diese Seite](/begin), dann mach mit dem weiter, was da steht.\n\n{}Starte es.\n"
BROKEN, WHOLE = DE.format("#### Einrichten\n\n"), DE.format("## Einrichten\n\n")
LOST = DE.format("")


def marks(target: str, source: str = EN) -> dict[str, str]:
    found = lint({"docs/en/a.md": source, "docs/de/a.md": target}, source="en", select=["HD", "LK103"])
    return {finding.code: finding.fingerprint for finding in found if finding.lang == "de"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BROKEN.replace("\n\n", "\n\n\n\n"), id="moved lines"),
        pytest.param(BROKEN.replace(" dann mach", "\ndann mach").replace("Lies ", "Lies\n"), id="wrapped"),
        pytest.param(BROKEN.replace("\n", "\r\n"), id="other newlines"),
        pytest.param("\ufeff" + BROKEN, id="byte order mark"),
        pytest.param(BROKEN.replace("Starte es", "Starte es jetzt"), id="edited elsewhere"),
        pytest.param(BROKEN.replace("was da steht", "was dort steht"), id="edited at the end of the block"),
    ],
)
def test_it_survives(text: str) -> None:
    assert marks(text) == marks(BROKEN)
    assert set(marks(BROKEN)) == {"HD103", "LK103"}


def test_what_is_missing_is_known_by_what_the_source_says() -> None:
    lost = marks(LOST)
    assert set(lost) == {"HD101", "LK103"}
    assert marks(LOST.replace("was da steht", "was nun dort steht")) == lost
    assert marks(LOST, EN.replace("## Install", "## Set up"))["HD101"] != lost["HD101"]


def test_a_swap_is_seen() -> None:
    """A defect that is repaired here and made there is not the same."""
    here = WHOLE.replace("## Ei", "#### Ei")
    there = WHOLE.replace("# An", "### An")
    assert marks(here)["HD103"] != marks(there)["HD103"]


def test_chinese_is_wrapped_without_spaces() -> None:
    text = "# 指南\n\n首先阅读[这个页面](/begin)，然后继续。\n\n## 安装\n\n运行它。\n"
    assert marks(text.replace("页面", "页\n面")) == marks(text) != {}


def test_severity_counts_for_nothing() -> None:
    texts = {"docs/en/a.md": EN, "docs/de/a.md": BROKEN}
    config = Config(select=("HD", "LK103"), source="en", severity={"HD": "hint", "LK103": "hint"})
    assert {finding.fingerprint for finding in lint(texts, config=config)} == set(marks(BROKEN).values())


def votes(**texts: str) -> dict[tuple[str, str], str]:
    files = {f"docs/{lang}/a.md": text for lang, text in texts.items()}
    return {(f.lang, f.code): f.fingerprint for f in lint(files, source="none", select=["HD", "TX102"])}


FR = "# Guide\n\nLisez d’abord [cette page](/start), puis continuez avec ce qui y est dit.\n\n## Installer\n\nLancez-le.\n"
ES = "# Guía\n\nLea primero [esta página](/start), luego siga con lo que se dice ahí.\n\n## Instalar\n\nEjecútelo.\n"


def test_in_a_vote_a_gap_does_not_depend_on_who_speaks() -> None:
    lost = votes(de=LOST, en=EN, es=ES, fr=FR)
    assert set(lost) == {("de", "HD101")}
    for lang, text in {"en": EN, "es": ES, "fr": FR}.items():
        edited = {"de": LOST, "en": EN, "es": ES, "fr": FR} | {lang: text.replace("## ", "## 1. ")}
        assert votes(**edited) == lost


LEFT = "# Anleitung\n\nYou can install the package with one command.\n\n{}\n"


def test_what_begins_in_a_block_is_known_by_that_block() -> None:
    source = LEFT.format("Then open the page in your browser and look.")
    here, there = (
        {
            f.fingerprint
            for f in lint(
                {"d/en/a.md": source, "d/de/a.md": LEFT.format(rest)}, source="en", select=["TX101"]
            )
        }
        for rest in ("Then open the page in your browser and look.", "Öffnen Sie dann die Seite im Browser.")
    )
    assert here == there != set()
