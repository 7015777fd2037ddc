"""A run over five files says what a run over all says of their articles, whether habits are pinned or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from smo_lint import lint
from smo_lint.cli import main
from smo_lint.model import Finding
from smo_lint.outside.configuration.settings import settings

ARTICLES = 60
LANGS = ("en", "de", "fr", "ja")
TOPICS = ("Storage", "Network", "Login", "Backup", "Search", "Mail")
SENTENCES = {
    "en": "The {0} {1} is set up in three steps, and it needs {1} minutes.",
    "de": "Der Bereich {0} {1} wird in drei Schritten eingerichtet und braucht {1} Minuten.",
    "fr": "La partie {0} {1} se règle en trois étapes ; elle demande {1} minutes ! Bien sûr !",
    "ja": "{0} {1}は三つの手順で設定し、{1}分かかります。",
}
NOTICES = {
    "en": "",
    "de": "> Diese Seite wurde von Freiwilligen übersetzt.\n\n",
    "fr": "",
    "ja": "このページは有志によって翻訳されました。\n\n",
}
SITES = dict.fromkeys(LANGS, "https://manual.example.org/topics/") | {
    "ja": "https://handbook-nihon.net/topics/"
}
# What a page here and there is spoilt by, so that there are findings to compare.
DAMAGE = (
    ("\n## ", "\n### "),
    ("weight: ", "weight: 9"),
    ("\n- a", ""),
    ("https://manual.example.org/topics/", "https://elsewhere.example.com/"),
    (" !", "!"),
    (".md#", ".md#gone-"),
)


def page(number: int, lang: str) -> str:
    """A page with what every page of its locale has, its own text, and sometimes damage."""
    topic = TOPICS[number % len(TOPICS)]
    keys = f"title: {topic} {lang} {number}\nweight: {number}\nsection: {topic.lower()}\n"
    keys += {"en": "authors: ada\n", "de": "uebersetzung: fertig\n"}.get(lang, "")
    said = SENTENCES[lang].format(topic, number)
    text = (
        f"---\n{keys}---\n\n{NOTICES[lang]}# {topic} {number} {lang}\n\n{said}\n\n"
        f"## {lang.upper()} {number}\n\n{'<Rating stars={3} />' if lang == 'en' else ''}\n\n"
        f"{said} [{topic}]({SITES[lang]}{topic.lower()}-{number}) `run {number}`\n\n"
        f"[{topic}](page{(number + 1) % ARTICLES}.md#{lang}-{(number + 1) % ARTICLES})\n\n- a\n- b {number}\n"
    )
    if number < 12:  # long enough to be measured
        text += f"\n{' '.join(SENTENCES[lang].format(topic, number) for _ in range(24))}\n"
    if (number + LANGS.index(lang)) % 7 == 0 and lang != "en":
        text = text.replace(*DAMAGE[(number // 7) % len(DAMAGE)])
    return text


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / ".git").mkdir()
    for lang in LANGS:
        (root / "docs" / lang).mkdir(parents=True)
        for number in range(ARTICLES):
            (root / "docs" / lang / f"page{number}.md").write_text(page(number, lang), encoding="utf-8")
    return root


@pytest.fixture(scope="module", params=["unpinned", "pinned"])
def whole(project: Path, request: pytest.FixtureRequest) -> Iterator[list[Finding]]:
    """The findings of all articles, with and without a configuration that pins the habits."""
    file = project / "smo-lint.toml"
    if request.param == "pinned":
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(project)
            assert main(["init"]) == 0
    found = check(project, [str(project)])
    yield found
    file.unlink(missing_ok=True)


def check(project: Path, paths: list[str]) -> list[Finding]:
    return lint(paths, config=settings([str(project)]).config)


def test_what_belongs_to_a_locale_is_silent(whole: list[Finding]) -> None:
    codes = {finding.code for finding in whole}
    assert not codes & {"FM003", "FM004", "FM005", "TX103", "MK107"}
    assert {"HD103", "FM006", "LS101", "LK105", "LK115", "PN009"} <= codes
    assert len(whole) < ARTICLES


def test_the_pinned_habits_are_those_that_are_learnt(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from smo_lint.habits import Habits
    from smo_lint.options import Config
    from smo_lint.outside.articles.discover import discover
    from smo_lint.outside.cache.lore import Lore
    from smo_lint.outside.task import Task, gists_of, taught

    found, task = discover([str(project)], Config()), Task(Config())
    learnt = taught(found.every, task, Lore(found, gists_of(found, task)))
    file = project / "pinned.toml"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert main(["init", "--stdout"]) == 0
        file.write_text(capsys.readouterr().out, encoding="utf-8")
        pinned = settings([], ["pinned.toml"], cwd=str(project)).config
    file.unlink()
    assert pinned.habits == learnt
    assert all(
        getattr(learnt, field) for field in Habits.__dataclass_fields__ if field not in ("marks", "kept")
    )


@hypothesis(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, ARTICLES - 1), st.sampled_from(LANGS)), min_size=5, max_size=5, unique=True
    )
)
def test_five_files_say_what_all_say(
    project: Path, whole: list[Finding], chosen: list[tuple[int, str]]
) -> None:
    paths = [str(project / "docs" / lang / f"page{number}.md") for number, lang in chosen]
    keys = {f"page{number}.md" for number, _ in chosen}
    assert check(project, paths) == [f for f in whole if f.article.rpartition("/")[2] in keys]
