"""An item of a list, or a whole list, is absent.

Says which one, by its neighbours. A list that is absent as a whole is one finding; so is an item with
everything below it. Where several items could be the absent one, all are named. Below headings that the
translation lacks, two or more side by side, an item is a warning: its list may be another one.

Bad:

~~~md en.md
# Guide

- Read `first`
- Install `setup`
- Run `start`
~~~

~~~md pl.md:3
# Poradnik

- Przeczytaj `first`
- Uruchom `start`
~~~

Good:

~~~md pl.md
# Poradnik

- Przeczytaj `first`
- Zainstaluj `setup`
- Uruchom `start`
~~~

Bad:

~~~md en.md
# Guide

Do this with `care`:

- Read `first`
- Install `setup`

Then `wait`.
~~~

~~~md pl.md:3
# Poradnik

Zrób to z `care`:

Potem `wait`.
~~~

Good:

~~~md pl.md
# Poradnik

Zrób to z `care`:

- Przeczytaj `first`
- Zainstaluj `setup`

Potem `wait`.
~~~

Good:

~~~md en.md
# News

- Table loads faster, see [#101](https://example.org/101)
- Menu closes on click

## More

Text.
~~~

~~~md pl.md
# Nowości

- Menu zamyka się po kliknięciu

## Więcej

Tekst. Tabela ładuje się szybciej, zobacz [#101](https://example.org/101)
~~~

Good, a list of one item that became the end of a paragraph:

~~~md en.md
The formats are those of the library, see below for all of them:

- Example: [formats](https://example.org/formats)
~~~

~~~md pl.md
Formaty są takie jak w bibliotece, wszystkie znajdziesz tutaj: [formaty](https://example.org/formats).
~~~

Good, the same, and a link for readers of the translation:

~~~md en.md
The **lamp** for your [desk](https://example.org/desk).

- [See it](https://example.org/see) | [po polsku](https://example.org/lamp/pl.md)

Take `it`.
~~~

~~~md pl.md
**Lampa** na [biurko](https://example.org/desk). [Zobacz](https://example.org/see) |
[Pytaj](https://example.org/ask)

Weź `it`.
~~~

Good, items in another order, and a list with other links than the source's:

~~~md en.md
# Charts

- [Bars](https://bars.example.org/en)
- [Maps](https://maps.example.org/en)

Write for it:

- Improve the manual, [like Ann did](https://example.org/ann)
- Collect examples
- Write tutorials, [like Bob did](https://example.org/bob)
~~~

~~~md pl.md
# Wykresy

- [Mapy](https://maps.example.org/pl)
- [Słupki](https://bars.example.org/pl)

Pisz dla niego:

- Popraw podręcznik
- Zbierz przykłady
- Napisz samouczki, [jak Jan](https://example.com/jan)
~~~

Bad, which one it is, its first words tell:

~~~md en.md
# Guide

- **Test it!** Run it with what is there, and write new tests where they are needed.
- **Review everything that was generated.** Read what it says, line by line, more than once.
- **Keep to the style.** Others want to read it too, so use what is used elsewhere in the project.
~~~

~~~md pl.md:3
# Poradnik

- **Przetestuj!** Uruchom to z tym, co jest, a gdzie trzeba, napisz nowe testy, bo bez nich nikt nie uwierzy.
- **Zachowaj styl.** Inni też chcą to czytać, więc używaj tego, czego używa się w całym projekcie.
~~~

Bad, both in one:

~~~md en.md
- [Logs](/logs) that last
- [Tasks](/tasks) that end
~~~

~~~md de.md:1
- [Logs](/logs), die bleiben [Aufgaben](/tasks), die enden
~~~

Good:

~~~md de.md
- [Logs](/logs), die bleiben
- [Aufgaben](/tasks), die enden
~~~

Bad, nothing is left of it:

~~~md en.md
- [Logs](/logs)
- [Tasks](/tasks)
- [Users](/users)
~~~

~~~md de.md:2
- [Logs](/logs)
- [Aufgaben](/tasks)
-
~~~

Good:

~~~md de.md
- [Logs](/logs)
- [Aufgaben](/tasks)
- [Benutzer](/users)
~~~

Good, where as many other paragraphs stand in its place:

~~~md en.md
# Portable

- Download `tool.zip` from the [releases](/releases)
- Unzip it and run `tool.exe`

## Shell
~~~

~~~md de.md
# Tragbar

Nichts muss vorher installiert werden.

Laden Sie [das Skript](/setup.bat) herunter und starten Sie es.

## Kommandozeile
~~~

Bad, said once where the markers are lost:

~~~md en.md
Before you begin:

1. Read the manual of the machine.
2. Close the lid with both hands.
3. Wait until the lamp is green.

Then press the button that starts it.
~~~

~~~md zh.md:3
开始之前：

阅读机器的手册。
用双手合上盖子。
等到灯变绿。

然后按下启动按钮。
~~~

Good:

~~~md zh.md
开始之前：

1. 阅读机器的手册。
2. 用双手合上盖子。
3. 等到灯变绿。

然后按下启动按钮。
~~~

Good, an item at another level, and one whose marker lacks its space:

~~~md en.md
- [Parts](#parts)
  - [The lamp](#the-lamp)
  - [The bed of the machine](#the-bed-of-the-machine)
  - [The wheel](#the-wheel)
  - [The lid](#the-lid)
- [Rules](#rules)

Do this when the light goes out:

1. Open the lid of the `lamp`

```sh
lamp --open
```

2. Change the `bulb`
~~~

~~~md zh.md
- [部件](#部件)
  - [灯](#灯)
  - [机器的床身](#机器的床身)
- [轮子](#轮子)
  - [盖子](#盖子)
- [规则](#规则)

灯熄灭时这样做：

1.打开`lamp`的盖子

```sh
lamp --open
```

2.更换`bulb`
~~~

Bad, an emoji tells which one it is, and the headings that entries lead to:

~~~md en.md
- [Parts](#parts)
- [Lamp](#lamp)
- [Lid](#lid)
- [📚 Books about it](#-books-about-it)
- [🤝 Help](#-help)
- [🎓 Rules](#-rules)

## Parts

Each has `one`.

## Lamp

It has `two`.

## Lid

It has `three`.

## 📚 Books about it

There are `four`.
~~~

~~~md ko.md:1,3
- [부품](#부품)
- [뚜껑](#뚜껑)
- [📚 책](#-책)
- [🎓 규칙](#-규칙)

## 부품

각각 `one`이 있습니다.

## 등

그것은 `two`가 있습니다.

## 뚜껑

그것은 `three`가 있습니다.

## 📚 책

`four`가 있습니다.
~~~

Bad, a warning, a list that stands under another heading here:

~~~md en.md
# Guide

## Money

A project needs some.

### Sales

Sell your [shirts](https://shirts.example.org) to all who like the project.

### Grants

Those who got one:

- [Ada](https://ada.example.org) for her lamp, which shines on all who work at night
- [Bob](https://bob.example.org) for his [wheel](https://wheel.example.org)
- [Dora](https://dora.example.org) for her `hook`, on which everybody hangs a coat

## Rules

Read them.
~~~

~~~md zh.md:11
# 指南

## 资金

项目需要一些资金。

向所有喜欢该项目的人出售您的[衬衫](https://shirts.example.org)。

得到资助的人有：

- [Ada](https://ada.example.org) 因为她的灯，它为所有在夜间工作的人照明
- [Dora](https://dora.example.org) 因为她的 `hook`，大家都在上面挂外套

## 规则

请阅读。
~~~

Good, items that are paragraphs of their own:

~~~md en.md
It is switched off by default.

**Limits:**
1. The lamp must stand in one room only;
2. The old wick goes at once (**Immediately**), before a new one comes, so that no two of them burn.

# Move
~~~

~~~md zh.md
默认关闭。

限制：

灯只能放在一个房间里；

旧灯芯（Immediately）要在新灯芯到来之前立刻取走，以免两根一起燃烧。

# 移动
~~~

Bad, one of several, which nothing tells apart:

~~~md en.md
# Send it

- Copy the box and put it on your own table.
- Draw the change with a pencil on some paper.
- Try what you did with all that is there.
- Review all that a machine wrote for you.
- Keep to the style of those who were there.

Read more.
~~~

~~~md pl.md:3
# Wyślij

- Skopiuj pudełko i postaw je na swoim stole.
- Narysuj zmianę ołówkiem na jakimś papierze.
- Wypróbuj to, co zrobiłeś, ze wszystkim, co jest.
- Zachowaj styl tych, którzy tam już byli.

Czytaj dalej.
~~~

Good, a list that a picture cuts in two in the reference:

~~~md en.md
Here are some ways to share it:

- **Leave the easy faults.** Use them to find new people, and help those who want to learn how it is done.

![A letter that asks for a change](/letter.png)

- **Keep a list of names**, as [Ada](https://example.org/ada) does.
- If there are many, **write to all of them** once a month to say thanks.
- **Hand out the keys.** Those who have one come back more often than those who do not.

Most of them will stay.
~~~

~~~md pl.md
Oto kilka sposobów na dzielenie się:

- **Łatwe błędy zostaw nowym.**
- **Prowadź listę imion.**
- **Pisz do wszystkich raz w miesiącu.**
- **Rozdaj klucze.**

Większość zostanie.
~~~

Good, items that are told in one sentence, by their names, and others that became sections:

~~~md en.md
# Lamp

Start it with `lamp serve`, and open the page that it names:

- **Today** shows what is lit
- **Rules** is where you say what should be
- **Tasks** waits until somebody agrees
- **History** lists it all

It has three kinds of parts:

- `bulbs/`: what shines
- `hooks/`: what it hangs on
- `books/`: what was written about it

Read `last`.
~~~

~~~md pl.md
# Lampa

Uruchom ją przez `lamp serve` i otwórz stronę, którą poda: **Today** pokazuje, co się świeci, **Rules** mówi,
co powinno, **Tasks** czeka, aż ktoś się zgodzi, a **History** wymienia wszystko.

### Żarówki `bulbs/`

To, co świeci, każde w swoim kolorze.

### Haki `hooks/`

To, na czym wisi, i to mocno.

### Książki `books/`

To, co o niej napisano.

Przeczytaj `last`.
~~~

Bad, two of four in a sentence are no list:

~~~md en.md
# Lamp

Start it with `lamp serve`, and open the page that it names:

- **Today** shows what is lit
- **Rules** is where you say what should be
- **Tasks** waits until somebody agrees
- **History** lists it all

Read `last`.
~~~

~~~md zh.md:3
# 灯

用 `lamp serve` 启动它，然后打开它给出的页面：**Today** 显示亮着什么，**Rules** 里写应该怎样。

阅读 `last`。
~~~
"""

from collections import Counter
from collections.abc import Iterator
from posixpath import basename

from smo_lint.model import Edition, Node, Pair, Problem, once
from smo_lint.rules import rule
from smo_lint.rules._quote import count, excerpt, reference
from smo_lint.rules._siblings import kept, neighbours
from smo_lint.rules.lists._bullets import damaged, explained
from smo_lint.rules.lists._lines import unmarked
from smo_lint.rules.lists._runs import filled, has_twin, item_of, lacking, lone, merged
from smo_lint.rules.lists._told import told


@rule("LS101", runs=True)
def missing_list_item(pair: Pair) -> Iterator[Problem]:
    """Report each outermost item or list without a counterpart, where it should stand."""
    runs = list(merged(pair))
    seams = {item for items, _, seam in runs if seam for item in items}
    plain = {
        node: block
        for node, block in unmarked(pair).items()
        if not any(explained(pair, item) for item in node.children)
    }
    for node, block in plain.items():
        what = f"list of {count(len(node.children), 'item')} is plain text here: its markers are lost"
        yield Problem(pair.target.at(block), what, (pair.source.at(node, "the list"),), covers=block.span)
    for node in lone(pair, pair.source, pair.missing("list", "item")):
        if node in plain or pair.source.parent(node) in plain:
            continue
        if node in seams or explained(pair, node) or _as_many(pair, node) or _elsewhere(pair, node):
            continue
        if told(pair, node):
            continue
        text, rivals, at = excerpt(pair.source, node), _rivals(pair, node), pair.gap(node)
        holder = _open_end(pair, node) if len(rivals) > 1 else None
        if holder is not None:
            what = f"one of the last {len(rivals) + 1} items of {reference(pair)} is missing in this list"
            at = pair.target.at(holder)
        elif node.kind == "list":
            what = f"list of {count(len(node.children), 'item')} is missing, it begins with {text}"
        else:
            first, last = _candidates(pair, node)
            what = f"list item {_names(pair, node)} is missing{_between(pair, first, last)}"
            at = pair.gap(first if kept(pair, first)[0] else node)  # inside of the list
        weak = "warning" if _under_another_heading(pair, node) else ""
        yield Problem(at, what, (pair.source.at(node, f"the {node.kind}"),), severity=weak)
    for items, target, seam in runs:
        item = item_of(pair.target, target)
        beside = pair.target.parent(item) if item else None
        if seam or any(bullet.paragraph is target for bullet in damaged(pair)):
            continue
        if item is None and all(pair.source.parent(lost) in plain or told(pair, lost) for lost in items):
            continue
        if not any(has_twin(pair, lost, beside) for lost in items):
            names = " or ".join(excerpt(pair.source, item) for item in items)
            what = f"list item {names} is missing, or both are one here"
            yield Problem(
                pair.target.at(target), what, tuple(pair.source.at(item, "an item") for item in items)
            )


def _as_many(pair: Pair, node: Node) -> bool:
    """Whether the item's list has as many items here: then it was moved or rewritten, not lost."""
    holder = pair.source.parent(node)
    beside = pair.counterpart(holder) if holder and node.kind == "item" else None
    return bool(holder and beside and filled(pair, beside) >= filled(pair, holder))


def _under_another_heading(pair: Pair, node: Node) -> bool:
    """Whether the item's own section and another one beside it are not told apart here by headings."""
    around = [above for above in pair.source.ancestors(node) if above.kind == "section"]
    if len(around) < 2 or pair.match(around[0].children[0]) is not None:
        return False
    beside = [child for child in around[1].children if child.kind == "section"]
    return sum(pair.match(section.children[0]) is None for section in beside) > 1


def _elsewhere(pair: Pair, node: Node) -> bool:
    """Whether the addresses that the item leads to, and only it, stand at another place of the target.

    A list whose only item became the end of a paragraph is there; two items that became one are not. What
    leads readers of the source to the target need not be there.
    """
    urls = {link.url for link in node.find("link") if link.url}
    urls = {url for url in urls if not _leads_here(pair, url)}
    alone = {url for url in urls if _leads(pair.source)[url] == 1}
    before, after = neighbours(pair.source, node)
    near = map(pair.counterpart, (*before, *after))  # there, both are one
    beside = Counter(link.url for link in {link for item in near if item for link in item.find("link")})
    return bool(alone) and all(_leads(pair.target)[url] > beside[url] for url in alone)


def _leads_here(pair: Pair, url: str) -> bool:
    """Whether an address ends with the name of the target, where that is not the source's name."""
    own = basename(pair.target.path)
    return basename(url.partition("#")[0]) == own != basename(pair.source.path)


@once
def _leads(edition: Edition) -> Counter[str]:
    """How often an address is led to."""
    return Counter(link.url for link in edition.find("link"))


def _rivals(pair: Pair, node: Node) -> tuple[str, ...]:
    """The other items that could be the missing one."""
    names = [excerpt(pair.source, rival) for rival in _others(pair, node)]
    return tuple(dict.fromkeys(names))


def _names(pair: Pair, node: Node) -> str:
    """The item and those that could be the missing one as well, in the order of the source."""
    names = [excerpt(pair.source, item) for item in sorted((node, *_others(pair, node)), key=_start)]
    return " or ".join(dict.fromkeys(names))


def _start(node: Node) -> int:
    return node.span.start


def _others(pair: Pair, node: Node) -> list[Node]:
    inside = {rival for block in node.walk() for rival in pair.rivals.get(block, ())}
    return sorted(inside, key=_start)


def _candidates(pair: Pair, node: Node) -> tuple[Node, Node]:
    """The first and the last item of a list that could be the missing one: it stands outside of both."""
    items = [item for rival in _others(pair, node) if (item := item_of(pair.source, rival))]
    holder = pair.source.parent(node)
    near = [item for item in items if pair.source.parent(item) is holder]
    both = sorted((node, *near), key=_start)
    return both[0], both[-1]


def _open_end(pair: Pair, node: Node) -> Node | None:
    """The list of the target that lacks one item, at its end."""
    holder = pair.source.parent(node) if node.kind == "item" else None
    single = holder is not None and lacking(pair, holder) == 1 and kept(pair, node)[1] is None
    beside = pair.counterpart(holder) if holder and single else None
    return beside if beside is not None and beside.kind == "list" else None


def _between(pair: Pair, first: Node, last: Node) -> str:
    ends = kept(pair, first)[0], kept(pair, last)[1]
    before, after = (excerpt(pair.target, item) if item else "" for item in ends)
    if before and after:
        return f" between {before} and {after}"
    return f" after {before}" if before else f" before {after}" if after else ""
