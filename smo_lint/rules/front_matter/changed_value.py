"""A value of the front matter that must be equal in all languages differs.

The page stands at another place in the menu, under another address, or in another layout than its
counterparts. Compared are numbers, switches, and the keys that are never translated: by
convention, by configuration, or because they are equal in nearly all articles. Addresses may hold
the language, and sentences are translated even where most pages still wait for that; so may be a title or
a label inside of another key: a hint.

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

Good, an address that each edition makes of its own title:

~~~md en.md
---
title: Kites and wind
slug: kites-wind
---

# Kites and wind
~~~

~~~md fr.md
---
title: Les cerfs-volants d’été
slug: cerfs-volants-ete
---

# Les cerfs-volants d’été
~~~

Good, a sentence under a key that was learnt as equal:

~~~toml smo-lint.toml
[habits]
protected-keys = ["description"]
~~~

~~~md en.md
---
description: How to install the tool on your own machine.
---

# Guide
~~~

~~~md pl.md
---
description: Jak zainstalować narzędzie na własnym komputerze.
---

# Poradnik
~~~

Bad, a hint, a title of a menu:

~~~toml smo-lint.toml
[habits]
protected-keys = ["group"]
~~~

~~~md en.md
---
group:
  title: Deprecated
  path: /deprecated
---

# Guide
~~~

~~~md pl.md:3
---
group:
  title: Przestarzałe
  path: /deprecated
---

# Poradnik
~~~

Good:

~~~md pl.md
---
group:
  title: Deprecated
  path: /deprecated
---

# Poradnik
~~~
"""

import re
from collections.abc import Collection, Iterator
from unicodedata import combining, normalize

from smo_lint.languages import language, normalise
from smo_lint.model import Edit, Edition, Entry, Fix, Pair, Problem
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote, reference
from smo_lint.rules.front_matter._keys import OWN, compare, dotted

KEYS = (
    ("id", "slug", "permalink", "url", "layout", "template", "type", "class", "weight", "order", "position")
    + ("sidebar_position", "nav_order", "sidebar", "sidebar_class_name", "draft", "published", "hide", "toc")
    + ("icon", "image", "outline", "component")
)
# What a translation may have otherwise although it is a number or a switch.
_FREE = ("title", "description", "version", "revision", "updated", "lastmod", "reading_time", "translated")
# Where a page stands: translations may have addresses in their own words.
_ADDRESSES = ("slug", "permalink", "url")
_WORD = regex(r"[^\W_]+")
# What readers read.
_LABELS = ("title", "label", "text", "caption", "heading", "tooltip", "placeholder")
# A value of this many words is written for readers, whatever other pages do.
_SENTENCE = 5


@rule("FM006", severity="warning")
def changed_value(
    pair: Pair, *, keys: tuple[str, ...] = KEYS, free: tuple[str, ...] = _FREE
) -> Iterator[Problem]:
    """Report each scalar that differs.

    keys  whose values must be equal, besides those that the corpus keeps equal
    free  keys whose numbers and switches may differ
    """
    named, keys = keys, (*keys, *pair.target.locale.protected)
    for source, target in compare(pair).matched:
        if source.type != target.type or not source.scalar or not target.scalar:
            continue
        own = any(key in free or key in OWN for key in source.path)
        plain = source.type in ("number", "bool") and not own
        if (plain or _protected(pair, source, target, keys)) and not _equal(pair, source, target):
            name, value = dotted(source), pair.source.slice(source.value)
            message = f"“{name}” is {quote(target.scalar)}, but {quote(source.scalar)} in {_named(pair)}"
            fix = Fix("Set the value", (Edit(target.value, value),), safe=False)
            related = (pair.source.at(source.value, "the value"),)
            level = "hint" if not plain and _read(source, named) else ""
            yield Problem(pair.target.at(target.value), message, related, fix, name, severity=level)


def _protected(pair: Pair, source: Entry, target: Entry, keys: tuple[str, ...]) -> bool:
    """Whether a value must stay: conventional keys hold names that only programs read, unless the value
    is a label such as "Global Rules"; keys that were configured or learnt hold nothing else."""
    found = [key for key in keys if key in source.path]
    if _is_sentence(source.scalar):
        return False
    label = _is_label(source, pair.source.lang) and _is_label(target, pair.target.lang)
    return bool(found) and not (label and len(found) == 1 and found[0] in KEYS)


def _read(entry: Entry, named: Collection[str]) -> bool:
    """Whether a value is for readers by its key, which nobody named as one that must be equal."""
    key = str(entry.path[-1])
    return key.casefold() in _LABELS and key not in named


def _is_label(entry: Entry, tag: str) -> bool:
    """Whether a value may be written for readers: words of its language rather than a name of a program."""
    text = entry.scalar
    if text.isascii() and language(tag).script not in ("Latn", ""):
        return False
    return " " in text or text[:1].isupper() or not text.isascii()


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE


def _named(pair: Pair) -> str:
    return reference(pair)


def _equal(pair: Pair, source: Entry, target: Entry) -> bool:
    if source.scalar == target.scalar:
        return True
    if source.type == "number":
        return _number(source.scalar) == _number(target.scalar)
    if source.type == "bool":
        return source.scalar.lower() == target.scalar.lower()
    if source.path[-1] in _ADDRESSES and _titled(pair.source, source) and _titled(pair.target, target):
        return True
    return _bare(source.scalar, pair) == _bare(target.scalar, pair)


def _titled(edition: Edition, address: Entry) -> bool:
    """Whether the last part of an address holds words of the page's own title and no others."""
    title = edition.meta and edition.meta.get("title")
    heading = next(edition.find("heading"), None)
    name = title.scalar if title else heading.text if heading else ""
    bare = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    last = address.scalar.strip("/").rpartition("/")[2].removesuffix(".html")
    return set(_WORD.findall(last.casefold())) <= set(_WORD.findall(f"{name} {bare}".casefold()))


def _number(text: str) -> float | str:
    try:
        return float(text.replace("_", ""))
    except ValueError:
        return text


def _bare(text: str, pair: Pair) -> list[str]:
    """The words of an address without those that name the language of either edition."""
    own = {word for tag in (pair.source.lang, pair.target.lang) for word in tag.casefold().split("-")}
    words = [word for word in re.split(r"[/._-]", text.strip()) if word]
    return [word for word in words if word.casefold() not in own and normalise(word).casefold() not in own]
