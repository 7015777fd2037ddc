"""One article of very many lines in several languages, with a slip here and there: made, never found."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

LANGUAGES = "en de fr es it pt nl pl sv cs".split()  # noqa: SIM905
SYLLABLES = "ba de fi go lu ma ne ri so tu ka le mi po su".split()  # noqa: SIM905
# Sections of a translation from one slip to the next.
EVERY = 40


def written(root: Path, lines: int, languages: int) -> None:
    """Write the article and what says that its first language is the source."""
    root.mkdir(parents=True)
    configuration = f'source = "{LANGUAGES[0]}"\nmax-size = 100_000_000\n'
    (root / "smo-lint.toml").write_text(configuration, encoding="utf-8")
    for lang in LANGUAGES[:languages]:
        (root / f"handbook.{lang}.md").write_text(_article(lang, lines), encoding="utf-8")


def _article(lang: str, lines: int) -> str:
    """The article in one language: all have the same plan, each has words of its own."""
    plan, dice, words = random.Random(1), random.Random(f"slips {lang}"), _words(lang)
    said = ["---", f"title: {words[0]} {words[1]}", "---", "", f"# {words[2].title()}", ""]
    number, long = 0, len(said)
    while long < lines:
        number += 1
        blocks = list(_section(number, plan, words))
        long += sum(map(len, blocks)) + len(blocks)
        if lang != LANGUAGES[0] and number % EVERY == 0:
            _slip(blocks, dice)
        said += [line for block in blocks for line in (*block, "")]
    return "\n".join(said)


def _section(number: int, plan: random.Random, words: Sequence[str]) -> Iterator[list[str]]:
    """The blocks of a section: a heading, paragraphs, and a list, code, a table or a note."""
    yield [f"{'#' * plan.choice((2, 2, 3))} {_said(plan, words, 2).title()} {number}"]
    for part in range(3):
        code, link = (
            f"`call_{number}_{part}`",
            f"[{_said(plan, words, 2)}](https://example.org/{number}/{part})",
        )
        yield [
            f"{_said(plan, words, 9).capitalize()} {code} {_said(plan, words, 3)}.",
            f"{_said(plan, words, 9).capitalize()}{f', {link}' if part == 1 else ''}.",
        ]
    yield [f"* {_said(plan, words, 6)} **{_said(plan, words, 1)}**" for _ in range(plan.randint(3, 6))]
    if number % 2 == 0:
        yield ["```python", *(f"step_{number}_{line}({plan.randrange(99)})" for line in range(5)), "```"]
    if number % 5 == 0:
        rows = [[_said(plan, words, 2) for _ in range(3)] for _ in range(4)]
        yield [f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * 3, *rows[1:])]
    if number % 7 == 0:
        yield [f"> {_said(plan, words, 10)}", f"> {_said(plan, words, 8)}"]


def _said(plan: random.Random, words: Sequence[str], count: int) -> str:
    return " ".join([words[plan.randrange(len(words))] for _ in range(count)])


def _slip(blocks: list[list[str]], dice: random.Random) -> None:
    """What a translator may do to one section."""
    match dice.randrange(5):
        case 0:  # a paragraph is left out
            del blocks[1]
        case 1:  # a link leads elsewhere
            blocks[1][-1] = blocks[2][-1].replace("example.org", "example.com")
        case 2:  # code has lost its marks
            blocks[3][0] = blocks[3][0].replace("`", "")
        case 3:  # an item is left out
            del blocks[4][1]
        case _:  # a heading stands at another level
            blocks[0][0] = f"##{blocks[0][0]}"


def _words(lang: str) -> list[str]:
    dice = random.Random(lang)
    return ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 4))) for _ in range(900)]
