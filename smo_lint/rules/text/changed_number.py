"""A number of the reference is another one here, or gone.

A wrong year, limit or price misleads without looking wrong. Numbers are compared as values, in any
order: `2,5` equals `2.5`, `1 000` equals `1,000`, and digits of every script count. Small integers, a
hundred and a thousand may be words; ordinals, names such as `OAuth2`, and the parts of
dates, times, ranges and small ratios may be written in another way. A number of a sample in quotes, where
the other edition has another sample, is a hint; one in the text of a link that leads elsewhere is left to
what is said of the link.

Bad:

~~~md en.md
The limit is 40,000 requests in 2024.
~~~

~~~md fa.md:1
در سال ۲۰۲۴ حد مجاز ۴۰ درخواست است.
~~~

Good:

~~~md fa.md
در سال ۲۰۲۴ حد مجاز ۴۰٬۰۰۰ درخواست است.
~~~

Good:

~~~md en.md
In the 21st century, 2.5 GB and 1,500 users, at 10:30 on 26 August 2023, with OAuth2 and 2 helpers.
~~~

~~~md fa.md
در ۲۶ اوت ۲۰۲۳ ساعت 10.30 و ۲٫۵ گیگابایت و ۱٬۵۰۰ کاربر و دو کمک.
~~~

Good, a ratio:

~~~md en.md
There is no fixed 1:1 mapping between calls and turns.
~~~

~~~md ja.md
呼び出しとターンの間に固定された 1 対 1 の対応はありません。
~~~

Bad, small ones, both in digits:

~~~md en.md
It is tested with the last 10 versions.
~~~

~~~md zh.md:1
它用最近 20 个版本测试。
~~~

Good:

~~~md zh.md
它用最近 10 个版本测试。
~~~

Good, two entries that only stand in another order:

~~~md en.md
# News

The lamp shines again, see 57402.

The door opens again, see 57440.
~~~

~~~md zh.md
# 新闻

门又开了，见 57440。

灯又亮了，见 57402。
~~~

Bad, a hint, another sample:

~~~md en.md
The field "born" has the value "11 January 1996".
~~~

~~~md zh.md:1
字段“姓名”的值是“王小明”。
~~~

Good, a link that leads elsewhere:

~~~md en.md
See [section 7.2.15](https://standard.example.org/12/#sec-equality).
~~~

~~~md zh.md
参见[第 7.2.13 节](https://old.example.net/loose-equality)。
~~~
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from smo_lint.languages import language
from smo_lint.model import Edition, Location, Node, Pair, Problem, Span, once
from smo_lint.numbers import Number, differences, numbers
from smo_lint.prose import Prose, prose
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._blocks import aligned, wholes
from smo_lint.rules.links._kinship import same_page
from smo_lint.rules.links._targets import target

_DIGIT = regex(r"\d")
# What is shown as a sample, inside its marks.
_QUOTED = regex(r"[\"“„«「『]([^\"“”„«»「」『』\n]{1,80})[\"”“»」』]")
# Digits of a number that names one thing.
_LONG = 4
_Found = list[tuple[Number, Prose]]


@rule("TX106", severity="warning")
def changed_number(pair: Pair) -> Iterator[Problem]:
    """Report each number of a block that its counterpart does not have."""
    there, here = _numbers(pair.source), _numbers(pair.target)
    for sources, targets in aligned(pair, there.keys(), here.keys()):
        theirs = [found for node in sources for found in there.get(node, ())]
        ours = [found for node in targets for found in here.get(node, ())]
        if [n.readings for n, _ in theirs] == [n.readings for n, _ in ours]:
            continue
        lost, added = differences([n for n, _ in theirs], [n for n, _ in ours])
        lost = [number for number in lost if not _stands(pair.target, targets, ours, number)]
        added = [number for number in added if not _stands(pair.source, sources, theirs, number)]
        level = "hint" if _samples(lost, theirs) and _quotes(pair.target, targets) else ""
        if len(lost) == len(added):
            for old, new in zip(lost, added, strict=True):
                if _moved(pair, old) and _moved(pair, new):
                    continue
                if _cited(pair, (sources, _span(theirs, old)), (targets, _span(ours, new))):
                    continue
                message = f"“{new.shown}” here, but “{old.shown}” in {pair.source.lang}"
                at = pair.target.at(_span(ours, new))
                yield Problem(at, message, (_there(pair, theirs, old),), topic=_topic(old), severity=level)
            continue
        # What is said once for twice is not lost.
        lost = [n for n in lost if not any(n.readings & other.readings for other, _ in ours)]
        if lost:
            shown = ", ".join(f"“{number.shown}”" for number in lost)
            message = f"{shown} of {pair.source.lang}: no such number here"
            related = tuple(_there(pair, theirs, number) for number in lost)
            topic = " ".join(sorted(map(_topic, lost)))
            yield Problem(pair.target.at(targets[0]), message, related, topic=topic, severity=level)


@once
def _numbers(edition: Edition) -> dict[Node, _Found]:
    """The numbers of each block that has some."""
    own = language(edition.lang)
    texts = ((node, prose(edition, node)) for node in wholes(edition, _DIGIT))
    found = ((node, [(number, text) for number in numbers(text.text, own)]) for node, text in texts)
    return {node: those for node, those in found if those}


def _moved(pair: Pair, number: Number) -> bool:
    """Whether a number that is no small one stands once in both editions."""
    known = (_often(edition) for edition in (pair.source, pair.target))
    long = sum(map(str.isdigit, number.shown)) >= _LONG
    return long and all(any(often[reading] == 1 for reading in number.readings) for often in known)


@once
def _often(edition: Edition) -> Counter[str]:
    """In how many ways numbers are read in an edition, and how often each."""
    found = (number for those in _numbers(edition).values() for number, _ in those)
    return Counter(reading for number in found for reading in number.readings)


def _samples(lost: Sequence[Number], found: _Found) -> bool:
    """Whether each of these numbers is part of a sample in quotes."""
    texts = [next(text.text for other, text in found if other is number) for number in lost]
    return bool(lost) and all(
        any(part.start(1) <= number.span[0] < part.end(1) for part in _QUOTED.finditer(text))
        for number, text in zip(lost, texts, strict=True)
    )


def _quotes(edition: Edition, nodes: Sequence[Node]) -> bool:
    return any(_QUOTED.search(edition.slice(node.span)) for node in nodes)


def _cited(pair: Pair, there: tuple[Sequence[Node], Span], here: tuple[Sequence[Node], Span]) -> bool:
    """Whether two numbers are each in the text of a link, and these lead to different pages."""
    urls = [_link(*place) for place in (there, here)]
    if not all(urls):
        return False
    one, other = (target(url, (pair.source.lang, pair.target.lang)) for url in urls)
    return not same_page(one, other, pair.target.lang)


def _link(nodes: Sequence[Node], number: Span) -> str:
    links = (link for node in nodes for link in node.find("link"))
    return next((link.url for link in links if link.span.start <= number.start < link.span.end), "")


def _stands(edition: Edition, nodes: Sequence[Node], found: _Found, number: Number) -> bool:
    """Whether a number stands in what is not prose: in code, in a URL."""
    pattern = re.compile(rf"(?<![A-Za-z0-9_])(?<!\d[.,]){re.escape(number.shown)}(?![.,’'٬\s]?\d)")
    written = sum(len(pattern.findall(edition.slice(node.span))) for node in nodes)
    return written > sum(other.shown == number.shown for other, _ in found)


def _there(pair: Pair, found: _Found, number: Number) -> Location:
    return pair.source.at(_span(found, number), f"the number in {pair.source.lang}")


def _span(found: _Found, number: Number) -> Span:
    return next(text.span(*number.span) for other, text in found if other is number)


def _topic(number: Number) -> str:
    return min(number.readings, key=lambda reading: (len(reading), reading))
