"""What stands in a link and around it."""

from __future__ import annotations

from collections.abc import Iterator

from smo_lint.model import Edition, Node, Span
from smo_lint.regexes import regex
from smo_lint.rules.links._targets import target

HYPHENS = "-\u2010\u2011"
_WORD = regex(r"[^\W\d_]{2,}")
_CODE = regex(r"`[^`]*`")
_ORDINAL = regex(r"[\W\d_]*|[\W\d_]*[A-Za-z]{1,3}(?:[-_][A-Za-z]{2,4})?[\W\d_]*")


def links(edition: Edition) -> Iterator[Node]:
    """Yield the links that are written in Markdown with a text of their own."""
    for node in edition.find("link"):
        if node.name not in ("auto", "html"):
            yield node


def label(edition: Edition, link: Node) -> str:
    """Return the text of a link as written."""
    return edition.slice(link.inner)


def drawn(link: Node) -> bool:
    """Whether a link holds a picture, code or tags instead of words alone."""
    return any(node.kind in ("image", "inline_code", "tag") for node in link.children)


def worded(edition: Edition, link: Node) -> bool:
    """Whether a link's text is more than a number or a language code."""
    return _ORDINAL.fullmatch(label(edition, link)) is None


def phrase(text: str) -> bool:
    """Whether a text is a phrase, not a name: three words or more, most of them in lower case."""
    words = [word for word in _CODE.sub("", text).split() if _WORD.search(word)]
    lower = sum(word.islower() for word in words)
    return len(words) > 2 and lower > 1 and len(text) > 11 and (words[0].islower() or len(words) > 3)


def between(edition: Edition, one: Node, other: Node) -> str:
    """Return what stands between two nodes."""
    return edition.slice(Span(one.span.end, other.span.start))


def runs(edition: Edition) -> Iterator[list[Node]]:
    """Yield each run of adjacent links that are one link broken in pieces."""
    run: list[Node] = []
    for link in links(edition):
        if run and _same(edition, run[-1], link):
            run.append(link)
            continue
        if len(run) > 1:
            yield run
        run = [link]
    if len(run) > 1:
        yield run


def _same(edition: Edition, before: Node, link: Node) -> bool:
    gap = between(edition, before, link)
    if gap.strip(" \t\n") not in ("", "-", "/", "–") or gap.count("\n") > 1:
        return False
    if before.span.end > link.span.start or target(before.url) != target(link.url):
        return False
    if edition.block(link) is not edition.block(before):
        return False
    if drawn(before) or drawn(link):
        return False
    if gap and edition.block(link).kind == "row":
        return False
    if not gap and label(edition, before)[-1:].isalpha() and label(edition, link)[:1].isalpha():
        return True
    return worded(edition, before) or worded(edition, link)
