"""A mark stands twice.

A slip of the keyboard, or what is left where two texts were joined. Three dots and more are an
ellipsis, `!!` and `??` are meant, and `::`, `;;` and dots in paths, ranges and code are not prose.

Bad:

~~~md en.md
Install it, then open the page. It is fast.
~~~

~~~md de.md:1
Installieren Sie es,, öffnen Sie dann die Seite.. Es ist schnell.
~~~

Good:

~~~md de.md
Installieren Sie es, öffnen Sie dann die Seite. Es ist schnell.
~~~

Bad:

~~~md en.md
It is fast, and: small.
~~~

~~~md zh.md:1
它很快，，而且：:很小。。
~~~

Good:

~~~md zh.md
它很快，而且：很小。
~~~

Good:

~~~md zh.md
见：[:where](where.md)。它很快……真的？？真的！！ 1..9 和 ../x 与 a::b 等等... 还有。。。
~~~

Good, a mark of what is stressed, and another one behind it:

~~~md en.md
**fix:** repairs it.
~~~

~~~md hy.md
**fix։**․ ուղղում է։
~~~

~~~md zh.md
**fix：**修复它。
~~~
"""

import re
from collections.abc import Iterator
from functools import cache

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks

# Two ASCII marks are prose only before white space, a closing mark or the end.
_AFTER = r"(?=[\s)\]}\"'”’»]|$)"
_NARROW = rf"(?<=[^\W_]|[)\]”»])(?:,,|\.\.){_AFTER}"


@rule("PN002", severity="warning")
def doubled_punctuation(edition: Edition) -> Iterator[Problem]:
    """Report each pair of marks of one class."""
    two, pattern = _patterns(language(edition.lang).tag)
    for _, text in blocks(edition, two):
        for match in pattern.finditer(text.text):
            marks = text.span(*match.span())
            begins = text.text[match.end() : match.end() + 1].isalnum()
            apart = marks.end - marks.start > len(match[0])
            if apart and (begins or _both_meant(match[0])):
                continue  # the second one begins a link or the like: `：[:where](…)`
            first = (
                match.start() if match[0][0].isascii() and not match[0][1].isascii() else match.start() + 1
            )
            yield Problem(
                edition.at(marks),
                f"“{match[0]}”: a mark stands twice",
                fix=Fix("Delete one of the two", (Edit(text.span(first, first + 1), ""),)),
                topic=match[0],
            )


def _both_meant(marks: str) -> bool:
    """Whether two marks with markup between them are two signs of a script: the first is part of a label."""
    return marks[0] != marks[1] and not any(map(str.isascii, marks))


@cache
def _patterns(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two marks of whatever classes, and two of one class."""
    own = language(tag)
    wide = [_wide(marks) for marks in (own.stops, own.commas, own.colons, own.semicolons)]
    mark = f"[.,{re.escape(own.stops + own.commas + own.colons + own.semicolons)}]"
    return re.compile(mark + mark), re.compile("|".join([_NARROW, *filter(None, wide)]))


def _wide(marks: str) -> str:
    """Two marks of one class, one of them at least wide, and no third one: that is an ellipsis."""
    wide = "".join(mark for mark in marks if not mark.isascii() and mark not in "॥|")
    if not wide:
        return ""
    every, wide = re.escape(marks), re.escape(wide)
    return rf"(?<![{every}])(?:[{wide}][{every}]|[{every}][{wide}])(?![{every}])"
