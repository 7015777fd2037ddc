"""An item begins with a bullet that Markdown does not know.

`–`, `•`, `・` and full-width numbers come from word processors and from other writing systems. The
lines are no list: they run together into one paragraph. Fires only where the reference has an item,
because a dash also opens direct speech.

Bad:

~~~md en.md
# Guide

- Read it
- Install it
~~~

~~~md ja.md:3,4
# ガイド

・読む
・インストールする
~~~

Good:

~~~md ja.md
# ガイド

- 読む
- インストールする
~~~

Good, a dash that belongs to the text:

~~~md en.md
# Guide

— So it begins.
~~~

~~~md ja.md
# ガイド

— これが始まりだ。
~~~

Good:

~~~md en.md
# Guide

* First

![one](a.png)

* Second
~~~

~~~md ja.md
# 手引き

1、最初

![最初](a.png)

2、次
~~~

Bad, behind a nested list, which it continues:

~~~md en.md
# Guide

- Colours:
  - green for tools
  - grey for servers
- A `stop` at the end
~~~

~~~md ja.md:6
# ガイド

- 色：
  - 緑はツール
  - 灰色はサーバー
• 最後に `stop`
~~~

Good:

~~~md ja.md
# ガイド

- 色：
  - 緑はツール
  - 灰色はサーバー
- 最後に `stop`
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Edit, Fix, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote, reference
from smo_lint.rules.lists._bullets import foreign


@rule("LS002")
def foreign_bullet(pair: Pair) -> Iterator[Problem]:
    """Report each such line."""
    for bullet in foreign(pair):
        # A number in a paragraph of its own reads as it was meant.
        if pair.target.slice(bullet.marker)[:1].isdigit() and "\n" not in bullet.paragraph.text:
            continue
        where = reference(pair)
        message = f"{quote(pair.target.slice(bullet.line))} is no list item, but one in {where}"
        fix = Fix("Write a Markdown bullet", (Edit(bullet.marker, bullet.write),))
        yield Problem(pair.target.at(bullet.line), message, fix=fix)
