"""The front matter does not parse.

Site generators show it as text or refuse the page. Typical for translations: a full-width colon, a
quotation mark that is not closed, a blank line before the first fence, fences that became
`- - -`. The body is checked all the same.

Bad:

~~~md en.md
---
title: Guide
weight: 3
---

# Guide
~~~

~~~md zh.md:2
---
title："指南"
weight: 3
---

# 指南
~~~

Good:

~~~md zh.md
---
title: "指南"
weight: 3
---

# 指南
~~~

Bad:

~~~md en.md
---
title: Guide
weight: 3
---

# Guide
~~~

~~~md pl.md:2
---
title: "Poradnik
weight: 3
---

# Poradnik
~~~

Good:

~~~md pl.md
---
title: "Poradnik"
weight: 3
---

# Poradnik
~~~

Bad:

~~~md en.md
---
title: Guide
---

# Guide
~~~

~~~md pl.md:1
- - -
title: Poradnik
- - -

# Poradnik
~~~

Good:

~~~md pl.md
---
title: Poradnik
---

# Poradnik
~~~

Good, a page that begins with a line:

~~~md en.md
---

# Guide

---
~~~

~~~md pl.md
---

# Poradnik

---
~~~
"""

import re
from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, FrontMatter, Problem, Span
from smo_lint.rules import rule

_FENCE = re.compile(r"[ \t]*(?:[-–—][ \t]*){2,}")
_WIDE_COLON = re.compile(r"(?P<key>[ \t]*[\w-]+[ \t]*)：[ \t]*")
_OPEN_QUOTE = re.compile(r"""[ \t]*[\w-]+:[ \t]+(?P<quote>["'])(?:(?!(?P=quote)).)*""")
_TABS = re.compile(r"[ ]*\t[ \t]*")
_UNSPACED = re.compile(r"""(?P<key>["']?[A-Za-z_][\w-]*["']?:)(?=["']?[^\W\d])(?!//)""")


@rule("FM001")
def broken_front_matter(edition: Edition) -> Iterator[Problem]:
    """Report why and where the front matter does not parse."""
    if edition.meta is None:
        return
    for fault in edition.meta.faults:
        place = _line(edition.text, fault.offset)
        edits = tuple(_repairs(edition.text, edition.meta))
        fix = Fix("Repair the front matter", edits, safe=False) if edits else None
        if edits:
            place = _line(edition.text, edits[0].span.start)
        yield Problem(edition.at(place), f"the front matter does not parse: {fault.reason}", fix=fix)
        return


def _repairs(text: str, meta: FrontMatter) -> Iterator[Edit]:
    """Yield what would repair the usual mistakes, each line on its own."""
    if meta.span.start > 0 and not text[: meta.span.start].strip():
        yield Edit(Span(0, meta.span.start), "")
    for place in _lines(text, meta.span):
        line = text[place.start : place.end]
        if _FENCE.fullmatch(line) and line != "---" and not meta.body.start <= place.start < meta.body.end:
            yield Edit(place, "---")
        elif match := _WIDE_COLON.match(line):
            yield Edit(Span(place.start + match.end("key"), place.start + match.end()), ": ")
        elif _OPEN_QUOTE.fullmatch(line):
            quote = _OPEN_QUOTE.fullmatch(line)
            assert quote is not None
            yield Edit(Span(place.end, place.end), quote["quote"])
        elif match := _UNSPACED.match(line):
            yield Edit(Span(place.start + match.end(), place.start + match.end()), " ")
        elif match := _TABS.match(line):
            yield Edit(Span(place.start, place.start + match.end()), match[0].replace("\t", "  "))


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        line = _line(text, start)
        yield line
        start = line.end + 1


def _line(text: str, offset: int) -> Span:
    end = text.find("\n", offset)
    return Span(text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end)
