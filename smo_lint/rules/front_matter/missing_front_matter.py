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

from smo_lint.model import Pair, Problem, Span
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
    if any(key not in ignore for key in keys):
        message = f"no front matter, but {reference(pair)} has: {', '.join(keys)}"
        related = (pair.source.at(meta.span, "the front matter"),)
        yield Problem(pair.target.at(Span(0, 0)), message, related)
