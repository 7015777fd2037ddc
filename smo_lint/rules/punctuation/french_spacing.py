"""The space before a high mark is not the one that this edition uses elsewhere.

French sets a space before `: ; ? !`, and there are several houses: a no-break space, a narrow one, an
ordinary one. None is prescribed here. What an edition does at nine places of ten is its style, and
the few that break it are reported; a page with fewer than ten such marks has none. URLs, times and
code are left alone.

Bad:

~~~md en.md
One; two; three? Four! Five; six; seven? Eight! Nine; ten; eleven? Twelve!
~~~

~~~md fr.md:1
Un ; deux ; trois ? Quatre ! Cinq ; six ; sept ? Huit ! Neuf ; dix ; onze? Douze !
~~~

Good:

~~~md fr.md
Un ; deux ; trois ? Quatre ! Cinq ; six ; sept ? Huit ! Neuf ; dix ; onze ? Douze !
~~~

Good:

~~~md fr.md
Un : deux ; trois ? Quatre ! À 10:30 sur https://example.org, vraiment ?! Voilà : a:b.
~~~
"""

import re
from collections import Counter
from collections.abc import Iterator

from smo_lint.languages import language
from smo_lint.model import Edit, Edition, Fix, Problem
from smo_lint.rules import rule
from smo_lint.rules._blocks import blocks

_HIGH = ":;?!"
_NAMES = {
    "": "no space",
    " ": "an ordinary space",
    "\u00a0": "a no-break space",
    "\u202f": "a narrow no-break space",
}


@rule("PN009", severity="hint")
def french_spacing(edition: Edition, *, min_marks: int = 10, share: int = 90) -> Iterator[Problem]:
    """Report the marks that break the habit of `share` percent of at least `min_marks` marks."""
    marks = "".join(mark for mark in language(edition.lang).space_before if mark in _HIGH)
    if not marks:
        return
    pattern = re.compile(rf"(?<=[\w)\]»”])([ \u00a0\u202f]?)([{marks}])(?=\s|$)")
    found = [(text, match) for _, text in blocks(edition) for match in pattern.finditer(text.text)]
    # A colon may have another space than the rest: the national printing office sets it so.
    for group in (":", marks.replace(":", "")):
        places = [(text, match) for text, match in found if match[2] in group]
        counts = Counter(match[1] for _, match in places)
        usual, most = counts.most_common(1)[0] if counts else ("", 0)
        where = "in this edition"
        if len(places) < min_marks or 100 * most < share * len(places):
            learnt = dict(edition.locale.spaces).get(group)
            if learnt is None:
                continue
            usual, where = learnt, f"in {language(edition.lang).name}"
        for text, match in places:
            span = text.span(*match.span(1))
            if match[1] != usual and "\n" not in edition.slice(span):
                yield Problem(
                    edition.at(text.span(*match.span())),
                    f"{_NAMES[match[1]]} before “{match[2]}”, but {_NAMES[usual]} elsewhere {where}",
                    fix=Fix("Space it as elsewhere", (Edit(span, usual),)),
                    topic=match[2],
                )
