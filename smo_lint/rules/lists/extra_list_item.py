"""A list item, or a whole list, that the reference lacks.

Often it was removed from the reference, or stands here twice. A paragraph of links that became a list is
none, nor is an item that stands in the reference word for word, of which
[untranslated-paragraph](TX101) tells, nor are items that one of the reference's names all together, nor items
of a list that lacks as many of the reference's, nor is a list right below a heading that the reference lacks
as well; and another address of what the reference's list leads to, for the readers of a language, is a hint,
and so is one that leads to the front page of a site of their own.

Bad:

~~~md en.md
# Guide

- Read `first`
- Run `start`
~~~

~~~md pl.md:4
# Poradnik

- Przeczytaj `first`
- Zainstaluj `setup`
- Uruchom `start`
~~~

Good:

~~~md pl.md
# Poradnik

- Przeczytaj `first`
- Uruchom `start`
~~~

Good, a paragraph that became a list:

~~~md en.md
Read more: [the manual](https://example.org/manual), [the wiki](https://example.org/wiki).
~~~

~~~md pl.md
Czytaj dalej:

- [podręcznik](https://example.org/manual)
- [wiki](https://example.org/wiki)
~~~

Good, one that became several:

~~~md en.md
This fetches `lamp`, and with it:

- All that it needs to shine
- All that is of use (lamptest, wick-cut, shade, lampbook)
~~~

~~~md zh.md
这会获取 `lamp`，以及：

- lamptest（测试）
- wick-cut（剪灯芯）
- shade（灯罩）
- lampbook（手册）
~~~

Good, a list that is told with its heading:

~~~md en.md
## Setup

Run `app add`, then `app serve --all`.

### Use

Call `app.open()` where the page is made.
~~~

~~~md pl.md
## Instalacja

Uruchom `app add`, potem `app serve --all`.

## Dokumentacja

- samouczek
- opis

### Użycie

Wywołaj `app.open()` tam, gdzie powstaje strona.
~~~

Good, items in another order and in other words:

~~~md en.md
- Signing in with an account
- Serverless, as all of the notes will be kept as files
- Both people and groups can be used to keep the notes
- Many languages are there [en, zh, fr, ru, de, pl, ko, fa, ja]
- Quiet reading as large sites have it (Can be switched on via the `quietMode` option)
- A key sends it (cmd|ctrl + enter)
~~~

~~~md zh.md
- 使用帐号登录
- 支持多种语言 [en, zh, fr, ru, de, pl, ko, fa, ja]
- 支持个人或团体
- 安静阅读模式（设置 quietMode 为 true 开启）
- 快捷键发送 （cmd|ctrl + enter）
~~~

Good, an item that was left beside its translation:

~~~md en.md
* Then the `v-resize` directive tells of each resize.

Read `first`.
~~~

~~~md pl.md
* Potem dyrektywa `v-resize` mówi o każdej zmianie.

Przeczytaj `first`.

* Then the `v-resize` directive tells of each resize.
~~~

Good, the lines of a paragraph:

~~~md en.md
Says where it stands, on which `side`.

With `no` it is hidden.\
With `yes` it stands on the right.\
With `left` it stands on the left.

```yaml
side: no
```
~~~

~~~md zh.md
说明它在哪一边（`side`）。

- 使用 `no` 时隐藏。
- 使用 `yes` 时位于右侧。
- 使用 `left` 时位于左侧。

```yaml
side: no
```
~~~

Bad, a hint, where the reference leads to most of it in its text:

~~~md en.md
## Help

Ask in the [forum](https://forum.example.org/app) with the word `app`, or at the
[table](https://table.example.org/app) in the hall.

Those who know it are glad to help those who do not.
~~~

~~~md zh.md:8
## 帮助

如果您在使用过程中遇到问题，可以通过以下几个途径寻求帮助，在论坛里提问时建议写上 `app` 这个词，
在大厅的桌子旁提问时则不必。

我们也鼓励熟悉它的人通过下面的途径帮助不熟悉的人。

1. [论坛](https://forum.example.org/app)
2. [桌子](https://table.example.org/app)
3. [群组](https://group.example.net/app)
~~~

Bad, a hint, another address of the same:

~~~md en.md
- [Preview](https://example.org/app/)
- [Manual](https://example.org/app-manual/)
~~~

~~~md zh.md:3
- [预览](https://example.org/app/)
- [手册](https://example.org/app-manual/)
- [国内手册](https://mirror.example.net/app-manual/zh/)
~~~

Bad, a hint, a site for these readers, which parts no others:

~~~md en.md
- [Home](https://app.example.org)
- [Development](https://code.example.org/app/blob/main/development.en.md)
- [Samples](https://code.example.org/samples)
~~~

~~~md zh.md:2
- [首页](https://app.example.org)
- [国内镜像](https://app.example.net)
- [开发](development.zh.md)
- [示例](https://code.example.org/samples)
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import count, excerpt, reference
from smo_lint.rules.lists._bullets import damaged
from smo_lint.rules.lists._runs import lone
from smo_lint.rules.lists._shapes import (
    filled,
    for_readers,
    headed,
    lines_of_one,
    mirrors,
    outnumbered,
    reshaped,
    split,
    told_above,
    verbatim,
)


@rule("LS102", severity="warning", runs=True)
def extra_list_item(pair: Pair) -> Iterator[Problem]:
    """Report each outermost item or list without a counterpart."""
    where = reference(pair)
    for node in lone(pair, pair.target, pair.extra("list", "item")):
        if any(node.span.start <= bullet.line.start <= node.span.end for bullet in damaged(pair)):
            continue
        if not filled(node) or headed(pair, node) or reshaped(pair, node) or outnumbered(pair, node):
            continue
        if verbatim(pair, node) or lines_of_one(pair, node) or split(pair, node):
            continue
        text = excerpt(pair.target, node)
        if node.kind == "list":
            message = f"list of {count(len(node.children), 'item')} is not in {where}, it begins with {text}"
        else:
            message = f"list item {text}{_rivals(pair, node)} is not in {where}"
        weak = mirrors(pair, node) or for_readers(pair, node) or told_above(pair, node)
        yield Problem(pair.target.at(node), message, severity="hint" if weak else "")


def _rivals(pair: Pair, node: Node) -> str:
    """The other items that could be the one too many."""
    inside = {rival for block in node.walk() for rival in pair.rivals.get(block, ())}
    names = [excerpt(pair.target, rival) for rival in sorted(inside, key=lambda rival: rival.span)]
    return "".join(f" or {name}" for name in dict.fromkeys(names))
