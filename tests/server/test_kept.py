"""What is kept between two checks changes nothing in what is found, and is not worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from smo_lint.engine import Kept, compare, findings, lint_article
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
