from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from string import ascii_lowercase

import langcodes
import pytest

from smo_lint import languages
from smo_lint.languages import Language, base, close, known, language, named, normalise, tags
from smo_lint.languages.codes import CODES

FOLDER = Path(languages.__file__).parent
FIELDS = set(Language._fields) - {"tag"}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh_CN", "zh-CN"),
        ("ZH-tw", "zh-TW"),
        ("zh-hans", "zh-Hans"),
        ("pt_br", "pt-BR"),
        ("iw", "he"),
        ("in", "id"),
        ("no", "nb"),
        ("no-NO", "nb-NO"),
        ("deu", "de"),
        ("sr@latin", "sr-Latn"),
        ("en_US.UTF-8", "en-US"),
        ("es-419", "es-419"),
        ("pcm", "pcm"),
        ("", ""),
        ("docs", ""),
        ("und", ""),
        ("x-default", ""),
        ("v1", ""),
        ("c++", ""),
        ("ptbr", ""),
        ("jp", ""),
    ],
)
def test_normalise(tag: str, expected: str) -> None:
    assert normalise(tag) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("chinese", "zh"),
        ("中文", "zh"),
        ("简体中文", "zh-Hans"),
        ("Simplified_Chinese", "zh-Hans"),
        ("chinese-traditional", "zh-Hant"),
        ("Deutsch", "de"),
        ("german", "de"),
        ("Français", "fr"),
        ("brazilian", "pt-BR"),
        ("日本語", "ja"),
        ("jp", "ja"),
        ("cn", "zh"),
        ("ua", "uk"),
        ("guide", ""),
        ("", ""),
    ],
)
def test_named(word: str, expected: str) -> None:
    assert named(word) == expected


@pytest.mark.parametrize("tag", tags())
def test_every_file_is_a_language(tag: str) -> None:
    assert normalise(tag) == tag
    assert language(tag).name != tag
    assert language(tag).script
    assert all(len(pair) == 2 for pair in language(tag).quotes)
    assert all(len(pair) == 2 for pair in language(tag).foreign)
    assert language(tag).length > 0


@pytest.mark.parametrize("tag", tags())
def test_what_is_known_without_asking_is_what_the_registry_says(tag: str) -> None:
    assert language(tag).script == langcodes.get(tag).maximize().script
    assert langcodes.get(tag).maximize().language == tag.partition("-")[0]
    for written in (tag, tag.lower(), tag.upper(), tag.replace("-", "_")):
        assert langcodes.standardize_tag(written) == normalise(written) == tag


def test_other_codes_are_those_of_the_registry() -> None:
    bases = {tag.partition("-")[0] for tag in tags()}
    words = map("".join, (*product(ascii_lowercase, repeat=2), *product(ascii_lowercase, repeat=3)))
    valid = [word for word in words if langcodes.tag_is_valid(word)]
    meant = {word: langcodes.standardize_tag(word) for word in valid} | {"no": "nb", "nor": "nb"}
    other = {word: tag for word, tag in meant.items() if tag != word and tag.partition("-")[0] in bases}
    assert other == CODES


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "de"),
        ("DE_at", "de"),
        ("deu", "de"),
        ("sr@latin", "sr"),
        ("zh-min-nan", ""),
        ("app", ""),
        ("", ""),
    ],
)
def test_base(tag: str, expected: str) -> None:
    assert base(tag) == expected


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_files_state_known_facts_only(file: Path) -> None:
    facts = tomllib.loads(file.read_text("utf-8"))
    assert set(facts) <= FIELDS
    if file.stem == "und":
        assert set(facts) == FIELDS - {"name", "names", "script"}


def test_names_are_of_one_language_each() -> None:
    owner: dict[str, str] = {}
    for tag in tags():
        for name in {language(tag).name.casefold(), *language(tag).names}:
            assert owner.setdefault(name, tag) == tag


@pytest.mark.parametrize(
    ("tag", "field", "expected"),
    [
        ("fr", "space_before", ":;?!»%€$"),
        ("fr-CA", "space_before", ":»%$"),
        ("fr-BE", "space_before", ":;?!»%€$"),
        ("zh-TW", "quotes", ("「」", "『』", "“”", "‘’")),
        ("zh-CN", "quotes", ("“”", "‘’", "「」", "『』")),
        ("zh-TW", "length", 0.35),
        ("sr-Latn", "script", "Latn"),
        ("haw", "cased", True),
        ("sd", "rtl", True),
        ("th", "end_marks", False),
        ("ja", "spaces", False),
        ("ko", "spaces", True),
        ("el", "questions", ";\u037e?"),
        ("", "stops", "."),
        ("nonsense", "name", "nonsense"),
    ],
)
def test_facts_come_from_the_nearest_file(tag: str, field: str, expected: object) -> None:
    assert getattr(language(tag), field) == expected


@pytest.mark.parametrize(("tag", "expected"), [("pt-AO", True), ("de", True), ("api", False), ("", False)])
def test_known(tag: str, expected: bool) -> None:
    assert known(tag) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("da", "nb", True),
        ("nb", "da", True),
        ("en", "en-GB", True),
        ("zh-Hans", "zh-Hant", True),
        ("en", "pcm", True),
        ("de", "en", False),
        ("one-1", "one-2", False),
        ("", "", False),
        ("page-a", "page-b", False),
    ],
)
def test_close(one: str, other: str, expected: bool) -> None:
    assert close(one, other) is expected
