"""The reference has front matter, this edition has none.

Title, position in the menu, layout and address of the page come from there. Without it the page
falls out of the menu or gets a name made of its file name.

Bad:

~~~md en.md
---
title: Guide
weight: 3
---

# Guide
~~~

~~~md pl.md:1
# Poradnik
~~~

Good:

~~~md pl.md
---
title: Poradnik
weight: 3
---

# Poradnik
~~~

Good, a page that has its title as a heading:

~~~md en.md
---
title: Guide
---

Read `first`.
~~~

~~~md pl.md
# Poradnik

Przeczytaj `first`.
~~~

Good, front matter that does not parse is another matter:

~~~md pl.md
---
title: "Poradnik
weight: 3
---

# Poradnik
~~~
"""

from collections.abc import Iterator

from smo_lint.model import BLOCKS, CONTAINERS, Edition, Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.front_matter._keys import OWN


@rule("FM002")
def missing_front_matter(pair: Pair, *, ignore: tuple[str, ...] = OWN) -> Iterator[Problem]:
    """Report a target without front matter.

    ignore  keys that only one language has; front matter of nothing else may be missing
    """
    meta = pair.source.meta
    if meta is None or pair.target.meta is not None:
        return
    keys = [str(entry.path[0]) for entry in meta.entries if len(entry.path) == 1]
    needless = {*ignore, "title"} if _titled(pair.target) and not _titled(pair.source) else ignore
    if any(key not in needless for key in keys):
        message = f"no front matter, but {reference(pair)} has: {', '.join(keys)}"
        related = (pair.source.at(meta.span, "the front matter"),)
        yield Problem(pair.target.at(Span(0, 0)), message, related)


def _titled(edition: Edition) -> bool:
    """Whether a page begins with a heading that is its title."""
    first = next((n for n in edition.nodes if n.kind not in CONTAINERS and n.kind in BLOCKS), None)
    return first is not None and first.kind == "heading" and first.level == 1
