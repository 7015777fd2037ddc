"""How editions are counted, and how every format says it."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from smo_lint.model import Bundle, Commit, Finding, Location, Member, Past, Problem, Span
from smo_lint.status import Status, formats, renderer, status
from smo_lint.status.svg import badge

SINCE = tuple(Commit(str(number), "2024-05-01", "Change") for number in range(3))


def bundle(key: str, *langs: str, source: str = "en", past: Past | None = None) -> Bundle:
    members = (Member(key.replace("*", lang), lang, "", past if lang != source else None) for lang in langs)
    return Bundle(key, tuple(members), source)


def finding(path: str, severity: str = "error", name: str = "split-link") -> Finding:
    return Finding("XY001", name, severity, "", "", Problem(Location(path, Span(0, 0)), "m"), "f")


def rendered(what: Status, name: str) -> str:
    out = io.StringIO()
    renderer(name)(what, out)
    return out.getvalue()


@pytest.fixture
def standing() -> Status:
    """Four articles: complete; missing and faulty; stale; known in the source language alone."""
    bundles = (
        bundle("docs/*/a.md", "de", "en", "fr"),
        bundle("docs/*/b.md", "en", "fr"),
        bundle("docs/*/c.md", "de", "en", "fr", past=Past("1", since=SINCE)),
    )
    alone = (Member("docs/en/d.md", "en", ""), Member("README.md", "", ""))
    findings = (
        finding("docs/fr/b.md"),
        finding("docs/fr/b.md"),
        finding("docs/fr/a.md", "warning"),
        finding("docs/de/c.md", "warning", "stale-edition"),
        finding("docs/en/c.md"),
        finding("docs/de/a.md", "hint"),
    )
    return status(bundles, alone, findings, "en")


def test_counts(standing: Status) -> None:
    assert standing.langs == ("en", "de", "fr")
    counts = {
        one.lang: (one.percent, one.complete, one.missing, one.stale, one.errors, one.warnings)
        for one in (*standing.progress, standing.total)
    }
    assert counts == {
        "de": (25, 1, 2, 1, 0, 0),
        "fr": (50, 2, 1, 0, 2, 1),
        "": (37, 3, 3, 1, 2, 1),
    }
    assert standing.alone == 1
    assert [row.key for row in standing.rows] == ["docs/*/a.md", "docs/*/b.md", "docs/*/c.md", "docs/en/d.md"]


def test_editions_that_vote() -> None:
    found = status((bundle("*.md", "de", "en", source=""),), (), (finding("de.md"),), "")
    assert [(one.lang, one.percent) for one in found.progress] == [("de", 0), ("en", 100)]


def test_a_percentage_is_rounded_down_and_nothing_is_all() -> None:
    bundles = tuple(bundle(f"*/{n}.md", "de", "en") for n in range(201))
    assert status(bundles, (), (finding("de/0.md"),), "en").total.percent == 99
    assert status(bundles, (), (), "en").total.percent == 100
    assert status((), (), (), "en").total.percent == 100


def test_only_some_languages(standing: Status) -> None:
    some = status((bundle("docs/*/a.md", "de", "en", "fr"),), (), (), "en", {"fr", "pl"})
    assert (some.langs, [one.lang for one in some.progress]) == (("fr",), ["fr"])


def test_text(standing: Status, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert rendered(standing, "text") == (
        "language  complete       missing  stale  errors  warnings\n"
        "de        25 %      1/4  2        1      0       0\n"
        "fr        50 %      2/4  1        0      2       1\n"
        "all       37 %      3/8  3        1      2       1\n"
        "\n"
        "article       en      de  fr\n"
        "docs/*/a.md   source  ✓   ✓ 1w\n"
        "docs/*/b.md   source  –   2e\n"
        "docs/*/c.md   1e      ~3  ✓\n"
        "docs/en/d.md  source  –   –\n"
        "\n"
        "✓ complete · – missing · ~3 stale by 3 commits · 2e 1w errors, warnings\n"
        "complete: is there, not stale, no error\n"
        "1 file in no article, not counted: smo-lint list --why\n"
    )


def test_many_articles_stand_by_folders() -> None:
    bundles = tuple(bundle(f"docs/*/{name}/{n}.md", "de", "en") for n in range(30) for name in "ab")
    said = rendered(status(bundles, (), (finding("docs/de/a/0.md"),), "en"), "text")
    assert "docs/*/a/ (30)      29/30\n" in said
    assert "docs/*/b/ (30)      30/30\n" in said
    assert said.endswith("--all lists every article\n")
    said = rendered(status(bundles, (), (), "en", whole=True), "text")
    assert said.count("docs/*/") == 60


def test_many_folders_become_few() -> None:
    bundles = tuple(bundle(f"{a}/{b}/*/{b}.md", "de", "en") for a in "pq" for b in range(30))
    said = rendered(status(bundles, (), (), "en"), "text")
    assert "\np/ (30)      30/30\nq/ (30)      30/30\n" in said


@pytest.mark.parametrize("width", [40, 80])
def test_every_column_is_there_on_a_narrow_screen(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    langs = [f"l{n}" for n in range(20)]
    said = rendered(status((bundle("docs/*/guide.md", "en", *langs),), (), (), "en"), "text")
    matrix = said.split("\n\n", 1)[1]
    assert all(f" {lang}" in matrix for lang in langs)
    assert max(map(len, matrix.split("\n\n✓")[0].split("\n"))) <= width
    assert matrix.count("docs/*/guide.md") > 1


def test_a_stream_that_knows_no_signs(standing: Status) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    renderer("text")(standing, out)
    out.flush()
    assert "x 1w" in out.buffer.getvalue().decode("ascii")  # type: ignore[attr-defined]


def test_json(standing: Status) -> None:
    whole = json.loads(rendered(standing, "json"))
    counts = {"percent", "editions", "complete", "missing", "stale", "errors", "warnings"}
    assert set(whole) == {"version", "source", "languages", "articles", "uncounted_files"} | counts
    assert (whole["version"], whole["source"], whole["percent"], whole["uncounted_files"]) == (1, "en", 37, 1)
    assert whole["languages"][1] == {
        "lang": "fr",
        "percent": 50,
        "editions": 4,
        "complete": 2,
        "missing": 1,
        "stale": 0,
        "errors": 2,
        "warnings": 1,
    }
    assert whole["articles"][2]["editions"][1] == {
        "lang": "de",
        "path": "docs/de/c.md",
        "source": False,
        "complete": False,
        "stale": True,
        "behind": 3,
        "errors": 0,
        "warnings": 0,
    }
    assert whole["articles"][3]["editions"][2]["path"] is None


def test_markdown(standing: Status) -> None:
    said = rendered(standing, "markdown")
    assert said.startswith("## Translations: 37 % complete\n\n| Language |")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(said)
    assert html.count("<table>") == 2
    assert "docs/*/a.md" not in html, "what is complete is left out"
    assert html.count("<tr>") == 1 + 3 + 1 + 3


def test_badges(standing: Status) -> None:
    said = rendered(standing, "svg")
    root = ET.fromstring(said)
    assert root.get("aria-label") == "translations: 37 %"
    assert [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")] == ["translations", "37 %"]
    one = status((bundle("*.md", "de", "en", "fr"),), (), (), "en", {"fr"})
    assert ET.fromstring(rendered(one, "svg")).get("aria-label") == "translations fr: 100 %"


@pytest.mark.parametrize(
    "evil", ["</text><script>x</script>\"'", "]]>&undefined;", "\x1b[31m\u202e", "語" * 30]
)
def test_a_badge_holds_any_text(evil: str) -> None:
    root = ET.fromstring(badge(evil, 50))
    assert {one.tag.rpartition("}")[2] for one in root.iter()} == {
        "svg", "title", "clipPath", "rect", "g", "text"
    }  # fmt: skip


@pytest.mark.parametrize("name", formats())
def test_names_of_files_are_shown_as_text(name: str) -> None:
    evil = "docs/\x1b[31m|<b>\u202e\udcff/*.md"
    said = rendered(status((bundle(evil, "de", "en"),), (), (), "en"), name)
    assert not set(said) & set("\x1b\u202e\udcff")
    if name == "markdown":
        assert "<b>" not in said


def test_formats() -> None:
    assert formats() == ("json", "markdown", "svg", "text")
