"""Rules about one of many: what is asked of all the others is asked once, and long texts are compared no less."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from smo_lint.engine import lint_article
from smo_lint.model import Bundle, Finding, Member
from smo_lint.options import Config
from smo_lint.rules.links import _changes
from smo_lint.rules.lists import _runs
from smo_lint.rules.markup import _shortcodes
from smo_lint.rules.text import _alone

MANY = 200
LETTERS = "abcdefghij"


def lint(codes: str, english: str, german: str) -> list[Finding]:
    members = tuple(Member(f"{lang}.md", lang, "") for lang in ("de", "en"))
    files = {"en.md": english, "de.md": german}
    return lint_article(files, Config(select=tuple(codes.split())), Bundle("x", members, "en"))


def says(lang: str, number: int) -> str:
    """A sentence in words of its own for each number."""
    told = "".join(LETTERS[int(digit)] for digit in str(number))
    if lang == "de":
        return f"{told}lich geht {told}ung am Garten entlang, und {told[::-1]}heit sagt es ihm auch"
    return f"{told}ing goes {told}ment along the green garden, and {told[::-1]}ness says so too"


def editions(block: str) -> tuple[str, str]:
    """A source of many blocks, and a translation that lacks one in ten."""
    numbers = {"en": range(MANY), "de": [number for number in range(MANY) if number % 10 != 5]}
    english, german = (
        "# Title\n\n" + "".join(block.format(says(lang, number)) for number in numbers[lang])
        for lang in ("en", "de")
    )
    return english, german


@pytest.mark.parametrize(
    ("codes", "block", "module", "name", "most"),
    [
        ("LS101 LS105", "* {}\n", _runs, "_seam", 5 * MANY),
        ("TX102", "{}.\n\n", _alone, "texts", 10),
        ("TX102", "> {}.\n\n", _alone, "texts", 10),
    ],
)
def test_all_are_looked_at_a_few_times_however_many_are_missing(
    codes: str, block: str, module: ModuleType, name: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    real: Callable[..., Any] = getattr(module, name)

    def counted(*told: Any) -> Any:
        nonlocal asked
        asked += 1
        return real(*told)

    monkeypatch.setattr(module, name, counted)
    assert lint(codes, *editions(block))
    assert 0 < asked < most


SENTENCE = "The old baker walks slowly along the quiet river every single morning before work."


@pytest.mark.parametrize("around", ["{}", "„{}“", "so:{}"])
def test_a_sentence_left_in_a_long_paragraph_is_found(around: str) -> None:
    english = " ".join([*(f"{says('en', number).capitalize()}." for number in range(40)), SENTENCE])
    german = " ".join(
        [*(f"{says('de', number).capitalize()}." for number in range(40)), around.format(SENTENCE)]
    )
    (found,) = lint("TX101", f"{english}\n", f"{german}\n")
    assert "a sentence left in en: “The old baker" in found.problem.message


def test_a_paragraph_longer_than_what_is_compared_is_found_untranslated() -> None:
    english = " ".join(f"{says('en', number).capitalize()}." for number in range(600))
    touched = english.replace("goes", "went", 3)
    assert len(english) > 30_000
    (found,) = lint("TX101", f"{english}\n", f"{touched}\n")
    assert found.problem.message.startswith("left in en")


WORDS = "# {0}\n\n{0} and [a link](/start).\n\n"
# What a page repeats, in the translation and in the source.
REPEATED = {
    "unclosed tags": ("<div>\n", ""),
    "conflict markers": ("<<<<<<< a\n=======\n>>>>>>> b\n\n", ""),
    "lost sections": ("", "## A section\n\nSome text.\n\n"),
    "template tags": ("{{{{< a{0} >}}}}\n\n", "{{{{< x{0} y >}}}}\n\n"),
    "images": ("![](b{0}.png)\n\n", "![](y{0}.jpg)\n\n"),
    "links of a paragraph": ("[c](b{0}) ", "[c](y{0}) "),
    "items that are too many": (
        "- Punkt [{0}](p{0}.md)\n- Punkt [{0}](p{0}.md)\n",
        "- Item [{0}](p{0}.md)\n",
    ),
}


def calls(german: str, english: str, count: int) -> int:
    """How many functions are called while all rules judge a page that repeats something."""
    texts = [WORDS.format("Words"), WORDS.format("Worte")]
    for place, part in ((0, english), (1, german)):
        texts[place] += "".join(part.format(number) for number in range(count))
    found = 0

    def counted(frame: object, event: str, told: object) -> None:
        nonlocal found
        found += event == "call"

    sys.setprofile(counted)
    try:
        lint("ALL", *texts)
    finally:
        sys.setprofile(None)
    return found


@pytest.mark.parametrize("name", REPEATED)
def test_twice_as_much_is_about_twice_the_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (_changes, _shortcodes):
        monkeypatch.setattr(module, "FEW", 20)
    few, many = (calls(*REPEATED[name], count) for count in (100, 200))
    assert many < 3 * few
