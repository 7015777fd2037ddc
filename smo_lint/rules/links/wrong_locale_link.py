"""A link leads to another language although the page exists in this one.

The reader is thrown out of the translation, mostly into English, and has to find the way back. It is a
mistake only where the site wants otherwise, which its own links tell: most of those in this language to
pages that it has lead to these. Links to the page itself in another language are switches, and a page
that this language does not have is rightly shown in another.

Bad:

~~~md en/guide.md
Read [how to install](/install), [how to start](/start), [what follows](/next) and [more](/more).
~~~

~~~md de/guide.md:1
Siehe [Installation](/de/install), [Anfang](/de/start), [weiter](/next) und [mehr](/de/more).
~~~

~~~md en/install.md
# Install
~~~

~~~md de/install.md
# Installation
~~~

~~~md en/start.md
# Start
~~~

~~~md de/start.md
# Anfang
~~~

~~~md en/next.md
# Next
~~~

~~~md de/next.md
# Was folgt
~~~

~~~md en/more.md
# More
~~~

~~~md de/more.md
# Mehr
~~~

Good:

~~~md de/guide.md
Siehe [Installation](/de/install), [Anfang](/de/start), [weiter](/de/next) und [mehr](/de/more).
~~~

Good, where the site finds the language by itself, as all links tell:

~~~md de/guide.md
Siehe [Installation](/install), [Anfang](/start), [weiter](/next) und [mehr](/more).
~~~

Bad:

~~~md en/guide.md
Read [how to install](install.md), [how to start](start.md), [what follows](next.md) and [more](more.md).
~~~

~~~md de/guide.md:1
Siehe [Installation](install.md), [Anfang](start.md), [weiter](../en/next.md) und [mehr](more.md).
~~~

~~~md en/install.md
# Install
~~~

~~~md de/install.md
# Installation
~~~

~~~md en/start.md
# Start
~~~

~~~md de/start.md
# Anfang
~~~

~~~md en/next.md
# Next
~~~

~~~md de/next.md
# Was folgt
~~~

~~~md en/more.md
# More
~~~

~~~md de/more.md
# Mehr
~~~

Good:

~~~md de/guide.md
Siehe [Installation](install.md), [Anfang](start.md), [weiter](next.md) und [mehr](more.md).
~~~

Good, a switch to the original:

~~~md en/guide.md
This is [the original](guide.md), see also [more](more.md).
~~~

~~~md de/guide.md
Dies ist übersetzt; hier ist [das Original](../en/guide.md), siehe auch [mehr](more.md).
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Page, Pair, Problem, Site
from smo_lint.rules import rule
from smo_lint.rules.links._site import Across, across, page
from smo_lint.rules.links._targets import shown
from smo_lint.rules.links._where import place
from smo_lint.site.ids import reaches
from smo_lint.site.index import editions
from smo_lint.site.resolve import goals, spelt


@rule("LK106", severity="warning", site=True)
def wrong_locale_link(pair: Pair) -> Iterator[Problem]:
    """Report links out of this language to pages that it has."""
    theirs = page(pair.target)
    if theirs is None:
        return
    site, lang = pair.target.site, pair.target.lang
    for both in across(pair):
        found = goals(site, theirs, both.target.url)
        articles = {goal.page.article for goal in found}
        if len(articles) != 1 or articles == {theirs.article} or lang in {goal.lang for goal in found}:
            continue
        own = editions(site, found[0].page.article).get(lang)
        if own is None or not _usual(site, lang, absolute=both.here.absolute):
            continue
        there = found[0].lang or site.source or "another language"
        yield Problem(
            place(pair.target, both.target),
            f"{shown(both.target.url)} leads to the page in {there}, but {own.path} is there in {lang}",
            related=(pair.source.at(both.source, "the source's link"),),
            fix=_fix(pair, theirs, own, both),
            topic=both.target.url,
        )


def _usual(site: Site, lang: str, *, absolute: bool) -> bool:
    return any(tag == lang for tag, _, _ in site.localised) if absolute else lang in site.own


def _fix(pair: Pair, theirs: Page, own: Page, both: Across) -> Fix | None:
    """The address as this language writes it, where it is known to lead to its page and place."""
    site, lang = pair.target.site, pair.target.lang
    way = _localised(site, lang, both) if both.here.absolute else both.source.url.partition("#")[0]
    found = goals(site, theirs, way)
    right = found and all(goal.page.article == own.article for goal in found)
    if not right or lang not in {goal.lang for goal in found} or both.target.target is None:
        return None
    if both.here.fragment and not reaches(site, own, both.here.fragment):
        return None
    written = pair.target.slice(both.target.target)
    _, mark, fragment = written.partition("#")
    edit = Edit(both.target.target, f"{way}{mark}{fragment}")
    return Fix("Lead to the page in this language", (edit,))


def _localised(site: Site, lang: str, both: Across) -> str:
    """A site-absolute address with the language named as most links of this language name it."""
    segment, end = next((first, last) for tag, first, last in site.localised if tag == lang)
    way = both.target.url.partition("#")[0]
    other, suffix = spelt(site, both.here.path)
    if other:
        way = way.replace(f"/{other}", "", 1)
    elif suffix:
        way = way.replace(suffix, "", 1) if way.count(suffix) == 1 else ""
    if segment:
        return f"/{segment}{way}"
    return f"{way.rstrip('/')}{end}{'/' * way.endswith('/')}"
