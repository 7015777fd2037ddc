"""A mark of another script stands in the prose.

Chinese, Japanese and Arabic have marks of their own; a Latin comma among them is too narrow, and in
right-to-left text it points the wrong way. Fires between two letters of the script only: next to Latin
words, digits and code the Latin mark may be meant. What an edition does nearly everywhere is its style.

Bad:

~~~md en.md
It is fast, and it is small. It works well, and everybody likes it.
~~~

~~~md zh.md:1
它很快,而且很小。它很好用，大家都喜欢，所以我们用它，你也用它吧。
~~~

Good:

~~~md zh.md
它很快，而且很小。它很好用，大家都喜欢，所以我们用它，你也用它吧。
~~~

Good, a style:

~~~md zh.md
它很快,而且很小。它很好用,大家都喜欢,所以我们用它,你也用它吧。用 A,B 吧。
~~~
"""

import re
from collections import Counter
from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks, written

# An edition that writes the foreign mark in more than this share of the places has its own style.
_STYLE = 0.25


@rule("PN006", severity="hint")
def foreign_punctuation(edition: Edition) -> Iterator[Problem]:
    """Report each mark between letters of the language's script that belongs to another one."""
    own = language(edition.lang)
    used: Counter[str] = Counter()
    problems: list[Problem] = []
    # A wide mark brings its own space.
    gap = "" if own.spaces else " ?"
    for foreign, right in map(tuple, own.foreign):
        if foreign in edition.locale.marks:
            continue
        # A stop before a letter is a decimal or a name, other marks may have a space after them.
        pattern = re.compile(rf"(?<=[^\W\d_a-zA-Z]) ?{re.escape(foreign)}{gap}(?= ?[^\W\d_a-zA-Z])")
        used[right] += written(edition).count(right)
        for _, text in blocks(edition, re.compile(re.escape(foreign))):
            for match in pattern.finditer(text.text):
                used[foreign] += 1
                span = text.span(*match.span())
                problems.append(
                    Problem(
                        edition.at(span),
                        f"“{foreign}” where {own.name} writes “{right}”",
                        fix=Fix("Use the mark of the language", (Edit(span, right),), safe=False),
                        topic=foreign,
                    )
                )
    rights = {pair[0]: pair[1] for pair in own.foreign}
    for problem in problems:
        share = used[problem.topic] / (used[problem.topic] + used[rights[problem.topic]])
        if share <= _STYLE:
            yield problem
