"""The elements of HTML, and what a translation made of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smo_lint.model import Edition, Pair
from smo_lint.regexes import regex
from smo_lint.rules.markup._tags import Tag, alike, strange, tags

_NAMES = """
    a abbr acronym address area article aside audio b base bdi bdo big blockquote body br button
    canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl
    dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head
    header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee menu
    meta meter nav nobr noscript object ol optgroup option output p param path picture pre progress
    q rp rt ruby s samp script search section select slot small source span strike strong style sub
    summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var
    video wbr
"""
# The elements of HTML, former ones too.
HTML = frozenset(_NAMES.split())

# Elements of drawings and formulas, which pages may hold as well.
_DRAWN = regex(r"portal|image|math|m[a-z]+|circle|rect|line|g|defs|use|poly[a-z]+|ellipse")

# More names in one block that HTML does not have are another language of markup.
_FEW = 20


def unknown(name: str) -> bool:
    """Whether a name looks like one of HTML, and HTML does not have it."""
    plain = name.isascii() and name.isalnum() and name == name.lower()
    return plain and name not in HTML and not _DRAWN.fullmatch(name)


def invented(pair: Pair) -> Iterator[Tag]:
    """Yield elements without attributes that a block of the target opens and closes, and nobody knows."""
    wrong = {at: some for at, some in strange(pair, HTML).items() if len(some) <= _FEW}
    if not wrong:
        return
    closed = {(tag.name, pair.target.block(tag.node)) for tag in tags(pair.target) if tag.form == "close"}
    for tag in (tag for some in wrong.values() for tag in some if not tag.attributes):
        if tag.form == "open" and unknown(tag.name) and (tag.name, pair.target.block(tag.node)) in closed:
            yield tag


def misnamed(pair: Pair) -> Iterator[tuple[Tag, Tag]]:
    """Yield (source, target) of elements whose name is one of HTML in the source and none in the target."""
    wrong = {at: some for at, some in strange(pair, HTML).items() if len(some) <= _FEW}
    if not wrong:
        return
    here, there = _opened(pair.target), _opened(pair.source)
    gone = Counter(tag.name for tag in there) - Counter(tag.name for tag in here)
    for tag in there:
        if not gone[tag.name]:
            continue
        beside = pair.counterpart(pair.source.block(tag.node))
        if beside is None or tag.name not in HTML:
            continue
        twin = next((t for t in wrong.get(beside, ()) if unknown(t.name) and alike(tag, t)), None)
        if twin is not None:
            wrong[beside].remove(twin)
            yield tag, twin


def _opened(edition: Edition) -> list[Tag]:
    return [tag for tag in tags(edition) if tag.form != "close"]
