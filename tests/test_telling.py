"""The language of a text by its commonest words."""

from __future__ import annotations

import pytest

from smo_lint.languages.telling import leaning, share, told

GERMAN = "der server ist nicht bereit und die datei wird von dem dienst für sie auf der seite gezeigt und das ist gut"
DANISH = "det er en side og den er ikke klar til at vise det som de har med på den måde og det er for lidt"
NAMES = "alpha beta gamma delta " * 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(GERMAN, "de", id="german"),
        pytest.param("и это не для вас как вы или он также при этом что на с по " * 2, "ru", id="russian"),
        pytest.param("der die das", "", id="too few words"),
        pytest.param(NAMES, "", id="names"),
    ],
)
def test_told(text: str, expected: str) -> None:
    assert told(text.split()) == expected


def test_neighbours_are_not_told_apart_by_what_they_share() -> None:
    assert told(DANISH.split()) in ("da", "")


def test_share() -> None:
    assert share(["der", "server", "ist", "da"], "de") == 0.5
    assert share([], "de") == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("read what is to be done with the server", "en", id="few words tell something"),
        pytest.param("restart the server", "", id="one is chance"),
        pytest.param("alpha beta gamma", "", id="none"),
    ],
)
def test_leaning(text: str, expected: str) -> None:
    assert leaning(text.split()) == expected
