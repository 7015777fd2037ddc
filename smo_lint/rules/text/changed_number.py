"""A number of the reference is another one here, or gone.

A wrong year, limit or price misleads without looking wrong. Numbers are compared as values, in any
order: `2,5` equals `2.5`, `1 000` equals `1,000`, and digits of every script count. Small integers, a
hundred and a thousand may be words; ordinals, names such as `OAuth2` and `#12`, and the parts of
dates, times and ranges may be written in another way.

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
"""

from collections.abc import Iterator, Sequence

from smo_lint.languages import language
from smo_lint.model import Edition, Location, Node, Pair, Problem
from smo_lint.numbers import Number, differences, numbers
from smo_lint.prose import Prose, prose
from smo_lint.rules import rule


@rule("TX106", severity="warning")
def changed_number(pair: Pair) -> Iterator[Problem]:
    """Report each number of a block that its counterpart does not have."""
    for sources, targets in pair.prose():
        theirs, ours = _numbers(pair.source, sources), _numbers(pair.target, targets)
        lost, added = differences([n for n, _ in theirs], [n for n, _ in ours])
        for i, number in enumerate(lost):
            there = _place(pair.source, theirs, number)
            if i < len(added):
                at = _place(pair.target, ours, added[i])
                message = f"“{added[i].shown}” here, but “{number.shown}” in {pair.source.lang}"
            else:
                at = pair.target.at(targets[0])
                message = f"the number “{number.shown}” of {pair.source.lang} is not here"
            related = (Location(there.path, there.span, f"the number in {pair.source.lang}"),)
            yield Problem(at, message, related, topic=min(number.readings))


def _numbers(edition: Edition, nodes: Sequence[Node]) -> list[tuple[Number, Prose]]:
    texts = [prose(edition, node) for node in nodes]
    own = language(edition.lang)
    return [(number, text) for text in texts for number in numbers(text.text, own)]


def _place(edition: Edition, found: list[tuple[Number, Prose]], number: Number) -> Location:
    text = next(text for other, text in found if other is number)
    return edition.at(text.span(*number.span))
