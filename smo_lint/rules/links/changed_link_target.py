"""A link leads to another place than in the source.

The reader follows a promise that the target does not keep: a path was translated with the words
around it, a line was copied with its address, or the source has a newer address. Differences that
languages need are evened out: language in host or path, the site's edition in the reader's
language, extension, trailing slash, depth. Links to another site altogether, or to another form of one
place, are replaced-link's. A fragment may be translated with its heading, so another fragment of the same
page is reported only where it is known to be wrong: both stand for headings of this page, but for different
ones.

Two addresses that may both be right are a warning: a page that is found by a query or by its path, another
title behind one number, another entry of a numbered list, another name that a machine made, a host of the
readers' country, and on this site a page or a section that bears
the name of the source's, or any where the source's leads to none.

Bad:

~~~md en.md
Look into the [registry](/ecosystem/registry), then [start](start.md).
~~~

~~~md ro.md:1
Consultați [registrul](/ecosistem/registry), apoi [începeți](start.md).
~~~

Good:

~~~md ro.md
Consultați [registrul](/ecosystem/registry), apoi [începeți](start.md).
~~~

Good:

~~~md ro.md
[Începeți](../ro/start/#pasul-unu) sau consultați [registrul](/ro/ecosystem/registry.html).
~~~

Bad:

~~~md en.md
Choose rows by [selection](#selection).

## Keys

## Selection
~~~

~~~md pl.md:1
Wybierz wiersze przez [wybór](#klucze).

## Klucze

## Wybór
~~~

Good, one file in two forms:

~~~md en.md
Read the [agreement](https://example.org/legal/agreement.pdf) and the
[types](https://github.com/example/app/blob/2f1c9d3/pkg/types.go#L23).
~~~

~~~md pl.md
Przeczytaj [umowę](https://example.org/legal/agreement.txt) i
[typy](https://github.com/example/app/blob/release-1.4/pkg/types.go#L23).
~~~

Good, a language's pages below its tag, which code writes without a hyphen:

~~~md en.md
Try the [table](https://example.org/table).
~~~

~~~md pl.md
Wypróbuj [tabelę](https://example.org/table/plPL).
~~~

Good, a section that the source has on another page, and a dead link that was mended:

~~~md en.md
See the [keys](more.md#keys) and the [rows](#rows).
~~~

~~~md pl.md
Zobacz [klawisze](#keys) i [wiersze](more.md#rows).

<a name="keys"></a>

## Klawisze
~~~

Bad, a warning, both may be right:

~~~md en.md
As [told](https://tracker.example.org/app/issues/11586#issuecomment-8) there.

Use
[layers](https://index.example.org/layers).
~~~

~~~md pl.md:1,4
Jak [tam](https://tracker.example.org/app/issues/15572#issuecomment-9) powiedziano.

Użyj
[warstw](https://index.example.org/?search=layer).
~~~

Good, what is the same in another form:

~~~md en.md
@[toc](Contents)

Go to the [rows](/list?anchor=rows) and the [keys](/list?tab=all&part=keys).

See <a href="javascript:show('Keys')">the keys</a>, the [app](https://code.example.org/ada/app), its
[rules](./RULES-ro.md), [the rows](rows_en_2.json) and [the book](book-en-US.sketch).

An [old one](https://code.example.org/ada/app/tree/v1) lasts.

It is [Ada's](https://code.example.org/ada/lamp/blob/main/README.md).
~~~

~~~md pl.md
@[toc](Spis)

Idź do [wierszy](/pl/list?anchor=wiersze) i [kluczy](/pl/list?tab=all&part=ключи).

Zobacz <a href="javascript:show('Klawisze')">klawisze</a>,
[program](https://code.example.org/ada/app/blob/main/README.pl.md), jego
[zasady](https://code.example.org/ada/app/blob/main/RULES-ro.md), [wiersze](rows_pl_2.json)
i [książka](book-pl.sketch).

[Stary](https://code.example.org/ada/app/blob/v1/README.pl.md) trwa.

Jest [Ady](https://code.example.org/ada/lamp/blob/main/README_cn.md).
~~~

Bad, a warning, what a machine named, and a host of the readers' country:

~~~md en.md
Try it in [your browser](https://try.example.org/drive/1dQw4tbKe9rlSD5xZIfAaWX?usp=sharing).

Watch [the film](https://films.example.com/watch?v=Xb4kQ9zLm2).

The [drivers](https://www.drivers.example.com/new/en-us/) are there.
~~~

~~~md pl.md:1,3,5
Wypróbuj w [przeglądarce](https://try.example.org/drive/1eRTPn37ltBbYsISy9Aw2Nu?usp=sharing).

Obejrzyj [film](https://films.example.com/watch?v=7hTyR0wPqe).

Tam są [sterowniki](https://www.drivers.example.pl/start).
~~~

Bad, the other one of two, which the source has elsewhere:

~~~md en.md
Watch the [first film](https://films.example.com/watch?v=Xb4kQ9zLm2).

Watch the [second film](https://films.example.com/watch?v=7hTyR0wPqe).
~~~

~~~md pl.md:1
Obejrzyj [pierwszy film](https://films.example.com/watch?v=7hTyR0wPqe).

Obejrzyj [drugi film](https://films.example.com/watch?v=7hTyR0wPqe).
~~~

Good:

~~~md pl.md
Obejrzyj [pierwszy film](https://films.example.com/watch?v=Xb4kQ9zLm2).

Obejrzyj [drugi film](https://films.example.com/watch?v=7hTyR0wPqe).
~~~

Bad, a warning, another answer in a thread that the source names, too:

~~~md en.md
The same: [#720](https://tracker.example.org/app/issues/720).

As [told](https://tracker.example.org/app/issues/5310#issuecomment-409876543) there.
~~~

~~~md pl.md:3
To samo: [#720](https://tracker.example.org/app/issues/720).

Jak [tam](https://tracker.example.org/app/issues/720#issuecomment-412345678) powiedziano.
~~~

Bad, a warning, the page beside the section:

~~~md en/start.md
Put it into the [footer](config.md#footer).

See the [reports](reports.md).
~~~

~~~md pl/start.md:1,3
Umieść to w [stopce](theme-footer.md).

Zobacz [raporty](texts.md).
~~~

~~~md en/texts.md
# Texts
~~~

~~~md pl/texts.md
# Teksty
~~~

~~~md en/config.md
# Options

## Footer
~~~

~~~md pl/config.md
# Opcje

## Stopka {#footer}
~~~

~~~md en/theme-footer.md
# The footer
~~~

~~~md pl/theme-footer.md
# Stopka
~~~

Bad, a reference by another label:

~~~md en.md
Install [app-sync] now, then [app-copy].

[app-sync]: https://example.org/app-sync
[app-copy]: https://example.org/app-copy
~~~

~~~md pl.md:1
Zainstaluj teraz [app-cloud], potem [app-copy].

[app-cloud]: https://example.org/app-cloud
[app-copy]: https://example.org/app-copy
~~~

Good, what took its place leads to other people:

~~~md en.md
Thanks to [@ada](https://ada.example/), @grace and many others.
~~~

~~~md pl.md
Dziękujemy @grace i [wielu innym](https://git.example.org/app/graphs/contributors).
~~~
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from smo_lint.model import Edit, Fix, Location, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._changes import Change, changes, parts
from smo_lint.rules.links._inpage import Inside, astray, fragment, inside
from smo_lint.rules.links._kinship import (
    another_form,
    elsewhere,
    names_one_thing,
    perhaps_both_right,
    shown_by,
)
from smo_lint.rules.links._site import page, same_article
from smo_lint.rules.links._slugs import alive, plain
from smo_lint.rules.links._targets import Target, shown
from smo_lint.rules.links._where import place
from smo_lint.site.resolve import goals


@rule("LK103", site=True)
def changed_link_target(pair: Pair) -> Iterator[Problem]:
    """Report the links of matched blocks that lead somewhere else."""
    said: set[tuple[Location, str]] = set()
    for change in changes(pair):
        if change.how != "changed" or change.source is None or change.target is None:
            continue
        there, here = parts(pair, change.source), parts(pair, change.target)
        if elsewhere(there, here) or another_form(there, here):
            continue
        if same_article(pair, change.source, change.target) or _at_home(pair, change.source, change.target):
            continue
        if (written := shown_by(there, here)) and _in_own_repository(pair, written):
            continue
        problem = _problem(pair, change, change.source, change.target)
        other = perhaps_both_right(there, here, pair.target.lang) and not _mixed_up(pair, change.target)
        if other or _as_good(pair, change.source, change.target):
            problem = replace(problem, fix=None, severity="warning")
        if (problem.at, problem.topic) not in said:
            said.add((problem.at, problem.topic))
            yield problem
    for both in inside(pair):
        if found := astray(pair, both):
            yield _astray(pair, both, *found)


def _in_own_repository(pair: Pair, place: Target) -> bool:
    """Whether a file lies in the repository that most links of the two editions to its site lead into."""
    links = (parts(pair, link) for edition in (pair.source, pair.target) for link in edition.find("link"))
    seen = Counter(there.path[:2] for there in links if there.site == place.site and len(there.path) > 1)
    return seen.most_common(1)[0][0] == place.path[:2]


def _mixed_up(pair: Pair, target: Node) -> bool:
    """Whether the source leads to what a link of the translation does, but at another place."""
    here = parts(pair, target)
    others = (parts(pair, link) for link in pair.source.find("link") if link.url)
    return any((there.page, there.fragment) == (here.page, here.fragment) for there in others)


def _as_good(pair: Pair, source: Node, target: Node) -> bool:
    """Whether a link leads to a page of this site that bears the name of what the source's leads to, or
    where the source's leads to none."""
    theirs, ours = page(pair.source), page(pair.target)
    there, here = parts(pair, source), parts(pair, target)
    if theirs is None or ours is None or here.site or there.site:
        return False
    if not any(True for _ in goals(pair.target.site, ours, target.url)):
        return False
    return names_one_thing(there, here) or not any(True for _ in goals(pair.source.site, theirs, source.url))


def _at_home(pair: Pair, source: Node, target: Node) -> bool:
    """Whether one of two links leads into its page, and the other to that place of another page.

    A translation may have the section where the source only links to it, and where the source's link
    is dead the translation mends it.
    """
    there, here = fragment(pair.source, source), fragment(pair.target, target)
    if bool(there) == bool(here):
        return False
    if here:
        return alive(pair.target, here) and _near(here, parts(pair, source).fragment)
    return not alive(pair.source, there) and _near(there, parts(pair, target).fragment)


def _near(one: str, other: str) -> bool:
    return bool(other) and (one.startswith(other) or other.startswith(one))


def _problem(pair: Pair, change: Change, source: Node, target: Node) -> Problem:
    fix = None
    # Another label is a choice of the block; its definition may be right for others.
    relabelled = target.target is None and target.name.casefold() != source.name.casefold()
    if change.alone and target.target is not None and parts(pair, source).locale == ():
        edit = Edit(target.target, source.url)
        fix = Fix(f"Use the target of {pair.source.lang}", (edit,), safe=False)
    return Problem(
        pair.target.at(target) if relabelled else place(pair.target, target),
        f"link leads to {shown(target.url)}, but to {shown(source.url)} in {pair.source.lang}",
        related=(pair.source.at(source, "the link"),),
        fix=fix,
        topic=parts(pair, target).topic,
    )


def _astray(pair: Pair, both: Inside, found: Node, right: Node) -> Problem:
    fix = None
    if right.anchor and both.target.target is not None:
        fix = Fix("Lead to that section", (Edit(both.target.target, f"#{right.anchor}"),), safe=False)
    there, lang = quote(plain(right)), pair.source.lang
    return Problem(
        place(pair.target, both.target),
        f"link leads to the section {quote(plain(found))}, not to {there} as in {lang}",
        related=(pair.target.at(right, "the section that the source's link leads to"),),
        fix=fix,
        topic=parts(pair, both.target).topic,
    )
