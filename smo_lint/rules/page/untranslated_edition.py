"""The page is still in the language of its reference.

Nearly all of its prose equals the reference word for word: a copy that waits for its translation.
Said once for the page, instead of once for each paragraph. Code, names and links are no prose;
pages with hardly any prose are left alone, and so are close relatives such as two varieties of
one language, and pages that say of themselves that a program generated them. Where the text that both
have is in the script of the translation alone, the source is the copy.

Bad:

~~~md en.md
# Guide

Install the server before you read on, it takes a minute.

Then open the configuration and choose a name for the host.

Start the server and look at the screen.
~~~

~~~md pl.md:1
# Poradnik

Install the server before you read on, it takes a minute.

Then open the configuration and choose a name for the host.

Start the server and look at the screen.
~~~

Good:

~~~md pl.md
# Poradnik

Zainstaluj serwer, zanim zaczniesz czytać dalej, to potrwa minutę.

Then open the configuration and choose a name for the host.

Uruchom serwer i spójrz na ekran.
~~~

Bad, a source that is the copy:

~~~md en.md:1
# 指南

请先安装 server，再继续阅读，大约只需要一分钟，不需要其他任何东西，也不用重新启动计算机就可以完成全部安装。

然后打开 configuration，为主机选择一个名称，这个名称会显示给所有的用户，以后也可以随时在设置页面里修改它。
~~~

~~~md zh.md
# 指南

请先安装 server，再继续阅读，大约只需要一分钟，不需要其他任何东西，也不用重新启动计算机就可以完成全部安装。

然后打开 configuration，为主机选择一个名称，这个名称会显示给所有的用户，以后也可以随时在设置页面里修改它。
~~~

Good, a page that no translator writes:

~~~md en.md
<!-- This file is auto-generated. -->

# create

Make a new host with the name that was given, and print where it listens.

It waits until the host answers, and fails where it does not answer soon.
~~~

~~~md pl.md
<!-- This file is auto-generated. -->

# create

Make a new host with the name that was given, and print where it listens.

It waits until the host answers, and fails where it does not answer soon.
~~~
"""

from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edition, Node, Pair, Problem, Span, once
from smo_lint.prose import letters, prose
from smo_lint.rules import rule
from smo_lint.rules._generated import generated
from smo_lint.rules.page._said import KINDS, said
from smo_lint.rules.page._tongue import at_home, other, speaks

# Letters of prose from which the language of a page can be told.
LEAST = 120


@rule("PG006", severity="warning", guard=True, witness=True)
def untranslated_edition(pair: Pair, *, share: float = 0.9, least: int = 100) -> Iterator[Problem]:
    """Report a target whose prose is a copy.

    share  part of the source's letters that must stand in equal blocks, 0 to 1
    least  letters that the source must have in aligned blocks to be judged
    """
    if _relatives(pair) or generated(pair.source, pair.target):
        return
    theirs, ours, sizes = said(pair.source), said(pair.target), _sizes(pair.source)
    equal = sum(sizes[source] for source, target in pair.matched(*KINDS) if theirs[source] == ours[target])
    whole = sum(sizes[source] for source, _ in pair.matched(*KINDS)) if equal else 0
    if not equal or whole < least or equal < share * whole:
        return
    if at_home(" ".join(theirs.values()), pair.source.lang, pair.target.lang):
        yield _problem(pair.source, pair.target, equal * 100 // whole)
    elif not _original(pair):
        yield _problem(pair.target, pair.source, equal * 100 // whole)


def _problem(copy: Edition, original: Edition, percent: int) -> Problem:
    first = copy.skeleton.children[0].span.start
    end = copy.text.find("\n", first)
    place = Span(first, end if end >= 0 else len(copy.text))
    message = f"{percent} % of the prose is the text of {original.lang or 'the reference'}"
    return Problem(copy.at(place), message, (original.at(Span(0, 0), "the text it equals"),))


@once
def _sizes(edition: Edition) -> dict[Node, int]:
    """How many letters each block of prose has."""
    return {node: letters(text) for node, text in said(edition).items()}


def _original(pair: Pair) -> bool:
    """Whether the text is at home in the target, so that the reference is the copy."""
    text = " ".join(prose(pair.target, node).text for node in pair.target.find("paragraph"))
    return speaks(text, pair.target.lang) or bool(other(text, pair.source.lang, LEAST))


def _relatives(pair: Pair) -> bool:
    """Whether the two are so close that their texts may well be equal."""
    one, two = language(pair.source.lang), language(pair.target.lang)
    base = one.tag.partition("-")[0]
    return base == two.tag.partition("-")[0] or two.tag in one.neighbours or one.tag in two.neighbours
