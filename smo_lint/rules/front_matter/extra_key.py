"""A key of the front matter that the reference lacks.

Often left over from an older version of the page, or misspelt beyond recognition. Keys that track
a translation are left alone.

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
navigation: false
---

# Poradnik
~~~

Good:

~~~md pl.md
---
title: Poradnik
translator: Ada
---

# Poradnik
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.front_matter._keys import OWN, compare, dotted


@rule("FM005", severity="hint")
def extra_key(pair: Pair, *, ignore: tuple[str, ...] = OWN) -> Iterator[Problem]:
    """Report each key that only the target has.

    ignore  keys that only one language has
    """
    for entry in compare(pair).extra:
        if not any(key in ignore for key in entry.path):
            message = f"key “{dotted(entry)}” is not in {reference(pair)}"
            yield Problem(pair.target.at(entry.key), message, topic=dotted(entry))
