"""A backtick stands alone in the text: a code span was not closed, or never opened.

The reader sees the backtick, and often the next span turns inside out: what was code becomes text and
the text between becomes code. Backticks that are escaped or that stand in code are fine, and so is
what the source shows at the same place.

Bad:

~~~md en.md
The file `SECURITY.md` says how to report it.

Return `yield` from a function.
~~~

~~~md be.md:1
Файл `SECURITY.md' кажа, як паведаміць.

Вярніце `yield` з функцыі.
~~~

Good:

~~~md be.md
Файл `SECURITY.md` кажа, як паведаміць.

Вярніце `yield` з функцыі.
~~~

Good:

~~~md be.md
Тут \\` няма кода, а тут ``a`b`` ёсць.
~~~

Good, a bar in the code of a table, which some dialects keep:

~~~md en.md
| Name   | Type          |
|--------|---------------|
| `size` | `int | None`  |
~~~

~~~md be.md
| Назва  | Тып           |
|--------|---------------|
| `size` | `int | None`  |
~~~

Good, a value that is empty:

~~~md en.md
| Name   | Default |
|--------|---------|
| `text` | ``      |
~~~

~~~md be.md
| Назва  | Звычайна |
|--------|----------|
| `text` | ``       |
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Problem, Span
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import wholes
from smo_lint.rules._quote import quote
from smo_lint.rules.code._inline import backtick

_AROUND = 12
_TICK = regex("`")


@rule("CD003", severity="warning")
def unbalanced_backtick(edition: Edition) -> Iterator[Problem]:
    for block in wholes(edition, _TICK):
        place = backtick(edition, block)
        if place is not None:
            first = max(place.start - _AROUND, block.span.start)
            near = edition.slice(Span(first, min(place.end + _AROUND, block.span.end)))
            yield Problem(edition.at(place), f"backtick without its other half in {quote(near)}")
