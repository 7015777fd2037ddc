"""The text of a link was left in the language of the source.

Links to pages of the same site are looked at, where the page has a title in the reader's language;
titles of pages elsewhere are quoted as they are. So are names: only phrases of several words in
lower case count, and only in a block that is otherwise translated.

Bad:

~~~md en.md
Before you begin, read [how the cache is filled](cache.md) and what it costs.
~~~

~~~md de.md:1
Lesen Sie vorher [how the cache is filled](cache.md) und was das kostet.
~~~

Good:

~~~md de.md
Lesen Sie vorher [wie der Cache gefüllt wird](cache.md) und was das kostet.
~~~

Good:

~~~md en.md
Read [Hello World](hello.md) and [how to fail at it](https://example.com/fail).
~~~

~~~md de.md
Lesen Sie [Hello World](hello.md) und [how to fail at it](https://example.com/fail).
~~~
"""

from collections.abc import Iterator

from smo_lint.earlier import telling
from smo_lint.languages import language
from smo_lint.model import Match, Node, Pair, Problem
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._anchors import phrase
from smo_lint.rules.links._changes import equal, parts
from smo_lint.rules.links._html import offering

# Likeness in percent from which a block as a whole was left untranslated.
SAME = 85.0


@rule("LK112", severity="hint")
def untranslated_link_text(pair: Pair) -> Iterator[Problem]:
    """Report links to the same site whose text is the source's."""
    if pair.source.lang.partition("-")[0] in language(pair.target.lang).neighbours:
        return
    for match in telling(pair, _left, offering(pair.source, "link")):
        for source, target in _same(pair, match):
            yield Problem(
                pair.target.at(target),
                f"link text {quote(target.text)} is the same as in {pair.source.lang}",
                related=(pair.source.at(source, "the link"),),
            )


def _left(pair: Pair, match: Match) -> bool:
    """Whether the text of a link was left, and the block around it was not."""
    return next(_same(pair, match), None) is not None and not _untranslated(pair, match)


def _same(pair: Pair, match: Match) -> Iterator[tuple[Node, Node]]:
    for source, target in equal(pair, match, "link"):
        if target.name == "auto" or target.text.split() != source.text.split():
            continue
        if not parts(pair, target).site and phrase(target.text):
            yield source, target


def _untranslated(pair: Pair, match: Match) -> bool:
    """Whether more than the link is the source's: the block is untranslated then, not the link."""
    ours = " ".join(pair.source.slice(node.span) for node in match.source)
    theirs = " ".join(pair.target.slice(node.span) for node in match.target)
    links = (link for node in match.target for link in node.find("link"))
    if len(theirs) < max((len(pair.target.slice(link.span)) for link in links), default=0) + 16:
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(ours, theirs) >= SAME
