"""The mark of an admonition is shown as text, or its box is never closed.

`!!!` before a word that names no box, `:::` in the middle of a paragraph, a lost `>` before `[!NOTE]`:
the reader sees the mark and no box. An unclosed `:::` or `///` swallows the rest of the page. Reported
where the reference has admonitions, and no such text at the same place.

Bad:

~~~md en.md
# HTTPS

/// tip

If you are in a hurry, read on.

///

Then buy a name.
~~~

~~~md zh-CN.md:3
# HTTPS

!!!提示
     如果你很赶时间，请继续阅读。

然后购买域名。
~~~

Good:

~~~md zh-CN.md
# HTTPS

/// tip | 提示

如果你很赶时间，请继续阅读。

///

然后购买域名。
~~~

Bad:

~~~md en.md
# HTTPS

> [!NOTE]
> Renew it.

::: tip
Buy a name.
:::

The end.
~~~

~~~md zh-CN.md:3,6
# HTTPS

[!NOTE]
续订。

::: tip
购买域名。

结束。
~~~

Good:

~~~md zh-CN.md
# HTTPS

> [!NOTE]
> 续订。

::: tip
购买域名。
:::

结束。
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.markup._admonitions import broken


@rule("MK104")
def broken_admonition(pair: Pair) -> Iterator[Problem]:
    if next(pair.source.find("admonition", "quote"), None) is None:
        return
    same = {id(pair.counterpart(node)) for node, _, _ in broken(pair.source)}
    for node, line, _ in broken(pair.target):
        if id(node) not in same:
            mark = quote(pair.target.slice(line))
            yield Problem(
                pair.target.at(line), f"{mark} is shown as text: it makes no admonition", topic="mark"
            )
    if all(node.closed for node in pair.source.find("admonition")):
        for node in pair.target.find("admonition"):
            if not node.closed:
                place = node.marker or node.span
                mark = quote(pair.target.slice(place))
                yield Problem(pair.target.at(place), f"admonition {mark} is never closed", topic="open")
