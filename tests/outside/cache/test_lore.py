"""What all files taught an earlier run is what they teach, whatever has happened to them since."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest

from smo_lint.model import Site
from smo_lint.options import Config, chosen
from smo_lint.outside.articles.discover import discover
from smo_lint.outside.cache.gists import Gists
from smo_lint.outside.cache.shelf import Shelf
from smo_lint.outside.cache.store import Cache
from smo_lint.outside.task import Task, gists_of, informed
from smo_lint.rules import rules
from smo_lint.site import survey

NUMBERS = range(14)
LINKS = ("../page{}/#part-{}", "page{}.md#part-{}", "/page{}/#Part-{}", "/fr/page{}#partie-{}")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fourteen articles in two languages: enough for habits."""
    monkeypatch.chdir(tmp_path)
    for number in NUMBERS:
        for lang in ("en", "fr"):
            file = tmp_path / "docs" / lang / f"page{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page(number, lang, LINKS[0], "\u00a0"), encoding="utf-8")
    return tmp_path


def page(number: int, lang: str, link: str, space: str, name: str = "") -> str:
    other = (number + 1) % len(NUMBERS)
    slug = f"slug: {name}\n" if name else ""
    french = f"Attention{space}! Et là{space}? Tout cela est dit de la page qui suit."
    prose = french if lang == "fr" else "Mind! And there? All that is said of the page that follows."
    return (
        f"---\ntitle: Page {number}\nkey: same\n{slug}---\n\n# Page {number}\n\n"
        f"The same words stand on all of these pages.\n\n## Part {number}\n\n{prose * 9}\n\n"
        f"[next]({link.format(other, other)})\n"
    )


def learnt(root: Path, cache: Cache | None, kept: Shelf, *, linked: bool = True) -> tuple[Task, Gists]:
    """What a run learns of all files, and what it leaves to the next one.

    linked  whether a rule runs that wants to know where links lead
    """
    config = Config()
    active = [rule for rule in chosen(rules(), config) if linked or not rule.site]
    found = discover([str(root)], config)
    gists = gists_of(found, Task(config), kept)
    task = informed(found, Task(config), active, gists, cache, lazily=cache is not None)
    return task, gists


def test_what_is_kept_is_what_is_learnt_after_any_edits(site: Path, tmp_path: Path) -> None:
    cache = Cache(str(tmp_path / "cache"), "tool", b"secret")
    rng = random.Random(7)
    kept = Shelf({}, {})
    seen = set()
    for _ in range(30):
        linked = rng.random() < 0.8
        task, gists = learnt(site, cache, kept, linked=linked)
        fresh, _ = learnt(site, None, Shelf({}, {}), linked=True)  # who remembers is told of links, too
        assert task.habits == fresh.habits
        assert task.site == fresh.site
        seen.add((task.habits.spaces, task.site.base, task.site.slugs, task.site.own))
        kept = gists.plain()
        link, space = rng.choice(LINKS), rng.choice(("\u00a0", "", "\u202f"))
        for number in rng.sample(NUMBERS, rng.choice((1, 6, len(NUMBERS)))):
            lang = rng.choice(("en", "fr"))
            name = rng.choice(("", "", f"page{(number + 2) % len(NUMBERS)}"))
            text = page(number, lang, link, space, name)
            (site / "docs" / lang / f"page{number}.md").write_text(text, encoding="utf-8")
    assert len(seen) > 5


def test_prose_alone_is_not_asked_what_it_teaches(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(str(tmp_path / "cache"), "tool", b"secret")
    task, gists = learnt(site, cache, Shelf({}, {}))
    file = site / "docs" / "en" / "page3.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")

    def asked(*_: object) -> None:
        raise AssertionError("asked anew")

    monkeypatch.setattr(importlib.import_module("smo_lint.site.survey"), "customs", asked)
    again, _ = learnt(site, cache, gists.plain())
    assert again.site == task.site
    file.write_text(file.read_text(encoding="utf-8") + "\n[more](page5.md)\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="asked anew"):
        learnt(site, cache, gists.plain())


def test_pages_are_looked_through_where_somebody_asks(site: Path) -> None:
    texts = {f"docs/en/page{n}.md": page(n, "en", LINKS[1], "") for n in NUMBERS}
    found = discover([str(site)], Config())
    made: Site = survey(found.every, (), texts)
    assert "outline" not in vars(made.pages["docs/fr/page1.md"])
    made.settle()
    assert all("outline" in vars(page) for page in made.pages.values())
