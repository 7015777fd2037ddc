"""A code fence is no longer than a fence inside it, so that the block ends too early.

Either the outer fence needs one mark more than the inner ones, or a block above was never closed and
swallowed the start of the next one. What follows is turned inside out: text becomes code and code
becomes text. A block whose language shows its own fences, closed properly, is fine, and so is what the
source has at the same place, and an inner fence whose end is written so that it ends nothing, with spaces
between its marks or a backslash before them.

Bad:

~~~~~md en.md
Write:

````md
::: danger
```js
run()
```
:::
````
~~~~~

~~~~~md pt.md:3
Escreva:

```md
::: danger
```js
run()
```
:::
```
~~~~~

Good:

~~~~~md pt.md
Escreva:

````md
::: danger
```js
run()
```
:::
````
~~~~~

Good, an inner fence that is disarmed:

~~~~~md pt.md
Escreva sem os espaços:

```md
::: danger
```js
run()
` ` `
:::
```
~~~~~
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smo_lint.model import Edit, Edition, Fix, Node, Problem, Span
from smo_lint.rules import rule

# What takes no room on the page.
_UNSEEN = "\u200b-\u200d\u2060\ufeff"


@rule("CD002")
def nested_fence(edition: Edition) -> Iterator[Problem]:
    codes = [node for node in edition.find("code") if node.level and node.marker]
    for index, code in enumerate(codes):
        assert code.marker is not None
        mark = edition.slice(code.marker)[0]
        inner = re.search(
            rf"^ {{0,3}}{re.escape(mark)}{{{code.level},}}[ \\t]*([\w-]+)[^\n{mark}]*$", code.text, re.M
        )
        if inner is None:
            continue
        fence = mark * code.level
        if _disarmed(code.text[inner.end() :], mark):
            continue
        after = codes[index + 1 :]
        yield Problem(
            edition.at(code.marker),
            f"fence {fence} holds “{inner.group().strip()}”: it ends where that one should",
            fix=_longer(edition, code, after, mark),
            covers=Span(code.marker.start, _sound(code, after)),
        )


def _disarmed(text: str, mark: str) -> bool:
    """Whether a fence follows that ends nothing, with something small before or between its marks."""
    apart = rf"{re.escape(mark)}[ {_UNSEEN}]{{1,3}}"
    behind = rf"[\\{_UNSEEN}]{re.escape(mark)}{{2}}"
    return re.search(rf"^ {{0,3}}(?:{apart}{apart}{re.escape(mark)}|{behind})", text, re.M) is not None


def _sound(code: Node, after: Sequence[Node]) -> int:
    """Where fences open and close again as they should: a bare fence next closes what this one opened."""
    beside = next(iter(after), None)
    if beside is None or beside.name or beside.level != code.level:
        return code.span.end
    return beside.span.end


def _longer(edition: Edition, code: Node, after: Sequence[Node], mark: str) -> Fix | None:
    """Make the outer fence longer, where the next bare fence is what was to close it."""
    close = next(iter(after), None)
    if (
        close is None
        or close.marker is None
        or not close.text.strip()
        or code.marker is None
        or close.name
        or close.level != code.level
    ):
        return None
    opening = Edit(Span(code.marker.start, code.marker.start), mark)
    closing = Edit(Span(close.marker.start, close.marker.start), mark)
    return Fix("Lengthen the outer fence", (opening, closing), safe=False)
