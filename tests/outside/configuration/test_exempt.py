"""Rules that are left out for files and for languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from smo_lint import lint
from smo_lint.options import Config
from smo_lint.outside.articles.discover import discover
from smo_lint.outside.configuration.exempt import exempted

PAGES = {
    "en": "# Guide\n\n## Install\n\nRead [this](/start) first.\n",
    "de": "# Anleitung\n\n### Einrichten\n\nLies [das](/start) zuerst.\n",
    "pt-BR": "# Guia\n\n### Instalar\n\nLeia [isto](/start) primeiro.\n",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "smo-lint.toml").write_text("")
    for lang, text in PAGES.items():
        for name in ("guide.md", "blog/post.md"):
            file = tmp_path / "docs" / lang / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
    return tmp_path


ALL = ["de/blog/post.md", "de/guide.md", "pt-BR/blog/post.md", "pt-BR/guide.md"]
CASES = {
    "nothing": ({}, {}, ALL),
    "a pattern": ({"blog/": ("HD103",)}, {}, ["de/guide.md", "pt-BR/guide.md"]),
    "from the root": ({"/docs/de/**": ("headings",)}, {}, ["pt-BR/blog/post.md", "pt-BR/guide.md"]),
    "another rule": ({"blog/": ("LK",)}, {}, ALL),
    "but one": ({"blog/\n": ("HD",), "!x": ("HD",)}, {}, ["de/guide.md", "pt-BR/guide.md"]),
    "a language": ({}, {"de": ("HD103",)}, ["pt-BR/blog/post.md", "pt-BR/guide.md"]),
    "a variant": ({}, {"pt": ("changed-heading-level",)}, ["de/blog/post.md", "de/guide.md"]),
    "not its neighbour": ({}, {"pt-PT": ("HD103",)}, ALL),
    "both": ({"blog/": ("ALL",)}, {"de": ("ALL",)}, ["pt-BR/guide.md"]),
}


@pytest.mark.parametrize(("by_file", "by_language", "expected"), CASES.values(), ids=CASES.keys())
def test_left_out(
    site: Path,
    by_file: dict[str, tuple[str, ...]],
    by_language: dict[str, tuple[str, ...]],
    expected: list[str],
) -> None:
    config = Config(
        select=("HD103",), per_file_ignores=by_file, per_language_ignores=by_language, source="en"
    )
    found = lint(["docs"], config=config)
    assert sorted(finding.problem.at.path.removeprefix("docs/") for finding in found) == expected


def test_a_guard_that_is_left_out_silences_nothing(site: Path) -> None:
    (site / "docs/de/guide.md").write_text(PAGES["de"] + "\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n")
    page = "docs/de/guide.md"
    loud = {f.code for f in lint([page], config=Config(source="en")) if f.problem.at.path == page}
    assert "PG007" in loud
    quiet = lint([page], config=Config(source="en", per_file_ignores={page: ("PG007",)}))
    codes = {f.code for f in quiet if f.problem.at.path == page}
    assert "PG007" not in codes
    assert codes - loud


def test_texts_in_memory() -> None:
    files = {f"{lang}.md": text for lang, text in PAGES.items()}
    config = Config(select=("HD103",), per_file_ignores={"de.md": ("HD103",)})
    assert [f.problem.at.path for f in lint(files, source="en", config=config)] == ["pt-BR.md"]


def test_entries_that_mean_no_file_are_told(site: Path) -> None:
    config = Config(
        per_file_ignores={"blgo/": ("HD",), "blog/": ("HD",)},
        per_language_ignores={"fr": ("HD",), "pt": ("HD",)},
    )
    found = exempted(discover(["docs/de/guide.md"], config), config, whole=True)
    assert found.warnings == (
        "per-file-ignores: “blgo/” fits no file, so that it silences nothing",
        "per-language-ignores: no file is in “fr”, so that it silences nothing",
    )
