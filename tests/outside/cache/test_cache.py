"""A run that remembers says what a run that does not says, whatever happens to the files between."""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from smo_lint.cli import main
from smo_lint.cli.run import Run
from smo_lint.model import Article, Bundle, Edition, Finding, Pair, Problem, Rule
from smo_lint.options import Config
from smo_lint.outside.cache import look
from smo_lint.outside.cache.folder import NAME
from smo_lint.outside.cache.pages import PAGES
from smo_lint.outside.cache.store import Cache, opened
from smo_lint.outside.cache.verdicts import FINDINGS, Before, Verdicts
from smo_lint.outside.cache.whole import BEGINNING, Whole

LANGS = ("en", "de", "fr")
WORDS = ("start", "links", "code", "lists")
SENTENCE = {
    "en": "Here we say something about number {}, and a little more than that.",
    "de": "Hier sagen wir etwas über Nummer {}, und noch ein wenig mehr als das.",
    "fr": "Ici nous disons quelque chose du numéro {}, et un peu plus que cela.",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site; times of files are believed at once, as no test waits for two seconds."""
    root = tmp_path / "site"
    root.mkdir()
    (root / "smo-lint.toml").write_text("", encoding="utf-8")
    for lang in LANGS:
        (root / "docs" / lang).mkdir(parents=True)
        for number, word in enumerate(WORDS):
            (root / "docs" / lang / f"{word}.md").write_text(page(word, number, lang), encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.setattr(look, "MARGIN", 0)
    return root


def page(word: str, number: int, lang: str) -> str:
    said = SENTENCE[lang].format(number)
    other = WORDS[(number + 1) % len(WORDS)]
    link = f"[{other}]({other}.md#{lang}-{number + 1})"
    return (
        f"---\ntitle: {word} {lang}\nweight: {number}\n---\n\n# {word.title()} {lang}\n\n{said} {link}\n\n"
        f"## {lang.upper()} {number} {{#{lang}-{number}}}\n\n{said} `run {number}`\n\n- a {number}\n- b\n"
    )


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command prints, findings and sentences, and how it ends."""

    def run(*words: str) -> str:
        code = main(["check", "--format", "json", *words])
        out, err = capsys.readouterr()
        told = json.loads(out) if out else {}
        told.pop("elapsed", None)
        return json.dumps([code, told, err], indent=1)

    return run


def records(root: Path) -> set[str]:
    folder = root / NAME
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_the_folder_says_what_it_is(site: Path, said: Callable[..., str]) -> None:
    said()
    assert {"CACHEDIR.TAG", ".gitignore", "files", "articles"} <= records(site)
    assert (site / NAME / ".gitignore").read_text() == "*\n"
    assert (site / NAME / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172")


def test_nothing_is_kept_where_nobody_wants_it(site: Path, said: Callable[..., str], tmp_path: Path) -> None:
    plain = said("--no-cache")
    assert not records(site)
    assert said("--cache-dir", str(tmp_path / "elsewhere")) == plain
    assert not records(site) and (tmp_path / "elsewhere" / "articles").is_file()


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


def parsing(patch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the editions that are parsed from now on."""
    from smo_lint import comparing

    parsed: list[str] = []
    real = comparing.parse

    def noted(text: str, path: str, *rest: Any, **more: Any) -> Any:
        parsed.append(path)
        return real(text, path, *rest, **more)

    patch.setattr(comparing, "parse", noted)
    return parsed


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


@pytest.mark.usefixtures("forks")
def test_a_verdict_on_a_page_that_has_changed_meanwhile_is_not_kept(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes look at the pages that links lead to, and later than the run that remembers does."""
    from smo_lint import engine

    monkeypatch.setattr(importlib.import_module("smo_lint.site.survey"), "ENOUGH", 0)
    real, page = engine.findings, site / "docs/de/links.md"

    def edited(article: Article, *rest: Any) -> list[Finding]:
        found = real(article, *rest)
        if "start" in article.key:
            page.write_text("# Links de\n\n## Ganz anders\n", encoding="utf-8")
        return found

    names = ("--jobs", "2", "docs/de/start.md", "docs/de/code.md")
    with monkeypatch.context() as patch:
        patch.setattr(engine, "findings", edited)
        patch.setattr(Run, "shown", lambda run, _: run)  # it would be judged once more
        before = said(*names)
    after = said(*names)
    assert before != after == said("--no-cache", *names)


def test_a_run_that_has_judged_another_text_is_not_remembered(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is another for a moment, and where times are coarse nothing can be seen of that."""
    from smo_lint.outside import pool

    monkeypatch.setattr(look, "_told", lambda entry: (entry.name, time.time_ns()))
    judge, file = pool.judge, site / "docs/de/lists.md"
    text = file.read_text(encoding="utf-8")

    def overtaken(task: Any, bundle: Bundle, *rest: Any) -> Any:
        file.write_text(text.replace("## DE", "### DE"), encoding="utf-8")
        try:
            return judge(task, bundle, *rest)
        finally:
            file.write_text(text, encoding="utf-8")

    fresh = said("--no-cache")
    with monkeypatch.context() as patch:
        patch.setattr(pool, "judge", overtaken)
        patch.setattr(Run, "shown", lambda run, _: run)  # it would be judged once more
        assert said("--jobs", "1") != fresh
    assert said("--jobs", "1") == fresh


def test_a_report_shows_lines_of_the_text_that_was_judged(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes between the last judgement and the report, of a run that remembers nothing or all."""
    file = site / "docs/de/lists.md"
    text = file.read_text(encoding="utf-8").replace("## DE", "### DE")
    file.write_text(text, encoding="utf-8")
    lint, known = Run.lint, Whole.known

    def overtaken(run: Run) -> list[Finding]:
        found = lint(run)
        file.write_text(text.replace("# Lists", "One more.\n\n# Lists"), encoding="utf-8")
        return found

    def late(whole: Whole) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(importlib.import_module("smo_lint.outside.cache.whole"), "_fresh", after)
            return known(whole)

    def after(looks: Any) -> frozenset[str]:
        file.write_text(text.replace("# Lists", "Another.\n\n# Lists"), encoding="utf-8")
        return frozenset()

    for words in (("--no-cache",), ()):
        file.write_text(text, encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(Run, "lint", overtaken)
            seen = said(*words)
        assert seen == said("--no-cache")
    said()
    monkeypatch.setattr(Whole, "known", late)
    assert said() == said("--no-cache")


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


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[: len(content) // 2], id="cut off"),
        pytest.param(lambda content: content.replace(b"error", b"hint"), id="changed"),
        pytest.param(lambda content: b"smo-lint 9\n" + content.partition(b"\n")[2], id="of another version"),
        pytest.param(lambda content: b"\n\n{}", id="without a seal"),
        pytest.param(lambda content: os.urandom(5000), id="noise"),
    ],
)
def test_what_is_broken_is_passed_over(
    site: Path, said: Callable[..., str], spoil: Callable[[bytes], bytes]
) -> None:
    said()
    for name in records(site) - {"CACHEDIR.TAG", ".gitignore"}:
        file = site / NAME / name
        file.write_bytes(spoil(file.read_bytes()))
    assert said() == said("--no-cache")


def test_a_cache_of_somebody_else_is_not_believed(
    site: Path, said: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository may ship a folder that says that it has no findings."""
    (site / "docs/de/code.md").write_text("# Code de\n", encoding="utf-8")
    own = said("--no-cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "hostile"))
    theirs = opened(Config(), str(site))
    assert isinstance(theirs, Cache)
    said()
    for name in records(site) - {"CACHEDIR.TAG", ".gitignore"}:
        if name == "articles":
            shelf = theirs.read_shelf(name)
            for variants in (held for key, held in shelf.heads.items() if key != PAGES):
                for variant in variants:
                    variant[FINDINGS] = []
            theirs.write_shelf(name, shelf)
        elif name.startswith(BEGINNING):
            theirs.write(name, theirs.read(name) | {"findings": []})
    assert said() != own
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    assert "of somebody else" in said("-v")
    assert said() == own


def test_a_linked_folder_is_not_written_to(site: Path, said: Callable[..., str], tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (site / NAME).symlink_to(target)
    assert "is a link" in said("-v")
    assert not list(target.iterdir())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not hold here")
def test_a_folder_that_may_not_be_written_is_no_hindrance(site: Path, said: Callable[..., str]) -> None:
    (site / NAME).mkdir()
    (site / NAME).chmod(0o500)
    assert said() == said("--no-cache")


def test_the_secret_is_the_users_alone(site: Path, said: Callable[..., str], tmp_path: Path) -> None:
    said()
    secret = tmp_path / "user" / "smo-lint" / "secret"
    assert secret.stat().st_size == 32
    assert os.name == "nt" or secret.stat().st_mode & 0o077 == 0


def test_few_runs_are_kept(site: Path, said: Callable[..., str]) -> None:
    for limit in range(12):
        said("--config", f"max-size={10_000 + limit}")
    assert len([name for name in records(site) if name.startswith("run-")]) == 8


class Story:
    """Things that happen to a site, drawn by lot."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.dice = root, random.Random(seed)

    def step(self) -> str:
        deed = self.dice.choice(
            [self.edit, self.edit, self.edit, self.same_size, self.rename, self.delete, self.new]
            + [self.front, self.heading, self.configure, self.ignore, self.touch, self.broken, self.back]
        )
        deed()
        return deed.__name__

    def pages(self) -> list[Path]:
        return sorted(self.root.rglob("*.md"))

    def page(self) -> Path:
        return self.dice.choice(self.pages() or [self.new()])

    def text(self, path: Path) -> str:
        return path.read_bytes().decode("utf-8", "replace")

    def edit(self) -> None:
        path = self.page()
        lines = self.text(path).split("\n")
        lines[self.dice.randrange(len(lines))] = self.dice.choice(
            ["", "- c", "`x`", "| a |", "## New", "[a](b.md)"]
        )
        path.write_text("\n".join(lines), encoding="utf-8")

    def same_size(self) -> None:
        """Other words of the same length, and the same time: an index of times alone would not see it."""
        path = self.page()
        stat, text = path.stat(), self.text(path)
        path.write_text(text.swapcase(), encoding="utf-8")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def rename(self) -> None:
        path = self.page()
        path.rename(path.with_name(f"{self.dice.choice(WORDS)}{self.dice.choice(['', '2'])}.md"))

    def delete(self) -> None:
        self.page().unlink()

    def new(self) -> Path:
        lang, number = self.dice.choice(LANGS), self.dice.randrange(len(WORDS))
        path = self.root / "docs" / lang / f"{WORDS[number]}{self.dice.choice(['', '2'])}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(WORDS[number], number, lang), encoding="utf-8")
        return path

    def front(self) -> None:
        path = self.page()
        key = self.dice.choice(
            ["lang: fr", "weight: 7", "slug: /elsewhere", "translationKey: one", "title: x: y"]
        )
        path.write_text(self.text(path).replace("---\n", f"---\n{key}\n", 1), encoding="utf-8")

    def heading(self) -> None:
        path = self.page()
        path.write_text(self.text(path).replace("{#", self.dice.choice(["{#a", ""]), 1), encoding="utf-8")

    def configure(self) -> None:
        said = [
            'source = "de"',
            'source = "none"',
            'ignore = ["LK"]',
            'select = ["ALL"]',
            'select = ["LK101", "page", "FM"]\nunfixable = ["LK"]',
            '[severity]\nLK101 = "hint"\ncode = "off"',
            "[rules.missing-term]\neditions = 2",
            'exclude = ["fr"]',
            "",
            'languages = ["de"]',
        ]
        (self.root / "smo-lint.toml").write_text(self.dice.choice(said) + "\n", encoding="utf-8")

    def ignore(self) -> None:
        file = self.root / self.dice.choice([".", "docs"]) / ".gitignore"
        file.parent.mkdir(exist_ok=True)
        file.write_text(self.dice.choice(["fr/\n", "code.md\n", "", "!code.md\n"]), encoding="utf-8")

    def touch(self) -> None:
        os.utime(self.page())

    def broken(self) -> None:
        self.page().write_bytes(self.dice.choice([b"\xff\xfe a", b"a\0b", b"---\na: [\n---\n"]))

    def back(self) -> None:
        """What was there before comes back, as when a branch is left."""
        path = self.page()
        number = next((n for n, word in enumerate(WORDS) if path.stem.startswith(word)), 0)
        path.write_text(page(WORDS[number], number, path.parent.name if path.parent.name in LANGS else "en"))


# Each of 50 steps of a story is judged both ways; ten times as many stories where new cases are looked for.
STORIES = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else 4


@pytest.mark.parametrize("seed", range(STORIES))
def test_a_run_that_remembers_says_the_same(site: Path, said: Callable[..., str], seed: int) -> None:
    story = Story(site, seed)
    deeds: list[str] = []
    for number in range(50):
        deeds.append(story.step())
        words = ["docs/de"] if number % 7 == 6 and (site / "docs/de").is_dir() else []
        words += ["--jobs", "2"] if number % 25 == 24 else ["--jobs", "1"]
        remembered = said(*words)
        assert remembered == said(*words, "--no-cache"), deeds
        if number % 5 == 4:
            assert said(*words) == remembered, deeds


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


@pytest.mark.parametrize("content", [b"# Code\n", b"\0", b""])
def test_what_was_said_of_a_text_is_not_taken_for_what_there_is_to_say_of_the_next(
    site: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    said()
    edited = site / "docs/de/code.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("## DE", "### DE"), encoding="utf-8")
    real = Verdicts.before

    def overtaken(verdicts: Verdicts, bundle: Bundle) -> Before:
        before = real(verdicts, bundle)
        (site / "docs/en/code.md").write_bytes(content)  # while the run goes on
        return before

    with monkeypatch.context() as patch:
        patch.setattr(Verdicts, "before", overtaken)
        patch.setattr(Run, "shown", lambda run, _: run)  # it would be judged once more
        changed = said("docs/de/code.md", "--jobs", "1")
    assert changed == said("--no-cache", "docs/de/code.md")
