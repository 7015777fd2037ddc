"""A key of the reference's front matter is absent.

The page falls back to a default: another place in the menu, another layout, no description. A key
that was merely renamed is `translated-key`.

Bad:

~~~md en.md
---
title: Guide
weight: 3
author:
  name: Ada
  mail: ada@example.org
---

# Guide
~~~

~~~md pl.md:2,4
---
title: Poradnik
author:
  name: Ada
---

# Poradnik
~~~

Good:

~~~md pl.md
---
title: Poradnik
weight: 3
author:
  name: Ada
  mail: ada@example.org
---

# Poradnik
~~~

Good, a key that tracks translations:

~~~md en.md
---
title: Guide
translationKey: guide
---

# Guide
~~~

~~~md pl.md
---
title: Poradnik
---

# Poradnik
~~~

Good, a switch that says whether this edition is shown:

~~~md en.md
---
title: Guide
skip: true
---

# Guide
~~~

~~~md pl.md
---
title: Poradnik
---

# Poradnik
~~~

Good, a key that only the source has, everywhere (learnt from the other articles, or pinned):

~~~toml smo-lint.toml
[habits.keys]
en = ["authors"]
~~~

~~~md en.md
---
title: Guide
authors: [ada]
---

# Guide
~~~

~~~md pl.md
---
title: Poradnik
---

# Poradnik
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem, Span
from smo_lint.rules import rule
from smo_lint.rules._quote import quote, reference
from smo_lint.rules.front_matter._keys import OWN, compare, dotted, line_end


@rule("FM003")
def missing_key(pair: Pair, *, ignore: tuple[str, ...] = OWN) -> Iterator[Problem]:
    """Report each missing key, at the line after which it should stand.

    ignore  keys that only one language has
    """
    meta = pair.target.meta
    for entry, before in compare(pair).missing:
        if meta is None or any(key in ignore for key in entry.path):
            continue
        opening = Span(meta.span.start, meta.span.start)
        place = line_end(pair.target.text, before.value if before else _above(pair, entry.path) or opening)
        written = f": {quote(entry.scalar)}" if entry.scalar else ""
        message = f"key “{dotted(entry)}” is missing, {reference(pair)} has it{written}"
        yield Problem(
            pair.target.at(place), message, (pair.source.at(entry.key, "the key"),), topic=dotted(entry)
        )


def _above(pair: Pair, path: tuple[str | int, ...]) -> Span | None:
    """The key that holds a missing first key."""
    holder = pair.target.meta.get(*path[:-1]) if pair.target.meta and len(path) > 1 else None
    return holder.key if holder else None
