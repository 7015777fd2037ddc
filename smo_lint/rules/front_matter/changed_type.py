"""A value of the front matter has another form than in the reference.

Where a list is expected, a string breaks the build of the site, or is shown letter by letter; a
switch that was translated is always on. Titles made of digits and other plain values are left
alone: only lists, mappings and switches are compared.

Bad:

~~~md en.md
---
title: Guide
tags: [one, two]
draft: false
---

# Guide
~~~

~~~md pl.md:3,4
---
title: Poradnik
tags: jeden, dwa
draft: fałsz
---

# Poradnik
~~~

Good:

~~~md pl.md
---
title: 404
tags: [jeden, dwa]
draft: false
---

# Poradnik
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Entry, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import reference
from smo_lint.rules.front_matter._keys import compare, dotted

_FORMS = {"list": "a list", "mapping": "a mapping", "bool": "a switch"}


@rule("FM007")
def changed_type(pair: Pair) -> Iterator[Problem]:
    """Report each value whose form differs."""
    for source, target in compare(pair).matched:
        one, two = _form(source), _form(target)
        if (
            one != two
            and (source.scalar or one in _FORMS.values())
            and (target.scalar or two in _FORMS.values())
        ):
            where = reference(pair)
            message = f"“{dotted(source)}” is {two}, but {one} in {where}"
            related = (pair.source.at(source.value, "the value"),)
            yield Problem(pair.target.at(target.value), message, related, topic=dotted(source))


def _form(entry: Entry) -> str:
    return _FORMS.get(entry.type, "a plain value")
