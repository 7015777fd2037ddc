"""Explicit ids of headings: how they are written, and which a translation must have."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from smo_lint.model import Edition, Node, Pair, Span, once
from smo_lint.regexes import regex
from smo_lint.rules.links._slugs import essences, github, plain
from smo_lint.slugs import ALGORITHMS, BY_NAME

_FORM = (
    r"\{{[^{{}}\n]*#\s*{id}[^{{}}\n]*\}}"
    r"""|<a\s[^<>]*["']?{id}["']?[^<>]*>(?:\s*</a>)?"""
    r"|\[\]\(\)\{{\s*#{id}\s*\}}"
)
# An id that lost a brace, or has full-width ones: "{#install", "#install}" at the end of a heading.
_TORN = regex(r"(?<!\s)\s*+(?:\{\s*#[\w-]+|(?<=\s)#[\w-]+\s*\}|｛\s*[#＃][\w-]+\s*｝)\s*$")


_NUMBER = regex(r"[-_]\d+$")
# How many ids of a page must be made of the source's headings before the others must be too, and
# which part of its headings must have one.
_LEAST, _SHARE = 3, 0.7


def expected(pair: Pair, source: Node) -> str:
    """Return the id that the counterpart of a heading must have, "" where it needs none.

    That is the source's own; or, on a page whose ids are made of the source's headings, so that links
    hold in every language, what the source's heading is turned into by a site generator.
    """
    if source.anchor:
        return source.anchor
    if "<" in source.text or (source.level not in _kept(pair) and source is not _odd(pair)):
        return ""  # generators disagree about tags
    return made(pair, source)[0]


def made(pair: Pair, source: Node) -> tuple[str, ...]:
    """Return the ids that a heading of the source may generate, as far as the page and the site tell."""
    return tuple(dict.fromkeys(make(plain(source)) for make in _makers(pair)))


@once
def _makers(pair: Pair) -> Sequence[Callable[[str], str]]:
    """What makes ids of the source's headings: as most of the page tell, of what fits the site."""
    ids = [(plain(one), two.anchor) for one, two in pair.matched("heading") if not one.anchor and two.anchor]
    makers = [BY_NAME[name] for name in pair.source.site.slugs] or list(ALGORITHMS)
    explained = [sum(make(text) == own for text, own in ids) for make in makers]
    return [make for make, n in zip(makers, explained, strict=True) if n == max(explained)]


def fits(source: Node, anchor: str) -> bool:
    """Whether an id is a heading's own, or made of its text by any generator."""
    if source.anchor or not anchor:
        return bool(anchor) and source.anchor == anchor
    text = re.sub(r":\w+:", "", source.text)  # emoji, which some generators drop and others spell out
    texts = (plain(source), text, re.sub(r"[<>/]", "", source.text))
    own = {essence for text in texts for essence in essences(text)}
    return any(essence in own for tried in (anchor, _NUMBER.sub("", anchor)) for essence in essences(tried))


def fits_itself(heading: Node) -> bool:
    """Whether a heading's explicit id is the one that its own text generates."""
    own = {essence for text in (plain(heading), heading.text) for essence in essences(text)}
    return any(essence in own for essence in essences(heading.anchor))


def near(heading: Node, anchor: str) -> bool:
    """Whether the id that a heading generates is this one but for an ending: a name, not a translation."""
    own = github(plain(heading))
    short, long = sorted((own, anchor), key=len)
    return long.startswith(short) and len(short) > len(long) - len(short) + 2


@once
def _kept(pair: Pair) -> frozenset[int]:
    """The levels whose headings keep ids made of the source's headings."""
    bare = [both for both in pair.matched("heading") if not both[0].anchor]
    fitting = [both for both in bare if both[1].anchor and fits(both[0], both[1].anchor)]
    levels = []
    for level in {source.level for source, _ in fitting}:
        same = [both for both in bare if both[0].level == level]
        if sum(both[0].level == level for both in fitting) >= max(_LEAST, _SHARE * len(same)):
            levels.append(level)
    return frozenset(levels)


@once
def _odd(pair: Pair) -> Node | None:
    """The one heading of the source whose counterpart has no id made of it, where all others have theirs.

    Headings that were left as they are generate the same id, and need none.
    """
    both = [both for both in pair.matched("heading") if "<" not in both[0].text]
    kept = sum(bool(t.anchor) and fits(s, t.anchor) for s, t in both)
    apart = [
        (s, t)
        for s, t in both
        if not s.anchor and s.level > 1 and not fits(s, t.anchor or "") and plain(s) != plain(t)
    ]
    enough = kept >= (_LEAST - 1 if apart and apart[0][1].anchor else _LEAST)
    return apart[0][0] if len(apart) == 1 and enough else None


def written(edition: Edition, node: Node) -> Span | None:
    """Return where the whole construct that gives a heading its id stands, on its line or on the one
    above it; None where it is not found."""
    start, end = _lines(edition.text, node)
    found = list(_form(node.anchor).finditer(edition.text, start, end))
    return Span(*found[-1].span()) if found else None


@lru_cache(maxsize=4096)
def _form(anchor: str) -> re.Pattern[str]:
    return re.compile(_FORM.format(id=re.escape(anchor)))


def bare(edition: Edition, node: Node) -> Span | None:
    """Return where the id itself stands, without `#` and braces."""
    around = written(edition, node)
    if around is None:
        return None
    start = edition.text.rfind(node.anchor, around.start, around.end)
    return Span(start, start + len(node.anchor)) if start >= 0 else None


def torn(edition: Edition, node: Node) -> Span | None:
    """Return the remains of an id that lost its form at the end of a heading."""
    end = _end(edition.text, node)
    match = _TORN.search(edition.text, node.inner.start, end)
    return Span(*match.span()) if match else None


def line_end(edition: Edition, node: Node) -> int:
    """Return where something can be added to a heading: before trailing white space."""
    end = _end(edition.text, node)
    return node.span.start + len(edition.text[node.span.start : end].rstrip())


def _end(text: str, node: Node) -> int:
    end = text.find("\n", node.inner.end)
    return len(text) if end < 0 else end


def _lines(text: str, node: Node) -> tuple[int, int]:
    start = text.rfind("\n", 0, node.span.start) + 1
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if not text[above:start].strip() and above:
        above = text.rfind("\n", 0, above - 1) + 1
    return above, _end(text, node)
