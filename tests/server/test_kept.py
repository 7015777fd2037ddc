"""What is kept between two checks changes nothing in what is found, and is not worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smo_lint.comparing import Kept, compare
from smo_lint.engine import findings, lint_article
from smo_lint.habits import NONE, Habits
from smo_lint.model import ALONE, Bundle, Fault, Member, Past
from smo_lint.options import Config

TEXTS: Mapping[str, str | Fault] = {
    "de.md": "# Titel\n\nDas [Buch] (a.md).\n\n## Mehr\n\nMit `run` starten, 3 mal.\n",
    "en.md": "# Title\n\nThe [book](a.md).\n\n## More\n\nStart with `run`, 3 times.\n",
    "fr.md": "# Titre\n\nLe [livre](a.md).\n\n## Plus\n\nLancer `run`, 3 fois.\n",
    "it.md": "# Titolo\n\nIl [libro](a.md).\n\n## Altro\n\nAvviare `run`, 3 volte.\n",
}
CHANGES: tuple[Mapping[str, str | Fault], ...] = (
    {"de.md": "# Titel\n\nDas [Buch](a.md).\n\n### Mehr\n\nMit `start` starten, 4 mal.\n"},
    {"en.md": "# Title\n\nThe book.\n\n## More\n\nStart with `go`, 3 times.\n"},
    {"fr.md": Fault("does not exist")},
    {"fr.md": "```\n# Titre\n", "it.md": ""},
    {"it.md": "# Titolo\n\n<!-- smo-lint-ignore-file -->\n\nAltro.\n"},
)


# An article of all kinds of blocks, and what is typed into it, for chains of edits.
LONG = {
    "de.md": (
        "# Anleitung\n\nDas [Buch](a.md) hat 12 Seiten, und `run` startet es.\n\n## Teile\n\n- eins mit `a`\n- zwei\n\n"
        "| A | B |\n| - | - |\n| 1 | 2 |\n\n> Zitat „so“.\n\n```sh\nrun\n```\n\nNoch ein Satz mit **Fett** (und mehr).\n"
        "\n### Ende\n\n1. Erst das.\n2. Dann [das](b.md#c).\n\n![Bild](p.png)\n\nSchluss.\n"
    ),
    "en.md": (
        "# Guide\n\nThe [book](a.md) has 12 pages, and `run` starts it.\n\n## Parts\n\n- one with `a`\n- two\n\n"
        "| A | B |\n| - | - |\n| 1 | 2 |\n\n> Quote “so”.\n\n```sh\nrun\n```\n\nOne more sentence with **bold** (and more).\n"
        "\n### End\n\n1. First this.\n2. Then [that](b.md#c).\n\n![Picture](p.png)\n\nThe end.\n"
    ),
    "fr.md": (
        "# Guide\n\nLe [livre](a.md) a 12 pages, et `run` le lance.\n\n## Parties\n\n- un avec `a`\n- deux\n\n"
        "| A | B |\n| - | - |\n| 1 | 2 |\n\n> Citation « ainsi ».\n\n```sh\nrun\n```\n\nUne phrase avec du **gras** (et plus).\n"
        "\n### Fin\n\n1. D’abord ceci.\n2. Puis [cela](b.md#c).\n\n![Image](p.png)\n\nLa fin.\n"
    ),
}
TYPED = (
    *"a .,:()[]#*`“3\n-",
    "\n\n",
    "word ",
    "\n\nA whole new paragraph in English.\n\n",
    "`x`",
    "[y](z.md)",
    "## ",
)


def bundle(source: str, paths: Mapping[str, str | Fault], past: Past | None = None) -> Bundle:
    members = (Member(path, path[:2], "", past if path == "de.md" else None) for path in sorted(paths))
    return Bundle("a.md", tuple(members), source)


@pytest.mark.parametrize("source", ["en", ""])
@pytest.mark.parametrize("change", CHANGES)
def test_findings_are_the_same(source: str, change: Mapping[str, str | Fault]) -> None:
    config, article = Config(), compare(TEXTS, bundle(source, TEXTS))
    findings(article, config, bundle(source, TEXTS))
    for before, after in (({}, change), (change, {})):
        old, new = {**TEXTS, **before}, {**TEXTS, **after}
        kept = Kept(old, compare(old, bundle(source, old), kept=Kept(TEXTS, article)))
        findings(kept.article, config, bundle(source, old))
        again = compare(new, bundle(source, new), kept=kept)
        expected = lint_article(new, config, bundle(source, new))
        assert findings(again, config, bundle(source, new)) == expected


@pytest.mark.parametrize("source", ["en", ""])
@settings(max_examples=15)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(sorted(LONG)), st.floats(0, 1), st.integers(0, 9), st.sampled_from(TYPED)),
        min_size=1,
        max_size=5,
    )
)
def test_any_edits_in_a_row(source: str, edits: list[tuple[str, float, int, str]]) -> None:
    config, home = Config(), bundle(source, LONG)
    texts: Mapping[str, str | Fault] = LONG
    kept = Kept(texts, compare(texts, home))
    findings(kept.article, config, home)
    for path, where, gone, typed in edits:
        text = str(texts[path])
        at = int(where * len(text))
        texts = {**texts, path: text[:at] + typed + text[at + gone :]}
        kept = Kept(texts, compare(texts, home, kept=kept))
        assert findings(kept.article, config, home) == lint_article(texts, config, home)


def test_options_site_habits_and_past_count() -> None:
    home = bundle("en", TEXTS)
    kept = Kept(TEXTS, compare(TEXTS, home))
    findings(kept.article, Config(), home)
    for config in (Config(ignore=("LK002",)), Config(rules={"wrong-language": {"least": 1}})):
        again = compare(TEXTS, home, kept=kept)
        assert findings(again, config, home) == lint_article(TEXTS, config, home)
    old = str(TEXTS["en.md"]).replace("3 times", "2 times")
    dated = bundle("en", TEXTS, Past("1" * 40, text=old))
    again = compare(TEXTS, dated, kept=kept)
    assert findings(again, Config(), dated) == lint_article(TEXTS, Config(), dated)
    learnt = Habits(keys=(("de", "author"),), marks=(("de", ","),))
    again = compare(TEXTS, home, learnt, kept=kept)
    assert findings(again, Config(), home, learnt) == lint_article(TEXTS, Config(), home, learnt)


def test_what_a_translation_was_made_from_excuses_nothing_where_editions_vote() -> None:
    texts = {**TEXTS, "de.md": "# Titel\n\nDas Buch.\n\nMit `run` starten, 3 mal.\n"}
    past = Past("1" * 40, text="# Title\n\nThe book said other things.\n\nStart with `run`, 3 times.\n")
    lagging, voting = bundle("en", texts, past), bundle("", texts, past)
    kept = Kept(texts, compare(texts, lagging))
    findings(kept.article, Config(), lagging)
    again = findings(compare(texts, voting, kept=kept), Config(), voting)
    assert any("heading “More”" in finding.problem.message for finding in again)
    assert again == lint_article(texts, Config(), voting)


def test_what_has_not_changed_is_the_same_object() -> None:
    home = bundle("en", TEXTS)
    kept = Kept(TEXTS, compare(TEXTS, home))
    again = compare({**TEXTS, "de.md": "# Titel\n"}, home, kept=kept)
    same = [e.path for e in again.editions if e in kept.article.editions]
    assert same == ["en.md", "fr.md", "it.md"]
    assert [pair.target.path for pair in again.pairs if pair in kept.article.pairs] == ["fr.md", "it.md"]
    other = replace(ALONE, source="en")
    moved = compare(TEXTS, home, NONE, other, kept=kept)
    assert not any(edition in kept.article.editions for edition in moved.editions)
