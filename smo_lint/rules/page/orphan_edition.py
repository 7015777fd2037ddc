"""A translation whose source is gone or was renamed.

Nobody keeps it up to date: it is no edition of any article in the source language, so what changes there
never reaches it, and it is compared with nothing. An article without an edition in the source language
is reported once, unless most languages have it, which tells that it is meant for them. A page that
stands alone is reported at the source that it resembles, in its name, its headings and their ids,
where that source has no edition in its language. Pages that resemble nothing may be meant for one
language only.

Bad:

~~~md en/getting-started.md:1
# Getting started

## Install Node

## Run npm

## Use Docker
~~~

~~~md de/getting-started.md
# Erste Schritte

## Node installieren

## npm ausführen

## Docker verwenden
~~~

~~~md pl/get-started.md
# Pierwsze kroki

## Instalacja Node

## Uruchomienie npm

## Użycie Docker
~~~

~~~md en/a.md
# A
~~~

~~~md pl/a.md
# A
~~~

Good:

~~~md pl/getting-started.md
# Pierwsze kroki

## Instalacja Node

## Uruchomienie npm

## Użycie Docker
~~~

Good, a page of its own:

~~~md pl/get-started.md
# Spotkania

## W Warszawie
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Article, Page, Problem, Site, Span
from smo_lint.rules import rule
from smo_lint.rules.page._resemblance import nearest
from smo_lint.site.index import editions
from smo_lint.site.questions import strays, without

# Languages that must have a page which the source has not for it to be meant so.
MANY = 5


@rule("PG013", severity="warning", site=True)
def orphan_edition(article: Article) -> Iterator[Problem]:
    """Report an article that the source language lacks, and pages that are no edition of this one but
    resemble it."""
    first = article.source or next(iter(article.editions), None)
    if first is None or not first.site.source or first.path not in first.site.pages:
        return
    site = first.site
    there = editions(site, site.pages[first.path].article)
    if article.source is not None:
        for page in strays(site):
            if page.lang not in there and _meant(site, page) == first.path:
                yield Problem(
                    first.at(Span(0, 0)),
                    f"no edition in {page.lang}, but {page.path}, which has no source, resembles this page",
                    topic=page.path,
                )
    elif site.source not in there and not MANY <= len(there) >= len(site.coverage) / 2:
        meant = nearest(site.pages[first.path], without(site, first.lang))
        said = f"; {meant.path} resembles it and has no edition in {first.lang}" if meant else ""
        yield Problem(
            first.at(Span(0, 0)),
            f"no edition in {site.source}, the language of the other articles' sources{said}",
            related=tuple(edition.at(Span(0, 0), "another edition") for edition in article.editions[1:]),
        )


def _meant(site: Site, page: Page) -> str:
    """The path of the source that a stray page resembles, "" where it resembles none."""
    found = site.once(("meant", page.path), lambda: nearest(page, without(site, page.lang)))
    return found.path if found else ""
