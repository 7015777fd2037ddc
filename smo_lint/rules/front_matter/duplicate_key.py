"""A key stands twice in the front matter.

Most programs take the last one and say nothing, some refuse the page: what is shown is not what
the first line promises.

Bad:

~~~md en.md
---
title: Guide
---

# Guide
~~~

~~~md pl.md:3
---
title: Poradnik
title: Przewodnik
---

# Poradnik
~~~

Good:

~~~md pl.md
---
title: Przewodnik
---

# Poradnik
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edition, Problem
from smo_lint.rules import rule
from smo_lint.rules.front_matter._keys import dotted


@rule("FM009")
def duplicate_key(edition: Edition) -> Iterator[Problem]:
    """Report each repeated key at its second place."""
    for first, again in edition.meta.doubles if edition.meta else ():
        related = (edition.at(first.key, "the first"),)
        yield Problem(
            edition.at(again.key), f"key “{dotted(again)}” stands here again", related, topic=dotted(again)
        )
