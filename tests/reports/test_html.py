"""The page to browse: what it holds, and that it can do nothing but show it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest

from smo_lint.model import Bundle, Finding, Location, Member, Past, Problem, Span
from smo_lint.model.past import Commit
from smo_lint.reports import Report
from smo_lint.reports.html import aligned, island

Rendered = Callable[[str, Report], str]
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_what_is_inside_and_nothing_else(case: Any, rendered: Rendered) -> None:
    page = rendered("html", case().report(case().finding()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy and policy[1].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest(STYLE.findall(page)[0])}'",
        f"script-src 'sha256-{digest(SCRIPT.findall(page)[0])}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(
        r"\b(src|style|on\w+)=", SCRIPT.sub("", STYLE.sub("", page)).replace("script-src", "")
    )
    assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b", page)
    assert not re.search(r"\b(fetch|XMLHttpRequest|import)\(", page)


def test_a_finding_is_told_whole(case: Any, rendered: Rendered) -> None:
    data = island(rendered("html", case().report(case().finding(), hidden=("3 hidden",))), "overview")
    found = {name: column[0] for name, column in data["findings"].items()}
    assert data["languages"] == ["en", "ja"] and data["hidden"] == ["3 hidden"]
    newer = case().report(against="main at 77ab010", hidden=("3 hidden",))
    assert island(rendered("html", newer), "overview")["hidden"] == [
        "compared with main at 77ab010",
        "3 hidden",
    ]
    assert data["editions"]["path"][found["edition"]] == "docs/ja/a.md"
    assert (found["line"], found["column"], found["severity"]) == (3, 9, 0)
    assert found["related"] == [[0, 3, "the link there"]]
    assert found["fix"] == ["Restore the target", True]
    (rule,) = data["rules"]
    assert (rule["code"], rule["family"]) == ("LK103", "links") and rule["examples"][0]["files"]


def test_the_skeleton_of_an_article(case: Any, rendered: Rendered) -> None:
    page = rendered("html", case().report(case().finding()))
    skeleton = island(page, "skeleton-0")
    en, ja = skeleton["editions"]
    assert [block[:3] for block in en["blocks"]] == [["h1", 0, 1], ["text", 0, 3]]
    (both,) = skeleton["pairs"]
    assert both["lines"] == [0, 0, 0, 1, 1, 0]
    # What a finding covers is counted in the letters of the block that holds it.
    block, start, end, *there = skeleton["seats"]["0"]
    assert ja["blocks"][block][3][start:end] == "/start#linux-2" and there == [0, 1]
    marked = {(side, (ja if side else en)["blocks"][b][3][s:e]) for side, b, s, e in both["marks"]}
    assert marked == set(), "the fragment of a link is not what survives translation"


def test_past_and_languages(case: Any, rendered: Rendered) -> None:
    since = tuple(Commit(str(i) * 40, f"2024-05-0{i}", "Change") for i in (3, 2, 1))
    members = (
        Member("ar.md", "ar", "", Past("1" * 40, since=since)),
        Member("en.md", "en", ""),
        Member("x.md", "", ""),
    )
    data = island(rendered("html", case().report(bundles=(Bundle("a", members, "en"),))), "overview")
    assert data["languages"] == ["en", "ar", ""] and data["rtl"] == ["ar"]
    assert data["editions"]["behind"] == [3, None, None]
    assert data["editions"]["since"] == ["2024-05-01", "", ""]


def test_files_are_linked_where_a_service_shows_them(
    case: Any, rendered: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert island(rendered("html", case().report()), "overview")["files"] == ""
    monkeypatch.setenv("GITHUB_REPOSITORY", "org/repo")
    monkeypatch.setenv("GITHUB_SHA", "abc")
    assert (
        island(rendered("html", case().report()), "overview")["files"]
        == "https://github.com/org/repo/blob/abc/"
    )


def test_a_large_report_holds_the_articles_with_most_findings(
    case: Any, rendered: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aligned, "FEW", 3)
    monkeypatch.setattr(aligned, "ROOM", 39)
    bundles = tuple(
        Bundle(key, (Member(f"en/{key}", "en", ""), Member(f"ja/{key}", "ja", "")), "en") for key in "abcd"
    )

    def found(key: str) -> Finding:
        problem = Problem(Location(f"ja/{key}", Span(0, 1)), "x")
        return Finding("LK103", "changed-link-target", "error", "ja", key, problem, f"{key}")

    texts = {member.path: "# A\n\nOne.\n" for bundle in bundles for member in bundle.members}
    findings = (found("b"), found("c"), found("c"))
    data = island(rendered("html", case().report(*findings, texts=texts, bundles=bundles)), "overview")
    assert [article["detailed"] for article in data["articles"]] == [False, False, True, False]


def test_voices_are_told(case: Any, rendered: Rendered) -> None:
    one = case().finding()
    problem = Problem(one.problem.at, "x", voices=("fi", "pl"))
    voted = Finding(one.code, one.name, one.severity, one.lang, one.article, problem, "1")
    data = island(rendered("html", case().report(voted)), "overview")
    assert data["findings"]["voices"] == [["fi", "pl"]]


def test_long_blocks_are_cut_behind_what_is_marked(case: Any, rendered: Rendered) -> None:
    one = case()
    long = f"# 開始\n\n{'あ' * 900}https{'い' * 4000}\n"
    at = long.index("https")
    page = rendered("html", one.report(one.finding(span=Span(at, at + 5)), texts={one.path: long}))
    skeleton = island(page, "skeleton-0")
    block, start, end, *_ = skeleton["seats"]["0"]
    text = skeleton["editions"][1]["blocks"][block][3]
    assert text[start:end] == "https" and len(text) < 1000 and text.endswith("…")


def test_a_page_with_too_many_nodes_has_no_blocks(case: Any, rendered: Rendered) -> None:
    def blocks(nodes: int | None) -> list[bool]:
        page = rendered("html", case().report(case().finding(), nodes=nodes))
        return [bool(edition["blocks"]) for edition in island(page, "skeleton-0")["editions"]]

    assert (blocks(None), blocks(2)) == ([True, True], [False, False])
