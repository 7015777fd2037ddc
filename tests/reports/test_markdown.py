"""The summary of a pull request, rendered by a parser of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from smo_lint.model import Bundle, Member, Span
from smo_lint.reports import Gone
from smo_lint.reports.markdown import LONGEST, MARK


def tables(said: str) -> list[list[list[str]]]:
    """The text of the cells of each row of each table."""
    found: list[list[list[str]]] = []
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(said)
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("td_open", "th_open") and after:
            found[-1][-1].append("".join(c.content for c in after.children or () if c.content))
    return found


def test_summary(case: Any, rendered: Any) -> None:
    one = case()
    other = Bundle("docs/*/b.md", (Member("docs/en/b.md", "en", ""), Member("docs/de/b.md", "de", "")), "en")
    warned = case(
        path="docs/en/b.md", article="docs/*/b.md", severity="warning", lang="en", message="made up"
    )
    findings = (warned.finding(fixed=False, related=False), one.finding())
    said = rendered("markdown", one.report(*findings, bundles=(one.bundle(), other), elapsed=0.5))
    assert said.startswith(
        f"{MARK}\n## 🌐 Translation check: 2 problems in 2 of 2 articles (1 error, 1 warning)\n"
    )
    matrix, problems = tables(said)
    assert matrix == [
        ["", "en", "de", "ja"],
        ["docs/*/a.md", "source", "–", "❌ 1"],
        ["docs/*/b.md", "source ⚠️ 1", "✅", "–"],
    ]
    assert problems == [
        ["", "Where", "Problem"],
        ["❌ LK103 🔧", "docs/ja/a.md:3", f"{one.message} (en:3)".replace("#", "#\u200b")],
        ["⚠️ LK103", "docs/en/b.md:1", "made up"],
    ]
    assert "\n`smo-lint check --fix` repairs 1 of 2.\n" in said
    assert said.endswith(" · 4 editions · 3 languages · 0.50 s</sub>\n")


def test_no_problems(case: Any, rendered: Any) -> None:
    said = rendered("markdown", case().report(terse=True))
    assert said == f"{MARK}\n## 🌐 Translation check: no problems in 1 article\n"


def test_what_is_hidden_is_told(case: Any, rendered: Any) -> None:
    said = rendered("markdown", case().report(hidden=("3 hidden by the baseline",), terse=True))
    assert said.endswith("no problems in 1 article\n\n3 hidden by the baseline\n")


def test_one_difference_of_several_languages_is_one_row(case: Any, rendered: Any) -> None:
    one, german = case(), case(path="docs/de/a.md", lang="de")
    members = (*one.bundle().members, Member("docs/de/a.md", "de", ""))
    bundle = Bundle(one.article, members, "en")
    texts = {"docs/de/a.md": one.report().text(one.path)}
    said = rendered("markdown", one.report(one.finding(), german.finding(), bundles=(bundle,), texts=texts))
    assert [row[1] for row in tables(said)[1][1:]] == ["docs/ja/a.md:3<br>docs/de/a.md:3"]


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        pytest.param(
            {"GITHUB_REPOSITORY": "org/site", "GITHUB_SHA": "9f3c1ab"},
            "(<https://github.com/org/site/blob/9f3c1ab/docs/ja/a%20%28b%29.md?plain=1#L3>)",
            id="github",
        ),
        pytest.param(
            {"CI_PROJECT_URL": "https://git.example.org/site", "CI_COMMIT_SHA": "9f3c1ab"},
            "(<https://git.example.org/site/-/blob/9f3c1ab/docs/ja/a%20%28b%29.md?plain=1#L3>)",
            id="gitlab",
        ),
        pytest.param({}, "| docs/ja/a (b).md:3 |", id="nowhere"),
    ],
)
def test_places_are_links_where_a_service_shows_them(
    env: dict[str, str], expected: str, case: Any, rendered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    one = case(path="docs/ja/a (b).md")
    assert expected in rendered("markdown", one.report(one.finding()))


def test_it_is_cut_between_rows(case: Any, rendered: Any) -> None:
    found = [case(message=f"{number} " + "語" * 500).finding() for number in range(300)]
    said = rendered("markdown", case().report(*found))
    assert LONGEST * 0.95 < len(said) <= LONGEST
    _, problems = tables(said)
    assert all(len(row) == 3 for row in problems)
    told = len(problems) - 1
    assert f"\n{300 - told} more problems not shown here.\n" in said


def test_the_table_of_many_articles_is_cut(case: Any, rendered: Any) -> None:
    cases = [case(path=f"docs/ja/{n}.md", article=f"docs/*/{n}.md") for n in range(60)]
    findings = [c.finding(related=False, fixed=False) for c in cases]
    said = rendered("markdown", cases[0].report(*findings, bundles=tuple(c.bundle() for c in cases)))
    assert len(tables(said)[0]) == 21
    assert "40 more articles with problems not in this table." in said


def test_the_table_of_long_names_is_cut(case: Any, rendered: Any) -> None:
    cases = [case(path=f"docs/ja/{n}.md", article=f"docs/{'*' * 200}/{n}.md") for n in range(50)]
    findings = [c.finding(related=False, fixed=False) for c in cases]
    said = rendered("markdown", cases[0].report(*findings, bundles=tuple(c.bundle() for c in cases)))
    matrix, problems = tables(said)
    assert len(said) < LONGEST
    assert 10 < len(matrix) < 51
    assert len(problems) == 51


def test_a_place_behind_the_text(case: Any, rendered: Any) -> None:
    one = case()
    said = rendered("markdown", one.report(one.finding(fixed=False, span=Span(900, 901))))
    assert "docs/ja/a.md:4" in said


def test_what_is_new_and_what_is_repaired(case: Any, rendered: Any) -> None:
    one = case()
    gone = (Gone("HD103", "docs/*/a.md", "ja", "level 4 heading, but | level 2 in en"),)
    parts: dict[str, Any] = {
        "against": "origin/main at 77ab010",
        "gone": gone,
        "hidden": ("41 hidden, older than main",),
    }
    said = rendered("markdown", one.report(one.finding(), elapsed=None, **parts))
    assert said.startswith(f"{MARK}\n## 🌐 Translation check: 1 new problem in 1 of 1 article (1 error)\n")
    assert (
        "<details><summary>1 repaired · 41 hidden, older than main</summary>\n\n"
        "- ✅ HD103 docs/&#42;/a.md (ja): level 4 heading, but &#124; level 2 in en\n\n</details>\n"
    ) in said
    assert said.endswith("· 2 editions · 2 languages · compared with origin/main at 77ab010</sub>\n")
    clean = rendered("markdown", one.report(terse=True, **parts | {"hidden": ()}))
    assert "no new problems in 1 article" in clean
    assert "<summary>1 repaired</summary>" in clean


def test_many_repairs_are_cut(case: Any, rendered: Any) -> None:
    gone = tuple(Gone("HD103", f"docs/*/{n}.md", "ja", "語" * 500) for n in range(100))
    found = [case(message=f"{number} " + "語" * 500).finding() for number in range(300)]
    said = rendered("markdown", case().report(*found, against="main", gone=gone))
    assert LONGEST * 0.9 < len(said) <= LONGEST
    told = said.count("- ✅ ")
    assert f"\n- and {100 - told} more\n" in said


def test_what_lags_behind_is_counted_apart(case: Any, rendered: Any) -> None:
    stale = replace(case(severity="warning").finding(), name="stale-edition", code="FR101")
    said = rendered("markdown", case().report(stale, case().finding()))
    assert tables(said)[0][1] == ["docs/*/a.md", "source", "❌ 1 ⏳ 1"]
