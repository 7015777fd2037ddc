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

from collections.abc import Iterator

from smo_lint.model import Edit, Edition, Fix, FrontMatter, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule

_FENCE = regex(r"[ \t]*(?:[-–—][ \t]*){2,}")
_WIDE_COLON = regex(r"[ \t]*[\w-]+(?P<wrong>[ \t]*：[ \t]*)")
_WIDE_SPACE = regex(r"[ \t]*[\w-]+:(?P<wrong>[ \t]*[\u00a0\u3000][ \t\u00a0\u3000]*)")
_NO_SPACE = regex(r"""["']?[A-Za-z_][\w-]*["']?:(?P<wrong>)(?=["']?[^\W\d])""")
_TABS = regex(r"(?P<wrong>[ ]*\t[ \t]*)")
_OPEN_QUOTE = regex(r"""[ \t]*[\w-]+:[ \t]+(?P<quote>["'])(?:(?!(?P=quote)).)*""")
# A value that YAML reads as something else than a string: a colon inside, or a reserved first letter.
_BARE = regex(r"""[ \t]*[\w-]+:[ \t]+(?P<value>[@`%].*|(?>[^\s"'\[{|>&*!#][^#]*?:[ \t]).*)""")


@rule("FM001")
def broken_front_matter(edition: Edition) -> Iterator[Problem]:
    """Report why and where the front matter does not parse."""
    if edition.meta is None or not edition.meta.faults:
        return
    fault = edition.meta.faults[0]
    edits = tuple(_repairs(edition.text, edition.meta))
    fix = Fix("Repair the front matter", edits, safe=False) if edits else None
    # A parser notices late: the mistake before that is the one to look at.
    before = [edit.span.start for edit in edits if edit.span.start <= fault.offset]
    place = _line(edition.text, before[-1] if before else edits[0].span.start if edits else fault.offset)
    yield Problem(edition.at(place), f"the front matter does not parse: {fault.reason}", fix=fix)


def _repairs(text: str, meta: FrontMatter) -> Iterator[Edit]:
    """Yield what would repair the usual mistakes, each line on its own."""
    if meta.span.start > 0 and not text[: meta.span.start].strip():
        yield Edit(Span(0, meta.span.start), "")
    if meta.body.start == meta.span.start:
        yield Edit(Span(meta.span.start, meta.span.start), "---\n")
    for place in _lines(text, meta.span):
        line = text[place.start : place.end]
        if meta.body.start <= place.start < meta.body.end:
            if meta.format == "yaml":
                yield from _of_line(line, place)
        elif _FENCE.fullmatch(line) and line != "---":
            yield Edit(place, "---")
    if meta.body.end == meta.span.end:
        yield Edit(Span(meta.span.end, meta.span.end), "\n---")


def _of_line(line: str, place: Span) -> Iterator[Edit]:
    for form, right in ((_WIDE_COLON, ": "), (_WIDE_SPACE, " "), (_NO_SPACE, " "), (_TABS, None)):
        if match := form.match(line):
            wrong = Span(place.start + match.start("wrong"), place.start + match.end("wrong"))
            yield Edit(wrong, match["wrong"].replace("\t", "  ") if right is None else right)
            return
    if match := _OPEN_QUOTE.fullmatch(line):
        yield Edit(Span(place.end, place.end), match["quote"])
    elif match := _BARE.fullmatch(line):
        value = match["value"].rstrip()
        written = value.replace("\\", "\\\\").replace('"', '\\"')
        start = place.start + match.start("value")
        yield Edit(Span(start, start + len(value)), f'"{written}"')


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while start < span.end:
        line = _line(text, start)
        yield line
        start = line.end + 1


def _line(text: str, offset: int) -> Span:
    end = text.find("\n", offset)
    return Span(text.rfind("\n", 0, offset) + 1, len(text) if end < 0 else end)
