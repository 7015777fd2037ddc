"""A language that nearly all articles have is missing here.

Readers of that language find a hole in the navigation, or a page in another language. Only languages
count that nearly all articles of the project have: where a translation has just begun, what is missing
is no news. Articles in one language alone are not compared with anything, and so not looked at.

Bad:

~~~md en/guide.md:1
# Guide
~~~

~~~md de/guide.md
# Anleitung
~~~

~~~md en/a.md
# A
~~~

~~~md pl/a.md
# A
~~~

~~~md en/b.md
# B
~~~

~~~md pl/b.md
# B
~~~

~~~md en/c.md
# C
~~~

~~~md pl/c.md
# C
~~~

~~~md en/d.md
# D
~~~

~~~md pl/d.md
# D
~~~

Good:

~~~md pl/guide.md
# Poradnik
~~~

Good, where most articles are not translated into it yet:

~~~md en/guide.md
# Guide
~~~

~~~md pl/guide.md
# Poradnik
~~~

~~~md de/e.md
# E
~~~

~~~md en/e.md
# E
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Article, Problem, Span
from smo_lint.rules import rule
from smo_lint.site.index import editions
from smo_lint.site.questions import has, often

# Articles that a project must have for a share of them to say something.
FEW = 5


@rule("PG012", severity="hint", site=True)
def missing_edition(article: Article, *, coverage: float = 0.8) -> Iterator[Problem]:
    """Report the languages of nearly all articles that this one lacks, at its source.

    coverage  share of the articles that must have a language
    """
    first = article.source or next(iter(article.editions), None)
    if first is None or first.path not in first.site.pages or not has(first.site, FEW):
        return
    site = first.site
    # Unreadable editions are there too.
    there = editions(site, site.pages[first.path].article)
    missing = [
        (lang, n)
        for lang, _ in site.coverage
        if lang not in there and lang != site.source and (n := often(site, lang, coverage))
    ]
    if missing:
        least = min(n for _, n in missing)
        langs = ", ".join(lang for lang, _ in missing)
        yield Problem(
            first.at(Span(0, 0)),
            f"no edition in {langs}, but {least} of {site.articles} articles have one",
            topic=langs,
        )
