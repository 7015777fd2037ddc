"""A relative link leads to no page, while the source's does.

The reader gets an error instead of a page. It happens where a translation lies deeper in the folders
than its source and the path was kept, or where it was changed too much. Only links that mean the same
page as the source's are looked at (another page is changed-link-target's), only those to pages of the
project, and every way in which a generator may read a path counts: from the folder or from the page,
with or without extension, by the address that front matter gives. A page that has no translation is
served in the source's language by most sites, so links to it are fine in a folder that mirrors the
source's; a lone translated README is no such folder.

Bad:

~~~md en/guide.md
Read [how to install](install.md) first.
~~~

~~~md de/guide.md:1
Lesen Sie zuerst [die Installation](../install.md).
~~~

~~~md en/install.md
# Install
~~~

~~~md de/install.md
# Installation
~~~

Good:

~~~md de/guide.md
Lesen Sie zuerst [die Installation](install.md).
~~~

Good, by the address that front matter gives:

~~~md de/guide.md
Lesen Sie zuerst [die Installation](../anfang/installation).
~~~

~~~md de/install.md
---
slug: anfang/installation
---
# Installation
~~~

Bad:

~~~md en/guide.md
Read [how to install](setup/install.md) first.
~~~

~~~md de/guide.md:1
Lesen Sie zuerst [die Installation](../setup/install.md).
~~~

~~~md en/setup/install.md
# Install
~~~

~~~md en/a.md
# A
~~~

~~~md en/b.md
# B
~~~

~~~md de/a.md
# A
~~~

~~~md de/b.md
# B
~~~

Good, though it has no translation yet:

~~~md de/guide.md
Lesen Sie zuerst [die Installation](setup/install.md).
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Node, Page, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._site import across, page
from smo_lint.rules.links._targets import shown
from smo_lint.rules.links._where import place
from smo_lint.site.ids import reaches
from smo_lint.site.index import editions
from smo_lint.site.resolve import Address, Goal, goals, ways


@rule("LK107", site=True, own=True)
def dead_link(pair: Pair) -> Iterator[Problem]:
    """Report relative links to pages that do not exist, while the source's do."""
    ours, theirs = page(pair.source), page(pair.target)
    if ours is None or theirs is None:
        return
    said: set[tuple[Node, str]] = set()  # once for a block, however often it leads there
    for source, target, here, _ in across(pair):
        if here.absolute or not _of_a_page(here) or goals(pair.target.site, theirs, target.url, every=True):
            continue
        found = goals(pair.source.site, ours, source.url)
        again = (pair.target.block(target), target.url)
        if found and again not in said:
            said.add(again)
            yield Problem(
                place(pair.target, target),
                f"{shown(target.url)} does not exist, but the page that {pair.source.lang} leads to does",
                related=(pair.source.at(source, f"the source's link, to {found[0].page.path}"),),
                fix=_fix(pair, source, target, theirs, found),
                topic=target.url,
            )


def _of_a_page(here: Address) -> bool:
    """Whether a path ends as those of pages do: with their extension, or with none."""
    return here.typed or "." not in here.path[-1].strip(".")


def _fix(pair: Pair, source: Node, target: Node, own: Page, found: tuple[Goal, ...]) -> Fix | None:
    """The source's path or, to a file, the way from this one: what leads to the same article from here."""
    site, fragment = pair.target.site, target.url.partition("#")[2]
    if target.target is None or len({goal.page.article for goal in found}) != 1:
        return None
    held = editions(site, found[0].page.article)
    written = source.url.partition("#")[0]
    ways_there = [written] if not written.startswith("/") else []
    if written.endswith((".md", ".mdx", ".markdown")):
        ways_there.append(_way(own.path, held.get(own.lang, found[0].page).path))
    for way in ways_there:
        again = list(ways(site, own, way))
        right = again and all(one.article == found[0].page.article for one in again)
        if right and " " not in way and all(reaches(site, one, fragment) for one in again):
            edit = Edit(target.target, f"{way}#{fragment}" if fragment else way)
            return Fix("Lead to the page", (edit,))
    return None


def _way(start: str, goal: str) -> str:
    """The relative path from one file to another."""
    above, end = start.split("/")[:-1], goal.split("/")
    shared = 0
    while shared < min(len(above), len(end) - 1) and above[shared] == end[shared]:
        shared += 1
    return "/".join([".."] * (len(above) - shared) + end[shared:])
