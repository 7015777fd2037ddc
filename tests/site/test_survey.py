"""What a project's links teach, and that the answer does not depend on order or on processes."""

from __future__ import annotations

import pickle

from smo_lint.model import Bundle, Member, Site
from smo_lint.site import survey
from smo_lint.site.ids import beside, reached, reaches
from smo_lint.site.resolve import goals

NAMES = [f"page{number}" for number in range(12)]


def texts(link: str, fragment: str) -> dict[str, str]:
    found = {}
    for place, name in enumerate(NAMES):
        other = NAMES[place - 1]
        found[f"docs/{name}.md"] = f"# {name}\n\n## First Step\n\n[x](/{other}#{fragment})\n"
        found[f"docs/de/{name}.md"] = f"# {name}\n\n## Erster Schritt\n\n[x]({link.format(other)})\n"
    return found


def made(files: dict[str, str]) -> Site:
    bundles = [
        Bundle(name, (Member(f"docs/de/{name}.md", "de", ""), Member(f"docs/{name}.md", "en", "")), "en")
        for name in NAMES
    ]
    return survey(bundles, (), files, "en")


def test_the_algorithm_is_learnt() -> None:
    assert made(texts("/de/{}", "First-Step")).slugs == ("hexo",)
    assert "github" in made(texts("/de/{}", "first-step")).slugs
    assert made(texts("/de/{}", "nothing")).slugs == ()


def test_the_language_of_absolute_links_is_learnt() -> None:
    assert made(texts("/de/{}", "x")).localised == (("de", "de", ""),)
    assert made(texts("/{}", "x")).localised == ()


def test_where_links_start_is_learnt() -> None:
    assert made(texts("../{}/", "x")).base == "page"
    assert made(texts("./{}", "x")).base == "file"
    assert made(texts("./{}.md", "x")).base == ""


def test_fragments() -> None:
    site = made(texts("/de/{}", "first-step"))
    source, target = site.pages["docs/page1.md"], site.pages["docs/de/page1.md"]
    assert reaches(site, source, "First_Step-1")
    assert reached(site, source, "first-step") == (1,)
    assert reached(site, source, "First_Step") == ()
    assert not reaches(site, target, "first-step")
    assert beside(source, target, 1) == 1


def test_a_site_is_a_plain_value() -> None:
    files = texts("/de/{}", "first-step")
    site = made(files)
    assert goals(site, site.pages["docs/page1.md"], "page2.md")
    copy = pickle.loads(pickle.dumps(site))
    assert copy == site
    assert made(dict(reversed(files.items()))) == site
