"""A run that remembers says what a run that does not says, whatever happens to the files between."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outside.cache.small_site import LANGS, WORDS, page


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
