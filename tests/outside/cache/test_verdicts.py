"""What is judged again after an edit, and what is known."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.model import Edition, Pair, Problem, Rule
from smo_lint.outside.cache.folder import NAME
from tests.outside.cache.small_site import LANGS, SENTENCE, WORDS, page, parsing, records


def test_a_second_run_judges_nothing(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = said()
    assert '"findings"' in first
    monkeypatch.setattr("smo_lint.comparing.compare", None)
    monkeypatch.setattr("smo_lint.outside.cache.groups.grouped", None)
    assert said() == first


def test_what_is_repaired_is_judged_once_more_alone(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spaced = site / "docs/de/code.md"
    text = spaced.read_text(encoding="utf-8")
    spaced.write_text(text.replace("als das.", "als das ."), encoding="utf-8")
    repaired = said("--fix", "--select", "PN", "--quiet")
    assert spaced.read_text(encoding="utf-8") == text
    monkeypatch.setattr("smo_lint.comparing.compare", None)
    assert json.loads(said("--select", "PN", "--quiet"))[1] == json.loads(repaired)[1]


def test_a_cache_that_was_moved_is_as_good(
    site: Path, said: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = said("--cache-dir", str(tmp_path / "here"))
    shutil.move(tmp_path / "here", tmp_path / "there")
    monkeypatch.setattr("smo_lint.comparing.compare", None)
    assert said("--cache-dir", str(tmp_path / "there")) == first


@pytest.mark.parametrize("words", [("--min-severity", "error"), ("--max-findings", "1")], ids=" ".join)
def test_what_is_shown_and_what_fails_is_no_reason_to_judge(
    words: tuple[str, ...], site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said()
    expected = said(*words, "--no-cache")
    monkeypatch.setattr("smo_lint.comparing.compare", None)
    assert said(*words) == expected


@pytest.mark.parametrize(
    "words",
    [("--ignore", "LK"), ("--select", "LK"), ("--select", "PN"), ("--unfixable", "ALL")],
    ids=" ".join,
)
def test_who_wants_other_rules_has_no_edition_parsed_that_nothing_new_is_said_of(
    words: tuple[str, ...], site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = site / "docs/de/code.md"
    damaged = edited.read_text(encoding="utf-8").replace("](", "] (").replace("`", "")
    edited.write_text(damaged, encoding="utf-8")
    usual, expected = said(), said(*words, "--no-cache")
    with monkeypatch.context() as patch:
        parsed = parsing(patch)
        assert said(*words) == expected and said() == usual
        assert {Path(path).name for path in parsed} <= {"code.md"}
    edited.write_text(damaged + "\nNoch ein Satz.\n", encoding="utf-8")
    expected = said("--no-cache")
    said(*words)
    with monkeypatch.context() as patch:
        # What those rules have said that did not run then is not lost.
        parsed = parsing(patch)
        assert said() == expected
        assert set(parsed) <= {"docs/en/code.md", "docs/de/code.md"}


@pytest.mark.parametrize("words", [("status",), ("baseline", "write"), ("baseline", "show")], ids=" ".join)
def test_other_commands_know_what_a_check_has_found(
    words: tuple[str, ...],
    site: Path,
    said: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run(*more: str) -> tuple[int, str]:
        return main([*words, *more]), capsys.readouterr().out

    main(["baseline", "write", "--no-cache"])
    accepted = (site / "smo-lint.baseline.jsonl").read_text(encoding="utf-8")
    expected = run("--no-cache")
    assert not records(site) and "HD107" in accepted
    said()
    monkeypatch.setattr("smo_lint.comparing.compare", None)
    assert run() == expected
    assert (site / "smo-lint.baseline.jsonl").read_text(encoding="utf-8") == accepted


def test_one_edited_article_is_judged_alone(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said()
    edited = site / "docs/de/code.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("## DE", "### DE"), encoding="utf-8")
    from smo_lint import comparing

    judged: list[str] = []
    real = comparing.compare

    def noted(files: Mapping[str, str], *rest: Any, **more: Any) -> Any:
        judged.append(min(files))
        return real(files, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(comparing, "compare", noted)
        changed = said("--jobs", "1")
    # Its own article, and the one that leads to its headings.
    assert judged == ["docs/de/code.md", "docs/de/links.md"]
    assert changed == said("--no-cache")


def test_a_page_that_comes_or_goes_concerns_its_article_and_those_that_looked_for_it(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):  # enough for German to mirror the source without the page that comes
        for lang in LANGS:
            text = page(f"more{number}", number, lang)
            (site / f"docs/{lang}/more{number}.md").write_text(text, encoding="utf-8")
    new = site / "docs/de/code.md"
    text = new.read_text(encoding="utf-8")
    new.unlink()
    said()
    from smo_lint import comparing

    judged: list[str] = []
    real = comparing.compare

    def noted(files: Mapping[str, str], *rest: Any, **more: Any) -> Any:
        judged.append(max(files))
        return real(files, *rest, **more)

    def told() -> str:
        judged.clear()
        with monkeypatch.context() as patch:
            patch.setattr(comparing, "compare", noted)
            return said("--jobs", "1")

    new.write_text(text, encoding="utf-8")
    changed = told()
    assert judged == ["docs/fr/code.md", "docs/fr/links.md", "docs/fr/more1.md"]
    assert changed == said("--no-cache")
    new.unlink()
    gone = told()
    assert judged == []  # as it was before
    assert gone == said("--no-cache")


def test_the_name_of_a_page_is_read_anew_where_a_language_comes_back(
    site: Path, said: Callable[..., str]
) -> None:
    def named(path: str, name: str) -> None:
        text = (site / path).read_text(encoding="utf-8")
        (site / path).write_text(text.replace("weight: ", f"slug: {name}\nweight: "), encoding="utf-8")

    (site / "docs/fr/code.md").unlink()
    names = {"en": "/guide/intro", "de": "/guide/einstieg"}
    for lang, name in names.items():
        text = f"# Code\n\n{SENTENCE[lang].format(1)} [x]({name})\n"
        (site / f"docs/{lang}/code.md").write_text(text, encoding="utf-8")
    named("docs/en/start.md", "/first")
    assert "link leads to /guide/einstieg" in said()
    french = {path: path.read_text(encoding="utf-8") for path in (site / "docs/fr").iterdir()}
    for path in french:
        path.unlink()
    for lang, name in names.items():
        named(f"docs/{lang}/links.md", f"/fr{name}")  # no language of the site by now
    said("docs/en/start.md")
    for path, text in french.items():
        path.write_text(text, encoding="utf-8")
    changed = said()
    assert "link leads to /guide/einstieg" not in changed
    assert changed == said("--no-cache")


def test_a_file_that_is_too_large_by_now_teaches_nothing(site: Path, said: Callable[..., str]) -> None:
    for lang, heading in {"en": "Two", "de": "Zwei", "fr": "Deux"}.items():
        large = f"# Lists\n\n## {heading}\n\n{50 * SENTENCE[lang]}\n"
        (site / f"docs/{lang}/lists.md").write_text(large, encoding="utf-8")
        small = f"# Code\n\n{SENTENCE[lang]} [there](lists.md#{'two' if lang == 'en' else 'none'})\n"
        (site / f"docs/{lang}/code.md").write_text(small, encoding="utf-8")
    whole = said()
    assert "no heading for #none" in whole
    (site / "smo-lint.toml").write_text("max-size = 1000\n", encoding="utf-8")
    changed = said()
    assert "no heading for #none" not in changed
    assert changed == said("--no-cache")
    (site / "smo-lint.toml").write_text("", encoding="utf-8")
    assert said() == whole


def test_what_is_counted_over_all_articles_is_counted_anew(site: Path, said: Callable[..., str]) -> None:
    def new(word: str) -> None:
        for lang in LANGS:
            (site / f"docs/{lang}/{word}.md").write_text(page(word, 1, lang), encoding="utf-8")

    new("more"), new("most")
    (site / "docs/fr/lists.md").unlink()
    assert "no edition in fr, but 5 of 6 articles have one" in said()
    new("other")
    changed = said()
    assert "no edition in fr, but 6 of 7 articles have one" in changed
    assert changed == said("--no-cache")


def test_only_what_an_edit_concerns_is_asked_about(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said()
    edited = site / "docs/de/code.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\n- c\n", encoding="utf-8")
    from smo_lint import asking

    asked: list[set[str]] = []
    real = asking._called

    def noted(rule: Rule, subject: Any, options: Mapping[str, object]) -> list[Problem]:
        if isinstance(subject, Edition):
            asked.append({subject.path})
        elif isinstance(subject, Pair):
            asked.append({subject.source.path, subject.target.path})
        return real(rule, subject, options)

    with monkeypatch.context() as patch:
        patch.setattr(asking, "_called", noted)
        changed = said("--jobs", "1")
    assert asked and all("docs/de/code.md" in paths for paths in asked)
    assert changed == said("--no-cache")
    assert "extra-list-item" in changed


def test_articles_are_told_once(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said()
    edited = site / "docs/de/code.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\n- c\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("smo_lint.outside.cache.groups.grouped", None)
        changed = said()
    assert changed == said("--no-cache")
    for word in ("fr", "xx"):  # what a file says of itself may tell which article it is
        (site / "docs/alone.md").write_text(f"---\nlang: {word}\n---\n\n# Titre\n", encoding="utf-8")
        assert said() == said("--no-cache")


def test_where_little_has_changed_little_is_written(site: Path, said: Callable[..., str]) -> None:
    said()
    before = {name: (site / NAME / name).read_bytes() for name in ("files", "articles")}
    pages = sorted((site / "docs/de").iterdir())
    for path in pages[:2]:
        path.write_text(path.read_text(encoding="utf-8") + "\n- c\n", encoding="utf-8")
        assert said() == said("--no-cache")
    assert before == {name: (site / NAME / name).read_bytes() for name in before}
    pages[0].unlink()
    assert said() == said("--no-cache")
    assert (site / NAME / "files").read_bytes() != before["files"]


def test_more_files_than_ten_teach_habits_that_are_remembered(site: Path, said: Callable[..., str]) -> None:
    """Habits and the site bear on every article: what is kept of files must teach the same as the files."""
    for number in range(14):
        for lang in LANGS:
            notice = {"de": "/// Hinweis: von einer Maschine übersetzt und nicht gelesen.\n\n"}.get(lang, "")
            text = page(WORDS[number % len(WORDS)], number, lang).replace("---\n\n", f"---\n\n{notice}", 1)
            (site / "docs" / lang / f"page{number}.md").write_text(text, encoding="utf-8")
    said()
    for number in (3, 5):
        path = site / "docs/de" / f"page{number}.md"
        path.write_text(path.read_text(encoding="utf-8") + "\n- c\n", encoding="utf-8")
        assert said() == said("--no-cache")
    shutil.rmtree(site / "docs/fr")
    assert said() == said("--no-cache")
