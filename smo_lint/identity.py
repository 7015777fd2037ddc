"""What a finding is known by: words that stay when lines move, text is wrapped anew and pages change."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping

from smo_lint.model import Edition, Problem, Span

# A shorter place is told from its like by what stands around it, this many characters on each side.
SHORT = 24


def fingerprint(
    code: str,
    article: str,
    problem: Problem,
    editions: Mapping[str, Edition],
    around: Span,
    seen: Counter[str],
) -> str:
    """Return what a finding is recognised by, 16 hexadecimal digits; counts it in `seen`.

    editions  path -> edition, of every place that the problem names
    around    the block that the problem begins in: of what is longer, only that block counts, so that an
              edit further down leaves it what it is
    seen      how many findings of this identity there were before, in the order of their places

    Nothing of it depends on line numbers, line breaks, messages or severities.
    """
    edition = editions[problem.at.path]
    words = _words(problem, edition, editions, around)
    identity = "\0".join((code, article, edition.lang, problem.topic, words))
    seen[identity] += 1
    whole = f"{identity}\0{seen[identity]}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(whole, digest_size=8).hexdigest()


def _words(problem: Problem, edition: Edition, editions: Mapping[str, Edition], around: Span) -> str:
    span = problem.at.span
    if span.start < span.end:
        inside = Span(span.start, min(span.end, max(around.end, span.start + 1)))
        own = _bare(edition.slice(inside))
        if len(own) >= SHORT or inside != span:
            return own
        before = _near(edition.text, Span(around.start, span.start), last=True)
        return f"{before}\1{own}\1{_near(edition.text, Span(span.end, around.end))}"
    if problem.topic:
        return ""
    # Where something is missing, that says more than what happens to stand before the gap; but in a vote
    # it is said by many, of whom none may make another finding of it by an edit.
    for place in () if problem.voices else problem.related[:1]:
        if place.path in editions and place.span.start < place.span.end:
            return _bare(editions[place.path].slice(place.span))
    start = edition.text.rfind("\n", 0, span.start) + 1
    return _bare(edition.text[start : span.start])


def _near(text: str, part: Span, *, last: bool = False) -> str:
    """Return the first characters of a part of a text without its white space, or the last ones."""
    reach = 4 * SHORT
    while True:  # a block may be long, and every line of it a finding
        start, end = max(part.start, part.end - reach), min(part.end, part.start + reach)
        bare = _bare(text[start : part.end] if last else text[part.start : end])
        if len(bare) >= SHORT or reach >= part.end - part.start:
            return bare[-SHORT:] if last else bare[:SHORT]
        reach *= 4


def _bare(text: str) -> str:
    """A text without its white space: Chinese is wrapped where there is none."""
    return "".join(text.split())
