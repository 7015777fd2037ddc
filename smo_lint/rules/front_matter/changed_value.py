"""A value of the front matter that must be equal in all languages differs.

The page stands at another place in the menu, under another address, or in another layout than its
counterparts. Compared are numbers, switches, and the keys that are never translated: by
convention, by configuration, or because they are equal in nearly all articles. Addresses may hold
the language.

Bad:

~~~md en.md
---
title: Guide
sidebar_position: 6
layout: page
---

# Guide
~~~

~~~md pl.md:3,4
---
title: Poradnik
sidebar_position: 4
layout: strona
---

# Poradnik
~~~

Good:

~~~md pl.md
---
title: Poradnik
sidebar_position: 6
layout: page
---

# Poradnik
~~~

Good, an address with its language, and a number written otherwise:

~~~md en.md
---
title: 10
permalink: /en/guide/
weight: 5
---

# Guide
~~~

~~~md pl.md
---
title: 10
permalink: /pl/guide
weight: 5.0
---

# Poradnik
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.languages import normalise
from smo_lint.model import Edit, Entry, Fix, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.front_matter._keys import OWN, compare, dotted

KEYS = (
    ("id", "slug", "permalink", "url", "layout", "template", "type", "class", "weight", "order", "position")
    + ("sidebar_position", "nav_order", "sidebar", "sidebar_class_name", "draft", "published", "hide", "toc")
    + ("icon", "image", "outline", "component")
)
# What a translation may have otherwise although it is a number or a switch.
_FREE = ("title", "description", "version", "revision", "updated", "lastmod", "reading_time", "translated")


@rule("FM006", severity="warning")
def changed_value(pair: Pair, *, keys: tuple[str, ...] = KEYS, free: tuple[str, ...] = _FREE) -> Iterator[Problem]:
    """Report each scalar that differs.

    keys  whose values must be equal; what calibration learnt is added
    free  keys whose numbers and switches may differ
    """
    for source, target in compare(pair).matched:
        if source.type != target.type or not source.scalar or not target.scalar:
            continue
        own = any(key in free or key in OWN for key in source.path)
        plain = source.type in ("number", "bool") and not own
        if (plain or any(key in keys for key in source.path)) and not _equal(pair, source, target):
            name, value = dotted(source), pair.source.slice(source.value)
            message = f"“{name}” is {quote(target.scalar)}, but {quote(source.scalar)} in {_named(pair)}"
            fix = Fix("Set the value", (Edit(target.value, value),), safe=False)
            related = (pair.source.at(source.value, "the value"),)
            yield Problem(pair.target.at(target.value), message, related, fix, name)


def _named(pair: Pair) -> str:
    return pair.source.lang or "the reference"


def _equal(pair: Pair, source: Entry, target: Entry) -> bool:
    if source.scalar == target.scalar:
        return True
    if source.type == "number":
        return _number(source.scalar) == _number(target.scalar)
    if source.type == "bool":
        return source.scalar.lower() == target.scalar.lower()
    return _bare(source.scalar, pair) == _bare(target.scalar, pair)


def _number(text: str) -> float | str:
    try:
        return float(text.replace("_", ""))
    except ValueError:
        return text


def _bare(text: str, pair: Pair) -> list[str]:
    """The parts of an address without those that name the language of either edition."""
    own = {tag.casefold() for tag in (pair.source.lang, pair.target.lang)}
    own |= {tag.partition("-")[0] for tag in own}
    parts = [part for part in re.split(r"[/.]", text.strip()) if part]
    return [part for part in parts if normalise(part).casefold() not in own]
