"""A link leads to another site than in the source.

A translator may know a better page in the reader's language, and then this is no mistake; or the
source has replaced a dead address since, and the translation still leads there.

Bad:

~~~md en.md
Scroll without end: [react-virtualized](https://github.com/bvaughn/react-virtualized).
~~~

~~~md fi.md:1
Loputon vieritys: [react-virtualized](https://devarchive.com/lists/virtualized).
~~~

Good:

~~~md fi.md
Loputon vieritys: [react-virtualized](https://github.com/bvaughn/react-virtualized).
~~~

Good:

~~~md en.md
Social media is [explained](https://en.wikipedia.org/wiki/Social_media) elsewhere.
~~~

~~~md fi.md
Sosiaalinen media on [selitetty](https://fi.wikipedia.org/wiki/Sosiaalinen_media) muualla.
~~~
"""

from collections.abc import Iterator

from smo_lint.model import Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules.links._changes import changes, parts, place
from smo_lint.rules.links._kinship import elsewhere


@rule("LK115", severity="warning")
def replaced_link(pair: Pair) -> Iterator[Problem]:
    """Report the links of matched blocks that lead to another site."""
    for change in changes(pair):
        if change.how != "changed" or change.source is None or change.target is None:
            continue
        if not elsewhere(parts(pair, change.source), parts(pair, change.target)):
            continue
        yield Problem(
            place(pair.target, change.target),
            f"link leads to {change.target.url}, but to {change.source.url} in {pair.source.lang}",
            related=(pair.source.at(change.source, "the link"),),
            topic=parts(pair, change.target).topic,
        )
