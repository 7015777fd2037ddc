"""What is asked of all pages is noted down, and what finds a page is among it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from smo_lint.model import Bundle, Member, Page, Site
from smo_lint.site.index import editions
from smo_lint.site.questions import answer, often, strays, traces, without
from smo_lint.site.resolve import goals
from smo_lint.site.survey import survey

TEXTS = {
    f"docs/{lang}/{word}.md": f"---\nslug: /{word}-of-{lang}\n---\n\n# {word}\n"
    for lang in ("en", "de")
    for word in ("start", "links", "code", "lists")
}


def site_of(*gone: str) -> Site:
    """The site without some of its pages."""
    keys = sorted({path.rpartition("/")[2] for path in TEXTS})
    bundles = []
    for key in keys:
        paths = [f"docs/{lang}/{key}" for lang in ("de", "en") if f"docs/{lang}/{key}" not in gone]
        bundles.append(Bundle(key, tuple(Member(path, path[5:7], "") for path in paths), "en"))
    return survey(bundles, (), {path: text for path, text in TEXTS.items() if path not in gone}, "en")


def link(url: str) -> Callable[[Site], object]:
    return lambda site: [goal.page.path for goal in goals(site, site.pages["docs/de/start.md"], url)]


@pytest.mark.parametrize(
    ("gone", "ask"),
    [
        pytest.param("docs/de/code.md", link("code.md"), id="the page of a link"),
        pytest.param("docs/en/lists.md", link("../en/lists.md"), id="of another language"),
        pytest.param("docs/de/links.md", link("/links-of-de"), id="by what its front matter says"),
        pytest.param("docs/de/code.md", lambda site: sorted(editions(site, "code.md")), id="of an article"),
    ],
)
def test_whoever_looks_for_a_page_is_concerned_by_it(gone: str, ask: Callable[[Site], object]) -> None:
    there, away = site_of(), site_of(gone)
    assert ask(away) != ask(there), "what comes of it depends on the page"
    for site in (there, away):
        site.listen()
        for _ in range(2):  # what was found out before is noted down again
            site.listen()
            ask(site)
            assert site.asked[0].intersection(traces(site, there.pages[gone]))
            assert not site.asked[0].intersection(traces(site, page("docs/de/other.md")))


def page(path: str) -> Page:
    return Page(path, "de", "other.md", site_of().pages["docs/de/code.md"].look)


@pytest.mark.parametrize(
    "ask", [lambda site: often(site, "de", 0.5), strays, lambda site: without(site, "de")], ids=range(3)
)
def test_what_is_counted_has_another_answer_where_it_comes_to_something_else(
    ask: Callable[[Site], object],
) -> None:
    there, away = site_of(), site_of("docs/de/code.md", "docs/en/lists.md")
    for site in (there, away):
        site.listen()
        ask(site)
    ((question,), (again,)) = there.asked[0], away.asked[0]
    assert question == again and not isinstance(question, str)
    assert answer(there, question) == answer(site_of(), question) != answer(away, question)
