"""Habits in a configuration: written, read back, and checked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smo_lint.habits import Habits
from smo_lint.model import ConfigError
from smo_lint.outside.configuration.draft import renewed
from smo_lint.outside.configuration.pinned import habits_tables, read_habits, string
from smo_lint.outside.configuration.settings import settings

ALL = Habits(
    protected_keys=("date", "weight"),
    boilerplate=frozenset({("de", "00ff"), ("ja", "11ee")}),
    keys=(("de", 'a "key"'), ("pt-BR", "b")),
    elements=(("en", "<Card>"), ("en", "{{note}}")),
    addresses=(("ja", "https://a.org/", "https://b.jp/"),),
    lengths=(("de", 1.17), ("en", 1.0)),
    spaces=(("fr", ":", "\u00a0"), ("fr", ";?!", "")),
    marks=(("zh", ","),),
    kept=(("ko", "title"),),
)


@pytest.mark.parametrize("above", ["", "tool.smo-lint."])
@pytest.mark.parametrize("habits", [Habits(), ALL], ids=["none", "all"])
def test_what_is_written_is_read(habits: Habits, above: str) -> None:
    text = habits_tables(habits, above, {"00ff": "a note\nwith # signs"})
    table = tomllib.loads(text)
    for name in above.split(".")[:-1]:
        table = table[name]
    assert read_habits(table["habits"]) == (habits, [])


@given(st.text())
def test_every_string_survives(text: str) -> None:
    if not any(0xD800 <= ord(char) < 0xE000 for char in text):
        written = string(text)
        assert tomllib.loads(f"a = {written}")["a"] == text
        assert written.isprintable()


WRONG = {
    "no table": ("habits = 1", ["1:1: “habits” must be a table, not 1"]),
    "unknown": ("[habits]\nprotected-key = []", ["2:1: unknown habit “protected-key”, did you mean “protected-keys”?"]),
    "strings": ("[habits]\nprotected-keys = 1", ["2:1: “protected-keys” must be a list of strings, not 1"]),
    "languages": ("[habits]\nkeys = []", ["2:1: “keys” must be a table of languages, not a list"]),
    "tag": ('[habits.keys]\n"d e" = []', ["2:1: “d e” is no language tag"]),
    "entries": ('[habits.keys]\nde = "a"', ["2:1: “de” must be a list of strings, not “a”"]),
    "tables": ("[habits.spaces]\nfr = []", ["2:1: “fr” must be a table of strings, not a list"]),
    "numbers": ("[habits.lengths]\nde = 0\nfr = true", ["2:1: “de” must be a number above 0, not 0", "3:1: “fr” must be a number above 0, not true"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG.keys())
def test_mistakes(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = tmp_path / "smo-lint.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        settings(cwd=str(tmp_path))
    assert [line.removeprefix(f"{file}:") for line in str(raised.value).split("\n")] == expected


RENEWED = {
    "nothing before": ("", "", "[habits]\n"),
    "the rest stays": ('source = "en"\n# old\n[habits]\na = 1\n[habits.keys]\nde = []\n\n[severity]\nHD = "hint"\n', "", 'source = "en"\n[severity]\nHD = "hint"\n\n[habits]\n'),
    "in pyproject": ("[tool.smo-lint]\n\n[tool.smo-lint.habits]\na = 1\n[tool.ruff]\n", "tool.smo-lint.", "[tool.smo-lint]\n\n[tool.ruff]\n\n[tool.smo-lint.habits]\n"),
    "a long string": ('a = """\n[habits]\n"""\n', "", 'a = """\n[habits]\n"""\n\n[habits]\n'),
}  # fmt: skip


@pytest.mark.parametrize(("before", "above", "after"), RENEWED.values(), ids=RENEWED.keys())
def test_habits_are_renewed(before: str, above: str, after: str) -> None:
    assert renewed(before, f"[{above}habits]\n", above) == after


def test_habits_that_are_no_table_of_their_own_are_left() -> None:
    with pytest.raises(ConfigError, match="cannot be replaced"):
        renewed("habits = {}\n", "[habits]\n", "")
