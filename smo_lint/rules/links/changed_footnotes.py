"""A footnote lost its mark, its text, or the form that makes it one.

`[^ 1]` and `[^1] :` are plain text. A mark whose note is missing leads nowhere, a note without a
mark is never read. Marks are compared inside matched blocks; where labels were renamed but none is
missing, nothing is reported.

Bad:

~~~md en.md
Links break.[^1] Often.[^2]

And then?

[^1]: A study.
[^2]: Another study.
~~~

~~~md fr.md:1
Les liens se cassent.[^ 1] Souvent.[^2]

Et puis ?

[^1]: Une étude.
[^2]: Une autre étude.
~~~

Good:

~~~md fr.md
Les liens se cassent.[^1] Souvent.[^2]

Et puis ?

[^1]: Une étude.
[^2]: Une autre étude.
~~~

Bad:

~~~md en.md
Links break.[^1] Often.[^2]

[^1]: A study.
[^2]: Another study.
~~~

~~~md fr.md:1
Les liens se cassent.[^1] Souvent.

[^1]: Une étude.
[^2]: Une autre étude.
~~~

Good:

~~~md fr.md
Les liens se cassent.[^un] Souvent.[^deux]

[^un]: Une étude.
[^deux]: Une autre étude.
~~~

Bad:

~~~md en.md
Links break.[^1] Often.[^2]

[^1]: A study.
[^2]: Another study.
~~~

~~~md fr.md:1
Les liens se cassent.[^1] Souvent.[^2]

[^1]: Une étude.
~~~
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from smo_lint.model import Edit, Edition, Fix, Node, Pair, Problem, Span, once
from smo_lint.regexes import regex
from smo_lint.rules import rule
from smo_lint.rules._quote import quote
from smo_lint.rules.links._raw import matches

_MARK = regex(r"\[[ \t]*\^[ \t]*([^\s\[\]^]{1,30})[ \t]*\]")
_NOTE = regex(r"^[ ]{0,3}\ufffc+([ \t]+[:：]|：)(?=\s|\S)", re.MULTILINE)


@rule("LK114")
def changed_footnotes(pair: Pair) -> Iterator[Problem]:
    """Report footnotes of the source that are incomplete in the translation."""
    yield from _malformed(pair)
    yield from _unmarked(pair)
    yield from _unwritten(pair)


def _malformed(pair: Pair) -> Iterator[Problem]:
    wrong = {found[0] for _, found in matches(pair.source, _MARK)}
    for base, found in matches(pair.target, _MARK):
        if found[0] not in wrong:
            span = Span(base + found.start(), base + found.end())
            yield Problem(
                pair.target.at(span),
                f"{quote(found[0])} is no footnote mark because of the space in it",
                fix=Fix("Delete the space", (Edit(span, f"[^{found[1]}]"),), safe=False),
                topic=found[1],
            )
    if any(matches(pair.source, _NOTE)):
        return
    for note in _broken_notes(pair.target):
        start, end = note
        label = pair.target.slice(Span(start.span.start, start.span.end))
        yield Problem(
            pair.target.at(Span(start.span.start, end.end)),
            f"no colon right behind {quote(label)}, so this is no footnote",
            fix=Fix("Put the colon behind the bracket", (Edit(end, ":"),), safe=False),
            topic=start.name,
        )


def _broken_notes(edition: Edition) -> Iterator[tuple[Node, Span]]:
    """Yield (label, what stands where its colon should) of notes that are paragraphs."""
    marks: dict[int, Node] = {}
    for base, found in matches(edition, _NOTE):
        marks = marks or {mark.span.end: mark for mark in edition.find("footnote_ref")}
        if mark := marks.get(base + found.start(1)):
            yield mark, Span(base + found.start(1), base + found.end(1))


def _unmarked(pair: Pair) -> Iterator[Problem]:
    """Marks that a matched block lacks, and the rest of the translation too."""
    everywhere = {_label(node) for node in pair.target.find("footnote_ref")}
    everywhere |= {found[1].casefold() for _, found in matches(pair.target, _MARK)}
    for sources, targets in pair.prose() if pair.source.has("footnote_ref") else ():
        ours = [node for block in sources for node in block.find("footnote_ref")]
        theirs = [node for block in targets for node in block.find("footnote_ref")]
        if len(theirs) >= len(ours):
            continue
        for mark in ours:
            if _label(mark) not in everywhere and _label(mark) in _noted(pair.source):
                yield Problem(
                    pair.target.at(targets[0]),
                    f"no footnote mark [^{mark.name}] here, but in {pair.source.lang}",
                    related=(pair.source.at(mark, "the mark"),),
                    topic=_label(mark),
                )


def _unwritten(pair: Pair) -> Iterator[Problem]:
    """Marks whose note is missing, though the source's notes are there."""
    noted = _noted(pair.source)
    known = {*_noted(pair.target), *(_label(mark) for mark, _ in _broken_notes(pair.target))}
    known |= {_label(node) for node in pair.source.find("footnote_ref")} - noted
    for mark in pair.target.find("footnote_ref") if noted else ():
        label = _label(mark)
        if label not in known:
            known.add(label)
            yield Problem(
                pair.target.at(mark),
                f"no note for [^{mark.name}], but {pair.source.lang} has its notes",
                topic=label,
            )


@once
def _noted(edition: Edition) -> AbstractSet[str]:
    return {_label(node) for node in edition.find("footnote")}


def _label(node: Node) -> str:
    return node.name.casefold()
