"""A huge article asked about in parts: the same is found, and nobody asks twice."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from smo_lint import comparing, huge
from smo_lint.cli import main
from smo_lint.model import Bundle, Finding, Member
from smo_lint.options import Config
from smo_lint.outside import pool
from smo_lint.outside.articles.discover import group
from smo_lint.outside.cache.verdicts import NOTHING, Before
from smo_lint.outside.parts import asked, shares, together
from smo_lint.outside.task import Task

SEEDS = Path(__file__).parents[2] / "seeds"
# A name that all editions but one have, often enough for its loss to be told.
NAMED = "\n".join(f"## {number}\n\nHere is GitHub, and more of it.\n" for number in range(8))
TEXTS = {path.name: path.read_text(encoding="utf-8") + "\n" + NAMED for path in sorted(SEEDS.glob("*.md"))}
LANGS = {path: path.split(".")[-2] for path in TEXTS}
SOURCE, PL = "social-media-optimization.de.md", "social-media-optimization.pl.md"

pytestmark = pytest.mark.usefixtures("forks")


@pytest.fixture
def _huge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "HUGE", 100)
    monkeypatch.setattr(huge, "HUGE", 100)


@pytest.fixture
def texts() -> dict[str, str]:
    return {**TEXTS, PL: TEXTS[PL].replace("Here is GitHub", "Here it is", 1)}


def bundle(source: str = "de", *langs: str) -> Bundle:
    members = (Member(path, lang, "") for path, lang in LANGS.items())
    return Bundle("a", tuple(m for m in members if not langs or m.lang in langs), source)


def found(texts: dict[str, str], jobs: int, source: str = "de") -> list[Finding]:
    (verdict,) = pool.judged((bundle(source),), Task(Config(select=("ALL",)), overlay=texts), jobs)
    return verdict.findings


@pytest.mark.parametrize("source", ["de", "", "fi"])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_it_has_the_findings_of_any_article(
    source: str, jobs: int, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = found(texts, 1, source)
    assert "TX107" in {finding.code for finding in usual}
    monkeypatch.setattr(pool, "HUGE", 100)
    monkeypatch.setattr(huge, "HUGE", 100)
    assert found(texts, jobs, source) == usual


@pytest.mark.usefixtures("_huge")
def test_nothing_is_parsed_or_aligned_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {**dict.fromkeys(TEXTS, NAMED), PL: NAMED.replace("\n## 5\n", "\n", 1)}
    done: Counter[str] = Counter()
    parse, pair = comparing.parse, comparing.pair

    def parsed(text: str, path: str, *rest: Any, **more: Any) -> Any:
        done[path] += 1
        return parse(text, path, *rest, **more)

    def paired(source: Any, target: Any) -> Any:
        done[f"{source.lang} {target.lang}"] += 1
        return pair(source, target)

    monkeypatch.setattr(comparing, "parse", parsed)
    monkeypatch.setattr(comparing, "pair", paired)
    assert found(texts, 1)
    assert done == {**dict.fromkeys(TEXTS, 1), **{f"de {lang}": 1 for lang in LANGS.values() if lang != "de"}}


def test_translations_are_dealt_out_by_their_sizes() -> None:
    sizes = [10, 1, 40, 20, 30]
    dealt = shares(bundle(), sizes, 2, NOTHING)
    assert {part.members[0].path for part in dealt} == {SOURCE}
    weight = dict(zip(LANGS, sizes, strict=True))
    assert sorted(sum(weight[m.path] for m in part.members[1:]) for part in dealt) == [50, 50]
    assert [part.absent for part in dealt] == [5 - len(part.members) for part in dealt]
    assert len(shares(bundle(), sizes, 9, NOTHING)) == 4


@pytest.mark.parametrize(
    ("whole", "known"),
    [
        (bundle(""), ()),
        (bundle("xx"), ()),
        (bundle("de", "de", "pl"), ()),
        (bundle("de", "de", "da", "pl"), (PL,)),
    ],
    ids=["votes", "no source", "one translation", "one unknown"],
)
def test_where_little_is_to_be_asked_nobody_shares(whole: Bundle, known: tuple[str, ...]) -> None:
    before = NOTHING._replace(said=dict.fromkeys(known))
    assert shares(whole, [1] * len(whole.members), 2, before) == []


def test_what_is_known_already_is_not_asked_again() -> None:
    before = NOTHING._replace(said={PL: None})
    (part,) = shares(bundle(), [1] * 5, 1, before)
    assert {member.lang for member in part.members} == set(LANGS.values()) - {"pl"}


def test_of_a_file_that_changed_in_between_nothing_is_known() -> None:
    one = Before({"a": None}, {"x": "1"}, [3], {"a.md": "old", "s.md": "1"})
    other = Before({"b": None}, {"y": "2"}, [1, 3], {"b.md": "new", "s.md": "1"})
    assert together([one, other]) == Before(
        {"a": None, "b": None},
        {"x": "1", "y": "2"},
        [1, 3],
        {"a.md": "old", "b.md": "new", "s.md": "1"},
    )
    assert together([one, other._replace(texts={"s.md": "2"})]) == NOTHING


@pytest.mark.usefixtures("_huge")
def test_a_text_that_has_changed_since_is_asked_about_again(texts: dict[str, str]) -> None:
    (part,) = shares(bundle(), [1] * 5, 1, NOTHING)
    old = {**texts, PL: TEXTS[SOURCE]}
    before = asked(Task(Config(), overlay=old), part)
    assert len(before.said) == 9
    verdict = pool.judge(Task(Config(), overlay=texts), bundle(), {"a": before})
    assert verdict.findings == pool.judge(Task(Config(), overlay=texts), bundle()).findings


@pytest.mark.usefixtures("_huge")
def test_a_part_that_kills_its_process_is_no_end_of_the_run(
    texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {"x/en/b.md": "# A\n\nText.\n", "x/de/b.md": "# A\n\nText.\n"}
    compare = comparing.compare

    def deadly(files: dict[str, str], *rest: Any, **more: Any) -> Any:
        if any(".pl." in path for path in files):
            os._exit(9)
        return compare(files, *rest, **more)

    monkeypatch.setattr(comparing, "compare", deadly)
    bundles = (bundle(), *group(other, Config()).bundles)
    task = Task(Config(), overlay={**texts, **other})
    first, second = (verdict.findings for verdict in pool.judged(bundles, task, 2))
    assert [(finding.code, finding.article) for finding in first] == [("XX001", "a")]
    assert second == pool.judge(task, bundles[1]).findings


@pytest.mark.usefixtures("_huge")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_was_asked_in_parts_is_remembered(
    jobs: str, texts: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, text in texts.items():
        (tmp_path / path).write_text(text, encoding="utf-8")

    def run(*more: str) -> str:
        main(["check", "--source", "de", "--format", "json", "--jobs", jobs, *more, str(tmp_path)])
        return capsys.readouterr().out

    cache = ("--cache-dir", str(tmp_path / "cache"))
    expected = run("--no-cache")
    assert run(*cache) == run(*cache) == expected
    edited = tmp_path / SOURCE
    edited.write_text(edited.read_text(encoding="utf-8").replace("](", "] (", 1), encoding="utf-8")
    assert run(*cache) == run("--no-cache") != expected
