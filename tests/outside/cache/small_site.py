"""A small site in three languages, and what is looked at in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smo_lint.outside.cache.folder import NAME

LANGS = ("en", "de", "fr")
WORDS = ("start", "links", "code", "lists")
SENTENCE = {
    "en": "Here we say something about number {}, and a little more than that.",
    "de": "Hier sagen wir etwas über Nummer {}, und noch ein wenig mehr als das.",
    "fr": "Ici nous disons quelque chose du numéro {}, et un peu plus que cela.",
}


def page(word: str, number: int, lang: str) -> str:
    said = SENTENCE[lang].format(number)
    other = WORDS[(number + 1) % len(WORDS)]
    link = f"[{other}]({other}.md#{lang}-{number + 1})"
    return (
        f"---\ntitle: {word} {lang}\nweight: {number}\n---\n\n# {word.title()} {lang}\n\n{said} {link}\n\n"
        f"## {lang.upper()} {number} {{#{lang}-{number}}}\n\n{said} `run {number}`\n\n- a {number}\n- b\n"
    )


def records(root: Path) -> set[str]:
    folder = root / NAME
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


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
